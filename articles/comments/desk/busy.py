"""Discussions in which comments come so quickly that slow mode would help. The queue proposes it for an hour."""

import datetime

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import ngettext

from articles.comments.closing import is_closed
from articles.comments.desk.queue import articles
from articles.comments.models import DiscussionRules, RecentComment
from articles.comments.moderation import refuse_others
from articles.comments.recent import NO_REPEATS
from articles.comments.rules import comment_settings, rules_of
from newsroom import editions
from newsroom.database.cached_values import CachedValues

SECONDS = 60
LASTS = datetime.timedelta(hours=1)
MOST_SHOWN = 5


def busy_discussions(values):
    """Return [{"story", "words"}], the busiest first, of discussions without slow mode. `story` is in an edition."""
    now = timezone.now()
    rows = RecentComment.objects.filter(sent_at__gt=now - NO_REPEATS).order_by().values("article")
    busy = rows.annotate(number=Count("pk")).filter(number__gte=values.get(comment_settings).busy_from)
    numbers = {row["article"]: row["number"] for row in busy.order_by("-number")[:MOST_SHOWN]}
    found = articles().in_bulk(numbers)
    stories = [(story_of(found[pk]), number) for pk, number in numbers.items()]
    return [
        {"story": story, "words": words_of(number)}
        for story, number in stories
        if story and not is_closed(story.article, values, now) and not rules_of(story.article, values).slow_seconds
    ]


def story_of(article):
    """Return a story in an edition that readers see, if there is one: moderators may not see others."""
    live = [story for story in article.editions() if story.is_live]
    return min(live, key=lambda story: story.edition != editions.active(), default=None)


def words_of(number):
    return ngettext("%d comment in ten minutes", "%d comments in ten minutes", number) % number


def end_of(row, now):
    """Return when slow mode for an hour ends, not sooner than that which is on; None if that has no end."""
    is_on = row.slow_seconds_at(now)
    if is_on and row.slow_until is None:
        return None
    return max(now + LASTS, row.slow_until) if is_on else now + LASTS


@transaction.atomic
def slow_down(article, *, by):
    """Let everybody write one comment a minute under a story for an hour. What is stricter or lasts longer stays."""
    refuse_others(by)
    row, _is_new = DiscussionRules.objects.select_for_update().get_or_create(article=article)
    until = end_of(row, timezone.now())
    row.slow_seconds = max(SECONDS, rules_of(article, CachedValues()).slow_seconds)
    row.slow_until = until
    row.save()
    message = [{"changed": {"fields": ["slow_seconds", "slow_until"]}}]
    LogEntry.objects.log_actions(by.pk, [row], CHANGE, message, single_object=True)
    return row
