"""The pictures of a document become photos as all uploads do, outside of transactions, and stand in its text."""

import logging
from dataclasses import dataclass, field
from time import monotonic
from zipfile import ZipFile

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext_lazy as _

from articles.editorial.photo_uploads import process, receive
from articles.imports.docx.archive import picture_in
from articles.models import Photo, PhotoState, PhotoUpload
from articles.pictures.failures import DUPLICATE
from articles.pictures.limits import MEGABYTE
from articles.pictures.turns import PATIENCE
from newsroom.content.nodes import LONGEST, Node, html_of
from newsroom.editions.columns import column, set_value_in

logger = logging.getLogger(__name__)

MOST_PICTURES = 200
"""Of all documents of a request."""
MOST_BYTES = 400 * MEGABYTE
"""The same."""
MOST_SECONDS = 60
"""How long a request processes pictures. Those that are left are processed as any upload that waits."""

NOT_ALLOWED = _("You may not add photos.")
TOO_MANY = _("There are too many pictures at once.")
NOT_STORED = _("The server failed to store it. Add it from a file later.")
UNUSABLE = _("It is there already and cannot be used: %(reason)s.")


@dataclass
class Taken:
    """What became of the pictures of a document."""

    left_out: list = field(default_factory=list)
    """[(name of the picture, reason)]"""
    added: list = field(default_factory=list)
    """The new photos"""

    @property
    def waiting(self):
        """How many of them are not processed yet."""
        return sum(photo.state == PhotoState.PROCESSING for photo in self.added)


class PhotosOfDocuments:
    """Takes the pictures of the documents of one request, within limits that all of them share."""

    def __init__(self, edition, by):
        self.edition, self.by = edition, by
        self.left, self.bytes_left, self.ends = MOST_PICTURES, MOST_BYTES, monotonic() + MOST_SECONDS

    def take(self, document, file):
        """Put the pictures into the photo desk and into the text. The captions of others stay paragraphs."""
        taken = Taken()
        with ZipFile(file) as archive:
            known = {}
            for picture in document.pictures:
                try:
                    photo = self.photo_of(picture, archive, known, taken)
                    document.nodes[picture.number] = self.node_of(photo, picture)
                except ValidationError as error:
                    taken.left_out.append((picture.name, " ".join(error.messages)))
                except Exception:  # the storage is down, for example; the text can be stored all the same
                    logger.exception("A picture of a document is not stored")
                    taken.left_out.append((picture.name, str(NOT_STORED)))
        return taken

    def photo_of(self, picture, archive, known, taken):
        """Return the photo that a picture has become, or that shows the same. ValidationError with why there is none.

        `known` has the photo, or the error, of each entry of the archive that was read.
        """
        if picture.reason:
            raise ValidationError(picture.reason)
        if picture.entry not in known:
            try:
                known[picture.entry] = self.new_photo(archive, picture, taken)
            except ValidationError as error:
                known[picture.entry] = error
        if isinstance(known[picture.entry], ValidationError):
            raise known[picture.entry]
        return known[picture.entry]

    def new_photo(self, archive, picture, taken):
        upload = self.received(archive, picture.entry)
        if upload.claim:
            process(upload, PATIENCE)
        photo = Photo.objects.get(pk=upload.photo_id)
        if photo.state == PhotoState.FAILED:
            return usable_instead_of(photo)
        # If it is processed later, nobody would be there to put the photo that shows the same into the text.
        PhotoUpload.objects.filter(photo=photo).update(keeps_duplicate=True)
        set_value_in(photo, "alt", self.edition, shortened(picture.alt))
        photo.save(update_fields=[column("alt", self.edition)])
        taken.added.append(photo)
        return photo

    def received(self, archive, entry):
        if not self.by.has_perm("articles.add_photo"):
            raise ValidationError(NOT_ALLOWED)
        if not self.left:
            raise ValidationError(TOO_MANY)
        content = picture_in(archive, entry)
        if self.bytes_left < len(content):
            raise ValidationError(TOO_MANY)
        self.left, self.bytes_left = self.left - 1, self.bytes_left - len(content)
        has_time = monotonic() < self.ends
        file = SimpleUploadedFile("picture", content)
        return receive(file, by=self.by, keeps_duplicate=not has_time, is_claimed=has_time)

    def node_of(self, photo, picture):
        """Return the HTML of a photo, with the description of the document if the photo has none."""
        is_short = len(picture.caption) <= LONGEST["caption"]
        caption = {"caption": picture.caption} if picture.caption and is_short else {}
        alt = {} if photo.has_description_in(self.edition) or not picture.alt else {"alt": shortened(picture.alt)}
        return html_of(Node("photo", photo.key, alt | caption)) + ("" if is_short else picture.caption_html)


def usable_instead_of(failed):
    """Return the photo that shows the same as one that was refused as a duplicate, and delete that one.

    ValidationError with the reason if it was refused otherwise, or if no other can be used.
    """
    others = Photo.objects.showing(failed.fingerprint) if failed.failure == DUPLICATE else ()
    obstacles = {photo: photo.obstacle() for photo in others}
    reason = failed.reason_of_failure()
    failed.delete()
    usable = next((photo for photo, obstacle in obstacles.items() if not obstacle), None)
    if usable is None:
        obstacle = next(iter(obstacles.values()), "")
        raise ValidationError(UNUSABLE % {"reason": obstacle} if obstacle else reason)
    return usable


def shortened(alt):
    most = LONGEST["alt"]
    return alt if len(alt) <= most else f"{alt[: most - 1].rstrip()}…"
