"""Compute the sort keys of the rows that are there already."""

from django.db import migrations

from newsroom.editions.name_order import write_sort_keys


def fill(apps, schema_editor):
    for model in ("Category", "Tag", "Author"):
        write_sort_keys(apps.get_model("articles", model))


class Migration(migrations.Migration):
    dependencies = [("articles", "0013_name_order")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
