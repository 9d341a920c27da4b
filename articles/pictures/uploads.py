"""Validation of uploaded pictures. It reads only the header, so that nothing is decoded before it is checked."""

from django.core.exceptions import ValidationError

from articles.pictures import decoding
from articles.pictures.limits import MOST_BYTES, TOO_MANY_BYTES


def validate_picture(file):
    """Accept JPEG, PNG, WebP and AVIF of a limited size, judged by content and not by name."""
    if getattr(file, "_committed", False):
        return  # already in the storage, so it was checked on upload
    if file.size > MOST_BYTES:
        raise ValidationError(TOO_MANY_BYTES, code="too_many_bytes")
    try:
        decoding.read(file)
    except decoding.RefusedPictureError as error:
        raise ValidationError(error.message, code=error.code) from error
