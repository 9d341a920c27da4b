"""Material that days of silence concern. What is scheduled into such a day waits for its end.

A publication that somebody orders is refused by a check (`checks/law.py`). A day or a mark that comes later than the
order moves what was ordered. So no query has to look for days when readers ask for a page.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.editorial import shared_fields, story_log
from articles.editorial.saving import save_article
from articles.editorial.states import UNMARK
from articles.law_days import day_for, free_from, law_days
from articles.models import MARKS, Act, Article, CorrectionKind, LawDay, PlannedChange
from newsroom import editions
from newsroom.database.locks import lock_until_commit
from newsroom.desk.colleagues import zoned
from newsroom.editions.registry import Edition

LAW_DAYS = "days of silence"
"""The lock of those who change the calendar. Those who publish share it; they take it before any row."""
FREE = {*MARKS.values(), "comments_are_open", "embargo_until"}
"""Shared fields that may change in public stories on a day of silence: readers get nothing new with them."""


@dataclass(frozen=True)
class Held:
    """An edition, or a change of one, that was scheduled into a day of silence."""

    article: Article
    edition: Edition
    day: LawDay
    asked: datetime
    until: datetime
    """When readers get it instead."""


def keep_days():
    """Let nobody change the calendar until the end of the transaction. Call it before rows are locked.

    A trigger takes the same lock when a status or a time of a marked story changes, and whoever changes the calendar
    locks stories after it.
    """
    lock_until_commit(LawDay, LAW_DAYS, shared=True)


def matters_of(article, values):
    """Return what a story is marked with, for readers or in the `values` of its shared draft.

    Both count: none is evaded because the other is not public yet.
    """
    return article.matters | {matter for matter, mark in MARKS.items() if values.get(mark)}


def hold(row, values, days, *, by):
    """Move what is scheduled into a day of silence to its end. Return what was moved. `row` is locked already."""
    matters, now = matters_of(row, values), timezone.now()
    held = [*held_editions(row, matters, now, days), *held_plans(row, matters, now, days)]
    if held:
        columns = [name for here in row.editions() for name in here.columns("published_at", "public_since")]
        save_article(row, [*columns, "first_published_at", "updated_at"])
    for one in held:
        log(one, by)
    return held


def held_editions(row, matters, now, days):
    for here in row.editions():
        is_waiting = here.is_published and here.published_at > now
        if is_waiting and (day := day_for(matters, here.published_at, days)):
            asked, here.published_at = here.published_at, free_from(matters, here.published_at, days)
            yield Held(row, here.edition, day, asked, here.published_at)


def held_plans(row, matters, now, days):
    for plan in PlannedChange.objects.filter(article=row.pk, publish_at__gt=now):
        if day := day_for(matters, plan.publish_at, days):
            asked, plan.publish_at = plan.publish_at, free_from(matters, plan.publish_at, days)
            plan.save(update_fields=["publish_at"])
            yield Held(row, editions.BY_CODE[plan.language], day, asked, plan.publish_at)


def time_kept(row, values, edition, at, *, by):
    """Return when readers get what is scheduled again for a time: at the end of a day that holds then. That is logged.

    Call it for a time to come only. What is public now is refused instead.
    """
    matters, days = matters_of(row, values), law_days()
    day = day_for(matters, at, days)
    if day is None:
        return at
    held = Held(row, edition, day, at, free_from(matters, at, days))
    log(held, by)
    return held.until


def log(held, by):
    reason, until = reason_of(held), held.until.isoformat()
    story_log.record(held.article, Act.HOLD, by=by, language=held.edition.code, reason=reason, publish_at=until)


def reason_of(held):
    """Return why something waits, in the language of the desk."""
    times = {"name": held.day, "asked": zoned(held.asked), "until": zoned(held.until)}
    return _("%(name)s: it was to be public on %(asked)s, and will be on %(until)s.") % times


def hold_marked(row, draft, *, by):
    """Hold what is scheduled if the shared draft has marks. Stories without marks cost no query."""
    return hold(row, draft.values, law_days(), by=by) if matters_of(row, draft.values) else []


def refuse_at(row, draft, at):
    """Raise ValidationError if a story with the shared draft `draft` cannot be published at a time."""
    if (matters := matters_of(row, draft.values)) and (day := day_for(matters, at, law_days())):
        raise ValidationError(refusal(day, free_from(matters, at, law_days())))


def refuse_shared(row, draft):
    """Raise ValidationError if readers would get more than marks of a story that is kept back now."""
    live = shared_fields.values_of(row)
    names = {name for name in {*live, *draft.values} if live.get(name) != draft.values.get(name)}
    if not names <= FREE and any(here.is_live for here in row.editions()):
        refuse_at(row, draft, timezone.now())


def refuse_update(row, draft, telling, at):
    """Raise ValidationError if readers would get news of a story that is kept back as a note.

    They get other corrections: what is known to be wrong must not stand as long as the day lasts.
    """
    if telling.note and telling.kind == CorrectionKind.UPDATE:
        refuse_at(row, draft, at)


def keeps_back(row, draft, at):
    """Whether a story with the shared draft `draft` cannot be published at a time."""
    return day_for(matters_of(row, draft.values), at, law_days()) is not None


def note_unmarked(row, before, values, *, by):
    """Log which of the marks `before` a story has lost, for readers and in the `values` of its shared draft.

    Raise ValidationError if it has lost any, and `by` may not take them off.
    """
    gone = before - matters_of(row, values)
    if gone and not by.has_perm(UNMARK.permission):
        raise ValidationError(_("Only people who may publish can take off a mark for days of silence."))
    if gone:
        names = ", ".join(str(matter.label) for matter in MARKS if matter in gone)
        story_log.record(row, Act.UNMARK, by=by, reason=names)


def refusal(day, until):
    """Return why material of a day can't be published, and from when it can."""
    message = _(
        "%(name)s, from %(start)s until %(end)s: material marked “%(matter)s” cannot be published then."
        " The earliest time is %(until)s."
    )
    return message % {
        "name": day, "start": zoned(day.starts_at), "end": zoned(day.ends_at), "matter": day.get_matter_display(),
        "until": zoned(until),
    }  # fmt: skip
