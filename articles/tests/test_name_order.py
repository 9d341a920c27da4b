"""Sections, tags, authors, towns, pages and words of the dictionary are listed in the order of the edition's alphabet.

Both databases give the same order, because they compare stored keys.
"""

import json
from importlib import import_module

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.urls import reverse
from django.utils.translation import override

from articles.models import Author, Category, Tag
from articles.tests.desk import ALL
from articles.tests.makers import make_article, make_category, make_tag
from articles.tests.page_content import elements, parts_of, words_of
from newsroom import editions
from newsroom.dictionary.models import Word
from newsroom.editions.collation import sort_key
from newsroom.editions.columns import column
from newsroom.editions.name_order import sort_keys_of
from newsroom.identity.models import Page
from newsroom.informers.models import Town

pytestmark = pytest.mark.django_db

MODELS = [Category, Tag, Author, Town, Page]
NAMES = {  # key: (kk, ru, zh-hans, uz-cyrl)
    "a": ("Яссауи", "Ясави", "亚萨维", "Яссавий"),
    "b": ("Әділет", "Юстиция", "司法", "Ҳуқуқ"),
    "c": ("Заң", "Закон", "法律", "Қонун"),
    "d": ("Ғарыш", "Ёлка", "", ""),
    "e": ("Гүл", "", "", "Ғунча"),
    "f": ("", "Елки", "阿拉木图", "Ўт"),
}
ORDERED = {
    "kk": "bedfca",  # Ә, Гүл, Ғ, (Елки), Заң, Я
    "kk-latn": "bedfca",
    "kk-arab": "bedfca",
    "ru": "edfcba",  # (Гүл), Ёлка, Елки, Закон, Юстиция, Я
    "en": "efdcba",  # all lent by Russian or Kazakh, in the order of the Kazakh alphabet
    "zh-hans": "fcbaed",  # 阿 ā, 法 fǎ, 司 sī, 亚 yà, (Гүл), (Ёлка)
    "uz-cyrl": "dafceb",  # (Ёлка), Я, Ў, Қ, Ғ, Ҳ
}


def named(model, key, **more):
    field = "title" if model is Page else "name"
    values = zip(("kk", "ru", "zh-hans", "uz-cyrl"), NAMES[key], strict=True)
    return model(key=key, **{column(field, editions.BY_CODE[code]): text for code, text in values}, **more)


def order_of(model, code):
    with override(code):
        return "".join(model.objects.values_list("key", flat=True))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_rows_are_in_the_order_of_their_names_in_each_edition(model):
    model.objects.bulk_create(named(model, key) for key in "badcfe")

    assert {code: order_of(model, code) for code in editions.BY_CODE} == ORDERED


@pytest.mark.parametrize("query", ["", "?o=1", "?o=-1"])
def test_the_desk_lists_words_of_the_dictionary_in_the_order_of_the_kazakh_alphabet(superuser, query):
    for word in ("яки", "қазақ", "кітап", "Әлем"):
        Word.objects.create(cyrillic=word, is_kept=True)
    listed = [words_of(cell) for cell in parts_of(superuser("ru").get(f"/admin/dictionary/word/{query}"), "field-word")]

    in_order = ["Әлем", "кітап", "қазақ", "яки"]
    assert listed == (in_order[::-1] if "-" in query else in_order)


def by_create(rows):
    for row in rows:
        Tag.objects.create(key=row.key, name_kk=row.name_kk)


def by_a_second_save(rows):
    for row in rows:
        tag = Tag.objects.create(key=row.key, name_kk="Я")
        tag.name_kk = row.name_kk
        tag.save()


def by_save_of_the_name(rows):
    for row in rows:
        tag = Tag.objects.create(key=row.key, name_kk="Я")
        tag.name_kk = row.name_kk
        tag.save(update_fields=["name_kk"])


def by_save_of_the_plain_name(rows):
    for row in rows:
        tag = Tag.objects.create(key=row.key, name_kk="Я")
        tag.name = row.name_kk
        tag.save(update_fields=["name"])


def by_update(rows):
    for row in rows:
        Tag.objects.create(key=row.key, name_kk="Я")
        assert Tag.objects.filter(key=row.key, name_kk="Я").update(name_kk=row.name_kk) == 1


def by_update_of_the_plain_name(rows):
    for row in rows:
        Tag.objects.create(key=row.key, name_kk="Я")
        Tag.objects.filter(key=row.key).update(name=row.name_kk)


def by_bulk_create(rows):
    Tag.objects.bulk_create(rows)


def by_bulk_create_over_rows(rows):
    Tag.objects.bulk_create(Tag(key=row.key, name_kk="Я") for row in rows)
    Tag.objects.bulk_create(rows, update_conflicts=True, update_fields=["name_kk"], unique_fields=["key"])


def by_bulk_update(rows):
    Tag.objects.bulk_create(Tag(key=row.key, name_kk="Я") for row in rows)
    stored = list(Tag.objects.order_by("pk"))
    for tag, row in zip(stored, rows, strict=True):
        tag.name_kk = row.name_kk
    Tag.objects.bulk_update(stored, ["name_kk"])


WAYS = [
    by_create,
    by_a_second_save,
    by_save_of_the_name,
    by_save_of_the_plain_name,
    by_update,
    by_update_of_the_plain_name,
    by_bulk_create,
    by_bulk_create_over_rows,
    by_bulk_update,
]


@pytest.mark.parametrize("write", WAYS, ids=lambda way: way.__name__)
def test_each_way_of_writing_a_name_writes_its_place(write):
    with override("kk"):
        write([Tag(key="c", name_kk="Қала"), Tag(key="b", name_kk="Кино"), Tag(key="a", name_kk="Ұлт")])

    assert order_of(Tag, "kk") == "bca"


def test_fixtures_and_migrations_write_the_keys(tmp_path):
    rows = [{"model": "articles.tag", "fields": {"key": key, "name_kk": NAMES[key][0]}} for key in "abcde"]
    (tmp_path / "tags.json").write_text(json.dumps(rows), encoding="utf-8")
    call_command("loaddata", tmp_path / "tags.json", verbosity=0)
    assert order_of(Tag, "kk") == "bedca"

    with connection.cursor() as cursor:
        for field in sort_keys_of(Tag):
            cursor.execute(f"UPDATE articles_tag SET {field.column} = %s", [b""])
    assert order_of(Tag, "kk") == "abcde"
    before = MigrationLoader(connection).project_state([("articles", "0014_fill_name_order")]).apps
    import_module("articles.migrations.0014_fill_name_order").fill(before, None)
    assert order_of(Tag, "kk") == "bedca"


def test_dumped_fixtures_have_no_keys(capsys):
    make_tag()
    call_command("dumpdata", "articles.tag")
    dumped = capsys.readouterr().out

    assert '"name_kk": "Elections"' in dumped
    assert "name_order" not in dumped


# Where the order is seen


@pytest.fixture
def tags():
    """300 tags, so that lists of the desk have three pages; their keys are in the opposite order."""
    letters = "аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшыіэюя"
    names = [first + second for first in letters[:20] for second in letters[:15]]
    Tag.objects.bulk_create(Tag(key=f"tag-{999 - n}", name_kk=name.title()) for n, name in enumerate(names))
    return [name.title() for name in names]


def test_the_desk_lists_names_in_the_order_of_its_language_on_all_pages(superuser, tags):
    client, address = superuser("kk"), reverse("admin:articles_tag_changelist")
    pages = [parts_of(client.get(f"{address}?p={number}"), "field-__str__") for number in (1, 2, 3)]
    shown = [[words_of(cell) for cell in page] for page in pages]

    assert [len(page) for page in shown] == [100, 100, 100]
    assert [name for page in shown for name in page] == tags


def test_the_desk_proposes_names_in_order(superuser, tags):
    query = {"app_label": "articles", "model_name": "article", "field_name": "tags", "term": "", "page": 2}
    answer = superuser("kk").get(reverse("admin:autocomplete"), query).json()

    assert [one["text"] for one in answer["results"]] == tags[20:40]


def test_the_index_of_the_desk_is_in_the_order_of_its_language(superuser):
    page = superuser("kk").get(reverse("admin:index"))
    apps = [words_of(link) for link in parts_of(page, "section")]
    models = [words_of(link) for link in parts_of(page, "app-articles")[0].findall(".//th/a")]

    assert [name for name in apps if name[0] in "АӘҚП"] == [
        *("Ауа райы және валюта бағамы", "Аутентификация және авторизация", "Әліпбилер", "Қызметкерлер"),
        *("Пікір жазушылар", "Пікірлер"),
    ]
    assert len(models) > 5
    assert models == sorted(models, key=lambda name: sort_key(name, "kk"))


def test_columns_and_filters_of_sections_are_in_the_order_of_their_names(superuser):
    for key in "acb":
        make_article(key=f"in-{key}", category=make_category(f"s-{key}", name_kk=NAMES[key][0]))
    client, address = superuser("kk"), reverse("admin:articles_article_changelist")
    sorted_by_section = client.get(f"{address}?o=3")
    assert [words_of(cell) for cell in parts_of(sorted_by_section, "field-category")] == ["Әділет", "Заң", "Яссауи"]
    shown = [link for link in elements(sorted_by_section, "a") if "category__id__exact" in link.get("href", "")]
    assert [words_of(link) for link in shown] == ["Әділет", "Заң", "Яссауи"]


@pytest.mark.parametrize("code", ["kk", "kk-arab", "ru", "zh-hans", "uz-cyrl"])
def test_readers_find_sections_of_one_position_in_the_order_of_their_names(client, code):
    for key in "abc":
        Category.objects.bulk_create([named(Category, key)])
    for section in Category.objects.all():
        make_article(*ALL, category=section)
    pages = [client.get(f"/{code}/section/") for _time in range(2)]
    listed = [[link.get("href").split("/")[3] for link in page_links(page)] for page in pages]

    assert ["".join(keys) for keys in listed] == ["".join(key for key in ORDERED[code] if key in "abc")] * 2


def page_links(page):
    return elements(page, "ul", **{"class": "index"})[0].iter("a")
