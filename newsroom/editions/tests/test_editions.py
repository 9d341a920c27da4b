"""The registry of editions, and which edition a browser gets."""

import pytest
from django.conf import settings
from django.utils import translation

from articles.models import Article
from articles.tests.makers import make_article
from newsroom import editions

pytestmark = pytest.mark.one_database

LONG = "ru-RU," * 9_000  # 54,000 characters
INVALID = ["¿;;q=,,==", ";q=1", "q=0.5", "-,-,-", "ru_RU_", "\x00", "ру", "*", "en" * 30_000]


def switcher_of_the_seed():
    (original,) = (settings.BASE_DIR / "fixtures/originals").glob("004_*.txt")
    (line,) = [line for line in original.read_text(encoding="utf-8").splitlines() if "қз qz" in line]
    return line.strip(" •")


def test_the_switcher_has_the_editions_of_the_seed_page_and_then_english():
    assert switcher_of_the_seed() == "ру қз qz 中文 ق ز Ўз"
    assert " ".join(edition.label for edition in editions.EDITIONS) == f"{switcher_of_the_seed()} en"


def test_there_are_seven_editions_with_different_codes():
    assert [edition.code for edition in editions.EDITIONS] == [
        "ru", "kk", "kk-latn", "zh-hans", "kk-arab", "uz-cyrl", "en",
    ]  # fmt: skip
    assert list(editions.BY_CODE.values()) == list(editions.EDITIONS)


def test_tags_follow_bcp_47():
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


def test_only_the_arabic_edition_is_written_from_right_to_left():
    assert {edition.code: edition.direction for edition in editions.EDITIONS if edition.direction != "ltr"} == {
        "kk-arab": "rtl"
    }


@pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
def test_names_fall_back_to_each_other_stored_edition_once(edition):
    lenders = [edition.stored_in, *edition.fallbacks]

    assert sorted(lenders) == sorted(stored.code for stored in editions.STORED)


def test_django_knows_each_edition():
    assert [(edition.code, edition.english_name) for edition in editions.EDITIONS] == settings.LANGUAGES
    for edition in editions.EDITIONS:
        info = translation.get_language_info(edition.code)
        assert (info["name_local"], info["bidi"]) == (edition.autonym, edition.direction == "rtl")


@pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
def test_the_active_language_decides_the_active_edition(edition):
    with translation.override(edition.code):
        assert editions.active() == edition


@pytest.mark.parametrize("language", [None, "fr"])
def test_the_active_edition_is_kazakh_if_the_language_is_not_ours(language):
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


# Which edition a browser gets


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
def test_a_browser_gets_the_nearest_edition(header, code):
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
def test_the_edition_of_the_highest_quality_wins_in_any_order(header, code):
    assert editions.best_for(header).code == code


@pytest.mark.parametrize(("header", "code"), [("en;q=0", "kk"), ("ru;q=0, en;q=0.1", "en"), ("uz;q=0,fr", "kk")])
def test_a_language_of_quality_zero_is_not_chosen(header, code):
    assert editions.best_for(header).code == code


@pytest.mark.parametrize("header", INVALID, ids=range(len(INVALID)))
def test_an_invalid_header_gets_kazakh(header):
    assert editions.best_for(header).code == "kk"


def test_only_the_beginning_of_a_very_long_header_is_read():
    assert len(LONG) > 50_000
    assert editions.best_for(LONG).code == "ru"
    assert editions.best_for(f"fr{'x' * 50_000},ru").code == "kk"
