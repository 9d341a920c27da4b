"""Moderators note something about the writer of a comment, for each other."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.comments.models import WriterNote
from articles.comments.origins import KEPT


def note_writer(comment, text, *, by, look_on=None):
    """Note something about the writer of a comment, to be looked at again on a day if there is one. Return the note.

    Raise ValidationError if it is not known any more who has written it.
    """
    refuse_others(by, "comments.change_writernote")
    if not comment.person_id and not comment.origin:
        raise ValidationError(_("It is not known any more who has written this."))
    if look_on and look_on < timezone.localdate():
        raise ValidationError(_("This day is over. Choose a later one."))
    if look_on and not comment.person_id and look_on > timezone.localdate(timezone.now() + KEPT):
        raise ValidationError(_("Networks are forgotten after 30 days. Choose an earlier day."))
    whom = {"person_id": comment.person_id} if comment.person_id else {"origin": comment.origin}
    return WriterNote.objects.create(**whom, text=text, look_on=look_on, by=by, at=timezone.now())


def look_at(notes, *, by):
    """Note that somebody has looked at a queryset of notes. Return how many were to be looked at."""
    refuse_others(by, "comments.change_writernote")
    return notes.filter(done_at=None).order_by().update(done_at=timezone.now(), done_by=by)


def refuse_others(user, permission):
    if not user.has_perm(permission):
        raise PermissionDenied


def forget_notes(now):
    """Delete notes on networks that are forgotten. Return how many."""
    return WriterNote.objects.filter(person=None, at__lte=now - KEPT).delete()[0]
