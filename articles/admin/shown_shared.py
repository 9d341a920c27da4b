"""What of the fields that all editions share readers do not have yet, in words."""

from django.utils.text import capfirst

from articles.editorial import shared_fields
from articles.models import MARKS, Article

LISTS = {"tag": "tags", "byline": "bylines", "related": "related_places"}
"""{kind of row: field or relation that has its name}"""


def waiting_in(article, shared):
    """Return {"fields": [(label, name)], "marks": [label]} of what the draft has and readers do not.

    `marks` are those of a story that readers have: they look set, but hold only for what is published later.
    """
    if not shared.is_changed:
        return {"fields": [], "marks": []}
    live = shared_fields.values_of(article)
    names = [name for name in {**live, **shared.values} if live.get(name) != shared.values.get(name)]
    is_live = any(here.is_live for here in article.editions())
    marks = [name for name in MARKS.values() if is_live and name in names and shared.values.get(name)]
    return {
        "fields": [(capfirst(label_of(name)), name) for name in {field_of(name): None for name in names}],
        "marks": [label_of(name) for name in marks],
    }


def field_of(name):
    """Return the field of a value. The rows of a list are one field."""
    kind, _colon, pk = name.partition(":")
    return LISTS[kind] if pk else name


def label_of(name):
    field = Article._meta.get_field(name)
    return field.related_model._meta.verbose_name_plural if field.auto_created else field.verbose_name
