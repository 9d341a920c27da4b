"""Triggers that keep `EditionWork` in step with stories, drafts and assignments, whatever writes those.

They also note which stories must be recounted: only Python can compare the parts of a translation with its source.
"""
# ruff: noqa: S608 (the statements are put together from constants of this module and codes of editions)

from newsroom import editions
from newsroom.database.triggers import Trigger, TriggerSet
from newsroom.editions.columns import column, columns

ARTICLE, DRAFT, PAIRS = "articles_article", "articles_draft", "articles_translatedblock"
ASSIGNMENTS = "articles_assignment"
ROWS, MARKS = "articles_editionwork", "articles_storytorecount"
ASSIGNED = {"assignee_id": "NULL", "deadline": "NULL", "not_needed_at": "NULL", "source_news": "''"}
"""{column that is copied from an assignment: what an edition without one has}"""
WORDS = [*columns("title"), *columns("lead"), *columns("body"), *columns("status"), "original_language"]
"""Columns of a story on which it depends which parts of its translations are stale."""
TIMES = [*columns("status"), *columns("published_at")]


def work(status, draft):
    """SQL for the work on an edition with a status. `draft` is the name of the row of its draft."""
    has_words = f"{draft}.title <> '' OR {draft}.lead <> '' OR CAST({draft}.blocks AS text) <> '[]'"
    is_changed = f"{draft}.live_version IS NULL OR {draft}.version <> {draft}.live_version"
    is_work = f"({status} = 'unpublished' AND ({has_words})) OR ({status} <> 'unpublished' AND ({is_changed}))"
    return f"CASE WHEN {is_work} THEN {draft}.state ELSE '' END"


def of_edition(table, value, story, edition):
    """SQL for a value from the row of an edition in another table, which is called `own`; NULL without one."""
    own = f"own.article_id = {story}.id AND own.language = '{edition.code}'"
    return f"(SELECT {value} FROM {table} AS own WHERE {own})"


def values(story, edition):
    """SQL for what the row of an edition repeats, as {column: value}. `story` is the name of the row of the story."""
    status = f"{story}.{column('status', edition)}"
    return {
        "status": status,
        "published_at": f"{story}.{column('published_at', edition)}",
        "work": f"COALESCE({of_edition(DRAFT, work(status, 'own'), story, edition)}, '')",
        "changed_by_id": of_edition(DRAFT, "own.changed_by_id", story, edition),
    }


def assigned(story, edition):
    """SQL for what the row of an edition repeats of its assignment, as {column: value}."""
    return {
        name: f"COALESCE({of_edition(ASSIGNMENTS, f'own.{name}', story, edition)}, {default})"
        for name, default in ASSIGNED.items()
    }


def insertion(story, source=""):
    """SQL that adds the rows of a story, or of all stories of a `source`, that are not there yet."""
    selections = " UNION ALL ".join(
        f"SELECT {', '.join(new_row(story, one).values())} {source}" for one in editions.STORED
    )
    names = ", ".join(new_row(story, editions.DEFAULT))
    return f"INSERT INTO {ROWS} ({names}) SELECT * FROM ({selections}) AS found WHERE TRUE ON CONFLICT DO NOTHING"


def new_row(story, edition):
    own = {
        "article_id": f"{story}.id",
        "language": f"'{edition.code}'",
        "changed_at": f"{story}.updated_at",
        "stale": "0",
    }
    return own | values(story, edition) | assigned(story, edition)


def update(edition):
    changes = ", ".join(f"{name} = {value}" for name, value in values("NEW", edition).items())
    return f"UPDATE {ROWS} SET {changes} WHERE article_id = NEW.id AND language = '{edition.code}'"


def update_by_draft(row, work, changed_by):
    of_edition = f"article_id = {row}.article_id AND language = {row}.language"
    changed = f"({work}) <> work OR COALESCE({changed_by}, 0) <> COALESCE(changed_by_id, 0)"
    return f"UPDATE {ROWS} SET work = {work}, changed_by_id = {changed_by} WHERE {of_edition} AND ({changed})"


def update_by_assignment(row):
    """SQL that copies an assignment. `row` is NEW, or None to take it away."""
    changes = ", ".join(f"{name} = {f'{row}.{name}' if row else default}" for name, default in ASSIGNED.items())
    where = "article_id = {row}.article_id AND language = {row}.language".format(row=row or "OLD")
    return f"UPDATE {ROWS} SET {changes} WHERE {where}"


def mark(pk):
    """SQL that notes a story for recounting. If the story is just being deleted, its own trigger removes the note."""
    return f"INSERT INTO {MARKS} (article_id) SELECT id FROM {ARTICLE} WHERE id = {pk} ON CONFLICT DO NOTHING"


def any_changed(names):
    return " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in names)


def triggers():
    yield Trigger("articles_work_new_story", ARTICLE, "INSERT", (insertion("NEW"),))
    moved = f"UPDATE {ROWS} SET changed_at = NEW.updated_at WHERE article_id = NEW.id"
    yield Trigger("articles_work_moved", ARTICLE, "UPDATE OF updated_at", (moved,), any_changed(["updated_at"]))
    updates = tuple(map(update, editions.STORED))
    yield Trigger("articles_work_story", ARTICLE, f"UPDATE OF {', '.join(TIMES)}", updates, any_changed(TIMES))
    yield Trigger(
        "articles_work_words", ARTICLE, f"UPDATE OF {', '.join(WORDS)}", (mark("NEW.id"),), any_changed(WORDS)
    )
    ends = tuple(f"DELETE FROM {table} WHERE article_id = OLD.id" for table in (ROWS, MARKS))
    yield Trigger("articles_work_end", ARTICLE, "DELETE", ends)
    # A transaction that publishes the story waits for this one, or the other way round.
    new, old = (f"FROM {ARTICLE} WHERE id = {row}.article_id" for row in ("NEW", "OLD"))
    saved = (update_by_draft("NEW", work("status", "NEW"), "NEW.changed_by_id"), mark("NEW.article_id"))
    yield Trigger("articles_work_new_draft", DRAFT, "INSERT", saved, locks=new)
    yield Trigger("articles_work_draft", DRAFT, "UPDATE", saved, locks=new)
    gone = (update_by_draft("OLD", "''", "NULL"), mark("OLD.article_id"))
    yield Trigger("articles_work_draft_end", DRAFT, "DELETE", gone, locks=old)
    for event, row in {"INSERT": "NEW", "UPDATE": "NEW", "DELETE": None}.items():
        copy = (update_by_assignment(row),)
        yield Trigger(f"articles_work_assignment_{event.lower()}", ASSIGNMENTS, event, copy)
    for event, row in {"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"}.items():
        yield Trigger(f"articles_work_pairs_{event.lower()}", PAIRS, event, (mark(f"{row}.article_id"),))


def repairs():
    """Yield statements that add missing rows and correct those that differ."""
    yield f"DELETE FROM {ROWS} WHERE article_id NOT IN (SELECT id FROM {ARTICLE})"
    yield insertion("story", f"FROM {ARTICLE} AS story")
    for edition in editions.STORED:
        found = values("story", edition) | assigned("story", edition) | {"changed_at": "story.updated_at"}
        names = ", ".join(found)
        selected = f"SELECT {', '.join(found.values())} FROM {ARTICLE} AS story WHERE story.id = {ROWS}.article_id"
        differs = f"SELECT {names} EXCEPT {selected}"
        yield (f"UPDATE {ROWS} SET ({names}) = ({selected}) WHERE language = '{edition.code}' AND EXISTS ({differs})")
    # No other story can have stale parts.
    for source in (DRAFT, PAIRS, f"{ROWS} WHERE stale > 0"):
        stories = f"SELECT DISTINCT article_id FROM (SELECT article_id FROM {source}) AS found WHERE TRUE"
        yield f"INSERT INTO {MARKS} (article_id) {stories} ON CONFLICT DO NOTHING"


TRIGGERS = TriggerSet(
    triggers=tuple(triggers()),
    tables=frozenset({ARTICLE, DRAFT, PAIRS, ASSIGNMENTS, ROWS, MARKS}),
    apps=frozenset({"articles"}),
    repair=tuple(repairs()),
)
