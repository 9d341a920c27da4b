"""What has just come from a sender and under a story: read with one query, and noted.

It is written in SQL: building these aggregates takes Django longer than the database needs to answer.
"""
# ruff: noqa: S608 (the names are those of our own tables)

import datetime
from dataclasses import dataclass

from django.db import connection

from articles.comments.models import Comment, RecentComment, RecentRefusal, State

MINUTE = datetime.timedelta(minutes=1)
NO_REPEATS = datetime.timedelta(minutes=10)
REFUSED_BEFORE = datetime.timedelta(hours=1)
REJECTED_BEFORE = datetime.timedelta(days=7)
COMMENTS, REFUSALS, POSTED = (model._meta.db_table for model in (RecentComment, RecentRefusal, Comment))
REJECTED = f"state = '{State.REJECTED}'"

OWN = f"""SELECT
        count(*) FILTER (WHERE article_id = %(story)s AND text_hash = %(text)s) AS again,
        count(*) FILTER (WHERE text_hash = %(text)s) AS same,
        count(*) FILTER (WHERE sent_at > %(minute)s) AS own,
        count(*) FILTER (WHERE article_id = %(story)s AND sent_at > %(slow)s) AS slow
    FROM {COMMENTS} WHERE sender = %(sender)s AND sent_at > %(old)s"""
HERE = "article_id = %(story)s AND is_proved = %(is_proved)s AND sent_at > %(minute)s"
QUERY = f"""SELECT
    (SELECT min(sent_at) FROM {COMMENTS}) <= %(old)s,
    again,
    EXISTS (SELECT 1 FROM {COMMENTS} WHERE article_id = %(story)s AND text_hash = %(text)s AND sent_at > %(old)s),
    same,
    own,
    slow,
    (SELECT count(*) FROM (SELECT 1 FROM {COMMENTS} WHERE {HERE} LIMIT %(most)s) AS counted),
    EXISTS (SELECT 1 FROM {REFUSALS} WHERE sender = %(sender)s AND at > %(hour)s),
    EXISTS (SELECT 1 FROM {POSTED} WHERE person_id = %(person)s AND {REJECTED} AND decided_at > %(week)s)
        OR EXISTS (SELECT 1 FROM {POSTED} WHERE origin = %(origin)s AND {REJECTED} AND decided_at > %(hour)s)
    FROM ({OWN}) AS of_sender"""
NOTE = f"INSERT INTO {COMMENTS} (article_id, sender, text_hash, sent_at, is_proved) VALUES (%s, %s, %s, %s, %s)"


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
    """Comments under the story in the last minute, with proof of work like this one or without, up to the limit."""
    was_refused: bool
    was_rejected: bool
    """Whether a moderator has rejected a comment of the person in the last week, or of the network in the last hour.

    A network may be that of a whole village.
    """

    @property
    def is_same(self):
        return self.is_under_story or self.is_from_sender


def recent_of(attempt):
    """Return what the limits have to know about an attempt. An unknown sender equals no other one."""
    ago = {"old": NO_REPEATS, "minute": MINUTE, "slow": attempt.slow, "hour": REFUSED_BEFORE, "week": REJECTED_BEFORE}
    of_attempt = {"story": attempt.comment.article_id, "sender": attempt.sender, "text": attempt.text_hash}
    of_attempt |= {"person": attempt.comment.person_id, "origin": attempt.comment.origin}
    of_attempt |= {"is_proved": attempt.is_proved, "most": attempt.most_here}
    with connection.cursor() as cursor:
        cursor.execute(QUERY, of_attempt | {name: moment(attempt.now - time) for name, time in ago.items()})
        return Recent(*cursor.fetchone())


def note(attempt):
    """Let the limits know about a comment. Raise IntegrityError if the same has been posted at this moment."""
    of_attempt = (attempt.comment.article_id, attempt.sender, attempt.text_hash)
    with connection.cursor() as cursor:
        cursor.execute(NOTE, (*of_attempt, moment(attempt.now), attempt.is_proved))


def moment(time):
    return connection.ops.adapt_datetimefield_value(time)
