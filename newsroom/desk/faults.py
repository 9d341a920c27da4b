"""Links to all fields that have errors, for the top of a page."""

from django.utils.text import capfirst


def faults_in(form, formsets):
    """Return [(label, anchor)] for the fields with errors of a form and of the rows of its formsets."""
    found = list(faults_of(form)) if form else []
    for formset in formsets:
        rows = formset.forms if formset.is_bound else []
        found += [fault for number, row in enumerate(rows, 1) for fault in faults_of(row, row_name(row, number))]
    return found


def row_name(form, number):
    return f"{capfirst(form._meta.model._meta.verbose_name)} {number}: "


def faults_of(form, before=""):
    for name in form.errors:
        if name in form.fields and not form[name].is_hidden:
            # Widgets of several parts have no id of their own.
            yield f"{before}{form[name].label}", form[name].id_for_label or f"{form[name].auto_id}_0"
