"""A trigger that deletes the mentions of names with their story.

Django would load all of them, and list them on the page that asks whether to delete a story.
"""
# ruff: noqa: S608 (the statements consist of constants of this module)

from newsroom.database.triggers import Trigger, TriggerSet

ARTICLE, MENTION = "articles_article", "articles_namemention"

TRIGGERS = TriggerSet(
    triggers=(Trigger("articles_names_end", ARTICLE, "DELETE", (f"DELETE FROM {MENTION} WHERE article_id = OLD.id",)),),
    tables=frozenset({ARTICLE, MENTION}),
    apps=frozenset({"articles"}),
    repair=(f"DELETE FROM {MENTION} WHERE article_id NOT IN (SELECT id FROM {ARTICLE})",),
)
