from hashlib import blake2b
from html import unescape
from re import finditer

from django.db import migrations


def note_words(apps, schema_editor):
    """Let the caption and the description of a photo count as words of the source that a translation follows.

    Without this, each translation that was compared with such a source would be stale.
    """
    rows = apps.get_model("articles", "TranslatedBlock").objects
    nodes = rows.filter(source_words="", source_html__startswith="<figure")
    for row in nodes.only("source_html", "source_words").iterator():
        found = finditer(r' data-(alt|caption)="([^"]+)"', row.source_html)
        words = " ".join(f"{name}: {unescape(text)}" for name, text in map(lambda one: one.groups(), found))
        if words := " ".join(words.split()):
            row.source_words = blake2b(words.encode(), digest_size=8).hexdigest()
            row.save(update_fields=["source_words"])


class Migration(migrations.Migration):
    dependencies = [("articles", "0031_photo_rights")]

    operations = [migrations.RunPython(note_words, migrations.RunPython.noop)]
