"""Breaking news in a package. `before` and `after` are the values of the line of the story, or null."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.editorial import breaking, drafts, silence, story_log
from articles.models import Act, BreakingLine
from articles.models.front_page import MAX_DURATION
from newsroom import editions
from newsroom.editions.columns import column, columns


def put_out(item, at, by):
    breaking.refuse_others(by)
    row = item.article
    if not any(here.is_published for here in row.editions()):
        raise ValidationError(_("No edition of this story is public."))
    if row.is_paid:
        raise ValidationError(_("Paid stories cannot be placed here."))
    silence.refuse_at(row, drafts.shared_draft_of(row), at)
    item.before = values_of(row.pk)
    until, now = at + timedelta(hours=item.hours), timezone.now()
    lines = {column("text", edition): item.lines.get(edition.code, "") for edition in editions.STORED}
    own = BreakingLine.objects.filter(article=row)
    BreakingLine.objects.update_or_create(article=row, defaults=lines | {"until": min(until, now + MAX_DURATION)})
    if at > now:  # a package that is only tried is before its time, from which the limit of a day counts
        own.update(until=until, changed_at=at)
    item.after = values_of(row.pk)
    story_log.record(row, Act.BREAK, by=by, until=until.isoformat(), package=item.package.name)


def values_of(pk):
    """Return the values of the line of a story as JSON; None if there is no line."""
    values = BreakingLine.objects.filter(article=pk).values(*columns("text"), "until", "changed_at").first()
    return values and {name: as_text(value) for name, value in values.items()}


def as_text(value):
    return value.isoformat() if isinstance(value, datetime) else value


def changed(items):
    return [item for item in items if item.article and values_of(item.article_id) != item.after]


def there_now(item):
    return values_of(item.article_id)


def take_back(item, by, reason):
    """Let the earlier line run again. On a day of silence that concerns the story, none does."""
    if item.before is None or silence.keeps_back(item.article, drafts.shared_draft_of(item.article), timezone.now()):
        BreakingLine.objects.filter(article=item.article_id).delete()
        return
    lines = BreakingLine.objects.filter(article=item.article_id)
    if not lines.update(**item.before):
        BreakingLine.objects.create(article_id=item.article_id, until=item.before["until"])
        lines.update(**item.before)
