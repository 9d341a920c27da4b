"""Triggers that keep `ListEntry` in step with stories, their tags and their bylines, whatever writes those.

Published editions change in many ways: acts of the newsroom, the admin, fixtures, bulk inserts, SQL by hand. A trigger
sees them all.
"""
# ruff: noqa: S608 (the statements are put together from constants of this module and codes of editions)

from newsroom import editions
from newsroom.database.triggers import Trigger, TriggerSet
from newsroom.editions.columns import column, columns

ARTICLE, ENTRY = "articles_article", "articles_listentry"
LISTS = {"tag_id": "articles_article_tags", "author_id": "articles_byline"}
"""{column of an entry: table that puts a story into such a list}."""
OWNERS = {"tag_id": "articles_tag", "author_id": "articles_author"}
"""{column of an entry: table of what has the list}."""
TIMES = [*columns("status"), *columns("published_at")]
"""Columns of a story that its entries depend on."""


def insertion(owner, condition="TRUE"):
    """SQL that adds the entries of one kind of list, for all published editions that meet a condition.

    In the condition, `story` is the row of the story and `listed` the row that puts it into a list.
    """
    selections = " UNION ALL ".join(selection(owner, edition, condition) for edition in editions.STORED)
    # «WHERE TRUE» tells SQLite that ON does not begin a join.
    selected = f"SELECT * FROM ({selections}) AS found WHERE TRUE"
    return f"INSERT INTO {ENTRY} (article_id, {owner}, language, published_at) {selected} ON CONFLICT DO NOTHING"


def selection(owner, edition, condition):
    status, published_at = column("status", edition), column("published_at", edition)
    return (
        f"SELECT story.id, listed.{owner}, '{edition.code}', story.{published_at} "
        f"FROM {ARTICLE} AS story JOIN {LISTS[owner]} AS listed ON listed.article_id = story.id "
        f"WHERE story.{status} = 'published' AND story.{published_at} IS NOT NULL AND {condition}"
    )


def triggers():
    entries_of_story = [insertion(owner, "story.id = NEW.id") for owner in LISTS]
    relist = [f"DELETE FROM {ENTRY} WHERE article_id = NEW.id", *entries_of_story]
    is_changed = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in TIMES)
    yield Trigger("articles_list_new_story", ARTICLE, "INSERT", tuple(entries_of_story))
    yield Trigger("articles_list_story", ARTICLE, f"UPDATE OF {', '.join(TIMES)}", tuple(relist), is_changed)
    for owner, table in LISTS.items():
        add = insertion(owner, "listed.id = NEW.id")
        remove = f"DELETE FROM {ENTRY} WHERE article_id = OLD.article_id AND {owner} = OLD.{owner}"
        # A transaction that publishes the story waits for this one, or the other way round.
        new, old = (f"FROM {ARTICLE} WHERE id = {row}.article_id" for row in ("NEW", "OLD"))
        yield Trigger(f"articles_list_{owner}_add", table, "INSERT", (add,), locks=new)
        yield Trigger(f"articles_list_{owner}_remove", table, "DELETE", (remove,), locks=old)
        yield Trigger(
            f"articles_list_{owner}_change", table, f"UPDATE OF article_id, {owner}", (remove, add), locks=new
        )
    for owner, table in {"article_id": ARTICLE, **OWNERS}.items():
        yield Trigger(f"articles_list_{owner}_end", table, "DELETE", (f"DELETE FROM {ENTRY} WHERE {owner} = OLD.id",))


TRIGGERS = TriggerSet(
    triggers=tuple(triggers()),
    tables=frozenset({ARTICLE, ENTRY, *LISTS.values(), *OWNERS.values()}),
    apps=frozenset({"articles"}),
    repair=(f"DELETE FROM {ENTRY}", *(insertion(owner) for owner in LISTS)),
)
