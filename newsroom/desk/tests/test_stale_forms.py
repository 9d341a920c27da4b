"""A colleague saves while a form is open. Every editable field of every model at the desk is tried."""

import re
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.urls import reverse
from django.utils import timezone

from articles.comments.models import Comment
from articles.models import (
    ArticlePhoto,
    BreakingLine,
    Correction,
    FrontPick,
    LegacyAddress,
    PopularPlace,
    RelatedArticle,
    Status,
)
from articles.tests.desk import change_url, errors_on
from articles.tests.makers import (
    make_article,
    make_author,
    make_category,
    make_photo,
    make_tag,
    picture_bytes,
)
from articles.tests.page_content import elements, form_values, parts_of, submit, words_of
from newsroom.desk import value_words
from newsroom.desk.opened_values import NAME, opened_in, text_of
from newsroom.dictionary.models import Word
from newsroom.identity.models import Link, Page, SiteIdentity
from newsroom.informers.tests.makers import make_rate, make_town, make_weather
from newsroom.staff.models import User

pytestmark = pytest.mark.django_db

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
    "source_url": ["https://example.kz/b", "https://example.kz/a"],
    "body": ["<p>Words of B</p>", "<p>Words of A</p>"],
    "latitude": [Decimal("51.2000"), Decimal("51.3000")],
    "longitude": [Decimal("71.2000"), Decimal("71.3000")],
}
NOT_OF_A_ROW = re.compile(
    rf"csrfmiddlewaretoken|{NAME}|_edition|action|select_across|_selected_action|.*-(id|article|(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS)|.*__prefix__.*|initial-.*"
)


def make_rows():
    """Make a row of each model at the desk, and others that it can refer to. Return the rows that are edited."""
    stories = [make_article("ru", status=Status.DRAFT) for _number in range(8)]
    story, *others = stories
    photos = [make_photo(alt_ru=f"Photo {number}") for number in range(3)]
    categories = [make_category(key) for key in ("society", "sport", "culture")]
    tags = [make_tag(key) for key in ("one", "two", "three")]
    authors = [make_author(key) for key in ("asel", "dana", "olga")]
    towns = [make_town(key, place=(Decimal(51), Decimal(71))) for key in ("astana", "oral", "atyrau")]
    groups = [Group.objects.create(name=name) for name in ("One", "Two", "Three")]
    story.bylines.create(author=authors[0])
    ArticlePhoto.objects.create(article=story, photo=photos[0])
    RelatedArticle.objects.create(article=story, related=others[0])
    Correction.objects.create(article=story, language="ru", text="Was wrong.")
    SiteIdentity.objects.create(name_ru="Site", age_mark="6+")
    return [
        story, photos[0], categories[0], tags[0], authors[0], towns[0], groups[0],
        SiteIdentity.objects.get(),
        User.objects.create_user("dana", language="ru"),
        Link.objects.create(key="link", place="menu", label_ru="Link", address="section/c/"),
        Page.objects.create(key="page", title_ru="Page", body_ru="<p>Text</p>\n<p>More</p>"),
        make_rate(), make_weather(towns[0]),
        Word.objects.create(cyrillic="сөз", latin="Söz"),
        FrontPick.objects.create(article=others[1]),
        BreakingLine.objects.create(article=others[2]),
        PopularPlace.objects.create(article=others[3], position=1),
        LegacyAddress.objects.create(article=story, path="/ru/c/", language="ru"),
    ]  # fmt: skip


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


def others(field, value):
    """Return two other values of a field; the same one twice if it has no more."""
    name = field.name.removesuffix("_ru")
    if name in TAKES:
        return TAKES[name]
    if isinstance(field, models.BooleanField):
        return [not value] * 2
    if field.choices:
        codes = [code for code, _label in field.flatchoices if code not in ("", value)]
        return [codes[0], codes[-1]]
    if field.remote_field:
        pks = sorted(
            field.related_model._base_manager.exclude(
                pk__in=value if isinstance(value, list) else [value or 0]
            ).values_list("pk", flat=True)
        )
        return [pks[-1:], pks[-2:-1]] if field.many_to_many else pks[-2:]
    if isinstance(field, models.FileField):
        return [make_photo().file.name, "a.jpg"]
    if isinstance(field, models.DateTimeField):
        value = (value or timezone.now()).replace(second=0, microsecond=0)
        return [value + timedelta(hours=1), value + timedelta(hours=2)]
    if isinstance(field, models.DateField):
        return [value + timedelta(days=1), value + timedelta(days=2)]
    if isinstance(field, models.IntegerField | models.DecimalField):
        return [(value or 0) + 1, (value or 0) + 2]
    return [f"{value or ''}b", f"{value or ''}a"]


def cells_of(response, form_id):
    """Return the cells of a page, and the names of the other fields that its form sends."""
    sent = form_values(response, form_id)
    cells = []
    for part, rows in opened_in(sent).rows.items():
        label, _space, prefix = part.partition(" ")
        places = {pk: name.removesuffix("id") for name, pk in sent.items() if re.fullmatch(rf"{prefix}-\d+-id", name)}
        for pk, fields in rows.items():
            row = apps.get_model(label)._base_manager.get(pk=pk)
            cells += [Cell(row, name, f"{places[pk] if prefix else ''}{name}") for name in fields]
    known = {cell.html_name for cell in cells}
    return cells, {name for name in sent if re.sub("_[01]$", "", name) not in known}


def pages(rows):
    """Yield (address, id of the form) of each form and of each list that is edited in place."""
    for row in rows:
        yield f"{change_url(row)}?edition=ru", f"{row._meta.model_name}_form"
    for model, own in admin.site._registry.items():
        if own.list_editable:
            yield reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"), "changelist-form"


def test_no_field_of_any_model_is_reverted_by_a_form_that_was_opened_before(superuser):
    client, rows = superuser(), make_rows()
    without_fields = {Comment}
    assert {type(row) for row in rows} == admin.site._registry.keys() - without_fields

    tried, faults, unknown = set(), [], set()
    for address, form_id in pages(rows):
        opened = client.get(address)
        cells, rest = cells_of(opened, form_id)
        tried |= {str(cell) for cell in cells}
        unknown |= {name for name in rest if not NOT_OF_A_ROW.fullmatch(name)}
        for fault in faults_of(client, opened, form_id, cells):
            faults.append(fault)
    assert faults == []
    assert unknown == set()
    assert len(tried) > 100


def faults_of(client, opened, form_id, cells):
    """Yield what goes wrong if B saves some fields of a page and A, who opened it before, saves some."""

    def save(page, changed=(), **more):
        values = {name: value for cell in changed for name, value in cell.posted(cell.a).items()}
        return submit(client, page, form_id, _save="", **values | more)

    def start(of_b):
        for cell in cells:
            cell.store(cell.b if cell in of_b else cell.opened)

    for of_a, of_b in [(cells[::2], cells[1::2]), (cells[1::2], cells[::2]), ([], cells)]:
        start(of_b)
        if errors := errors_on(save(opened, of_a)):
            yield f"{form_id}: {errors} for {[*map(str, of_a)]}"
        yield from (f"{cell} of B is {cell.stored()}" for cell in of_b if cell.stored() != cell.b)
        yield from (f"{cell} of A is {cell.stored()}" for cell in of_a if not cell.has_a())

    start(cells)
    refused, both = save(opened, cells), [cell for cell in cells if cell.a != cell.b]
    if refused.status_code != 200:
        yield f"{form_id} was not refused"
        return
    yield from (f"{cell} was saved" for cell in cells if cell.stored() != cell.b)
    shown = {words_of(part) for part in parts_of(refused, "stored-value")}
    kept = form_values(refused, form_id)
    for cell in both:
        if words_of_b(cell) not in shown:
            yield f"{cell}: {words_of_b(cell)!r} is not on the page"
        if not isinstance(cell.field, models.FileField) and not cell.posted(cell.a).items() <= kept.items():
            yield f"{cell}: what A typed is not on the page"

    marks = [mark.get("value") for mark in elements(refused, "input", type="checkbox", name="_take")]
    if len(marks) != len(both):
        yield f"{form_id}: {len(marks)} marks for {len(both)} fields"
    save(refused, _take=marks)
    yield from (f"{cell} was not taken" for cell in cells if cell.stored() != cell.b)
    start(cells)
    save(refused)
    files = [cell for cell in cells if isinstance(cell.field, models.FileField)]
    yield from (f"{cell} of A was not saved knowingly" for cell in cells if cell not in files and not cell.has_a())


def words_of_b(cell):
    text = text_of(cell.field, [SimpleNamespace(pk=pk) for pk in cell.b] if cell.field.many_to_many else cell.b)
    words = value_words.words_of(cell.field, text, [str(pk) for pk in cell.opened] if cell.field.many_to_many else None)
    return " ".join(re.sub("<[^>]*>", "", words).split())
