"""Triggers that refuse a day of silence into which material that it concerns is scheduled, and such a schedule.

No constraint can compare two tables. `articles/editorial/silence.py` moves what is scheduled before it would be refused
here. What is public already is not refused: the law lets it stay.
"""
# ruff: noqa: S608 (the statements are put together from constants of this module and codes of editions)

from articles.editorial.silence import LAW_DAYS
from articles.models import MARKS
from newsroom import editions
from newsroom.database.locks import locking
from newsroom.database.triggers import NOW, Refusal, Trigger, TriggerSet
from newsroom.editions.columns import column, columns

ARTICLE, DAY, PLAN = "articles_article", "articles_lawday", "articles_plannedchange"
WATCHED = [*columns("status"), *columns("published_at"), *MARKS.values()]


def concerns(day, story):
    """SQL for whether a day concerns a story. Both are names of rows."""
    return " OR ".join(f"({day}.matter = '{matter}' AND {story}.{mark})" for matter, mark in MARKS.items())


def is_in(day, time):
    """SQL for whether a time is still to come, and within a day."""
    return f"({time} > {NOW} AND {time} >= {day}.starts_at AND {time} < {day}.ends_at)"


def is_scheduled_in(day, story):
    """SQL for whether an edition of a story is scheduled into a day."""
    published = [(column("status", edition), column("published_at", edition)) for edition in editions.STORED]
    return " OR ".join(
        f"({story}.{status} = 'published' AND {is_in(day, f'{story}.{time}')})" for status, time in published
    )


def is_planned_in(day, story):
    """SQL for whether a change of a story is planned for a time within a day."""
    found = f"SELECT 1 FROM {PLAN} AS plan WHERE plan.article_id = {story}.id AND {is_in(day, 'plan.publish_at')}"
    return f"EXISTS ({found})"


def holds(day, story):
    scheduled = f"{is_scheduled_in(day, story)} OR {is_planned_in(day, story)}"
    return f"({concerns(day, story)}) AND ({scheduled})"


def refusal(query):
    return Refusal("material is scheduled into a day of silence that concerns it", query, locking(LAW_DAYS, True))


def triggers():
    is_marked = f"({' OR '.join(f'NEW.{mark}' for mark in MARKS.values())})"
    is_changed = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in WATCHED)
    story = (refusal(f"SELECT 1 FROM {DAY} AS day WHERE {holds('day', 'NEW')}"),)
    yield Trigger("articles_silence_new_story", ARTICLE, "INSERT", story, is_marked)
    of_watched = f"UPDATE OF {', '.join(WATCHED)}"
    yield Trigger("articles_silence_story", ARTICLE, of_watched, story, f"{is_marked} AND ({is_changed})")
    joined = f"{DAY} AS day JOIN {ARTICLE} AS story ON story.id = NEW.article_id"
    plan = (refusal(f"SELECT 1 FROM {joined} WHERE ({concerns('day', 'story')}) AND {is_in('day', 'NEW.publish_at')}"),)
    yield Trigger("articles_silence_new_plan", PLAN, "INSERT", plan)
    yield Trigger("articles_silence_plan", PLAN, "UPDATE OF publish_at", plan)
    day = (refusal(f"SELECT 1 FROM {ARTICLE} AS story WHERE {holds('NEW', 'story')}"),)
    for event in ("INSERT", "UPDATE"):
        yield Trigger(f"articles_silence_day_{event.lower()}", DAY, event, day)


TRIGGERS = TriggerSet(
    triggers=tuple(triggers()),
    tables=frozenset({ARTICLE, DAY, PLAN}),
    columns=frozenset((ARTICLE, mark) for mark in MARKS.values()),
    apps=frozenset({"articles"}),
    repair=(),
)
