"""Compute the sort keys of the rows that are there already."""

from django.db import migrations

from newsroom.editions.name_order import write_sort_keys


def fill(apps, schema_editor):
    write_sort_keys(apps.get_model("informers", "Town"))


class Migration(migrations.Migration):
    dependencies = [("informers", "0006_name_order")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
