"""Triggers that refuse a slug that another story had, and a former address with the slug that another story has.

Readers who follow an old link would otherwise see another story. No constraint can compare two tables. If a story gets
back a slug that it had itself, the triggers delete the former address.
"""
# ruff: noqa: S608 (the statements are put together from constants of this module and codes of editions)

from articles.slugs import SLUGS
from newsroom import editions
from newsroom.database.locks import locking
from newsroom.database.triggers import Refusal, Trigger, TriggerSet
from newsroom.editions.columns import column

ARTICLE, LEGACY = "articles_article", "articles_legacyaddress"


def triggers():
    for edition in editions.STORED:
        slug = column("slug", edition)
        former = f"FROM {LEGACY} WHERE language = '{edition.code}' AND slug = NEW.{slug}"
        refusal = Refusal(
            f"{ARTICLE}.{slug} is the slug of a former address of another story",
            f"SELECT 1 {former} AND article_id <> NEW.id",
            locking(SLUGS, shared=True),  # many stories may get slugs at once, but not while one becomes a former one
        )
        statements = (refusal, f"DELETE {former} AND article_id = NEW.id")
        is_new = f"NEW.{slug} IS NOT NULL"
        yield Trigger(f"articles_new_{slug}", ARTICLE, "INSERT", statements, is_new)
        is_changed = f"{is_new} AND OLD.{slug} IS DISTINCT FROM NEW.{slug}"
        yield Trigger(f"articles_changed_{slug}", ARTICLE, f"UPDATE OF {slug}", statements, is_changed)
    current = " OR ".join(
        f"(NEW.language = '{edition.code}' AND {column('slug', edition)} = NEW.slug)" for edition in editions.STORED
    )
    refusal = Refusal(
        f"{LEGACY}.slug is the slug of another story",
        f"SELECT 1 FROM {ARTICLE} WHERE ({current}) AND id <> NEW.article_id",
        locking(SLUGS),
    )
    for event in ("INSERT", "UPDATE"):
        yield Trigger(f"articles_former_address_{event.lower()}", LEGACY, event, (refusal,), "NEW.slug <> ''")


TRIGGERS = TriggerSet(
    triggers=tuple(triggers()),
    tables=frozenset({ARTICLE, LEGACY}),
    columns=frozenset({(LEGACY, "slug")}),
    apps=frozenset({"articles"}),
    repair=(),
)
