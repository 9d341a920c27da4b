"""Texts typed at the desk must have characters that can be seen."""

from django.forms import CharField

from newsroom.content.visible_text import VisibleTextField


class VisibleTexts:
    """Mixin for classes of the admin: texts that a person types are read by `VisibleTextField`."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if type(field) is not CharField:  # other classes have rules of their own
            return field
        return super().formfield_for_dbfield(db_field, request, **kwargs | {"form_class": VisibleTextField})
