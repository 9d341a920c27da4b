"""Let a story run as breaking news, end that, and restart the time limit of lines from fixtures."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.editorial import drafts, front_slots, silence, story_log
from articles.editorial.states import BREAK
from articles.models import Act, BreakingLine
from articles.models.front_page import MAX_DURATION
from newsroom.editions.columns import columns, set_value_in


@transaction.atomic
def run(article, edition, *, by, until, text=""):
    """Let a story run as breaking news until a time, in each edition that it has. `text` is the line in this edition.

    Without a text, the line is the headline. Raise PermissionDenied if `by` may not, and ValidationError if the story
    is not public in this edition, and will not be, or if the time is over or too late.
    """
    refuse_others(by)
    here = article.edition(edition)
    if not here.is_published:
        raise ValidationError(front_slots.why_not(here))
    if until <= timezone.now():
        raise ValidationError({"until": _("This time is over.")})
    silence.refuse_at(article, drafts.shared_draft_of(article), timezone.now())
    line = line_to_run(article)
    set_value_in(line, "text", edition, text)
    line.until, line.changed_at = until, timezone.now()  # the limit of a day counts from here
    line.full_clean()
    line.save()
    story_log.record(article, Act.BREAK, by=by, language=edition.stored_in, until=until.isoformat())


def line_to_run(article):
    """Return the line of a story. Its words are forgotten if it has ended: they were about something else."""
    line = BreakingLine.objects.filter(article=article).first()
    if line and line.until > timezone.now():
        return line
    line = line or BreakingLine(article=article)
    for name in columns("text"):
        setattr(line, name, "")
    return line


@transaction.atomic
def end(article, edition, *, by):
    """End the breaking news of a story, in all editions. Raise ValidationError if none is running."""
    refuse_others(by)
    now = timezone.now()
    if not BreakingLine.objects.running().filter(article=article).update(until=now, changed_at=now):
        raise ValidationError(_("This breaking news has ended already."))
    story_log.record(article, Act.END_BREAK, by=by, language=edition.stored_in)


def refuse_others(by):
    if not by.has_perm(BREAK.permission):
        raise PermissionDenied
    front_slots.lock()


def restart(lines):
    """Run a queryset of breaking lines from now for the longest time allowed; return their number."""
    now = timezone.now()
    return lines.update(changed_at=now, until=now + MAX_DURATION)
