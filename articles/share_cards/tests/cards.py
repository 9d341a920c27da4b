"""Functions for testing share cards: their URLs, their stored files and what their pictures show."""

import io

from django.core.files.storage import default_storage
from django.utils.translation import override
from PIL import Image, ImageChops

from articles.models import Article
from articles.share_cards import cards
from articles.tests.page_content import elements
from newsroom.web_app.manifest import BACKGROUND


def card_of(rf, story, edition):
    """Return the present card of a story in an edition."""
    with override(edition.code):
        return cards.of_story(rf.get("/"), Article.objects.for_cards().get(pk=story.pk))


def cards_of(rf, edition):
    """Return the cards of all stories of an edition."""
    with override(edition.code):
        return [cards.of_story(rf.get("/"), story) for story in Article.objects.published().for_cards()]


def address_of(card):
    with override(card.edition.code):
        return card.address


def address_on(page):
    """Return the path of the card in the metadata of a page. Its URL must be on our own host."""
    (meta,) = elements(page, "meta", property="og:image")
    host, _, path = meta.get("content").removeprefix("http://").partition("/")
    assert host == "testserver"
    return f"/{path}"


def picture_of(response):
    return Image.open(io.BytesIO(response.content))


def ink_in(picture, box):
    """Return (left, top, right, bottom) of what differs from the background in a part of a picture, or None."""
    part = picture.convert("RGB").crop(box)
    difference = ImageChops.difference(part, Image.new("RGB", part.size, BACKGROUND)).convert("L")
    found = difference.point(lambda value: 255 if value > 60 else 0).getbbox()
    left, top = box[:2]
    return found and (found[0] + left, found[1] + top, found[2] + left, found[3] + top)


def stored_files(folder="cards"):
    """Return the paths of all files below a folder of the storage."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return []
    inner = [path for name in folders for path in stored_files(f"{folder}/{name}")]
    return sorted([*inner, *(f"{folder}/{name}" for name in files)])
