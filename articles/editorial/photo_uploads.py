"""Receive pictures and process them later, by a worker or by the request itself, but never within a transaction.

The row of a photo is there as soon as the file has arrived. Its `PhotoUpload` says what is left to do, so that another
process can go on if this one is killed: the next worker, or the next request.
"""

import logging
from datetime import timedelta
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from articles.editorial.photo_files import stored
from articles.models import Photo, PhotoState, PhotoUpload
from articles.pictures.decoding import RefusedPictureError
from articles.pictures.failures import DUPLICATE, GAVE_UP, LOST
from articles.pictures.field import CleanPicture
from articles.pictures.processing import LONG_PATIENCE, make_renditions
from articles.pictures.turns import BusyError
from articles.pictures.uploads import validate_picture
from newsroom.content.visible_text import with_few_marks
from newsroom.database.locks import lock_until_commit

logger = logging.getLogger(__name__)

CLAIMED_FOR = timedelta(minutes=5)
"""Longer than the largest picture takes on a slow machine."""
LATER = timedelta(seconds=20)
"""When to try again what could not be done now."""
MOST_ATTEMPTS = 3
"""A picture may kill the process that decodes it. So it isn't tried for ever."""
CLAIM_LENGTH = 20


def waiting_files():
    """Return the storage of files that wait to be processed. Nobody else can read it."""
    return storages["uploads"]


def receive(file, *, by, keeps_duplicate=False, is_claimed=True):
    """Keep a file that was sent, and make the row of its photo. Return its `PhotoUpload`.

    `is_claimed`: the caller will process it. Raise ValidationError if the file can be refused without decoding it.
    """
    validate_picture(file)
    raw = waiting_files().save(uuid4().hex, file)
    claim = new_claim() if is_claimed else {}
    with transaction.atomic():
        photo = Photo.objects.create(state=PhotoState.PROCESSING, added_by=by, sent_as=shown_name(file))
        return PhotoUpload.objects.create(photo=photo, raw=raw, by=by, keeps_duplicate=keeps_duplicate, **claim)


def shown_name(file):
    """Return how a file was called, as far as there is room for it. The end of a name tells more than its beginning."""
    return with_few_marks(getattr(file, "name", None) or "")[-Photo._meta.get_field("sent_as").max_length :]


# Who processes it


def new_claim():
    until = timezone.now() + CLAIMED_FOR
    return {"claim": get_random_string(CLAIM_LENGTH), "claimed_until": until, "attempts": 1}


def claim_next():
    """Claim the upload that has waited longest, or that a killed process has left. Return it; None if there is none."""
    free = PhotoUpload.objects.filter(Q(claimed_until=None) | Q(claimed_until__lt=timezone.now()))
    for pk in free.order_by("pk").values_list("pk", flat=True)[:20]:
        claim = new_claim() | {"attempts": F("attempts") + 1}
        if free.filter(pk=pk).update(**claim):  # or another process was faster
            return PhotoUpload.objects.filter(pk=pk, claim=claim["claim"]).first()
    return None


def process_waiting(most=None, patience=LONG_PATIENCE):
    """Process what waits, at most so many. Return how many uploads that was."""
    number = 0
    while number != most and (upload := claim_next()):
        process(upload, patience)
        number += 1
    return number


def put_off(upload):
    """Give an upload back, for a later attempt."""
    PhotoUpload.objects.filter(pk=upload.pk, claim=upload.claim).update(claimed_until=timezone.now() + LATER)


def release(upload):
    """Give an upload back without having tried it. The request that keeps this process busy will take it next."""
    PhotoUpload.objects.filter(pk=upload.pk, claim=upload.claim).update(claimed_until=None, attempts=F("attempts") - 1)


# What is done with it


def process(upload, patience=LONG_PATIENCE):
    """Do all that is left to do for an upload which the caller has claimed."""
    try:
        if upload.attempts > MOST_ATTEMPTS:
            give_up(upload)
        elif upload.is_stored or store_picture(upload, patience):
            complete(upload)
        delete_raw(upload)
    except BusyError:
        release(upload)
    except Exception:  # the storage is down, for example; after some attempts it is given up
        logger.exception("The upload %s of photo %s is put off", upload.pk, upload.photo_id)
        put_off(upload)


def give_up(upload):
    if upload.is_stored:  # readers get the photo itself until `make_renditions` is run
        PhotoUpload.objects.filter(pk=upload.pk, claim=upload.claim).delete()
    else:
        refuse(upload, GAVE_UP)


def store_picture(upload, patience):
    """Process the picture and store it. Return whether it is the photo's file now."""
    try:
        with waiting_files().open(upload.raw) as file:
            picture = CleanPicture(file, patience)
    except FileNotFoundError:
        return refuse(upload, LOST)
    except ValidationError as error:
        if error.code == "busy":
            raise BusyError from error
        return refuse(upload, error.code)
    name = stored(picture)
    if not name_picture(upload, picture, name):
        Photo.file.field.storage.delete(name)
        return False
    return True


@transaction.atomic
def name_picture(upload, picture, name):
    """Make a stored picture the file of its photo. Return whether it is."""
    lock_until_commit(Photo, f"picture {picture.fingerprint}")
    if not is_claimed(upload):
        return False
    if not upload.keeps_duplicate and Photo.objects.showing(picture.fingerprint).exists():
        return refuse(upload, DUPLICATE, fingerprint=picture.fingerprint)
    photo = Photo(pk=upload.photo_id)
    photo.note_picture(picture)
    values = {field: getattr(photo, field) for field in ("fingerprint", "state", "failure")}
    width, height = picture.dimensions
    Photo.objects.filter(pk=upload.photo_id).update(file=name, width=width, height=height, **values)
    upload.is_stored = True
    upload.save(update_fields=["is_stored"])
    return True


def is_claimed(upload):
    """Whether nobody else has taken the upload over. It stays so until the end of the transaction."""
    return PhotoUpload.objects.select_for_update().filter(pk=upload.pk, claim=upload.claim).exists()


@transaction.atomic
def refuse(upload, code, **values):
    """Record why there will be no picture. Return False."""
    if is_claimed(upload):
        Photo.objects.filter(pk=upload.photo_id).update(state=PhotoState.FAILED, failure=code, **values)
        PhotoUpload.objects.filter(pk=upload.pk).delete()
    return False


def complete(upload):
    """Make the renditions of the stored picture. Nothing is left to do then."""
    waiting_files().delete(upload.raw)
    try:
        if photo := Photo.objects.filter(pk=upload.photo_id).first():
            make_renditions(photo)
    except RefusedPictureError as error:
        logger.warning("No renditions of photo %s: %s", upload.photo_id, error)
    PhotoUpload.objects.filter(pk=upload.pk, claim=upload.claim).delete()


def delete_raw(upload):
    """Delete the file that was sent, unless somebody else has taken the upload over."""
    if not PhotoUpload.objects.filter(raw=upload.raw).exists():
        waiting_files().delete(upload.raw)
