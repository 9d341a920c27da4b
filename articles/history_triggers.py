"""Triggers that refuse to change a row of a story's history once it has its seal.

They prevent mistakes. Somebody who may do everything in the database can drop them: then the seals tell. Rows can be
deleted, because they are deleted with their story.
"""

from newsroom.database.triggers import Refusal, Trigger, TriggerSet

TABLES = ("articles_revision", "articles_storyact")


def triggers():
    for table in TABLES:
        refusal = Refusal("The history of a story is not changed.", "SELECT 1", "1")
        yield Trigger(f"{table}_sealed", table, "UPDATE", (refusal,), "OLD.seal <> ''")


TRIGGERS = TriggerSet(
    triggers=tuple(triggers()),
    tables=frozenset(TABLES),
    apps=frozenset({"articles"}),
    repair=(),
    columns=frozenset((table, "seal") for table in TABLES),
)
