"""An author can be somebody with an account at the desk, who then answers comments as the author."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0065_fill_public_since"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="author",
            name="account",
            field=models.OneToOneField(
                blank=True,
                help_text="Its holder answers comments on the stories of this author, as the author.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="author",
                to=settings.AUTH_USER_MODEL,
                verbose_name="account at the desk",
            ),
        ),
    ]
