"""Remove the text that modeltranslation has left in the untranslated columns: nothing reads it."""

from django.db import migrations

EMPTY = {"Town": {"name": ""}}


def empty_untranslated_columns(apps, schema_editor):
    for model, columns in EMPTY.items():
        rows = apps.get_model("informers", model).objects
        rows.exclude(**columns).update(**columns)


class Migration(migrations.Migration):
    dependencies = [("informers", "0002_sources_and_places")]

    operations = [migrations.RunPython(empty_untranslated_columns, migrations.RunPython.noop, elidable=True)]
