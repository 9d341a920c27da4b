"""Share cards: the picture that a messenger shows of a link, one for each story and edition, and one for the paper.

A card is drawn when it is first asked for, never while a page is made, and kept in the storage. Its version stands in
its address and follows from everything that is drawn, so that another headline has another address.
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

from articles.models import Photo
from articles.pictures.processing import store
from articles.share_cards.drawing import HEIGHT, WIDTH, jpeg_of
from articles.share_cards.lettering import can_shape, chinese_face
from newsroom import editions
from newsroom.editions import Edition, dates
from newsroom.editions.names import name_in_letters
from newsroom.editions.transliteration import in_letters
from newsroom.serving import site_context

logger = logging.getLogger(__name__)

DRAWING = 1
"""To be raised when cards are to be drawn anew."""
FIRST_BYTES, LAST_BYTES = b"\xff\xd8", b"\xff\xd9"
"""Of every JPEG; the last ones stand nowhere else in ours."""
LEFT_TO_RIGHT, END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


@dataclass(frozen=True)
class Card:
    """What is drawn, in the letters of the edition."""

    edition: Edition
    name: str
    headline: str
    kicker: str = ""
    day: str = ""
    photo: Photo | None = None
    story: object = None
    """The story it is of; None for the paper's own."""

    width, height, type = WIDTH, HEIGHT, "image/jpeg"

    @property
    def is_of_site(self):
        return self.story is None

    @cached_property
    def version(self):
        photo = self.photo and (self.photo.file.name, self.photo.focal_x, self.photo.focal_y)
        # With more fonts more can be drawn.
        machine = can_shape(), chinese_face(settings.CHINESE_FONT)
        everything = (DRAWING, self.edition.code, self.name, self.headline, self.kicker, self.day, photo, machine)
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
        """Its name in the storage, which nobody can tell from its address: it may be there when the story is not."""
        return join(self.folder, salted_hmac(__name__, self.version).hexdigest()[:24] + ".jpg")


def folder(story, edition):
    return f"cards/{story.pk if story else 'paper'}/{edition.code}"


def of_story(request, story):
    """The card of a story that readers of the active edition have."""
    edition = editions.active()
    section = name_in_letters(request, story.category) if story.category else ""
    labels = [in_letters(request, str(label)) for label in story.labels]
    day = in_letters(request, dates.day(story.published_at, edition))
    age = f" · {LEFT_TO_RIGHT}{story.age_mark}{END}" if story.age_mark else ""
    return Card(
        edition=edition,
        name=name_in_letters(request, site_context.of(request).identity),
        headline=in_letters(request, story.title),
        kicker=" · ".join(filter(None, [*labels, section])),
        day=day + age,
        photo=story.lead_photo,
        story=story,
    )


def of_site(request):
    """The card of whatever is no story: the paper's name, and what it says of itself."""
    identity = site_context.of(request).identity
    name, tagline = name_in_letters(request, identity), name_in_letters(request, identity, "tagline")
    return Card(edition=editions.active(), name=name, headline=tagline)


# The storage


def content_of(card):
    """The bytes of a card: as they are kept, else drawn now and kept."""
    if (content := kept(card)) is not None:
        return content
    content = jpeg_of(card)
    keep(card, content)
    return content


def kept(card):
    """None if there is no card yet, or another process is just writing it."""
    try:
        with default_storage.open(card.path) as file:
            content = file.read()
    except OSError:  # it isn't there; or nothing is, which is said when the card can't be kept either
        return None
    return content if content.startswith(FIRST_BYTES) and content.endswith(LAST_BYTES) else None


def keep(card, content):
    """Store a card in place of those of the same story and edition that say what it no longer says.

    What another process left half written goes too. A storage that can't take the card is no reason not to show it.
    """
    try:
        forget(card.folder)
        store(default_storage, card.path, content)
    except OSError as error:
        logger.warning("A share card could not be kept as %s: %s", card.path, error)


def forget_story(story, edition):
    """Remove its cards in an edition, in all alphabets."""
    for printed in editions.EDITIONS:
        if printed.stored_in == edition.stored_in:
            forget(folder(story, printed))


def forget(within):
    try:
        _, files = default_storage.listdir(within)
    except FileNotFoundError:
        return
    for file in files:
        default_storage.delete(join(within, file))
