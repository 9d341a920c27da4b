"""The samples: small stories of our own that show every feature which the seed pages lack."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.comments.models import Comment
from articles.demonstration.fixture_sets import SAMPLES
from articles.models import Article, BreakingLine, Photo
from articles.tests.page_content import parts_of, words_in, words_of
from articles.tests.test_queries import PAGES, queries
from newsroom import editions
from newsroom.identity.models import LoadedFixtures, Page

pytestmark = pytest.mark.usefixtures("demo")

in_each_edition = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
MORE_QUERIES = {"demo-photo-story": 1, "demo-opinion": 1, "demo-interview": 1}
"""One for the photos in the text, one for the corrections, one for the comments."""
NEWEST_OF_SECTION = 1
"""A query for related stories where, unlike in the story of `PAGES`, the desk has picked fewer than four."""
ON_PAGES = {
    "demo-photo-story": ["photo-row", "photo-number"],
    "demo-opinion": ["labels", "author-face", "own-opinion", "recall", "notice"],
    "demo-interview": ["labels", "question", "table", "comment"],
    "demo-video": ["labels", "video", "video-link"],
    "demo-partner": ["labels", "story-paid"],
}
SAMPLE_MARKS = {"kk": "Үлгі: ", "ru": "Образец: ", "en": "Sample: ", "zh_hans": "示例：", "uz_cyrl": "Намуна: "}


@pytest.mark.slow
@in_each_edition
def test_the_samples_show_every_part_of_a_story_in_every_edition(client, edition):
    for key, parts in ON_PAGES.items():
        page = client.get(Article.objects.get(key=key).address_in(edition))
        assert [key, *(part for part in parts if parts_of(page, part))] == [key, *parts]


@pytest.mark.slow
@in_each_edition
def test_the_samples_show_every_part_of_the_front_page_in_every_edition(client, edition):
    page = client.get(f"/{edition.code}/")
    assert [part for part in ("breaking", "lead-story", "card", "advert") if not parts_of(page, part)] == []
    assert words_in(client.get(f"/{edition.code}/author/demo-columnist/"), "about-author") != ""


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
def test_the_editors_choice_is_shown_in_editions_with_enough_stories(client, code):
    assert parts_of(client.get(f"/{code}/"), "block")[0][0].get("id") == "picks"


def test_every_headline_says_that_the_story_is_a_sample():
    stories = Article.objects.filter(key__startswith="demo-")
    assert stories.count() == len(ON_PAGES)
    for story in stories:
        for suffix, word in SAMPLE_MARKS.items():
            assert getattr(story, f"title_{suffix}").startswith(word)


@pytest.mark.parametrize(
    ("suffix", "foot"),
    {"kk": "төменгі жағында", "ru": "внизу", "en": "at the foot of", "zh_hans": "底部", "uz_cyrl": "пастида"}.items(),
)
def test_standing_pages_say_that_the_phone_number_is_at_the_foot(suffix, foot):
    """On phones there is none at the top."""
    texts = Page.objects.filter(key__in=["contacts", "corrections"]).values_list(f"body_{suffix}", flat=True)
    assert [foot in text for text in texts] == [True, True]


def test_every_comment_says_that_it_is_a_sample_and_two_wait_for_a_moderator():
    comments = Comment.objects.all()
    assert {comment.language.replace("-", "_") for comment in comments} == SAMPLE_MARKS.keys()
    assert [comment.text for comment in comments if not comment.text.startswith((*SAMPLE_MARKS.values(),))] == []
    assert comments.waiting().count() == 2


def test_a_russian_comment_under_a_kazakh_story_keeps_its_letters(client):
    story = Article.objects.get(key="demo-interview")
    for code in ("kk-latn", "kk-arab"):
        [foreign] = [
            comment
            for comment in parts_of(client.get(story.address_in(editions.BY_CODE[code])), "comment")
            if comment.find(".//div").get("lang") == "ru"
        ]
        assert "Образец: под казахским текстом отвечают и по-русски." in words_of(foreign)


def test_the_lead_story_is_from_the_seed_pages(client):
    lead = Article.objects.get(key="almaty-region-new-constitution")
    assert lead.title_ru in words_in(client.get("/ru/"), "lead-story")


@pytest.mark.parametrize("key", ON_PAGES)
def test_stories_with_photos_or_corrections_need_one_query_more(client, key):
    address = Article.objects.get(key=key).address_in(editions.BY_CODE["ru"])
    client.get(address)  # caches what is the same on every page of a story
    assert queries(client, address) == PAGES["article"] + NEWEST_OF_SECTION + MORE_QUERIES.get(key, 0)


def test_breaking_news_ends_a_day_after_loading():
    line = BreakingLine.objects.get()
    assert timezone.timedelta(hours=23) < line.until - timezone.now() <= timezone.timedelta(hours=24)


def test_the_storage_has_every_picture():
    photos = Photo.objects.filter(key__startswith="demo-")
    assert photos.count() == 6
    assert [photo.key for photo in photos if not photo.file.storage.exists(photo.file.name)] == []


def test_loading_again_changes_nothing_and_loaddata_is_recorded():
    Article.objects.filter(key="demo-opinion").update(title_ru="Changed at the desk")
    call_command("load_fixtures", verbosity=0)
    assert Article.objects.get(key="demo-opinion").title_ru == "Changed at the desk"
    LoadedFixtures.objects.all().delete()
    comments = Comment.objects.count()
    call_command("loaddata", *SAMPLES, verbosity=0)
    assert Comment.objects.count() == comments
    assert list(LoadedFixtures.objects.values_list("name", flat=True)) == ["demonstration"]


def test_loading_does_not_extend_other_breaking_news():
    BreakingLine.objects.all().delete()
    ended = timezone.now() - timezone.timedelta(hours=1)
    line = BreakingLine.objects.create(article=Article.objects.get(key="akims-leave-amanat"), until=ended)
    call_command("loaddata", *SAMPLES, verbosity=0)
    line.refresh_from_db()
    assert line.until == ended
