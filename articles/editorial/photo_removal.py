"""Remove photos and replaced pictures. They can be brought back for some days; then their rows and files are deleted.

A row is always deleted before its files. If the process is killed in between, `delete_orphans` finds them.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import storages
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles.editorial import effects
from articles.editorial.photo_files import delete_orphans
from articles.editorial.photo_uses import is_planned
from articles.models import FormerPicture, Photo, PhotoState, PhotoUpload
from articles.models.former_picture import PICTURE
from articles.share_cards import cards
from newsroom.outbox import adding as outbox
from newsroom.outbox.delivery import deliver_due

logger = logging.getLogger(__name__)

REMOVE, ERASE = "articles.delete_photo", "articles.erase_photo"
ORPHAN_AGE = timedelta(days=1)
"""Files are stored before their row is saved, but not so long."""
IN_USE = _("This photo is in use. Take it out of the stories and authors first.")
GONE = _("This picture was deleted for good.")


def lock(photo):
    """Lock the row of a photo, also against rows that begin to name it, and return it."""
    row = Photo.objects.select_for_update().filter(pk=photo.pk).first()
    if row is None:
        raise ValidationError(GONE)
    return row


def is_needed(photo):
    return photo.is_used() or is_planned(photo)


def require(user, permission):
    if not user.has_perm(permission):
        raise PermissionDenied


@transaction.atomic
def remove(photo, *, by, now):
    """Remove a photo that is not in use. It is not offered any more, and deleted for good after some days."""
    require(by, REMOVE)
    row = lock(photo)
    if is_needed(row):
        raise ValidationError(IN_USE)
    row.removed_at = row.removed_at or now
    row.save(update_fields=["removed_at"])


@transaction.atomic
def bring_back(photo, *, by):
    """Undo the removal of a photo."""
    require(by, REMOVE)
    row = lock(photo)
    row.removed_at = None
    row.save(update_fields=["removed_at"])


def keep_former(photo, *, by):
    """Keep the picture that a photo has in the database, because it is about to get another one."""
    row = Photo.objects.get(pk=photo.pk)
    if row.file:
        values = {name: getattr(row, name) for name in PICTURE}
        FormerPicture.objects.create(photo=row, file=row.file.name, by=by, **values)


@transaction.atomic
def bring_back_picture(former, *, by):
    """Give a photo the picture back that it had before. The present one becomes a former one."""
    require(by, REMOVE)
    photo = lock(former.photo)
    former = FormerPicture.objects.select_for_update().filter(pk=former.pk).first()
    if former is None:
        raise ValidationError(GONE)
    keep_former(photo, by=by)
    values = {name: getattr(former, name) for name in PICTURE}
    Photo.objects.filter(pk=photo.pk).update(file=former.file.name, state=PhotoState.READY, failure="", **values)
    former.delete()


# For good


def erase(photo, *, by):
    """Delete a photo that is not in use, with all that it showed before, at once."""
    require(by, ERASE)
    if not delete_photo(photo):
        raise ValidationError(IN_USE)


def erase_picture(former, *, by):
    """Delete a former picture at once."""
    require(by, ERASE)
    delete_former(former)


@transaction.atomic
def delete_photo(photo, **conditions):
    """Delete the row of a photo if it still fulfils the conditions, and then its files. Return whether it was."""
    row = Photo.objects.select_for_update().filter(pk=photo.pk, **conditions).first()
    if row is None or is_needed(row):
        return False
    names = [row.file.name, *row.former_pictures.values_list("file", flat=True)]
    row.delete()
    outbox.add(effects.FILES, names=[*filter(None, names)])
    return True


@transaction.atomic
def delete_former(former, **conditions):
    """Do the same for a former picture, and for share cards that may show it."""
    row = FormerPicture.objects.select_for_update().filter(pk=former.pk, **conditions).first()
    if row is None:
        return False
    row.delete()
    outbox.add(effects.FILES, names=[row.file.name])
    for story in row.photo.leads.only("pk"):
        outbox.add(effects.CARDS, story=story.pk)
    return True


def delete_removed(now):
    """Delete for good what was removed or replaced long enough ago, and files that nothing names.

    Return {what: how many}. If it is killed, the next call goes on.
    """
    until = now - settings.REMOVED_PHOTOS_KEPT_FOR
    removed = Photo.objects.filter(removed_at__lt=until)
    failed = Photo.objects.filter(state=PhotoState.FAILED, added_at__lt=until)
    former = FormerPicture.objects.filter(replaced_at__lt=until)
    rows = {
        "photos": sum(delete_photo(photo, removed_at__lt=until) for photo in removed.only("pk")),
        "failed uploads": sum(delete_photo(photo, state=PhotoState.FAILED) for photo in failed.only("pk")),
        "former pictures": sum(delete_former(one, replaced_at__lt=until) for one in former.only("pk")),
    }
    deliver_due()
    return rows | {
        "share cards": cards.delete_old_cards(until),
        "files that nothing named": delete_orphans("photos", ORPHAN_AGE) + delete_orphans_of_uploads(now),
    }


def delete_orphans_of_uploads(now):
    """Delete files that were sent, but whose row was not saved because the process was killed."""
    storage, number = storages["uploads"], 0
    try:
        names = storage.listdir("")[1]
    except FileNotFoundError:  # nothing was uploaded yet
        return 0
    for name in set(names).difference(PhotoUpload.objects.values_list("raw", flat=True)):
        if storage.get_modified_time(name) < now - ORPHAN_AGE:
            storage.delete(name)
            number += 1
    return number
