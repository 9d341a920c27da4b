"""Validation of uploaded pictures. It reads only the header, so that nothing is decoded before it is checked."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image

NOT_A_PICTURE = _("This is not a JPEG, PNG, WebP or AVIF picture.")
MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")

# Pillow warns above this number and raises an error above twice the number. Our own check comes first.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def validate_picture(file):
    """Accept JPEG, PNG, WebP and AVIF of at most 20 MB and 40 megapixels, judged by content and not by name."""
    if getattr(file, "_committed", False):
        return  # already in the storage, so it was checked on upload
    if file.size > MOST_BYTES:
        raise ValidationError(_("The picture is larger than 20 MB."), code="too_many_bytes")
    if pixels_of(file) > MOST_PIXELS:
        raise ValidationError(_("The picture has more than 40 megapixels."), code="too_many_pixels")


def pixels_of(file):
    file.seek(0)
    try:
        with Image.open(file, formats=FORMATS) as picture:
            width, height = picture.size
            # Phones append a small preview to a JPEG, and Pillow then calls it MPO. The preview doesn't count.
            return width * height * (1 if picture.format == "MPO" else getattr(picture, "n_frames", 1))
    except Image.DecompressionBombError:
        return float("inf")
    except (OSError, SyntaxError, ValueError) as error:
        raise ValidationError(NOT_A_PICTURE, code="not_a_picture") from error
    finally:
        file.seek(0)


def extension_of(file):
    """Return the extension for the file's content: "jpeg", "png", "webp" or "avif"."""
    file.seek(0)
    with Image.open(file, formats=FORMATS) as picture:
        extension = picture.format.lower().replace("mpo", "jpeg")
    file.seek(0)
    return extension
