"""The fields of a page at the desk, each with other values that it can take."""

import re
from datetime import timedelta
from decimal import Decimal

from django.apps import apps
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.utils import timezone

from articles.tests.makers import make_photo, picture_bytes
from articles.tests.page_content import elements, form_values
from newsroom.desk.opened_values import opened_in, text_of
from newsroom.desk.value_words import words_of as words_of_value

# What a field of this name takes, where a longer text or a larger number would be refused.
TAKES = {
    "cyrillic": ["шың", "шаң"],
    "latin": ["Shyng", "Shang"],
    "arabic": ["شىڭ", "شاڭ"],
    "is_kept": [False, False],  # such a word has no other forms
    "email": ["b@example.kz", "a@example.kz"],
    "age_mark": ["12+", "16+"],
    "address": ["section/b/", "section/a/"],
    "path": ["/ru/b/", "/ru/a/"],
    "video_url": ["https://vimeo.com/76979871", "https://vimeo.com/76979872"],
    "source_url": ["https://example.kz/b", "https://example.kz/a", "https://example.kz/c"],  # has one from another page
    "body": ["<p>Words of B</p>", "<p>Words of A</p>"],
    "latitude": [Decimal("51.2000"), Decimal("51.3000")],
    "longitude": [Decimal("71.2000"), Decimal("71.3000")],
}


class Cell:
    """A field of a row on a page, with another value for a colleague, B, and one for the editor, A."""

    def __init__(self, row, name, html_name):
        self.row, self.html_name, self.field = row, html_name, row._meta.get_field(name)
        self.opened = self.stored()
        self.b, self.a = others(self.field, self.opened)

    def __str__(self):
        return f"{self.field.model._meta.model_name}.{self.field.name}"

    def stored(self):
        if self.field.many_to_many:
            return sorted(getattr(self.row, self.field.name).values_list("pk", flat=True))
        return type(self.row)._base_manager.filter(pk=self.row.pk).values_list(self.field.attname, flat=True).get()

    def store(self, value):
        if self.field.many_to_many:
            getattr(self.row, self.field.name).set(value)
        else:
            type(self.row)._base_manager.filter(pk=self.row.pk).update(**{self.field.attname: value})

    def posted(self, value):
        """What a browser sends for a value."""
        name = self.html_name
        if isinstance(self.field, models.FileField):
            return {name: SimpleUploadedFile("a.jpg", picture_bytes((90, 30)))}
        if isinstance(self.field, models.DateTimeField):
            local = timezone.localtime(value)
            return {f"{name}_0": f"{local:%Y-%m-%d}", f"{name}_1": f"{local:%H:%M:%S}"}
        if isinstance(self.field, models.BooleanField):
            return {name: "on" if value else []}
        if self.field.many_to_many:
            (pk,) = value  # form_values() gives a single one without a list
            return {name: str(pk)}
        return {name: str(value)}

    def has_a(self):
        is_file = isinstance(self.field, models.FileField)
        return self.stored() not in (self.opened, self.b) if is_file else self.stored() == self.a

    def words_of_b(self):
        if not self.field.many_to_many:
            words = words_of_value(self.field, text_of(self.field, self.b))
        else:
            words = words_of_value(self.field, [*map(str, self.b)], [*map(str, self.opened)])
        return " ".join(re.sub("<[^>]*>", "", words).split())


def others(field, value):
    """Return two other values of a field; the same one twice if it has no more."""
    name = field.name.removesuffix("_ru")
    if name in TAKES:
        return [one for one in TAKES[name] if one != value or len(TAKES[name]) == 2][:2]
    if isinstance(field, models.BooleanField):
        return [not value] * 2
    if field.choices:
        codes = [code for code, _label in field.flatchoices if code not in ("", value)]
        return [codes[0], codes[-1]]
    if field.remote_field:
        own = value if isinstance(value, list) else [value or 0]
        rows = field.related_model._base_manager.exclude(pk__in=own)
        if field.related_model is Permission:  # only those of models at the desk can be chosen
            rows = rows.filter(content_type__model="tag")
        pks = sorted(rows.values_list("pk", flat=True))
        return [pks[-1:], pks[-2:-1]] if field.many_to_many else pks[-2:]
    if isinstance(field, models.FileField):
        return [make_photo().file.name, "a.jpg"]
    if isinstance(field, models.DateTimeField):
        value = (value or timezone.now()).replace(second=0, microsecond=0)
        return [value + timedelta(hours=1), value + timedelta(hours=2)]
    if isinstance(field, models.TimeField):
        return [value.replace(hour=value.hour + hours) for hours in (1, 2)]
    if isinstance(field, models.DateField):
        value = value or timezone.localdate()
        return [value + timedelta(days=1), value + timedelta(days=2)]
    if isinstance(field, models.IntegerField | models.DecimalField):
        return [(value or 0) + 1, (value or 0) + 2]
    return [f"{value or ''}b", f"{value or ''}a"]


def cells_of(response, form_id):
    """Return the cells of a page, and the names of all other fields of its form."""
    sent = form_values(response, form_id)
    cells = []
    for part, rows in opened_in(sent).rows.items():
        label, _space, prefix = part.partition(" ")
        places = {pk: name.removesuffix("id") for name, pk in sent.items() if re.fullmatch(rf"{prefix}-\d+-id", name)}
        for pk, fields in rows.items():
            row = apps.get_model(label)._base_manager.get(pk=pk)
            cells += [Cell(row, name, f"{places[pk] if prefix else ''}{name}") for name in fields]
    known = {cell.html_name for cell in cells}
    (form,) = elements(response, "form", id=form_id)
    names = {str(field.get("name")) for field in form.iter() if field.get("name")}
    return cells, {name for name in names if re.sub("_[01]$", "", name) not in known}
