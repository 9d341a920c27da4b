"""Triggers that count the comments that readers see, whatever changes them: moderators, fixtures, SQL by hand.

A story's comments are many, so `Discussion.shown` goes up and down by one. Those of a thread are few, so its first
comment counts them again each time (`Comment.shown_answers`).
"""
# ruff: noqa: S608 (the statements are put together from constants of this module)

from newsroom.database.triggers import Trigger, TriggerSet

COMMENT, DISCUSSION = "comments_comment", "comments_discussion"
UNDER = "article_id, language"
MOVES = "UPDATE OF state, article_id, language"
IS_MOVED = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in ("state", "article_id", "language"))


def is_shown(row):
    return f"{row}.state = 'approved'"


def one_more():
    found = f"SELECT NEW.article_id, NEW.language, 1 WHERE {is_shown('NEW')}"
    more = f"DO UPDATE SET shown = {DISCUSSION}.shown + 1"
    return f"INSERT INTO {DISCUSSION} ({UNDER}, shown) {found} ON CONFLICT ({UNDER}) {more}"


def one_less():
    here = f"article_id = OLD.article_id AND language = OLD.language AND {is_shown('OLD')}"
    return f"UPDATE {DISCUSSION} SET shown = shown - 1 WHERE {here}"


def recount(row):
    """SQL that counts the shown answers in the thread of a row."""
    answers = f"SELECT COUNT(*) FROM {COMMENT} AS one WHERE one.thread_id = {row}.thread_id AND {is_shown('one')}"
    return f"UPDATE {COMMENT} SET shown_answers = ({answers}) WHERE id = {row}.thread_id"


def triggers():
    yield Trigger("comments_shown_new", COMMENT, "INSERT", (one_more(),), is_shown("NEW"))
    yield Trigger("comments_shown", COMMENT, MOVES, (one_less(), one_more()), IS_MOVED)
    yield Trigger("comments_shown_end", COMMENT, "DELETE", (one_less(),), is_shown("OLD"))
    # Else two moderators at once would each miss what the other has approved.
    new, old = (f"FROM {COMMENT} WHERE id = {row}.thread_id" for row in ("NEW", "OLD"))
    yield Trigger("comments_answers_new", COMMENT, "INSERT", (recount("NEW"),), "NEW.thread_id IS NOT NULL", new)
    yield Trigger("comments_answers", COMMENT, "UPDATE OF state", (recount("NEW"),), "NEW.thread_id IS NOT NULL", new)
    yield Trigger(
        "comments_answers_moved",
        COMMENT,
        "UPDATE OF thread_id",
        (recount("OLD"), recount("NEW")),
        "OLD.thread_id IS DISTINCT FROM NEW.thread_id",
    )
    yield Trigger("comments_answers_end", COMMENT, "DELETE", (recount("OLD"),), "OLD.thread_id IS NOT NULL", old)


def repair():
    """SQL that counts everything again, but keeps what else a discussion knows."""
    count = "SELECT COUNT(*) FROM {table} AS one WHERE {where} AND " + is_shown("one")
    here = f"one.article_id = {DISCUSSION}.article_id AND one.language = {DISCUSSION}.language"
    yield f"UPDATE {DISCUSSION} SET shown = ({count.format(table=COMMENT, where=here)})"
    groups = f"SELECT {UNDER}, COUNT(*) FROM {COMMENT} AS one WHERE {is_shown('one')} GROUP BY {UNDER}"
    yield f"INSERT INTO {DISCUSSION} ({UNDER}, shown) {groups} ON CONFLICT ({UNDER}) DO NOTHING"
    answers = count.format(table=COMMENT, where=f"one.thread_id = {COMMENT}.id")
    yield f"UPDATE {COMMENT} SET shown_answers = ({answers})"


TRIGGERS = TriggerSet(
    triggers=tuple(triggers()),
    tables=frozenset({COMMENT, DISCUSSION}),
    apps=frozenset({"comments"}),
    repair=tuple(repair()),
    columns=frozenset({(COMMENT, "shown_answers"), (COMMENT, "thread_id")}),
)
