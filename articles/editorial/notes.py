"""Notes on the words of a draft: add one, answer it, resolve it.

A note is no act of a story: it changes nothing of it. What people did with a note is in its own rows, which stay.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.editorial import drafts, note_places, notices
from articles.editorial.clean_change import storable
from articles.editorial.states import CHANGE, VIEW
from articles.models import Note
from newsroom.staff.models import User

LONGEST, LONGEST_QUOTATION = 2_000, 1_000
MOST = 300
"""Unresolved notes of one edition."""
LONGEST_ID = 20


def colleagues():
    """Return whom a note can name: the members of staff who may see drafts."""
    backend = "django.contrib.auth.backends.ModelBackend"
    return User.objects.with_perm(VIEW, backend=backend).filter(is_staff=True).order_by("first_name", "username")


# Acts


@transaction.atomic
def add(article, edition, *, by, text, block="", quotation="", before="", to=None, selected=""):
    """Add a note to words of an edition's draft, and return it. A request that is sent twice adds it once.

    `block` is the id of a block, "title" or "lead"; "" for a note on the whole edition, or if it is not known where the
    quotation stands. Without a quotation the note is on all of the block. `before` are the words before the quotation,
    which tell it from equal ones. `by` is None for a reader, `to` the colleague whom it names. A reader need not write
    a text, and may have `selected` words that are not in the draft.

    Raise PermissionDenied if `by` may not change stories, and ValidationError if the text is empty or too long, if the
    colleague may not see drafts, or if the edition has too many notes. A note on words that have just gone is added.
    """
    if by is not None and not by.has_perm(CHANGE):
        raise PermissionDenied
    row = drafts.lock(article)
    text = checked(text) if by or text else ""
    check_colleague(to)
    anchor = anchor_in(drafts.draft_of(row, edition), block, quotation, before)
    put = {"article": row, "language": edition.code, "by": by, "to": to, "text": text, "resolved_at": None} | anchor
    put["selected"] = storable(selected).strip()
    same = {"block": put["block"], "quotation": put["quotation"], "before": put["before"]}
    own = Note.objects.in_edition(row, edition).unresolved()
    if known := own.filter(by=by, to=to, text=text, selected=put["selected"], **same).first():
        return known
    if own.count() >= MOST:
        raise ValidationError(_("This edition has too many notes. Resolve some of them first."))
    now = timezone.now()
    note = Note.objects.create(**put, is_from_reader=by is None, at=now, changed_at=now)
    notices.tell_named(note, edition)
    return note


@transaction.atomic
def answer(note, *, by, text):
    """Add an answer to a note, and return it. Exceptions as in `add`; the colleague whom it names may answer, too."""
    note = locked(note, by)
    text = checked(text)
    last = note.answers.last()
    if last and (last.by, last.text) == (by, text):  # sent twice
        return last
    change(note)
    return note.answers.create(by=by, text=text, at=note.changed_at)


def resolve(note, *, by):
    """Resolve a note. It stays, and can be reopened."""
    return set_resolved(note, by, is_resolved=True)


def reopen(note, *, by):
    return set_resolved(note, by, is_resolved=False)


@transaction.atomic
def set_resolved(note, by, is_resolved):
    """Return whether that is news."""
    note = locked(note, by)
    if note.is_resolved == is_resolved:
        return False
    change(note, resolved_at=timezone.now() if is_resolved else None, resolved_by=by if is_resolved else None)
    return True


def may_answer(note, user):
    return user.has_perm(CHANGE) or (note.to_id == user.pk and user.has_perm(VIEW))


def locked(note, by):
    if not may_answer(note, by):
        raise PermissionDenied
    return Note.objects.select_for_update(no_key=True).get(pk=note.pk)


def change(note, **values):
    note.changed_at = timezone.now()
    for name, value in values.items():
        setattr(note, name, value)
    note.save(update_fields=["changed_at", *values])


def checked(text):
    """Return a text as it is stored. Raise ValidationError if it is empty or too long."""
    text = storable(text).strip()
    if not text:
        raise ValidationError(_("Write something first."), code="empty")
    if len(text) > LONGEST:
        message = _("This text has %(count)s characters. At most %(most)s are allowed.")
        raise ValidationError(message % {"count": len(text), "most": LONGEST})
    return text


def check_colleague(to):
    if to is not None and to not in colleagues():
        raise ValidationError(_("%(person)s may not see drafts.") % {"person": to})


def anchor_in(draft, block, quotation, before):
    """Return what is stored of the place of a note, as it is in the draft. If it is gone, what was sent."""
    words = note_places.words_of(draft)
    return note_places.stored(
        words.anchor(block[:LONGEST_ID], storable(quotation).strip()[:LONGEST_QUOTATION], storable(before))
    )


# Asking


def last_change(story):
    """Return an expression for when a note of a story was last added, answered or resolved."""
    own = Note.objects.filter(article=OuterRef(story)).order_by().values("article")
    return Subquery(own.annotate(last=Max("changed_at")).values("last"))


def unresolved_counts(pks):
    """Return {(id of a story, code of an edition): number of unresolved notes} of those that have any."""
    rows = Note.objects.unresolved().filter(article__in=pks).order_by().values_list("article", "language")
    counts = {}
    for key in rows:
        counts[key] = counts.get(key, 0) + 1
    return counts
