"""What a page says of the rows that would be deleted."""

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.utils.text import capfirst


def link_models():
    """Return the models that Django made for many-to-many fields. Their rows only link two others."""
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.auto_created]


def without_rows_only_counted(tree):
    """Leave rows that have no name of their own out of a nested list of rows.

    Django calls links «Article_tags object (1)», and tells of log entries with the English labels of fields.
    """
    return without_rows_of([*link_models(), LogEntry], tree)


def without_rows_of(models, tree):
    """Leave the rows of some models out of a nested list of rows."""
    starts = tuple(f"{capfirst(model._meta.verbose_name)}: " for model in models)
    kept = [without_rows_of(models, row) if isinstance(row, list) else row for row in tree]
    return [row for row in kept if row and not (isinstance(row, str) and row.startswith(starts))]


def counts_with_names(counts):
    """Name the links in {plural name of a model: number of rows} after what they link: «articles – tags»."""
    names = {model._meta.verbose_name_plural: name_of(model) for model in link_models()}
    return {names.get(name, name): count for name, count in counts.items()}


def name_of(link_model):
    linked = [field.related_model for field in link_model._meta.fields if field.is_relation]
    return " – ".join(str(model._meta.verbose_name_plural) for model in linked)
