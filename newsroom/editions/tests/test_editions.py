"""Seven editions: the list that addresses, the switcher and every translated column go by."""

import pytest
from django.conf import settings
from django.utils import translation

from articles.models import Article
from articles.tests.makers import make_article
from newsroom import editions

pytestmark = pytest.mark.one_database

LONG = "ru-RU," * 9_000  # 54,000 characters
GARBAGE = ["¿;;q=,,==", ";q=1", "q=0.5", "-,-,-", "ru_RU_", "\x00", "ру", "*", "en" * 30_000]


def switcher_of_the_seed():
    (original,) = (settings.BASE_DIR / "fixtures/originals").glob("004_*.txt")
    (line,) = [line for line in original.read_text(encoding="utf-8").splitlines() if "қз qz" in line]
    return line.strip(" •")


def test_the_switcher_is_that_of_the_seed_page_and_then_english():
    assert switcher_of_the_seed() == "ру қз qz 中文 ق ز Ўз"
    assert " ".join(edition.label for edition in editions.EDITIONS) == f"{switcher_of_the_seed()} en"


def test_there_are_seven_each_with_a_code_of_its_own():
    assert [edition.code for edition in editions.EDITIONS] == [
        "ru", "kk", "kk-latn", "zh-hans", "kk-arab", "uz-cyrl", "en",
    ]  # fmt: skip
    assert list(editions.BY_CODE.values()) == list(editions.EDITIONS)


def test_tags_are_written_as_bcp_47_writes_them():
    tags = [edition.tag for edition in editions.EDITIONS]

    assert tags == ["ru", "kk", "kk-Latn", "zh-Hans", "kk-Arab", "uz-Cyrl", "en"]
    assert [tag.lower() for tag in tags] == [edition.code for edition in editions.EDITIONS]


def test_five_are_stored_and_two_derived():
    assert [edition.code for edition in editions.STORED] == ["kk", "ru", "en", "zh-hans", "uz-cyrl"]
    assert {edition.code: edition.stored_in for edition in editions.EDITIONS if edition.is_derived} == {
        "kk-latn": "kk",
        "kk-arab": "kk",
    }
    assert [edition for edition in editions.STORED if edition.is_derived] == []


def test_only_arabic_letters_run_from_the_right():
    assert {edition.code: edition.direction for edition in editions.EDITIONS if edition.direction != "ltr"} == {
        "kk-arab": "rtl"
    }


@pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
def test_names_may_be_lent_by_every_other_stored_edition_once(edition):
    lenders = [edition.stored_in, *edition.fallbacks]

    assert sorted(lenders) == sorted(stored.code for stored in editions.STORED)


def test_django_is_told_of_each():
    assert [(edition.code, edition.english_name) for edition in editions.EDITIONS] == settings.LANGUAGES
    for edition in editions.EDITIONS:
        told = translation.get_language_info(edition.code)
        assert (told["name_local"], told["bidi"]) == (edition.autonym, edition.direction == "rtl")


@pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
def test_the_active_edition_is_that_of_the_language(edition):
    with translation.override(edition.code):
        assert editions.active() == edition


@pytest.mark.parametrize("language", [None, "fr"])
def test_outside_our_languages_the_active_edition_is_kazakh(language):
    with translation.override(language):
        assert editions.active() == editions.BY_CODE["kk"]


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["kk", "kk-latn", "kk-arab"])
def test_derived_editions_read_the_columns_of_kazakh(code):
    make_article("kk", "ru", title_kk="Қазақша тақырып", title_ru="Русский заголовок")

    with translation.override(code):
        assert Article.objects.filter(title="Қазақша тақырып").count() == 1
        assert Article.objects.get().title == "Қазақша тақырып"
        assert Article.objects.values_list("title", flat=True).get() == "Қазақша тақырып"
    with translation.override("ru"):
        assert Article.objects.get().title == "Русский заголовок"


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["kk-latn", "kk-arab"])
def test_a_derived_edition_has_no_text_where_kazakh_has_none(code):
    make_article("ru", title_ru="Русский заголовок")

    assert Article.objects.get().title_ru == "Русский заголовок"
    with translation.override(code):
        assert not Article.objects.get().title


# Which edition a browser asks for


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("ru-RU", "ru"),
        ("ru", "ru"),
        ("RU-ru", "ru"),
        ("kk-KZ", "kk"),
        ("kk-Cyrl-KZ", "kk"),
        ("kk-Latn", "kk-latn"),
        ("kk-Latn-KZ", "kk-latn"),
        ("kk-Arab-CN", "kk-arab"),
        ("kk-Arab", "kk-arab"),
        ("kk-CN", "kk-arab"),
        ("zh-CN", "zh-hans"),
        ("zh-TW", "zh-hans"),
        ("zh-Hans-CN", "zh-hans"),
        ("zh-Hant-HK", "zh-hans"),
        ("zh", "zh-hans"),
        ("uz-UZ", "uz-cyrl"),
        ("uz-Cyrl-UZ", "uz-cyrl"),
        ("uz-Latn-UZ", "uz-cyrl"),
        ("en-GB", "en"),
        ("en-US,en;q=0.9", "en"),
        ("fr", "kk"),
        ("*", "kk"),
        ("", "kk"),
    ],
)
def test_a_browser_is_given_the_nearest_of_ours(header, code):
    assert editions.best_for(header).code == code


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("en;q=0.5,ru;q=0.9", "ru"),
        ("en;q=0.9,ru;q=0.5", "en"),
        ("en,ru;q=0.9,kk;q=0.8", "en"),
        ("fr-CA,fr;q=0.9,uz;q=0.2,ru;q=0.3", "ru"),
        ("fr,de;q=0.9", "kk"),
        ("fr;q=1.0, zh-CN;q=0.1", "zh-hans"),
        ("kk-CN;q=0.1, zh-CN;q=0.2", "zh-hans"),
    ],
)
def test_the_best_liked_of_ours_wins_wherever_it_stands(header, code):
    assert editions.best_for(header).code == code


@pytest.mark.parametrize(("header", "code"), [("en;q=0", "kk"), ("ru;q=0, en;q=0.1", "en"), ("uz;q=0,fr", "kk")])
def test_a_language_of_quality_zero_is_refused_not_wanted(header, code):
    assert editions.best_for(header).code == code


@pytest.mark.parametrize("header", GARBAGE, ids=range(len(GARBAGE)))
def test_garbage_is_given_kazakh(header):
    assert editions.best_for(header).code == "kk"


def test_a_header_of_fifty_thousand_characters_is_read_as_far_as_is_sensible():
    assert len(LONG) > 50_000
    assert editions.best_for(LONG).code == "ru"
    assert editions.best_for(f"fr{'x' * 50_000},ru").code == "kk"
