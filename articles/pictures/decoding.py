"""Open pictures and decode them. Whatever a picture makes Pillow or our code raise becomes a RefusedPictureError.

Nothing else opens a picture of a user. Its size and the memory that decoding takes are known before it is decoded.
"""

import io
import logging
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from PIL import Image

from articles.pictures import display_p3
from articles.pictures.limits import (
    MOST_PIXELS,
    MOST_SCANS,
    decoded_bytes,
    reason_to_refuse,
    stored_size,
    too_many_pixels,
)
from articles.pictures.metadata import orientation_in, without_metadata
from articles.pictures.scaled_avif import AvifFile
from articles.pictures.structure import (
    DEEP,
    FORMATS,
    format_of,
    is_incomplete,
    jpeg_scans,
    png_count,
    png_depth,
)
from articles.pictures.transparent_colour import make_transparent, set_transparent_colour
from articles.pictures.webp import is_scaled, scaled_webp, webp_header

logger = logging.getLogger(__name__)

NOT_A_PICTURE = _("This is not a JPEG, PNG, WebP or AVIF picture.")
INCOMPLETE = _("The picture is truncated: the end of the file is missing. Copy or download it again.")
DAMAGED = _("The picture is damaged and cannot be opened. Save it again in a picture editor.")
NO_MEMORY = _("The server has too little memory for this picture. Try again in a minute, or make the picture smaller.")


class RefusedPictureError(ValueError):
    """The file is not a picture, is damaged or incomplete, or is too large. `message` is for users."""

    def __init__(self, message, code, cause=None):
        super().__init__(f"{message} ({cause})" if cause else str(message))
        self.message, self.code = message, code


@contextmanager
def refusing(content):
    """Turn whatever is raised while a picture is processed into a RefusedPictureError. `content` is its file.

    Damaged files make Pillow raise anything, even AssertionError, TypeError and RuntimeError. They can also make it
    return what nobody expects, so that the code that handles it fails later.
    """
    try:
        yield
    except RefusedPictureError:
        raise
    except Image.DecompressionBombError as error:
        raise RefusedPictureError(*too_many_pixels(format_of(content)), error) from error
    except MemoryError as error:
        raise RefusedPictureError(NO_MEMORY, "no_memory", error) from error
    except Exception as error:
        if format_of(content):  # the fault may be our own, so an administrator must be able to find it
            logger.info("A picture is refused: %r", error, exc_info=True)
        raise unreadable(content, error) from error


@dataclass(frozen=True)
class Picture:
    """A picture file whose header has been read, and which may be decoded."""

    content: bytes
    """The file without metadata."""
    exif: bytes
    format: str
    size: tuple
    decoded_bytes: int
    """How much memory decoding takes at its peak."""


def read(file):
    """Read the header of a picture file. Raise RefusedPictureError if it may not be decoded."""
    file.seek(0)
    content = file.read()
    file.seek(0)
    with refusing(content):
        return checked(*without_metadata(content))


def checked(content, exif):
    kind = format_of(content)
    if kind == "JPEG" and jpeg_scans(content) > MOST_SCANS:
        raise RefusedPictureError(DAMAGED, "damaged", "too many scans")
    if kind == "PNG" and png_count(content, b"IHDR") > 1:  # Pillow would mix them
        raise RefusedPictureError(DAMAGED, "damaged", "several headers")
    size, frames, most_bytes = webp_header(content) if kind == "WEBP" else header(content, kind)
    if reason := reason_to_refuse(kind, size, frames, most_bytes):
        raise RefusedPictureError(*reason)
    return Picture(content, exif, kind, size, most_bytes)


def header(content, kind):
    """Return ((width, height), number of frames, bytes that decoding takes)."""
    picture = opened(content)
    return picture.size, getattr(picture, "n_frames", 1), decoded_bytes(picture, kind, content)


def opened(content):
    if format_of(content) == "AVIF":
        return AvifFile(io.BytesIO(content))
    return Image.open(io.BytesIO(content), formats=FORMATS)


def decoded(picture):
    """Return the pixels of a Picture as a picture of Pillow. They may be fewer than in the file, but enough."""
    with refusing(picture.content):
        if picture.format == "WEBP" and is_scaled(picture.content, picture.size):
            return scaled_webp(picture.content, picture.size)
        pixels = opened(picture.content)
        pixels.draft(None, stored_size(picture.size, picture.format))  # decode a large JPEG or AVIF at a smaller size
        pixels.load()
        if pixels.mode == "P" and not pixels.palette:
            raise unreadable(picture.content, "it has no palette")
        if pixels.format == "PNG":
            apply_transparent_colour(pixels, picture.content)
        return pixels


def apply_transparent_colour(pixels, content):
    depth = png_depth(content)
    if depth == DEEP and pixels.mode == "RGB" and "transparency" in pixels.info:
        make_transparent(pixels, low_bytes(content))
    else:
        set_transparent_colour(pixels, depth)


def low_bytes(content):
    """Return the low bytes of a PNG with colours of 16 bits, of which Pillow decodes only the high ones."""
    pixels = opened(content)
    pixels.tile = [tile._replace(args="RGB;16L") for tile in pixels.tile]  # as if they came first
    pixels.load()
    return pixels


def orientation_of(picture, pixels):
    """Return the EXIF orientation, from 1 to 8. Pillow has translated the boxes of AVIF that say the same."""
    return orientation_in(picture.exif or pixels.info.get("exif", b""))


def profile_of(picture, pixels):
    return display_p3.profile_of(picture.content, picture.format, pixels.info.get("icc_profile"))


def unreadable(content, cause):
    if not format_of(content):
        return RefusedPictureError(NOT_A_PICTURE, "not_a_picture", cause)
    if is_incomplete(content):
        return RefusedPictureError(INCOMPLETE, "incomplete", cause)
    return RefusedPictureError(DAMAGED, "damaged", cause)


# Pillow raises an error above twice this number, and warns above it. Our own limits are not higher.
Image.MAX_IMAGE_PIXELS = max(MOST_PIXELS.values())
