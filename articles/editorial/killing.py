"""Kill a story: it leaves every edition at once, and its addresses say so. The newsroom keeps it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.editorial import assigning, drafts, effects, printed_names, schedule, silence, story_log
from articles.editorial.states import KILL
from articles.models import Act, PreviewLink, SourceNews, Status
from newsroom.outbox import adding as outbox


@transaction.atomic
def kill(article, *, by, reason=""):
    """Withdraw all editions of a story, with what was planned for them and the secret links to their previews.

    Nothing of it can be published until somebody lifts the kill. Raise PermissionDenied if `by` may not, and
    ValidationError without a reason, or if the story was killed already.
    """
    silence.keep_days()
    row = drafts.lock(article)
    check_kill(row, by)
    reason = story_log.reason_for(KILL, reason)
    withdrawn = [here for here in row.editions() if here.is_published]
    for here in withdrawn:
        here.status = Status.WITHDRAWN
        schedule.drop_plan(row, here.edition, by=by, reason=_("The story was killed."))
    row.killed_at = timezone.now()
    columns = [name for here in withdrawn for name in here.columns("status", "public_since")]
    row.save(update_fields=[*columns, "killed_at", "updated_at"])
    PreviewLink.objects.filter(article=row.pk, revoked_at=None).update(revoked_at=row.killed_at)
    codes = [here.edition.code for here in withdrawn]
    story_log.record(row, Act.KILL, by=by, target=Status.WITHDRAWN, reason=reason, editions=codes)
    printed_names.note_all(row)
    for here in withdrawn:
        assigning.note_source_news(row, here.edition, SourceNews.WITHDRAWN)
    outbox.add(effects.CARDS, story=row.pk)
    article.refresh_from_db()


def check_kill(row, by):
    """Raise PermissionDenied or ValidationError if `by` cannot kill a story."""
    if not by.has_perm(KILL.permission):
        raise PermissionDenied
    if row.killed_at:
        raise ValidationError(_("The story was killed already."))


@transaction.atomic
def lift_kill(article, *, by, reason=""):
    """Let editions of a killed story be published again. None is public by that. Exceptions as in `kill`."""
    row = drafts.lock(article)
    check_lifting(row, by)
    reason = story_log.reason_for(KILL, reason)
    row.killed_at = None
    row.save(update_fields=["killed_at", "updated_at"])
    story_log.record(row, Act.LIFT_KILL, by=by, reason=reason)
    article.refresh_from_db()


def check_lifting(row, by):
    """Raise PermissionDenied or ValidationError if `by` cannot lift the kill of a story."""
    if not by.has_perm(KILL.permission):
        raise PermissionDenied
    if row.killed_at is None:
        raise ValidationError(_("The story is not killed."))


def refuse_killed(row):
    """Raise ValidationError if a story was killed: nothing of it is published then."""
    if row.killed_at:
        raise ValidationError(_("The story was killed. Lift the kill before you publish any edition of it."))
