"""Stories that editors place at the top of an edition's front page: put one there, take it off, swap two places.

A place is only a wish. `articles/front.py` fills it by time as long as readers can't see its story.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.editorial import drafts, silence, story_log
from articles.editorial.states import PLACE
from articles.models import Act, FrontSlot, Kind
from articles.models.front_page import TOP
from newsroom.database.locks import lock_until_commit


@transaction.atomic
def place(edition, position, article, *, by, until=None, at=None):
    """Put a story on a place until a time; None means until somebody changes it. A story that was there gives way.

    A story that has another place in this edition moves. `at` is when readers get it, by default now. Raise
    PermissionDenied if `by` may not place stories, and ValidationError if the story can't be placed, or not until this
    time, or if a day of silence keeps it back: then it may only stay where it is, or move down.
    """
    at = at or timezone.now()
    slots = slots_to_change(edition, by)
    refuse_other_positions(position)
    here = article.edition(edition)
    if reason := why_not(here):
        raise ValidationError(reason)
    refuse_time(here, until, at)
    former, gives_way = place_of(slots, article), slots.get(position)
    if rises(former, position):
        refuse_silent(article, at)
    if gives_way and gives_way is not former:
        remove(gives_way, by=by)
    if former:
        former.delete()
    write(edition, position, article, until)
    record(Act.PLACE, edition, article, by=by, position=position, until=until, former=former)


@transaction.atomic
def clear(edition, position, *, by):
    """Take the story off a place. Raise PermissionDenied as `place` does, and ValidationError if there is none."""
    remove(filled(slots_to_change(edition, by), position), by=by)


@transaction.atomic
def swap(edition, one, other, *, by):
    """Swap the stories of two places, with their times. One of the places may be empty.

    Exceptions as in `clear`. ValidationError also if a day of silence keeps a story back that would move up.
    """
    slots = slots_to_change(edition, by)
    for position in (one, other):
        refuse_other_positions(position)
    moved = [(slots[origin], target) for origin, target in ((one, other), (other, one)) if origin in slots]
    if not moved:
        filled(slots, one)
    for slot, target in moved:
        if rises(slot, target):
            refuse_silent(slot.article, timezone.now())
    FrontSlot.objects.filter(pk__in=[slot.pk for slot, _target in moved]).delete()
    for slot, target in moved:
        write(edition, target, slot.article, slot.until)
        record(Act.PLACE, edition, slot.article, by=by, position=target, until=slot.until, former=slot)


def rises(slot, position):
    """Whether a story that has a place, or none, is more prominent on another one."""
    return slot is None or position < slot.position


def refuse_silent(article, at):
    silence.refuse_at(article, drafts.shared_draft_of(article), at)


def why_not(here):
    """Return why an edition of a story can't be placed; "" if it can. It may be scheduled, or waiting for a time."""
    names = {"edition": here.edition.autonym}
    if not here.is_published:
        return _("There is no published or scheduled edition “%(edition)s” of this story.") % names
    if here.article.is_paid:
        return _("Paid stories cannot be placed here.")
    if here.article.kind == Kind.BRIEF:
        return _("Briefs are not shown at the top of the front page.")
    return ""


# What is there


def slots_of(edition):
    """Return {position: slot} of an edition, also those whose time is over."""
    rows = FrontSlot.objects.filter(language=edition.stored_in).select_related("article")
    return {slot.position: slot for slot in rows}


def slots_to_change(edition, by):
    """Return the same once nobody else can change them any more, without those whose time is over."""
    if not by.has_perm(PLACE.permission):
        raise PermissionDenied
    lock()
    FrontSlot.objects.filter(language=edition.stored_in, until__lte=timezone.now()).delete()
    return slots_of(edition)


def lock():
    """Let nobody else change any places until the end of the transaction."""
    lock_until_commit(FrontSlot, "front slots")


def place_of(slots, article):
    return next((slot for slot in slots.values() if slot.article_id == article.pk), None)


def filled(slots, position):
    if position not in slots:
        raise ValidationError(_("There is no story on place %(position)s.") % {"position": position})
    return slots[position]


def refuse_other_positions(position):
    if position not in range(1, TOP + 1):
        raise ValidationError(_("The places at the top are 1 to %(last)s.") % {"last": TOP})


def refuse_time(here, until, at):
    if until is None:
        return
    if until <= min(at, timezone.now()):
        raise ValidationError({"until": _("This time is over.")})
    if until <= max(at, here.published_at):
        raise ValidationError({"until": _("The story will not be public before this time.")})


# What is written


def write(edition, position, article, until):
    FrontSlot.objects.create(language=edition.stored_in, position=position, article=article, until=until)


def remove(slot, *, by):
    slot.delete()
    story_log.record(slot.article, Act.CLEAR, by=by, language=slot.language, position=slot.position)


def record(act, edition, article, *, by, position, until, former):
    details = {"until": until.isoformat()} if until else {}
    if former and former.position != position:
        details["former"] = former.position
    story_log.record(article, act, by=by, language=edition.stored_in, position=position, **details)


# Undoing


@transaction.atomic
def restore(edition, wanted, *, by):
    """Give places what they had before: `wanted` is {position: (story, until)}, or None for a place that was empty.

    A story whose time is over meanwhile, or that a day of silence keeps back, is not placed again. Raise
    PermissionDenied as `place` does.
    """
    slots, now = slots_to_change(edition, by), timezone.now()
    back = {position: had for position, had in wanted.items() if had and may_return(slots, position, *had, now)}
    stories = {story.pk for story, _until in back.values()}
    for position, slot in slots.items():
        if slot.article_id in stories:
            slot.delete()
        elif position in wanted:
            remove(slot, by=by)
    for position, (story, until) in back.items():
        write(edition, position, story, until)
        record(Act.PLACE, edition, story, by=by, position=position, until=until, former=None)


def may_return(slots, position, story, until, now):
    """Whether a story may have a place again until a time."""
    is_kept_back = rises(place_of(slots, story), position) and silence.keeps_back(
        story, drafts.shared_draft_of(story), now
    )
    return (until is None or until > now) and not is_kept_back
