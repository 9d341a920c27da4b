"""The reading time of a story depends on its language. It counts words, and in Chinese characters."""

import pytest
from django.utils.translation import override

from articles import reading_time
from articles.models import Article, Kind
from articles.tests.makers import make_article
from articles.tests.page_content import words_in
from newsroom import editions

WORDS = {"kk": "сөз ", "ru": "слово ", "en": "word ", "uz-cyrl": "сўз ", "zh-hans": "字"}


def story_of(code, count, lead=""):
    end = editions.BY_CODE[code].suffix
    return Article(**{f"body_{end}": f"<p>{WORDS[code] * count}</p>", f"lead_{end}": lead})


@pytest.mark.parametrize(
    ("code", "a_minute"), [("kk", 166), ("ru", 184), ("en", 228), ("uz-cyrl", 166), ("zh-hans", 255)]
)
def test_each_language_has_its_reading_speed(code, a_minute):
    with override(code):
        found = [reading_time.minutes(story_of(code, count)) for count in (1, a_minute, a_minute * 7)]
    assert found == [1, 1, 7]


@pytest.mark.parametrize("code", ["kk-latn", "kk-arab"])
def test_a_derived_edition_has_the_reading_time_of_its_source(code):
    with override(code):
        assert reading_time.minutes(story_of("kk", 166 * 5)) == 5


def test_the_lead_counts():
    with override("en"):
        assert reading_time.minutes(story_of("en", 228, lead="word " * 228)) == 2


def test_markup_does_not_count_and_a_number_is_one_word():
    story = Article(body_en='<p><a href="https://example.com/one/two/three/">don\'t</a> 1,000.5 co-op</p>' * 228)
    with override("en"):
        assert reading_time.minutes(story) == 3


def test_latin_words_among_chinese_characters_count_once_each():
    story = Article(body_zh_hans=f"<p>{'字Kazinform字' * 85}</p>")
    with override("zh-hans"):
        assert reading_time.minutes(story) == 1


@pytest.mark.parametrize("body", ["", None])
def test_a_story_without_text_has_no_reading_time(body):
    with override("en"):
        assert reading_time.minutes(Article(lead_en="A lead", body_en=body)) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("kk", "Оқу уақыты: 2 мин"),
        ("kk-latn", "Oqu uaqyty: 2 min"),
        ("ru", "Время чтения: 2 мин"),
        ("en", "Reading time: 2 min"),
        ("zh-hans", "阅读时间：2分钟"),
        ("uz-cyrl", "Ўқиш вақти: 2 дақ"),
    ],
)
def test_the_page_shows_the_reading_time_in_its_language(client, code, said):
    edition = editions.BY_CODE[code]
    words = WORDS[edition.stored_in] * reading_time.PER_MINUTE[edition.stored_in] * 2
    story = make_article(edition.stored_in, body=f"<p>{words}</p>")
    assert said in words_in(client.get(story.address_in(edition)), "byline")


@pytest.mark.django_db
def test_a_brief_without_text_has_no_reading_time(client):
    with_text, brief = make_article("en"), make_article("en", kind=Kind.BRIEF, body="")
    pages = [client.get(story.address_in(editions.BY_CODE["en"])) for story in (with_text, brief)]
    assert ["Reading time" in words_in(page, "byline") for page in pages] == [True, False]
