"""The fixtures have the seed pages word for word, without omissions and additions."""

import re
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from articles.demonstration.fixture_sets import SEED_PAGES
from articles.editorial.checks.candidate import Candidate
from articles.models import Article, Author, Category, Kind, Photo, PopularPlace, Tag
from newsroom import editions
from newsroom.content.clean_html import plain_text
from newsroom.identity.models import Link, LoadedFixtures, SiteIdentity
from newsroom.informers.models import Rate, Weather

pytestmark = pytest.mark.usefixtures("seeds")

ORIGINALS = Path(settings.BASE_DIR) / "fixtures/originals"
ALMATY = ZoneInfo("Asia/Almaty")

# The lines of the originals that are not about stories, and what our pages have in place of each.
FRAME = {
    "back to top": "«Back to top» at the foot of every page",
    "No menu items!": "an error of the page; we print no empty menu",
    "Похожие статьи": "«Read also» in Russian",
    "ОСТАВЬТЕ ОТВЕТ": "«Leave a comment» in Russian",
    "Пожалуйста, введите ваш комментарий!": "an error message of the form",
    "пожалуйста, введите ваше имя здесь": "an error message of the form, which begins with a capital",
    "Лента новостей": "«News feed» in Russian",
    "Main Page  >": "breadcrumbs",
    "Автор:": "an error of the page: a Russian label in English",
    "News": "the heading of an empty block",
    "Read also": "«Read also»",
    "News Partner": "«Partner news»",
    "Popular": "«Popular»",
    "Соңғы жаңалықтар": "«News feed» in Kazakh",
    "Талқылау": "«Discussion» in Kazakh",
    "Currency rates:": "the informers' label",
    "Weather:": "the informers' label",
    "Go to the main site": "the name of the paper links to the front page",
    "Author:": "our byline has no label",
    "Новости по теме": "an error of the page: a Russian heading in English",
    "Related news": "«Read also»",
}


def lines(number):
    """Return the lines of an original without surrounding spaces and bullets; omit empty ones."""
    text = next(ORIGINALS.glob(f"{number}_*.txt")).read_text(encoding="utf-8")
    return [line.strip(" •\t\N{NO-BREAK SPACE}") for line in text.split("\n") if line.strip(" •\t\N{NO-BREAK SPACE}")]


def stories(*keys):
    return Article.objects.filter(key__in=keys)


def words_in_the_database():
    """Yield every text of the loaded rows, in all languages."""
    for story in Article.objects.all():
        for edition in editions.STORED:
            yield story.edition(edition).title
            yield story.edition(edition).lead
            yield from plain_text(story.edition(edition).body or "").split("\n")
    for rows, field in (
        (Photo.objects.all(), "credit"),
        (Author.objects.all(), "name"),
        (Tag.objects.all(), "name"),
        (Category.objects.all(), "name"),
        (Link.objects.all(), "label"),
    ):
        for row in rows:
            yield from (getattr(row, f"{field}_{edition.suffix}") for edition in editions.STORED)
    yield SiteIdentity.objects.get().phone


def without_blanks_around(texts):
    return {text.strip(" \N{NO-BREAK SPACE}") for text in texts if text}


# The beginnings of lines whose data is stored in another form. The tests below compare each of them.
IN_ANOTHER_FORM = {
    "000": ["10 C", "Алматы", "Понедельник, 24 ноября, 2025", "ДомойГлавные новости"],
    "001": ["date 2020-10-22 Qazaq TV", "Main Page", "News", "22 October 2020, 12:23", "President of Kazakhstan "],
    "002": ["date 2026-02-02 "],
    "003": [],
    "004": [
        "date 2023-01-26 Go to the main site",
        "usd/kzt",
        "rub/kzt",
        "Astana-8",
        "ру қз",
        "Main Page",
        "News",
        "26 January 2023",
        "President of Kazakhstan Senate",
    ],
}


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_line_of_an_original_is_data_or_part_of_the_frame(number):
    kept = without_blanks_around(words_in_the_database())
    lost = []
    for line in lines(number):
        bare = re.sub(r"^[1-5] (?=[TKAOU])", "", line)  # the numbers of «Popular»
        if bare in kept or line in FRAME or any(line.startswith(start) for start in IN_ANOTHER_FORM[number]):
            continue
        lost.append(line)
    assert lost == []


def text_of(key, edition, field):
    return getattr(Article.objects.get(key=key), f"{field}_{edition}")


@pytest.mark.parametrize(
    ("number", "key", "edition", "first", "paragraphs"),
    [
        ("000", "akims-leave-amanat", "ru", "Как известно", 3),
        ("001", "rural-akims-election", "en", "NUR-SULTAN", 5),
        ("003", "unprecedented-reforms-tokayev", "kk", '"Осыдан', 6),
        ("004", "parties-with-high-responsibility", "en", "ASTANA. KAZINFORM", 4),
    ],
)
def test_a_body_has_the_paragraphs_of_the_original_in_order(number, key, edition, first, paragraphs):
    original = lines(number)
    start = next(place for place, line in enumerate(original) if line.startswith(first))
    body = plain_text(text_of(key, edition, "body")).split("\n")
    assert [paragraph.strip("\N{NO-BREAK SPACE}") for paragraph in body] == original[start : start + paragraphs]


def test_the_page_with_single_line_breaks_is_complete():
    original = [line for line in lines("002") if not line.startswith("Сурет:")]
    key = "almaty-region-new-constitution"
    body = plain_text(text_of(key, "kk", "body")).split("\n")
    assert [f"date 2026-02-02 {text_of(key, 'kk', 'title')}", text_of(key, "kk", "lead"), *body] == original


def test_no_break_spaces_of_the_original_are_kept():
    story = Article.objects.get(key="unprecedented-reforms-tokayev")
    spaces = (story.lead_kk + plain_text(story.body_kk)).count("\N{NO-BREAK SPACE}")
    assert spaces == 12
    story.full_clean()
    story.save()
    story.refresh_from_db()
    assert (story.lead_kk + plain_text(story.body_kk)).count("\N{NO-BREAK SPACE}") == 12


def test_a_credit_that_the_original_repeats_is_printed_as_often(client):
    credit = "Сурет: Алматы облысы әкімінің баспасөз қызметі"
    assert lines("002").count(credit) == 4
    story = Article.objects.get(key="almaty-region-new-constitution")
    photos = Candidate(story.edition(editions.BY_CODE["kk"])).photos
    assert [photo.credit_kk for _part, photo in photos] == [credit] * 4
    page = " ".join(client.get(story.address_in(editions.BY_CODE["kk"])).content.decode().split())
    assert page.count(f'<span class="credit">{credit}</span>') == 4


def test_bylines_tags_and_sections_are_those_of_the_originals():
    zero = Article.objects.get(key="akims-leave-amanat")
    one = Article.objects.get(key="rural-akims-election")
    four = Article.objects.get(key="parties-with-high-responsibility")
    assert [author.name_en for author in one.authors.all()] == ["Kudrenok Tatyana"]
    assert [author.name_en for author in four.authors.all()] == ["Zhanna Nurmaganbetova"]
    assert sorted(tag.name_en for tag in one.tags.all()) == ["Elections", "President of Kazakhstan"]
    assert sorted(tag.name_en for tag in four.tags.all()) == ["Political parties", "President of Kazakhstan", "Senate"]
    assert [section.name_ru for section in zero.breadcrumbs] == ["Главные новости"]
    assert [section.name_en for section in one.breadcrumbs] == ["News", "Elections"]
    assert [section.name_en for section in four.breadcrumbs] == ["News", "President"]


@pytest.mark.parametrize(
    ("key", "edition", "shown"),
    [
        ("rural-akims-election", "en", datetime(2020, 10, 22, 12, 23, tzinfo=ALMATY)),
        ("parties-with-high-responsibility", "en", datetime(2023, 1, 26, 10, 33, tzinfo=ALMATY)),
    ],
)
def test_a_time_that_an_original_shows_is_kept(key, edition, shown):
    story = Article.objects.get(key=key)
    assert (story.published_at_en, story.has_assumed_time) == (shown, False)


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        (["akims-leave-amanat", "traditional-religions-karaganda", "legal-safety-qr"], "2025-11-24"),
        (["almaty-region-new-constitution"], "2026-02-02"),
        (["unprecedented-reforms-tokayev"], "2025-03-14"),
        (["brazil-spotted-fever", "fifa-samoura"], "2023-06-15"),
        (["campaign-should-unite", "usda-national-statistics"], "2023-01-26"),
    ],
)
def test_for_an_assumed_time_only_the_day_is_shown(client, keys, day):
    for story in stories(*keys):
        assert (str(story.day), story.has_assumed_time) == (day, True)
        page = client.get(story.address_in(story.original_edition)).content.decode()
        assert f'<time datetime="{day}">' in page


def test_assumed_times_descend_in_the_order_of_the_list():
    pages = {
        "ru": ["akims-leave-amanat", "traditional-religions-karaganda", "kazakh-invest-director",
               "lift-service-karaganda", "price-of-trust-fraud", "legal-safety-qr"],
        "en": [place.article.key for place in PopularPlace.objects.filter(position__gt=5)],
    }  # fmt: skip
    for edition, keys in pages.items():
        times = [text_of(key, edition, "published_at") for key in keys]
        assert times == sorted(times, reverse=True)
        assert len(set(times)) == len(times)


def test_list_items_are_briefs_with_the_excerpts_of_the_originals():
    briefs = Article.objects.filter(kind=Kind.BRIEF)
    assert briefs.count() == 5 + 9 + 4 + 5
    assert {brief.edition(edition).body or "" for brief in briefs for edition in editions.STORED} == {""}
    excerpts = {brief.lead_ru for brief in briefs.filter(original_language="ru")}
    assert len(excerpts) == 5
    assert excerpts <= set(lines("000"))
    assert {brief.lead_en for brief in briefs.filter(original_language="en")} == {""}


def test_popular_and_related_keep_their_order():
    popular = [place.article.title_en for place in PopularPlace.objects.all()]
    numbered = [line[2:] for line in lines("004") if re.match(r"[1-5] ", line)]
    unnumbered = lines("001")[lines("001").index("Popular") + 1 :: 2]
    assert popular == numbered + unnumbered
    four = Article.objects.get(key="parties-with-high-responsibility")
    related = [place.related.title_en for place in four.related_places.all()]
    start = lines("004").index("Related news") + 1
    assert related == lines("004")[start : start + 4]


def test_informers_are_those_of_the_originals():
    assert {rate.currency: rate.value for rate in Rate.objects.all()} == {
        "USD": Decimal("462.04"),
        "EUR": Decimal("504.09"),
        "RUB": Decimal("6.74"),
        "CNY": Decimal("68.12"),
    }
    readings = {reading.town.key: (reading.degrees, str(reading.observed_on)) for reading in Weather.objects.all()}
    assert readings == {
        "astana": ("−8…−10\N{NO-BREAK SPACE}°C", "2023-01-26"),
        "almaty": ("10\N{NO-BREAK SPACE}°C", "2025-11-24"),
    }
    assert SiteIdentity.objects.get().phone in lines("004")


def test_every_story_is_in_kazakh_russian_and_english_and_two_in_chinese_and_uzbek():
    whole = {"kk": 28, "ru": 28, "en": 28, "zh_hans": 2, "uz_cyrl": 2}
    assert {suffix: Article.objects.filter(**{f"status_{suffix}": "published"}).count() for suffix in whole} == whole


def test_translations_have_as_many_paragraphs_as_their_originals():
    for story in Article.objects.exclude(kind=Kind.BRIEF):
        counts = {
            edition.code: story.edition(edition).body.count("<p>")
            for edition in editions.STORED
            if story.edition(edition).is_live
        }
        assert set(counts.values()) == {counts[story.original_language]}, story.key


def test_a_translation_says_so_and_names_its_original(client):
    story = Article.objects.get(key="unprecedented-reforms-tokayev")
    kazakh, russian = editions.BY_CODE["kk"], editions.BY_CODE["ru"]
    assert 'class="translated"' in client.get(story.address_in(russian)).content.decode()
    assert story.address_in(kazakh) in client.get(story.address_in(russian)).content.decode()
    for edition in (kazakh, editions.BY_CODE["kk-latn"], editions.BY_CODE["kk-arab"]):
        assert 'class="translated"' not in client.get(story.address_in(edition)).content.decode()


def test_the_storage_has_every_picture():
    for photo in Photo.objects.all():
        assert photo.file.storage.exists(photo.file.name)
        assert photo.file.size < 30_000
        assert (photo.width, photo.height) == (photo.file.width, photo.file.height)


def test_loading_again_overwrites_nothing(capsys):
    Article.objects.filter(key="akims-leave-amanat").update(title_ru="Changed at the desk")
    call_command("load_fixtures")
    assert text_of("akims-leave-amanat", "ru", "title") == "Changed at the desk"


def test_every_name_is_in_every_stored_language():
    for model, field in ((Category, "name"), (Tag, "name"), (Author, "name"), (Link, "label")):
        for row in model.objects.all():
            missing = [edition.code for edition in editions.STORED if not getattr(row, f"{field}_{edition.suffix}")]
            assert (str(row), missing) == (str(row), [])


def test_an_old_time_has_the_offset_of_its_day():
    story = Article.objects.get(key="rural-akims-election")
    assert timezone.localtime(story.published_at_en).isoformat() == "2020-10-22T12:23:00+06:00"


def test_loaddata_loads_everything_too_and_is_recorded():
    for model in (Article, Photo, LoadedFixtures):
        model.objects.all().delete()
    call_command("loaddata", *SEED_PAGES, verbosity=0)
    assert (Article.objects.count(), Photo.objects.count()) == (28, 7)
    Article.objects.filter(key="akims-leave-amanat").update(title_ru="Changed at the desk")
    call_command("load_fixtures", verbosity=0)
    assert text_of("akims-leave-amanat", "ru", "title") == "Changed at the desk"
