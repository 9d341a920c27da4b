"""A field for another row, in a list of many such fields. Django's would ask the database once for each of them."""

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError

from articles.models import Article
from newsroom.desk.ids import RowSelect, is_possible


class NamedRowSelect(RowSelect):
    """A select with a search. The names of the rows that it shows are known, in `names`: {id: name}."""

    names = {}

    def optgroups(self, name, value, attr=None):
        chosen = [(one, self.names[one]) for one in value if one in self.names]
        options = [self.create_option(name, "", "", False, 0)]
        options += [self.create_option(name, pk, label, True, place) for place, (pk, label) in enumerate(chosen, 1)]
        return [(None, options, 0)]


class RowIdField(forms.IntegerField):
    """The id of a row that `relation` can refer to. Whether there is such a row is not checked.

    `ids` are those of the rows that are shown at first.
    """

    def __init__(self, relation, site, request, ids):
        self.model, self.relation = relation.related_model, relation
        related_admin = site.get_model_admin(self.model)
        select = NamedRowSelect(relation, site)
        widget = RelatedFieldWidgetWrapper(
            select,
            relation.remote_field,
            site,
            can_add_related=related_admin.has_add_permission(request),
            can_change_related=related_admin.has_change_permission(request),
        )
        super().__init__(widget=widget, label=relation.verbose_name, min_value=1)
        select.names = self.names_of(ids)

    def clean(self, value):
        pk = super().clean(value)
        if pk is not None and not is_possible(self.model._meta.pk, pk):
            raise ValidationError(forms.ModelChoiceField.default_error_messages["invalid_choice"])
        return pk

    def names_of(self, ids):
        rows = self.model._base_manager.filter(pk__in=[pk for pk in ids if is_possible(self.model._meta.pk, pk)])
        if self.model is Article:
            rows = rows.prefetch_related("drafts")
        return {str(row.pk): str(row) for row in rows}

    def get_bound_field(self, form, field_name):
        """Find the name of a row that was chosen in a form which is shown again.

        Another row can be made only where none is chosen: that is the empty field at the end.
        """
        bound = super().get_bound_field(form, field_name)
        names, value = self.widget.widget.names, str(bound.value() or "")
        if value and value not in names:
            names |= self.names_of([value])
        self.widget.can_add_related &= not value
        return bound
