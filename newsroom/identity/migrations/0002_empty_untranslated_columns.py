"""Remove the text that modeltranslation has left in the untranslated columns: nothing reads it."""

from django.db import migrations

EMPTY = {
    "SiteIdentity": {"name": "", "tagline": "", "imprint": ""},
    "Link": {"label": ""},
    "Page": {"title": "", "body": ""},
}


def empty_untranslated_columns(apps, schema_editor):
    for model, columns in EMPTY.items():
        rows = apps.get_model("identity", model).objects
        rows.exclude(**columns).update(**columns)


class Migration(migrations.Migration):
    dependencies = [("identity", "0001_initial")]

    operations = [migrations.RunPython(empty_untranslated_columns, migrations.RunPython.noop, elidable=True)]
