"""Rules with a story and a section have held for the story only. They lose the section."""

from django.db import migrations


def keep_story(apps, schema_editor):
    rules = apps.get_model("comments", "DiscussionRules")
    rules.objects.exclude(article=None).exclude(section=None).update(section=None)


class Migration(migrations.Migration):
    dependencies = [("comments", "0030_pages_of_leases")]

    operations = [migrations.RunPython(keep_story, migrations.RunPython.noop)]
