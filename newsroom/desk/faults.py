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
    """Name a row by the number that the page shows of it, or else by its place."""
    return f"{capfirst(form._meta.model._meta.verbose_name)} {getattr(form, 'number', number)}: "


def faults_of(form, before=""):
    for name in form.errors:
        if name in form.fields and not form[name].is_hidden:
            yield f"{before}{form[name].label}", anchor_of(form[name])
    if before and form.non_field_errors():  # a long list doesn't show where they are
        yield before.removesuffix(": "), getattr(form, "anchor", "") or anchor_of(form.visible_fields()[0])


def anchor_of(field):
    """Return the id of a field, or of its first part if it has several."""
    return field.id_for_label or f"{field.auto_id}_0"
