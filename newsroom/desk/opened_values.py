"""The values that the forms of a page were opened with. The page sends them back in one signed hidden field.

Without them a form can only be compared with the row as it is when the form comes back. Then every field that a
colleague has changed in between counts as changed by the editor, and goes back.
"""

from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from newsroom.content.clean_html import CleanHTMLField
from newsroom.desk.colleagues import as_logged

NAME = "_opened"
SALT = "newsroom.desk.opened_values"


@dataclass(frozen=True)
class Opened:
    at: datetime | None
    """None if the page did not say what it was opened with."""
    rows: dict
    """{part of the page: {primary key: {field: text}}}"""
    names: dict
    """{part of the page: {primary key: name of the row as the history has it}}"""

    def row(self, part, pk):
        """Return {field: text} of a row; an empty one if it is unknown."""
        return self.rows.get(part, {}).get(str(pk), {})

    def name(self, part, pk):
        return self.names.get(part, {}).get(str(pk), "")


def signed(forms):
    """Return the content of the hidden field: the stored values of all rows that these forms show."""
    rows, names = {}, {}
    for form in forms:
        if form.stored:
            rows.setdefault(form.part, {})[str(form.instance.pk)] = form.stored
        if form.stored and form.formset:
            names.setdefault(form.part, {})[str(form.instance.pk)] = as_logged(form.instance)
    content = {"at": timezone.now().isoformat(), "rows": rows, "names": names}
    return signing.dumps(content, salt=SALT, compress=True)


def opened_in(data):
    """Return what the page that sent `data` was opened with. Rows that a script added brought values of their own.

    The earliest value of a field counts, because that is the one that the editor has seen.
    """
    texts = data.getlist(NAME) if hasattr(data, "getlist") else [data.get(NAME, "")]
    contents = [content for text in texts if (content := content_of(text))]
    if not contents:
        return Opened(None, {}, {})
    at = min(parse_datetime(content["at"]) for content in contents)
    return Opened(at, *(joined([content[name] for content in contents]) for name in ("rows", "names")))


def content_of(text):
    """Return what `signed` has packed; None if it wasn't that."""
    try:
        return signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None


def joined(parts):
    """Join several {part of the page: {primary key: …}}. An earlier one goes before a later one."""
    found = {}
    for content in reversed(parts):
        for part, rows in content.items():
            found[part] = found.get(part, {}) | rows
    return found


def part_of(model, prefix=""):
    """The name of a form or formset among the parts of a page."""
    return f"{model._meta.label_lower} {prefix}"


def text_of(field, value):
    """Return a value of a model's field as JSON can store it: a text, None, or a list of primary keys."""
    if value is None:
        return None
    if field.many_to_many:
        return sorted(str(row.pk) for row in value)
    if field.remote_field:
        value = getattr(value, field.target_field.attname, value)
    return field.value_to_string(SimpleNamespace(**{field.attname: value}))


def value_of(field, text):
    """Return the value that `text_of` wrote, as the `initial` of a form has it."""
    return text if text is None or field.many_to_many else field.to_python(text)


def as_stored(field, cleaned):
    """Return a value as its field would store it. Browsers send rich text with other line breaks."""
    if not isinstance(field, CleanHTMLField):
        return cleaned
    try:
        return field.sanitize(cleaned)
    except ValidationError:  # the model refuses it with the same message
        return cleaned
