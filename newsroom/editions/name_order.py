"""Lists of names in the order of the edition's own alphabet. The sort keys are columns, one for each stored edition."""

from django.db import models, transaction
from django.db.models.expressions import Expression, F

from newsroom.editions.collation import sort_key
from newsroom.editions.columns import column, columns, written_or_lent
from newsroom.editions.registry import BY_CODE, STORED, active


class ComputedKey:
    """The attribute of a `SortKeyField`. Its value always belongs to the text, whatever was stored or assigned.

    So `save()`, `bulk_create()` and fixtures, which don't call `pre_save()`, all write the right key.
    """

    def __init__(self, field):
        self.field = field

    def __get__(self, row, owner=None):
        if row is None:
            return self
        text = self.field.text_of(row)
        return sort_key(text if isinstance(text, str) else "", self.field.language)  # an expression has no text yet

    def __set__(self, row, value):
        row.__dict__[self.field.attname] = value  # otherwise Django takes the column for a deferred one


class SortKeyField(models.BinaryField):
    """The sort key of the text in the field `source`, in the alphabet of the stored edition `language`."""

    descriptor_class = ComputedKey

    def __init__(self, *args, source, language, **kwargs):
        self.source, self.language = source, language
        super().__init__(*args, **{"default": b"", "editable": False, "serialize": False} | kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"source": self.source, "language": self.language}

    def to_python(self, value):
        """Ignore a value from outside, as from a query string, where it could be anything."""
        return b""

    def text_of(self, row):
        return getattr(row, self.source)

    def is_made_from(self, names):
        return self.source in names


class NameOrderField(SortKeyField):
    """The sort key of a translated name, as a list of the stored edition `language` shows it: its own, or a lent one.

    A row without any name is shown by its key.
    """

    def text_of(self, row):
        text, _lender = written_or_lent(row, self.source, BY_CODE[self.language])
        return text or row.key

    def is_made_from(self, names):
        return bool({self.source, *columns(self.source)}.intersection(names))


def add_name_order(model, source):
    """Add the sort keys of the translated field `source` to a model: `name_order_kk`, `name_order_ru` …"""
    for edition in STORED:
        field = NameOrderField(source=source, language=edition.code)
        model.add_to_class(column(f"{source}_order", edition), field)


class InOrder(Expression):
    """The sort key in the active edition, for `ordering` and `order_by`: `InOrder("name_order")`."""

    def __init__(self, name):
        super().__init__()
        self.name = name

    def resolve_expression(self, *args, **kwargs):
        return F(column(self.name, active())).resolve_expression(*args, **kwargs)

    def prefix_references(self, prefix):
        return InOrder(f"{prefix}{self.name}")


def sort_keys_of(model):
    return [field for field in model._meta.concrete_fields if isinstance(field, SortKeyField)]


def keys_made_from(model, names):
    """Return the names of the sort keys of a model that depend on some of its fields."""
    return [field.name for field in sort_keys_of(model) if field.is_made_from(names)]


def write_sort_keys(model):
    """Write the sort keys of all rows again: after SQL by hand, or a change of an alphabet."""
    rows = model._base_manager.order_by()
    rows.bulk_update(rows, [field.name for field in sort_keys_of(model)], batch_size=100)


class SortedRow(models.Model):
    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        """Sort keys are saved with the names that they are made from."""
        if update_fields:
            update_fields = [*update_fields, *keys_made_from(type(self), update_fields)]
        super().save(*args, update_fields=update_fields, **kwargs)


class SortedQuerySet(models.QuerySet):
    """The bulk methods write sort keys as well. Only SQL by hand doesn't."""

    def update(self, **values):
        keys = keys_made_from(self.model, values)
        if not keys:
            return super().update(**values)
        with transaction.atomic(using=self.db):
            pks = list(self.order_by().values_list("pk", flat=True))  # they may not match after the update
            changed = super().update(**values)
            rows = self.model._default_manager.using(self.db).filter(pk__in=pks)
            rows.bulk_update(rows, keys)
        return changed

    update.alters_data = True

    def bulk_update(self, objs, fields, batch_size=None):
        return super().bulk_update(objs, [*fields, *keys_made_from(self.model, fields)], batch_size)

    def bulk_create(self, objs, *args, update_fields=None, **kwargs):
        if update_fields:
            update_fields = [*update_fields, *keys_made_from(self.model, update_fields)]
        return super().bulk_create(objs, *args, update_fields=update_fields, **kwargs)
