"""Which rules hold for a discussion: those of its story, else of the section or one above, else of the site.

Each field is taken from the nearest row that has it.
"""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from articles.comments.models import CommentSettings, DiscussionRules, Policy
from articles.models import Category
from newsroom.database.cached_values import computed_from


@computed_from(CommentSettings)
def comment_settings():
    return CommentSettings.objects.first() or CommentSettings()


@computed_from(DiscussionRules)
def discussion_rules():
    """Return {("article" or "section", id): the row}. There are few: most stories have none."""
    rows = DiscussionRules.objects.all()
    return {("article", row.article_id) if row.article_id else ("section", row.section_id): row for row in rows}


@dataclass(frozen=True)
class Rules:
    policy: str
    read_first_from: datetime.datetime | None
    closes_at: datetime.datetime | None
    slow_seconds: int

    def are_read_first(self, now):
        """Whether a comment waits for a moderator although no check has found anything."""
        is_old = self.read_first_from is not None and self.read_first_from <= now
        return self.policy == Policy.PRE_MODERATED or is_old

    def are_closed(self, now):
        return self.policy == Policy.CLOSED or (self.closes_at is not None and self.closes_at <= now)


@computed_from(Category)
def sections_above():
    """Return {id of a section: id of the one that it belongs to}."""
    return dict(Category.objects.exclude(parent=None).values_list("pk", "parent"))


def rows_about(article, values):
    """Yield the rows about a story, the nearest first: its own, that of its section, and those of sections above."""
    rows = values.get(discussion_rules)
    yield rows.get(("article", article.pk))
    section = article.category_id
    while section and any(kind == "section" for kind, _id in rows):
        yield rows.get(("section", section))
        section = values.get(sections_above).get(section)


def rules_of(article, values):
    found = [*filter(None, rows_about(article, values)), values.get(comment_settings)]
    return Rules(
        policy=next(row.policy for row in found if row.policy),
        read_first_from=time_at_age(article, found, "read_first_after"),
        closes_at=closing_time(article, found),
        slow_seconds=slow_seconds_of(found[:-1], timezone.now()),
    )


def slow_seconds_of(rows, now):
    found = (row.slow_seconds_at(now) for row in rows)
    return next((seconds for seconds in found if seconds is not None), 0)


def closing_time(article, found):
    """Return when a discussion closes, by a time or by the age of the story; None if it never does.

    The first row that says either decides, so a story can stay open longer than its section.
    """
    for row in found:
        at = getattr(row, "closes_at", None)  # the settings of the site have none
        if at or row.closes_after is not None:
            return at or time_at_age(article, [row], "closes_after")
    return None


def time_at_age(article, found, name):
    """Return when a story is as old as the first of some rows says in days; None if none does."""
    days = next((getattr(row, name) for row in found if getattr(row, name) is not None), None)
    began = article.first_published_at if days is not None else None
    return began + datetime.timedelta(days=days) if began else None
