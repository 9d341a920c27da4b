from django.db import migrations

import articles.models.legacy_address


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_list_entries_deleted_by_triggers")]

    operations = [
        migrations.AddField(
            model_name="legacyaddress",
            name="slug",
            field=articles.models.legacy_address.SlugOfPathField(
                blank=True, db_default="", default="", editable=False, max_length=120
            ),
        ),
    ]
