"""Rows of a list that is edited in place, of which a colleague may have deleted some meanwhile."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict

from newsroom.desk.colleagues import signature, who_deleted
from newsroom.desk.opened_values import opened_in, part_of
from newsroom.desk.value_words import typed_words


class OpenedFormSet:
    """Mixin for a formset of rows, whose form is an `OpenedForm`.

    A row that a colleague has deleted leaves the formset. If the editor changed it, the page shows what was typed.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.part = part_of(self.model, self.prefix)
        self.opened = opened_in(self.data)
        self.lost = []
        """The messages about deleted rows that the editor changed, with what was typed into them."""
        if self.is_bound:
            self.take_out(self.gone_rows())

    def get_queryset(self):
        if not hasattr(self, "_rows"):
            rows = super().get_queryset()
            self._rows = rows.select_for_update(of=("self",), no_key=True) if self.is_saved() else rows
        return self._rows

    def is_saved(self):
        return self.is_bound and transaction.get_connection().in_atomic_block

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        return self.made(form)

    def made(self, form):
        form.formset = self
        return form

    # Rows that are gone

    def gone_rows(self):
        """Return {index: primary key} of posted rows that are no longer stored."""
        pk = self.model._meta.pk
        stored = {row.pk for row in self.get_queryset()}
        gone = {}
        for index, typed in sorted(self.posted_pks()):
            try:
                key = self._get_to_python(pk)(typed)
            except ValidationError:  # no form of the desk sends it
                continue
            if key not in stored:
                gone[index] = key
        return gone

    def posted_pks(self):
        """Yield (index, text) of the rows that were stored when the form was opened."""
        key = re.compile(rf"{re.escape(self.prefix)}-([0-9]{{1,6}})-{self.model._meta.pk.name}")
        count = super().initial_form_count()
        for name in self.data:
            found = key.fullmatch(name)
            if found and int(found[1]) < count and self.data[name]:
                yield int(found[1]), self.data[name]

    def take_out(self, gone):
        """Remove the gone rows from the posted data, and number the others again."""
        if not gone:
            return
        self.lost = [lost for index, pk in gone.items() if (lost := self.lost_row(index, pk))]
        counts = self.management_form.cleaned_data
        self.data = renumbered(self.data, self.prefix, gone)
        self.files = renumbered(self.files, self.prefix, gone)
        for name in (TOTAL_FORM_COUNT, INITIAL_FORM_COUNT):
            self.data[f"{self.prefix}-{name}"] = str(max(counts[name] - len(gone), 0))
        del self.management_form  # it has the old numbers

    def lost_row(self, index, pk):
        """Return a message with what was typed into a deleted row; None if the editor did not change it."""
        prefix, base = self.add_prefix(index), self.opened.row(self.part, pk)
        form = self.made(self.form(self.data, self.files, prefix=prefix, **self.get_form_kwargs(index)))
        if self.is_as_opened(form, base):
            return None
        name, typed = self.opened.name(self.part, pk), list(typed_words(form))
        by = signature(who_deleted(self.model, pk)) if base else None
        context = {"by": by, "name": name, "typed": typed}
        return render_to_string("admin/conflicts/lost_row.html", context)

    def is_as_opened(self, form, base):
        """Whether a row has not been changed. The page sends no fields of a row that the editor may only view."""
        sent = [name for name in form.compared if any(key.startswith(form.add_prefix(name)) for key in self.data)]
        return not sent or (base and not any(form.differs(name, base[name]) for name in form.compared if name in base))

    # Errors

    def full_clean(self):
        super().full_clean()
        if self.is_bound:
            self._non_form_errors.extend(self.lost)

    def is_overtaken(self):
        return bool(self.lost)


def renumbered(posted, prefix, gone):
    """Return the data of a form without the rows whose indices are in `gone`."""
    if not posted:  # an empty dict, if no files were sent
        return posted
    key = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,6}})(-.*)")
    kept = QueryDict(mutable=True) if isinstance(posted, QueryDict) else MultiValueDict()
    for name, values in posted.lists():
        found = key.fullmatch(name)
        if found and int(found[1]) in gone:
            continue
        if found:
            index = int(found[1]) - sum(one < int(found[1]) for one in gone)
            name = f"{prefix}-{index}{found[2]}"
        kept.setlist(name, values)
    return kept
