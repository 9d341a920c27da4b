from django.db import migrations


def add_rule(apps, schema_editor):
    rules = apps.get_model("articles", "PublishRule").objects.using(schema_editor.connection.alias)
    rules.get_or_create(rule="suggestions", defaults={"level": "block"})


def remove_rule(apps, schema_editor):
    rules = apps.get_model("articles", "PublishRule").objects.using(schema_editor.connection.alias)
    rules.filter(rule="suggestions").delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0052_check_of_suggestions")]

    operations = [migrations.RunPython(add_rule, remove_rule)]
