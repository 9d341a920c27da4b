"""Changes of live editions at a later time. There is no scheduler: the first request after that time applies them.

A first publication needs none of this: its time is in the story, and `published()` compares it with the clock.
"""

import logging
from datetime import datetime, time, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.editorial import draft_versions, drafts, embargo, publication, silence, story_log, translations
from articles.editorial.checks.rules import OF_APPROVED
from articles.editorial.saving import save_article
from articles.editorial.states import MOVES
from articles.editorial.telling import Telling, tells_something_else
from articles.law_days import law_days, next_turn
from articles.models import Act, Article, BreakingLine, FrontSlot, Package, PlannedChange, Status
from articles.slugs import SLUGS
from newsroom import editions
from newsroom.database.locks import lock_until_commit
from newsroom.editions.columns import column

logger = logging.getLogger(__name__)


def planned_for(article, edition):
    """Return the change of an edition that waits for its time, or None."""
    waiting = PlannedChange.objects.filter(article=article.pk, language=edition.code)
    return waiting.select_related("by").first() if article.pk else None


def plan_change(row, here, draft, telling, *, at, by):
    """Let readers have the draft, as it is now, at a later time. An earlier plan for the edition is replaced.

    `telling` is what they are told then. Raise UndecidedError if somebody has to decide that.
    Raise ValidationError if it could not be published then, as far as that is known now.
    """
    content = draft_versions.content_of(draft)
    columns = publication.set_published(here, content, here.published_at)
    publication.refuse_faults(row, here, columns, content.blocks, at)
    embargo.refuse_earlier(row, drafts.shared_draft_of(row), here.edition, at)
    publication.check_correction(telling)
    note = {"correction": telling.note, "correction_kind": telling.kind} if telling.note else {"correction": ""}
    plan = {"version": draft.version, "publish_at": at, "by": by, "note": telling.to_newsroom} | note
    of_edition = {"article_id": row.pk, "language": here.edition.code}
    PlannedChange.objects.update_or_create(**of_edition, defaults=plan | {"planned_at": timezone.now()})
    draft.publish_at = None
    drafts.save_row(draft)
    tell_pages(row)
    story_log.record(row, Act.PLAN, by=by, language=here.edition.code, version=draft.version, publish_at=at.isoformat())


@transaction.atomic
def cancel_change(article, edition, *, by):
    """Cancel what was planned for an edition.

    Raise PermissionDenied if `by` may not publish, and ValidationError if nothing is planned (any more).
    """
    if not by.has_perm(MOVES[Status.PUBLISHED, Status.PUBLISHED].permission):
        raise PermissionDenied
    row = drafts.lock(article)
    if not drop_plan(row, edition, by=by):
        raise ValidationError(_("No change is planned for this edition."))
    tell_pages(row)


def drop_plan(row, edition, *, by, reason=""):
    """Cancel what was planned for an edition, if there is anything, as other acts do. Return whether there was."""
    plan = planned_for(row, edition)
    if plan is None:
        return False
    at = plan.publish_at.isoformat()
    story_log.record(row, Act.CANCEL_PLAN, by=by, language=edition.code, reason=reason, publish_at=at)
    plan.delete()
    return True


def tell_pages(row):
    """Open pages of the desk learn from this time that they show an outdated state (`state_mark.py`)."""
    Article.objects.filter(pk=row.pk).update(updated_at=timezone.now())


# When the time has come


def apply_or_log(plan):
    """Apply one change. Whatever goes wrong with it, others are applied, and readers get their page."""
    try:
        return apply_change(plan)
    except Article.DoesNotExist:  # deleted meanwhile, with its plans
        return False
    except OperationalError:  # as of a busy database: the next request tries again
        logger.exception("A planned change could not be applied yet: %s", plan)
    except Exception:
        logger.exception("A planned change could not be applied: %s", plan)
        drop_or_log(plan)
    return False


def drop_or_log(plan):
    """Cancel a change that failed. If not even the history of its story can be written, it is deleted without that."""
    try:
        with transaction.atomic():
            drop_plan(drafts.lock(plan.article), editions.BY_CODE[plan.language], by=None, reason=_("It failed."))
    except Exception:
        logger.exception("The failure of a planned change could not be logged: %s", plan)
        PlannedChange.objects.filter(pk=plan.pk).delete()


@transaction.atomic
def apply_change(plan):
    """Give readers the approved words. Return False if another process was first, or if it is not possible any more."""
    silence.keep_days()
    lock_until_commit(Article, SLUGS)  # in the same order as `publish`
    row, edition = drafts.lock(plan.article), editions.BY_CODE[plan.language]
    plan = planned_for(row, edition)
    if plan is None or plan.publish_at > timezone.now():
        return False
    here, draft = row.edition(edition), drafts.draft_of(row, edition)
    try:
        with transaction.atomic(), override(plan.by.language if plan.by else None):
            publish_planned(row, here, draft, plan)
    except ValidationError as error:
        drop_plan(row, edition, by=None, reason=" ".join(error.messages))
        tell_pages(row)
        return False
    plan.delete()
    return True


def publish_planned(row, here, draft, plan):
    """Raise ValidationError if it can't be published any more."""
    refuse_without_permission(plan.by)
    content = draft_versions.known_content(draft, plan.version)
    if here.status != Status.PUBLISHED or content is None:
        raise ValidationError(_("The edition is not public any more."))
    translations.begin_all(row, here.edition)
    telling = Telling(
        plan.correction, plan.correction_kind, tells_something_else(here, draft_versions.for_readers(content))
    )
    columns = publication.set_published(here, content, here.published_at)
    publication.refuse_faults(row, here, columns, content.blocks, plan.publish_at, only=OF_APPROVED)
    save_article(row, [*columns, "first_published_at", "updated_at"], at=plan.publish_at)
    number = publication.note_publication(here, draft, content, plan.by, plan.publish_at, plan.version, plan.note)
    story_log.record(row, Act.PUBLISH, by=plan.by, language=here.edition.code, origin=here.status, target=here.status,
                     revision=number, planned_at=plan.planned_at.isoformat(), **telling.details)  # fmt: skip
    publication.add_correction(row, here.edition, telling, plan.by, plan.publish_at)


def refuse_without_permission(person):
    """Raise ValidationError if whoever ordered a change may not publish any more, as packages do."""
    if person is None:
        raise ValidationError(_("Whoever ordered it has no account any more."))
    if not person.has_perm(MOVES[Status.PUBLISHED, Status.PUBLISHED].permission):
        raise ValidationError(_("Whoever ordered it may not do this."))


# When pages change by themselves


def next_change(edition):
    """Return the next time at which pages of an edition change although nobody does anything: midnight at the latest.

    Pages of a story link to its other editions, so the times of all of them count. A page that was rendered before this
    time is right until then.
    """
    now = timezone.now()
    times = [next_midnight(now), *ends_on_front(edition, now, 1)]
    times += [moment for one in editions.STORED for moment in publications(one, now, 1)]
    times += [moment for moment in [next_turn(now, law_days())] if moment]
    for rows in (PlannedChange.objects.order_by("publish_at"), Package.objects.planned()):
        times += rows.values_list("publish_at", flat=True)[:1]
    return min(times)


def changes_of_front(edition, now, most):
    """Return the times at which the front page of an edition changes by itself, the first `most` of each kind."""
    planned = PlannedChange.objects.filter(language=edition.stored_in, publish_at__gt=now).order_by("publish_at")
    packages = Package.objects.planned().filter(publish_at__gt=now)
    times = [at for rows in (planned, packages) for at in rows.values_list("publish_at", flat=True)[:most]]
    return {*ends_on_front(edition, now, most), *publications(edition, now, most), *times}


def ends_on_front(edition, now, most):
    """Return when placed stories leave the top of an edition's front page, and when lines of breaking news end."""
    slots = FrontSlot.objects.filter(language=edition.stored_in)
    rows = (slots, BreakingLine.objects.all())
    return [
        at for own in rows for at in own.filter(until__gt=now).order_by("until").values_list("until", flat=True)[:most]
    ]


def publications(edition, now, most):
    """Return the next times at which stories are published in an edition."""
    status, at = column("status", edition), column("published_at", edition)
    later = Article.objects.filter(**{status: Status.PUBLISHED, f"{at}__gt": now})
    return later.order_by(at).values_list(at, flat=True)[:most]


def next_midnight(now):
    """The front page prints the day."""
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time.min))
