"""The page of a story tells what in its draft readers can't get, before anybody publishes it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.editorial.node_words import names_of_nodes
from articles.models import Photo, PhotoState, Status
from articles.tests.desk import RU, change_url, open_form
from articles.tests.edit_page import open_story
from articles.tests.makers import make_article, make_photo
from articles.tests.page_content import elements, parts_of, words_of
from newsroom.content.nodes import Node, html_of

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.localdate() - timedelta(days=1)
# {key: (fields of the photo, the reason, what to do)}
PHOTOS = {
    "fine": ({}, "", ""),
    "removed": ({"removed_at": timezone.now()}, "removed", "bring this one back"),
    "failed": ({"file": "", "state": PhotoState.FAILED, "failure": "damaged"}, "", "upload this one again"),
    "expired": ({"leased_until": YESTERDAY}, "could be used until", "enter a later day"),
    "lacking": ({"rights": "agency", "credit_ru": "А. Б."}, "lacks: terms", "Fill this in"),
    "uploaded": ({"file": "", "state": PhotoState.PROCESSING}, "", ""),  # it will be there in a moment
}


def node(kind, value):
    return html_of(Node(kind, value))


@pytest.fixture
def story(db):
    for key, (fields, *_words) in PHOTOS.items():
        make_photo(key=key, alt_ru=f"Фото {key}")
        Photo.objects.filter(key=key).update(**fields)
    make_article("ru", key="withdrawn1", title="Снятый", status=Status.WITHDRAWN)
    make_article("ru", key="published1", title="Опубликованный")
    nodes = [*(node("photo", key) for key in PHOTOS), node("gallery", "fine expired"), node("photo", "nowhere")]
    nodes += [node("story", "withdrawn1"), node("story", "published1")]
    lead = Photo.objects.get(key="removed")
    return make_article("ru", body=f"<p>Один</p>{''.join(nodes)}", lead_photo=lead, status=Status.UNPUBLISHED)


def test_each_obstacle_is_told_with_what_to_do(signed_in, story):
    page = open_form(signed_in("editor"), story, RU)
    told = [(words_of(line), [link.get("href") for link in line.iter("a")]) for line in elements(page, "li")
            if line.getparent().getparent() in parts_of(page, "obstacles")]  # fmt: skip
    keys = ["removed", "removed", "failed", "expired", "lacking", "expired"]
    assert [words.partition(" [ru]: ")[0] for words, _links in told][:6] == [f"Фото {key}" for key in keys]
    for key, (words, (place, address)) in zip(keys, told, strict=False):
        _fields, reason, remedy = PHOTOS[key]
        assert reason in words
        assert remedy in words
        assert address == f"{change_url(Photo.objects.get(key=key))}?edition=ru"
        assert place.startswith("#id_lead_photo" if words is told[0][0] else "#node-")
    assert [words for words, _links in told][6:] == [
        "Photo: There is nothing any more to show here.",
        "Снятый [ru]: Readers can’t open this story: it was withdrawn, or never published. – "
        "Remove it from the text, or recall another story.",
    ]


def test_a_row_that_is_gone_is_described_without_its_key(db):
    texts = [node("photo", "0f3a"), node("gallery", "0f3a 1b2c"), node("story", "0f3a")]
    names = names_of_nodes(texts)
    gone = "There is nothing any more to show here."
    expected = [f"Photo: {gone}", f"Photos in a row: {gone}, {gone}", f"Recalled story: {gone}"]
    assert [names[text] for text in texts] == expected


def test_many_photos_cost_one_query(signed_in):
    client, counts = signed_in("editor"), []
    for number in (1, 30):
        keys = [make_photo(alt_ru="Фото", leased_until=YESTERDAY).key for _photo in range(number)]
        story = make_article("ru", body="".join(node("photo", key) for key in keys))
        open_form(client, story, RU)
        with CaptureQueriesContext(connection) as queries:
            page = open_form(client, story, RU)
        assert words_of(parts_of(page, "obstacles")[0]).count("enter a later day") == number
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.one_database
def test_the_editor_tells_it_where_the_photo_stands(desk, story):
    page = desk("editor", language="en")
    open_story(page, story)
    for key, (_fields, reason, remedy) in PHOTOS.items():
        place = page.locator(f".story-node[data-kind=photo][aria-label*='Фото {key}']")
        place.wait_for()
        assert reason in " ".join(place.locator(".node-obstacle").all_inner_texts())
        assert remedy in " ".join(place.locator(".node-remedy").all_inner_texts())
        assert place.locator(".node-remedy a").count() == (1 if remedy else 0)
    page.locator(".obstacles a", has_text="Снятый").click()
    box = page.locator(".story-node[data-kind=story]").first.bounding_box()
    assert box["y"] + 1 >= 180
    assert box["y"] + box["height"] <= page.viewport_size["height"] - 40
