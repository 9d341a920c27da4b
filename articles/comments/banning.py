"""Ban a person or a range of addresses, for hours or for good, hide all of theirs, and lift bans.

Nobody is banned without being told: the check `banned` says why and until when, and keeps the text.
"""

from datetime import timedelta
from ipaddress import ip_network

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.comments import moderation
from articles.comments.bans import unmapped
from articles.comments.models import Ban, Comment
from articles.comments.origins import Width, from_range, range_of, ranges_in

WIDEST = {4: 8, 6: 16}
"""Bits of a range. A shorter number is more likely a slip than a ban."""
LONGEST = 24 * 366
"""Hours."""


@transaction.atomic
def ban(*, by, reason, hours=None, hides=False, person=None, addresses=""):
    """Ban a person or a range of addresses, such as 192.0.2.0/24, for hours; for good without them.

    `hides` hides all comments of the person; of a range, those of the last month by readers who have not signed in.
    Return the ban. Raise ValidationError if the comments of a range can't be found.
    """
    refuse_others(by, "comments.add_ban")
    typed = normalised(addresses) if addresses else ""
    whom = [{"person_id": person.pk}] if person else []
    act = hide_all_of(whom or writers_from(typed), by=by, reason=reason) if hides else None
    return Ban.objects.create(person=person, addresses=typed, **common(by, reason, hours), act=act)


def writers_from(addresses):
    """Return the writers in a range as the fields of a `Ban`. Raise ValidationError if nobody can tell who they are."""
    parts = ranges_in(ip_network(addresses))
    if parts is None:
        raise ValidationError(_("Comments from this range cannot be found: it is too wide, or narrower than /64."))
    return [{"origin": part} for part in parts]


@transaction.atomic
def ban_writers(comments, *, by, reason, hours=None, width=Width.OWN, hides=True, since=None):
    """Ban all who have written a queryset of comments: the person, else the range that a comment came from.

    `hides` hides all of theirs, only what was sent since a time if there is one; without it, comments keep their
    states. That is one act with a decision for each comment; undoing it lifts the bans. Return the bans and the act,
    which is None if it decided about no comment.
    """
    refuse_others(by, "comments.add_ban")
    writers = writers_of(comments, width)
    if not writers:
        return [], None
    words = {"by": by, "reason": reason}
    act = hide_all_of(writers, **words, since=since) if hides else None
    act = act or moderation.note_ban(comments, **words)  # everything may be hidden or rejected already
    bans = [Ban(**writer, **common(by, reason, hours), act=act) for writer in writers]
    return Ban.objects.bulk_create(bans), act


def writers_of(comments, width=Width.OWN):
    """Return who has written comments, each once, as the fields of a `Ban`. Some may be unknown."""
    rows = sorted({*comments.values_list("person", "origin")}, key=str)
    persons = {person: {"person_id": person} for person, _origin in rows if person}
    parts = {range_of(origin, width) for person, origin in rows if origin and not person}
    return [*persons.values(), *({"origin": part} for part in sorted(parts))]


def hide_all_of(writers, *, by, reason, since=None):
    """Hide all comments of writers, those that wait too, in one act. Answers of others stay."""
    theirs = Comment.objects.none()
    for writer in writers:
        known = Comment.objects.filter(person=writer["person_id"]) if "person_id" in writer else None
        theirs |= known if known is not None else from_range(writer["origin"]).filter(person=None)
    sent = Q(sent_at__gte=since) if since else Q()
    return moderation.hide_all(
        Comment.objects.filter(sent, pk__in=theirs.order_by().values("pk")), by=by, reason=reason
    )


@transaction.atomic
def lift(bans, *, by):
    """Lift a queryset of bans. Return how many were not lifted before. What they have hidden stays hidden."""
    refuse_others(by, "comments.change_ban")
    rows = bans.filter(lifted_at=None).order_by()
    return rows.update(lifted_at=timezone.now(), lifted_by=by)


def refuse_others(user, permission):
    if not user.has_perm(permission):
        raise PermissionDenied


def common(by, reason, hours):
    if hours is not None and not 0 < hours <= LONGEST:
        raise ValidationError(_("Choose from 1 to %(most)d hours.") % {"most": LONGEST})
    now = timezone.now()
    return {"by": by, "reason": reason, "at": now, "until": now + timedelta(hours=hours) if hours else None}


def normalised(addresses):
    """Return a range in its one form. Raise ValidationError if it is none, or wider than anybody means.

    A zone, as in fe80::1%eth0, has a meaning on one computer only: no comment can come from there.
    """
    try:
        network = unmapped(ip_network(addresses.strip(), strict=False))
        if "%" in addresses:
            raise ValueError("A zone.")
    except ValueError as error:
        raise ValidationError(_("This is not a network address.")) from error
    if network.prefixlen < WIDEST[network.version]:
        raise ValidationError(_("This range is too wide."))
    return str(network)
