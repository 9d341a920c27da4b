"""Process a picture that a form sends before the form is handled, because a form is handled within a transaction.

Decoding and encoding can take half a minute. On SQLite, an open transaction would keep all other writers waiting.
"""

from contextlib import contextmanager

from django.core.exceptions import ValidationError

from articles.models import Photo
from articles.pictures.field import CleanPicture, RefusedPicture, generated_name


@contextmanager
def picture_ahead(request, is_allowed):
    """Replace the file of a form by the processed picture, which is stored already, or by the reason to refuse it.

    If no row names the picture afterwards, because something else in the form was wrong, its file is deleted.
    """
    sent = request.FILES.get("file") if request.method == "POST" and is_allowed else None
    if sent is None:
        yield
        return
    request.FILES["file"] = picture = processed(sent)
    try:
        yield
    finally:
        if name := getattr(picture, "stored_as", ""):
            delete_unless_named(name)


def processed(sent):
    try:
        picture = CleanPicture(sent)
    except ValidationError as error:
        return RefusedPicture(sent, error)
    picture.stored_as = stored(picture)
    return picture


def stored(picture):
    """Store a picture, and return its name in the storage."""
    field = Photo._meta.get_field("file")
    return field.storage.save(field.generate_filename(Photo(), generated_name(picture.extension)), picture)


def delete_unless_named(name):
    if not Photo.objects.filter(file=name).exists():
        Photo._meta.get_field("file").storage.delete(name)
