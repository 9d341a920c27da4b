"""With `Save-Data: on`, pages have the same text, small pictures of the story, and nothing else to fetch."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, PopularPlace, RelatedArticle
from articles.pictures.processing import make_renditions
from articles.tests.makers import make_article, make_category, make_photo, picture_bytes
from articles.tests.page_content import elements, page_of, parts_of, words_of
from articles.videos import video_at
from newsroom import editions
from newsroom.tests.snapshots import Snapshot

pytestmark = pytest.mark.one_database

SAVING = {"Save-Data": "on"}
EVERY_EDITION = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
STORED = [edition.code for edition in editions.STORED]


@pytest.fixture(scope="session")
def with_pictures(tmp_path_factory):
    """Return a snapshot of `make_story`, because making renditions takes seconds."""
    return Snapshot(make_story, tmp_path_factory.mktemp("with_pictures") / "files")


@pytest.fixture
def story(db, with_pictures):
    """Make a story with a photo, and a related and a popular story, which have photos too."""
    with_pictures.restore()
    return Article.objects.get(key="with-pictures")


def make_story():
    photos = [with_renditions() for _ in range(3)]
    section = make_category()
    story = make_article(*STORED, key="with-pictures", lead_photo=photos[0], category=section)
    related = make_article(*STORED, lead_photo=photos[1], category=section)
    RelatedArticle.objects.create(article=story, related=related)
    PopularPlace.objects.create(position=1, article=make_article(*STORED, lead_photo=photos[2]))


def with_renditions():
    photo = make_photo()
    photo.file.save("picture.jpg", ContentFile(picture_bytes((1200, 800))))
    make_renditions(photo)
    photo.refresh_from_db()
    return photo


def pages_of(story, edition):
    return [f"/{edition.code}/", story.address_in(edition), f"/{edition.code}/section/society/"]


def fetched(response):
    """Return the URLs of pictures and scripts that a browser could fetch for a page."""
    pictures = [image.get("src") for image in elements(response, "img")]
    return pictures, [script.get("src") for script in elements(response, "script") if script.get("src")]


@pytest.mark.slow
@EVERY_EDITION
def test_only_the_text_and_pictures_of_the_story_are_left(client, story, edition):
    for path in pages_of(story, edition):
        usual, saving = client.get(path), client.get(path, headers=SAVING)
        pictures, scripts = fetched(usual)
        assert len(pictures) >= 2
        assert "/static/js/readers.js" in scripts

        pictures, scripts = fetched(saving)
        assert len(pictures) == (0 if "/section/" in path else 1)
        assert scripts == elements(saving, "template") == elements(saving, "button", type="button") == []
        without = {"share", "words", "theme"}
        assert words_but(saving, without) == words_but(usual, without)


def words_but(response, classes):
    """Return the text of a page without the parts that only work with a script."""
    page = page_of(response)
    for parent in list(page.iter()):
        for child in list(parent):
            if classes & {child.get("id"), child.get("class")}:
                parent.remove(child)
    return words_of(page)


def test_the_pictures_of_the_story_are_small(client, story):
    address = story.address_in(editions.BY_CODE["ru"])

    def widths(**headers):
        (figure,) = parts_of(client.get(address, headers=headers), "story")[0].iter("figure")
        return [source.get("srcset").count(",") + 1 for source in figure.iter("source")], [
            image.get("width") for image in figure.iter("img")
        ]

    assert widths() == ([4, 4], ["720"])
    assert widths(**SAVING) == ([1, 1], ["480"])


def test_a_video_is_a_link(client, db):
    story = make_article("ru", kind="video", video_url="https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    address = story.address_in(editions.BY_CODE["ru"])
    assert "/static/js/video-frame.js" in fetched(client.get(address))[1]

    saving = client.get(address, headers=SAVING)

    assert fetched(saving)[1] == []
    assert video_at(story.video_url).page in [link.get("href") for link in elements(saving, "a")]


@pytest.mark.slow
@pytest.mark.parametrize("value", ["off", "", "yes", "onn"])
def test_only_the_value_on_saves_data(client, story, value):
    path = story.address_in(editions.BY_CODE["ru"])

    assert client.get(path, headers={"Save-Data": value}).content == client.get(path).content
    assert client.get(path, headers={"Save-Data": " ON "}).content == client.get(path, headers=SAVING).content


def test_only_responses_that_depend_on_save_data_vary_on_it(client, story, signed_in):
    def varies(path, client=client):
        return "Save-Data" in client.get(path).headers.get("Vary", "")

    pages = ["/ru/", "/ru/section/", "/ru/search/?q=x", "/ru/offline/", "/ru/nowhere/", "/nowhere/"]
    assert [path for path in [*pages, *pages_of(story, editions.BY_CODE["kk-arab"])] if not varies(path)] == []
    others = ["/", "/ru/latest.json", "/sw.js", "/ru"]
    assert [path for path in others if varies(path)] == []
    assert not varies(reverse("admin:index"), signed_in("editor"))


def test_saving_data_makes_no_extra_query(story):
    for path in pages_of(story, editions.BY_CODE["ru"]):
        counts = []
        for headers in ({}, SAVING):
            with CaptureQueriesContext(connection) as queries:
                Client().get(path, headers=headers)
            counts.append(len(queries))
        assert counts[1] <= counts[0]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@EVERY_EDITION
def test_a_browser_fetches_only_the_page_its_stylesheet_and_its_picture(
    chromium, live_server, transactional_db, story, edition
):
    def kinds(**options):
        context = chromium.new_context(base_url=live_server.url, service_workers="block", **options)
        page, asked = context.new_page(), []
        page.on("request", lambda request: asked.append(request.resource_type))
        page.goto(story.address_in(edition))
        page.evaluate("document.fonts.ready")
        context.close()
        return asked

    usual = kinds()
    assert {"script", "image"} < {*usual}
    assert ("font" in usual) == bool(edition.face)

    saving = [kind for kind in kinds(extra_http_headers=SAVING) if kind != "other"]
    # Only the Arabic edition loads a font then, because its text needs it. The others use the reader's fonts.
    letters = ["font"] if edition.code == "kk-arab" else []
    assert sorted(saving) == sorted(["document", "stylesheet", "image", *letters])
