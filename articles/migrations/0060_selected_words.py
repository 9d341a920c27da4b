from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0059_reported_mistakes"),
    ]

    operations = [
        migrations.AddField(
            model_name="note",
            name="selected",
            field=models.TextField(blank=True, default="", editable=False),
        ),
        migrations.AlterField(
            model_name="note",
            name="text",
            field=models.TextField(blank=True, verbose_name="note"),
        ),
    ]
