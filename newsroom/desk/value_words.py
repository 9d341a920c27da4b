"""The value of a field as people read it: a name instead of an id, a day instead of a timestamp."""

from datetime import date, datetime

from django.db.models import FileField
from django.template.defaultfilters import yesno
from django.utils.translation import gettext

from newsroom import editions
from newsroom.content.clean_html import CleanHTML, CleanHTMLField
from newsroom.desk.colleagues import zoned
from newsroom.desk.opened_values import as_stored, text_of, value_of
from newsroom.editions import dates
from newsroom.templatetags.site import as_html


def words_of(field, text, before=None):
    """Return the words for a stored value, as `text_of` wrote it. Of several rows, say what differs from `before`."""
    if field.many_to_many:
        return difference(field, text or [], before or []) or gettext("empty")
    if text in (None, ""):
        return gettext("empty")
    if field.remote_field:
        return names_of(field, [text])
    if isinstance(field, CleanHTMLField) and isinstance(as_stored(field, text), CleanHTML):
        return as_html(as_stored(field, text))
    return plain_words(field, value_of(field, text))


def plain_words(field, value):
    if isinstance(value, bool):
        return yesno(value)
    if isinstance(value, datetime):
        return zoned(value)
    if isinstance(value, date):
        return dates.day(value, editions.active())
    return str(dict(field.flatchoices).get(value, value))


def difference(field, pks, before):
    """+ added, other added − removed"""
    signs = {"+": set(pks) - set(before), "\N{MINUS SIGN}": set(before) - set(pks)}
    return " ".join(f"{sign} {names_of(field, some)}" for sign, some in signs.items() if some)


def names_of(field, pks):
    rows = field.related_model._default_manager.filter(pk__in=pks)
    return ", ".join(map(str, rows))


def typed_words(form):
    """Yield (label, words) for what was typed into each field of a form that cannot be saved any more."""
    _errors = form.errors  # cleans the form
    for name, field in form.compared.items():
        if words := typed_in(form, name, field):
            yield form[name].label, words


def typed_in(form, name, field):
    if isinstance(field, FileField):
        return str(form[name].data or "")
    if name in form.cleaned_data:
        text = text_of(field, as_stored(field, form.cleaned_data[name]))
        return "" if text in (None, "", []) else words_of(field, text)
    typed = form[name].data
    return " ".join(map(str, typed)) if isinstance(typed, list) else str(typed or "")
