"""Remove the text that modeltranslation has left in the untranslated columns: nothing reads it."""

from django.db import migrations

EMPTY = {
    "Article": {
        "title": "",
        "slug": None,
        "lead": "",
        "body": "",
        "status": "draft",
        "published_at": None,
        "revised_at": None,
        "source_name": "",
    },
    "Category": {"name": ""},
    "Tag": {"name": ""},
    "Author": {"name": "", "role": "", "note": ""},
    "Photo": {"alt": "", "caption": "", "credit": ""},
    "BreakingLine": {"text": ""},
}


def empty_untranslated_columns(apps, schema_editor):
    for model, columns in EMPTY.items():
        rows = apps.get_model("articles", model).objects
        rows.exclude(**columns).update(**columns)


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_desk_list_index")]

    operations = [migrations.RunPython(empty_untranslated_columns, migrations.RunPython.noop, elidable=True)]
