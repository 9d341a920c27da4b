"""The untranslated columns that modeltranslation keeps beside the translated ones: `title` beside `title_kk`.

modeltranslation fills them with the text of whatever language is active at a save. Nothing reads them, so words that
were corrected or withdrawn since would stay in them unnoticed. Here they are always empty and never selected.
"""

from django.db import models
from django.utils.module_loading import import_string
from modeltranslation.manager import rewrite_lookup_key


class UntranslatedColumn:
    """Mixed into a field that has translated columns: its own column is written empty, and read as NULL."""

    @property
    def empty(self):
        """What the column holds: NULL, or the field's default where it can't be null."""
        return None if self.null else self.get_default()

    def pre_save(self, model_instance, add):
        """What the active language's column holds, without a fallback.

        After `save(update_fields=["name"])` modeltranslation writes this value into that column.
        """
        return getattr(model_instance, rewrite_lookup_key(self.model, self.name))

    def get_db_prep_save(self, value, connection):
        return self.get_db_prep_value(self.empty, connection, prepared=False)

    def select_format(self, compiler, sql, params):
        """NULL in place of the column. Its type lets PostgreSQL group by it."""
        return f"CAST(NULL AS {self.cast_db_type(compiler.connection)})", ()

    def clone(self):
        """A plain field: the state of a migration may read and write the column."""
        _name, path, args, kwargs = self.deconstruct()
        return import_string(path)(*args, **kwargs)


def keep_untranslated_column_empty(field):
    """Turn the field into an `UntranslatedColumn` of the same name and module, so that migrations see no change."""
    base = type(field)
    own = {"__module__": base.__module__, "__qualname__": base.__qualname__}
    field.__class__ = type(base.__name__, (UntranslatedColumn, base), own)


class TranslatedQuerySet(models.QuerySet):
    """For managers of translated models: the bulk methods write a plain name into the active language's column.

    modeltranslation does so in `update()` and `save()` only; here the text would be lost.
    """

    def bulk_update(self, objs, fields, batch_size=None):
        return super().bulk_update(objs, self._columns_of(fields), batch_size)

    def bulk_create(self, objs, *args, update_fields=None, unique_fields=None, **kwargs):
        fields = {"update_fields": self._columns_of(update_fields), "unique_fields": self._columns_of(unique_fields)}
        return super().bulk_create(objs, *args, **fields, **kwargs)

    def _columns_of(self, names):
        return names and list(dict.fromkeys(rewrite_lookup_key(self.model, name) for name in names))
