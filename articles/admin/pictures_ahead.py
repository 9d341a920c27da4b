"""Process a picture that a form sends before the form is handled, because a form is handled within a transaction.

Decoding and encoding can take half a minute. On SQLite, an open transaction would keep all other writers waiting.
"""

from contextlib import contextmanager

from django.core.exceptions import ValidationError

from articles.editorial.photo_files import delete_unless_named, stored
from articles.editorial.photo_uploads import shown_name
from articles.pictures.field import CleanPicture, RefusedPicture


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
    picture.stored_as, picture.sent_as = stored(picture), shown_name(sent)
    return picture
