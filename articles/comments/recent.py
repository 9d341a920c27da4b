"""What has just come from a sender and under a story, read with one query.

It is written in SQL: building six aggregates takes Django longer than the database needs to answer.
"""
# ruff: noqa: S608 (the names are those of our own tables)

import datetime
from dataclasses import dataclass

from django.db import connection

from articles.comments.models import RecentComment, RecentRefusal

MINUTE = datetime.timedelta(minutes=1)
NO_REPEATS = datetime.timedelta(minutes=10)
REFUSED_BEFORE = datetime.timedelta(hours=1)
COMMENTS, REFUSALS = RecentComment._meta.db_table, RecentRefusal._meta.db_table


def number(condition):
    """Return SQL that counts rows, but no further than a limit."""
    return f"(SELECT count(*) FROM (SELECT 1 FROM {COMMENTS} WHERE {condition} LIMIT %s) AS counted)"


HERE = "article_id = %s AND is_proved = %s AND sent_at > %s"
QUERY = f"""SELECT
    EXISTS (SELECT 1 FROM {COMMENTS} WHERE sent_at <= %s),
    EXISTS (SELECT 1 FROM {COMMENTS} WHERE article_id = %s AND text_hash = %s AND sender = %s AND sent_at > %s),
    EXISTS (SELECT 1 FROM {COMMENTS} WHERE article_id = %s AND text_hash = %s AND sent_at > %s),
    EXISTS (SELECT 1 FROM {COMMENTS} WHERE sender = %s AND text_hash = %s AND sent_at > %s),
    {number("sender = %s AND sent_at > %s")},
    {number("sender = %s AND article_id = %s AND sent_at > %s")},
    {number(HERE)},
    {number(HERE)},
    EXISTS (SELECT 1 FROM {REFUSALS} WHERE sender = %s AND at > %s)
"""


@dataclass(frozen=True)
class Recent:
    has_old: bool
    """Whether there are rows that nobody needs any more."""
    is_again: bool
    """Whether the sender has posted the same under the same story."""
    is_under_story: bool
    is_from_sender: bool
    own: int
    slow: int
    """Comments of the sender under the story during the time of its slow mode."""
    here: int
    """Comments under the story in the last minute, without proof of work."""
    proved: int
    was_refused: bool

    @property
    def is_same(self):
        return self.is_under_story or self.is_from_sender


def recent_of(attempt):
    """Return what the limits have to know about an attempt. An unknown sender equals no other one."""
    sender, story, text, settings = attempt.sender, attempt.comment.article_id, attempt.text_hash, attempt.settings
    old, minute, slow = (moment(attempt.now - ago) for ago in (NO_REPEATS, MINUTE, attempt.slow))
    arguments = [old, story, text, sender, old, story, text, old, sender, text, old]
    arguments += [sender, minute, settings.most_from_sender, sender, story, slow, 1]
    arguments += [story, False, minute, settings.most_under_story, story, True, minute, settings.most_proved]
    with connection.cursor() as cursor:
        cursor.execute(QUERY, [*arguments, sender, moment(attempt.now - REFUSED_BEFORE)])
        return Recent(*cursor.fetchone())


def moment(time):
    return connection.ops.adapt_datetimefield_value(time)
