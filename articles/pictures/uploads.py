"""What may be uploaded as a picture. Limits are read from the header, before anything is decoded."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image

NOT_A_PICTURE = _("This is not a JPEG, PNG, WebP or AVIF picture.")
MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")

# Pillow only warns at this number and refuses at twice it; both lie above our own limit.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def validate_picture(file):
    """JPEG, PNG, WebP or AVIF of at most 20 MB and 40 megapixels, by content and not by name."""
    if getattr(file, "_committed", False):
        return  # in the storage already: it was checked when it came
    if file.size > MOST_BYTES:
        raise ValidationError(_("The picture is larger than 20 MB."), code="too_many_bytes")
    if pixels_of(file) > MOST_PIXELS:
        raise ValidationError(_("The picture has more than 40 megapixels."), code="too_many_pixels")


def pixels_of(file):
    file.seek(0)
    try:
        with Image.open(file, formats=FORMATS) as picture:
            width, height = picture.size
            # Phones write a small preview behind a JPEG, which Pillow then calls MPO.
            return width * height * (1 if picture.format == "MPO" else getattr(picture, "n_frames", 1))
    except Image.DecompressionBombError:
        return float("inf")
    except (OSError, SyntaxError, ValueError) as error:
        raise ValidationError(NOT_A_PICTURE, code="not_a_picture") from error
    finally:
        file.seek(0)


def true_ending(file):
    """File name ending by content: "jpeg", "png", "webp", "avif"."""
    file.seek(0)
    with Image.open(file, formats=FORMATS) as picture:
        ending = picture.format.lower().replace("mpo", "jpeg")
    file.seek(0)
    return ending
