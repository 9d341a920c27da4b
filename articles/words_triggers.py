"""Triggers that keep the words of each story in one row for the desk's search (`StoryWords`)."""
# ruff: noqa: S608 (the statements are put together from constants of this module and codes of editions)

from articles.work_triggers import ARTICLE, DRAFT, any_changed, of_edition
from newsroom import editions
from newsroom.database.triggers import Trigger, TriggerSet
from newsroom.editions.columns import columns

WORDS = "articles_storywords"
SEARCHED = ["key", *columns("title"), *columns("lead")]
LINE = "\n"
"""What stands between two texts: no word and no phrase goes on behind it."""


def words(story):
    """SQL for all words of a story. `story` is the name of its row."""
    in_drafts = (of_edition(DRAFT, f"own.title || '{LINE}' || own.lead", story, one) for one in editions.STORED)
    texts = [*(f"{story}.{name}" for name in SEARCHED), *in_drafts]
    return f" || '{LINE}' || ".join(f"COALESCE({text}, '')" for text in texts)


def insertion(condition):
    """SQL that adds the rows of the stories that meet a condition and have none."""
    selected = f"SELECT story.id, {words('story')} FROM {ARTICLE} AS story WHERE {condition}"
    return f"INSERT INTO {WORDS} (article_id, words) {selected} ON CONFLICT DO NOTHING"


def update(condition):
    """SQL that writes the rows that meet a condition and are not right."""
    found = f"(SELECT {words('story')} FROM {ARTICLE} AS story WHERE story.id = {WORDS}.article_id)"
    return f"UPDATE {WORDS} SET words = {found} WHERE {condition} AND words <> {found}"


def triggers():
    yield Trigger("articles_words_new_story", ARTICLE, "INSERT", (insertion("story.id = NEW.id"),))
    own = (update("article_id = NEW.id"),)
    yield Trigger("articles_words_story", ARTICLE, f"UPDATE OF {', '.join(SEARCHED)}", own, any_changed(SEARCHED))
    yield Trigger("articles_words_end", ARTICLE, "DELETE", (f"DELETE FROM {WORDS} WHERE article_id = OLD.id",))
    for event, row in {"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"}.items():
        condition = any_changed(["title", "lead"]) if event == "UPDATE" else ""
        statements = (update(f"article_id = {row}.article_id"),)
        # A transaction that changes the story waits for this one, or the other way round.
        locks = f"FROM {ARTICLE} WHERE id = {row}.article_id"
        yield Trigger(f"articles_words_draft_{event.lower()}", DRAFT, event, statements, condition, locks)


TRIGGERS = TriggerSet(
    triggers=tuple(triggers()),
    tables=frozenset({ARTICLE, DRAFT, WORDS}),
    apps=frozenset({"articles"}),
    repair=(
        f"DELETE FROM {WORDS} WHERE article_id NOT IN (SELECT id FROM {ARTICLE})",
        insertion("TRUE"),
        update("TRUE"),
    ),
)
