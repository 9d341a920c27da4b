"""Share cards: the pictures that messengers show with a link. Each edition of a story has one, and so has the site.

A card is drawn when it is first requested, never while a page is rendered, and then stored. Its URL contains its
version, which is a hash of everything that is drawn: when the headline changes, the URL changes.
"""

import logging
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from posixpath import join

from django.conf import settings
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.crypto import salted_hmac

from articles.models import Article, Photo
from articles.pictures.processing import store
from articles.sections import sections_by_id
from articles.share_cards.drawing import HEIGHT, WIDTH, jpeg_of
from articles.share_cards.lettering import can_shape, chinese_face
from newsroom import editions
from newsroom.editions import Edition, dates
from newsroom.editions.columns import columns
from newsroom.editions.names import name_in_letters
from newsroom.editions.transliteration import in_letters
from newsroom.serving import site_context

logger = logging.getLogger(__name__)

DRAWING = 1
"""Increase this when all cards must be drawn again."""
FIRST_BYTES, LAST_BYTES = b"\xff\xd8", b"\xff\xd9"
"""The first and last bytes of every JPEG. The last two don't occur elsewhere in the files that we write."""
LEFT_TO_RIGHT, END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


@dataclass(frozen=True)
class Card:
    """What is drawn, transliterated for the edition."""

    edition: Edition
    name: str
    headline: str
    kicker: str = ""
    day: str = ""
    photo: Photo | None = None
    story: object = None
    """The story; None for the card of the site."""

    width, height, type = WIDTH, HEIGHT, "image/jpeg"

    @property
    def is_of_site(self):
        return self.story is None

    @cached_property
    def version(self):
        photo = self.photo and (self.photo.file.name, self.photo.focal_x, self.photo.focal_y)
        # The fonts on this machine decide what can be drawn.
        fonts = can_shape(), chinese_face(settings.CHINESE_FONT)
        everything = (DRAWING, self.edition.code, self.name, self.headline, self.kicker, self.day, photo, fonts)
        return sha256(repr(everything).encode()).hexdigest()[:16]

    @property
    def address(self):
        if not self.story:
            return reverse("site_card", kwargs={"version": self.version})
        where = {"day": self.story.day, "slug": self.story.slug}
        return reverse("share_card", kwargs=where | {"version": self.version})

    @property
    def folder(self):
        return folder(self.story, self.edition)

    @property
    def path(self):
        """The name in the storage. It can't be derived from the URL, as the story of a file may not be public."""
        return join(self.folder, salted_hmac(__name__, self.version).hexdigest()[:24] + ".jpg")


def folder(story, edition):
    return f"cards/{story.pk if story else 'paper'}/{edition.code}"


def of_story(request, story):
    """Return the card of a story that is public in the active edition."""
    edition = editions.active()
    section = sections_by_id(request).get(story.category_id)
    labels = [in_letters(request, str(label)) for label in story.labels]
    day = in_letters(request, dates.day(story.published_at, edition))
    age = f" · {LEFT_TO_RIGHT}{story.age_mark}{END}" if story.age_mark else ""
    return Card(
        edition=edition,
        name=name_in_letters(request, site_context.of(request).identity),
        headline=in_letters(request, story.title),
        kicker=" · ".join(filter(None, [*labels, name_in_letters(request, section) if section else ""])),
        day=day + age,
        photo=story.lead_photo,
        story=story,
    )


def of_site(request):
    """Return the card for all other pages, with the name and the tagline of the paper."""
    identity = site_context.of(request).identity
    name, tagline = name_in_letters(request, identity), name_in_letters(request, identity, "tagline")
    return Card(edition=editions.active(), name=name, headline=tagline)


# The storage


def content_of(card):
    """Return the stored bytes of a card. If there are none, draw and store it."""
    if (content := stored_content(card)) is not None:
        return content
    content = jpeg_of(card)
    store_card(card, content)
    return content


def stored_content(card):
    """Return the stored bytes; None if there is no complete file, because another process may be writing it."""
    try:
        with default_storage.open(card.path) as file:
            content = file.read()
    except OSError:  # not stored yet, or the storage is down; `store_card` logs the latter
        return None
    return content if content.startswith(FIRST_BYTES) and content.endswith(LAST_BYTES) else None


def store_card(card, content):
    """Store a card and delete the earlier ones of the same story and edition, including incomplete files.

    If the storage fails, log a warning; the card can be sent all the same.
    """
    try:
        delete_cards(card.folder)
        store(default_storage, card.path, content)
    except OSError as error:
        logger.warning("Could not store the share card %s: %s", card.path, error)


def delete_story_cards(story_id, code=""):
    """Delete the cards of a story in an edition and in those derived from it, or in all. They can be drawn again."""
    for edition in editions.EDITIONS:
        if code in ("", edition.stored_in):
            delete_cards(f"cards/{story_id}/{edition.code}")


def delete_cards(within):
    for file in listed(within)[1]:
        default_storage.delete(join(within, file))


def delete_old_cards(until):
    """Delete the cards of stories that readers can't see, and those drawn before a time. Return how many.

    An old card may show a headline or a photo that was removed since. Those in use are drawn again.
    """
    owners = listed("cards")[0]
    live = live_editions([owner for owner in owners if owner != "paper"])
    folders = [(owner, code) for owner in owners for code in listed(f"cards/{owner}")[0]]
    return sum(
        delete_old_cards_in(f"cards/{owner}/{code}", until if owner == "paper" or (owner, code) in live else None)
        for owner, code in folders
    )


def live_editions(owners):
    """Return {(id of a story as text, code of an edition that readers can see)}, for some ids."""
    found = set()
    for start in range(0, len(owners), 500):
        stories = Article.objects.filter(pk__in=[int(pk) for pk in owners[start : start + 500] if pk.isdecimal()])
        for story in stories.only(*columns("status"), *columns("published_at")):
            live = {here.edition.code for here in story.editions() if here.is_live}
            found |= {(str(story.pk), one.code) for one in editions.EDITIONS if one.stored_in in live}
    return found


def delete_old_cards_in(within, until):
    """Delete the files of a folder that are older than `until`; all if it is None. Return how many."""
    names = [join(within, file) for file in listed(within)[1]]
    old = [name for name in names if until is None or default_storage.get_modified_time(name) < until]
    for name in old:
        default_storage.delete(name)
    return len(old)


def listed(within):
    """Return (folders, files) in a folder of the storage; none if it isn't there."""
    try:
        return default_storage.listdir(within)
    except FileNotFoundError:
        return [], []
