from django.db import migrations, models

import newsroom.staff.models


class Migration(migrations.Migration):
    dependencies = [("staff", "0003_sent_form")]

    operations = [
        migrations.AlterField(
            "user",
            "language",
            models.CharField(
                blank=True,
                choices=newsroom.staff.models.desk_languages,
                help_text="If empty, the language of the browser is used.",
                max_length=10,
                verbose_name="language of the newsroom",
            ),
        ),
    ]
