"""How an agreement ends: by the reader or the paper, and the erasure, which runs by itself when the law allows it."""

import calendar

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.comments.models import Appeal, Comment, Report
from articles.comments.noting import forget_notes
from articles.comments.people import codes, erasures
from articles.comments.people.models import CodeRequest, Commenter, Contact, PersonState, random_mark
from articles.comments.replies.wishes import wishes_of
from articles.comments.reports.weights import reports_of
from newsroom.outbox.chores import chore, chore_at_start


def end(person):
    """End the agreement. The name goes at once, from the comments too; only the contact stays, until `erased_on`."""
    if not settings.COMMENTER_KEPT_MONTHS:
        erase(person)
        return
    erasures.note(erasures.ENDED, person)
    with transaction.atomic():
        row = Commenter.objects.select_for_update().get(pk=person.pk)
        if row.state == PersonState.ACTIVE:
            become_nameless(row, PersonState.ENDED)


def erase(person):
    """Erase the contact and the name of a person, for good. Their comments stay, without a name."""
    erasures.note(erasures.ERASED, person)
    with transaction.atomic():
        row = Commenter.objects.select_for_update().get(pk=person.pk)
        contact = Contact.objects.filter(person=row).first()
        if contact:
            CodeRequest.objects.filter(kind=contact.kind, lookup=contact.lookup).delete()
            contact.delete()
        Comment.objects.filter(person=row).update(origin=None)
        Appeal.objects.filter(comment__person=row).update(text="")
        row.notes.all().delete()
        row.warnings.all().delete()
        Report.objects.filter(pk__in=reports_of(row)).update(reporter=None, network=None)
        become_nameless(row, PersonState.ERASED)


def become_nameless(row, state, at=None):
    row.state, row.nickname, row.skeleton, row.mark = state, "", None, random_mark()
    row.ended_at = row.ended_at or at or timezone.now()
    row.save(update_fields=["state", "nickname", "skeleton", "mark", "ended_at"])
    wishes_of(row).delete()
    comments = Comment.objects.filter(person=row)
    for language in {*comments.order_by().values_list("language", flat=True)}:
        with translation.override(language):
            comments.filter(language=language).update(name=_("Deleted reader"))


def erased_on(person):
    """Return when the contact of somebody whose agreement has ended is erased."""
    months = person.ended_at.month - 1 + settings.COMMENTER_KEPT_MONTHS
    year, month = person.ended_at.year + months // 12, months % 12 + 1
    day = min(person.ended_at.day, calendar.monthrange(year, month)[1])
    return person.ended_at.replace(year=year, month=month, day=day)


def erase_due():
    """Erase the contacts of those whose time has come. Return how many."""
    ended = Commenter.objects.filter(state=PersonState.ENDED)
    due = [person for person in ended.iterator() if erased_on(person) <= timezone.now()]
    for person in due:
        erase(person)
    return len(due)


@chore_at_start
def apply_erasures():
    """Erase and end again what an old backup, which was restored, has brought back. Return how many people that is."""
    lines, number = erasures.listed(), 0
    people = Commenter.objects.exclude(state=PersonState.ERASED) if lines else Commenter.objects.none()
    for person in [*people.iterator()]:
        if erasures.time_of(lines, erasures.ERASED, person):
            erase(person)
            number += 1
        elif (at := erasures.time_of(lines, erasures.ENDED, person)) and has_ended_since(person, at):
            with transaction.atomic():
                become_nameless(person, PersonState.ENDED, at)
            number += 1
    return number


def has_ended_since(person, at):
    """Whether an end of the agreement is missing, and nobody has agreed again since."""
    return person.state == PersonState.ACTIVE and person.agreed_at < at


@chore
def tidy():
    """What runs by itself: forget codes and notes, and erase what is due."""
    codes.forget_old_codes(timezone.now())
    forget_notes(timezone.now())
    erase_due()
