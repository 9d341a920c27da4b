"""A story under embargo: nobody publishes an edition of it before the embargo ends, also not for a time before that."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.editorial import drafts
from newsroom.desk.colleagues import zoned
from newsroom.desk.local_times import moment_of


def ends_at(article, shared):
    """Return when the embargo of a story ends; None if there is none.

    `shared` is the draft of its shared fields. Of an embargo that holds and one that waits in the draft, it is the
    later: neither may be broken because the other is not public yet.
    """
    ends = [article.embargo_until, moment_of(shared.values.get("embargo_until", ""))]
    return max(filter(None, ends), default=None)


def refuse_earlier(row, edition, at):
    """Raise ValidationError if an edition would be public before the embargo ends."""
    until = ends_at(row, drafts.shared_draft_of(row))
    if until and at < until:
        message = _("Embargo until %(time)s: the edition “%(edition)s” cannot be public before. Choose a later time.")
        raise ValidationError(message % {"time": zoned(until), "edition": edition.autonym}, code="embargo")
