from django.db import migrations


def fill_slugs(apps, schema_editor):
    for legacy in apps.get_model("articles", "LegacyAddress").objects.iterator():
        legacy.save(update_fields=["slug"])  # the field takes it from the path


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_legacy_address_slug")]

    operations = [migrations.RunPython(fill_slugs, migrations.RunPython.noop, elidable=True)]
