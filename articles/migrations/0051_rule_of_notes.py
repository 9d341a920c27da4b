from django.db import migrations

RULE = "notes"


def add_rule(apps, schema_editor):
    rules = apps.get_model("articles", "PublishRule").objects.using(schema_editor.connection.alias)
    rules.get_or_create(rule=RULE, defaults={"level": "block"})


def remove_rule(apps, schema_editor):
    rules = apps.get_model("articles", "PublishRule").objects.using(schema_editor.connection.alias)
    rules.filter(rule=RULE).delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0050_check_of_notes")]

    operations = [migrations.RunPython(add_rule, remove_rule)]
