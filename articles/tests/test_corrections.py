"""A correction has a date and belongs to one edition of a story. It is published together with the changed text."""

import datetime
import re

import pytest

from articles.models import Correction
from articles.tests.desk import RU
from articles.tests.makers import make_article
from articles.tests.page_content import parts_of, words_of
from newsroom import editions

pytestmark = pytest.mark.django_db

KK, EN = editions.BY_CODE["kk"], editions.BY_CODE["en"]
NOON = datetime.datetime.fromisoformat("2025-11-24T15:20:00+05:00")


def notices(client, story, edition=RU):
    return [words_of(notice) for notice in parts_of(client.get(story.address_in(edition)), "notice")]


def correct(story, language="ru", text="Было два, а их три.", at=NOON):
    return Correction.objects.create(article=story, language=language, text=text, corrected_at=at)


def test_a_correction_is_shown_below_the_text_with_its_date_and_time(client):
    story = make_article("ru")
    assert notices(client, story) == []
    correct(story)
    assert notices(client, story) == ["Исправление, 24 ноября 2025, 15:20 Было два, а их три."]
    page = client.get(story.address_in(RU))
    (end,) = parts_of(page, "story-end")
    assert [time.get("datetime") for time in end.iter("time")] == ["2025-11-24T15:20:00+05:00"]


def test_corrections_are_shown_in_chronological_order(client):
    story = make_article("ru")
    correct(story, text="Вторая", at=NOON)
    correct(story, text="Первая", at=NOON - datetime.timedelta(days=1))
    assert [notice.split()[-1] for notice in notices(client, story)] == ["Первая", "Вторая"]


@pytest.mark.parametrize(
    ("language", "shown_in"), [("ru", {"ru"}), ("kk", {"kk", "kk-latn", "kk-arab"}), ("en", {"en"})]
)
def test_a_correction_is_shown_in_its_edition_and_the_derived_ones(client, language, shown_in):
    story = make_article("ru", "kk", "en")
    correct(story, language=language)
    codes = ["ru", "kk", "kk-latn", "kk-arab", "en"]
    assert {code for code in codes if notices(client, story, editions.BY_CODE[code])} == shown_in


def test_chinese_has_its_own_punctuation(client):
    chinese = editions.BY_CODE["zh-hans"]
    story = make_article("zh-hans")
    correct(story, "zh-hans", text="三个。")
    assert notices(client, story, chinese) == ["更正，2025年11月24日 15:20 三个。"]
    (error, *_) = parts_of(client.get("/zh-hans/archive/", {"since": "2025-02-31"}), "errors")
    assert re.fullmatch(r"\w+：.+。", words_of(error))


def test_markup_in_a_correction_is_escaped(client):
    story = make_article("ru")
    correct(story, text="<script>alert(1)</script>")
    assert notices(client, story) == ["Исправление, 24 ноября 2025, 15:20 <script>alert(1)</script>"]
