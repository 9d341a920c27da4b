"""A story under embargo: nobody publishes an edition of it before the embargo ends, also not for a time before that."""

from copy import copy

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.editorial import story_log
from articles.editorial.states import EARLIER_END
from articles.models import Act
from newsroom.desk.colleagues import zoned
from newsroom.desk.local_times import moment_of

NAME = "embargo_until"


def ends_at(article, shared):
    """Return when the embargo of a story ends; None if there is none.

    `shared` is the draft of its shared fields. Of an embargo that holds and one that waits in the draft, it is the
    later: neither may be broken because the other is not public yet.
    """
    now = article.embargo_until
    ends = [now, moment_of(shared.values.get(NAME, ""), stored=now)]
    return max(filter(None, ends), default=None)


def refuse_earlier(row, shared, edition, at):
    """Raise ValidationError if an edition would be public before the embargo ends."""
    until = ends_at(row, shared)
    if until and at < until:
        message = _("Embargo until %(time)s: the edition “%(edition)s” cannot be public before. Choose a later time.")
        raise ValidationError(message % {"time": zoned(until), "edition": edition.autonym}, code="embargo")


def check_change(article, shared, fields, by):
    """Raise ValidationError if `by` may not end the embargo earlier, or if an edition is public before it would end."""
    if NAME not in fields:
        return
    now, asked = ends_at(article, shared), moment_of(fields[NAME] or "")
    is_earlier = now is not None and now > timezone.now() and (asked is None or asked < now)
    if is_earlier and not by.has_perm(EARLIER_END.permission):
        raise ValidationError(_("Only people who may publish can end an embargo earlier."))
    row = copy(article)
    row.embargo_until = asked
    if faults := [fault for here in row.editions() for fault in here.fault_of_embargo().values()]:
        raise ValidationError(faults)


def log_change(article, shared, fields, by):
    """Log the new end of an embargo. Call it when the change is saved: in a conflict, the draft keeps another one."""
    if NAME in fields and shared.values.get(NAME) == fields[NAME]:
        story_log.record(article, Act.EMBARGO, by=by, until=fields[NAME] or "")
