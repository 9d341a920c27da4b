"""Reports of readers have what they selected and what they wrote. The desk words the rest, in the language of whoever
reads it. Until now the words for it were stored in the language of the reader, with English quotation marks."""

import re

from django.db import migrations

DEFAULTS = {
    "A reader reports a mistake.",
    "Оқырман қате туралы хабарлады.",
    "Читатель сообщает об ошибке.",
    "Ўқувчи хато ҳақида хабар берди.",
    "读者报告了一处错误。",
}
SELECTED = re.compile("“(?P<selected>.*?)”\n(?P<text>.*)", re.DOTALL)


def take_apart(apps, schema_editor):
    for note in reports(apps, schema_editor):
        found = None if note.quotation or note.block else SELECTED.fullmatch(note.text)
        if found:
            note.selected, note.text = found["selected"], found["text"]
        if note.text in DEFAULTS:
            note.text = ""
        note.save(update_fields=["selected", "text"])


def put_together(apps, schema_editor):
    for note in reports(apps, schema_editor):
        text = note.text or "A reader reports a mistake."
        note.text = f"“{note.selected}”\n{text}" if note.selected else text
        note.save(update_fields=["text"])


def reports(apps, schema_editor):
    notes = apps.get_model("articles", "Note").objects.using(schema_editor.connection.alias)
    return notes.filter(is_from_reader=True).iterator(chunk_size=1_000)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0060_selected_words"),
    ]

    operations = [
        migrations.RunPython(take_apart, put_together),
    ]
