"""Ids that are sent to the desk, but that no row can have: "abc", or a number of 23 digits. And far too many ids.

Where Django takes several ids, and in select elements with a search, it asks the database for them and fails.
"""

from django import forms
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import BadRequest, ValidationError
from django.forms import Script
from django.utils.translation import gettext_lazy as _

MOST_CHOSEN = 500
"""The most rows that can be chosen in one field, or in a list. A user may have all permissions, which are about 200."""
SCRIPTS = ["names", "pictures"]
TOO_MANY = _("You have chosen %(count)s. At most %(most)s are possible.")


def is_possible(field, value):
    """Return whether a field can store the value."""
    try:
        field.clean(value, None)
    except ValidationError:
        return False
    return True


class RowsField(forms.ModelMultipleChoiceField):
    def clean(self, value):
        if len(value or []) > MOST_CHOSEN:
            raise ValidationError(TOO_MANY, code="too_many", params={"count": len(value), "most": MOST_CHOSEN})
        for one in value or []:
            if not is_possible(self.queryset.model._meta.pk, one):
                message = self.error_messages["invalid_pk_value"]
                raise ValidationError(message, code="invalid_pk_value", params={"pk": one})
        return super().clean(value)


class PossibleOptions:
    @property
    def media(self):
        return super().media + forms.Media(js=[Script(f"desk/picker-{name}.js", type="module") for name in SCRIPTS])

    def optgroups(self, name, value, attr=None):
        possible = [one for one in value[:MOST_CHOSEN] if is_possible(self.field.target_field, one)]
        return super().optgroups(name, possible, attr)


class RowSelect(PossibleOptions, AutocompleteSelect):
    pass


class RowsSelect(PossibleOptions, AutocompleteSelectMultiple):
    pass


class PossibleIds:
    """Mixin for classes of the admin, inlines too: their fields for other rows refuse such ids."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", RowSelect(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", RowsSelect(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_manytomany(db_field, request, form_class=RowsField, **kwargs)


def refuse_impossible_ids(model, posted):
    """Raise BadRequest if the form of a list has too many ids, or one that no row can have.

    They are those of the rows that are selected, or that are edited in the list.
    """
    pk = model._meta.pk
    names = [name for name in posted if name == ACTION_CHECKBOX_NAME or name.endswith(f"-{pk.name}")]
    ids = [one for name in names for one in posted.getlist(name) if one]
    if len(ids) > 2 * MOST_CHOSEN:  # a row can be both
        raise BadRequest("too many ids")
    if not all(is_possible(pk, one) for one in ids):
        raise BadRequest("an id that no row can have")
