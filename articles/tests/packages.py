"""A package as tests and the benchmark compose it: three editions, four places, breaking news and a correction."""

from articles.editorial import front_slots
from articles.editorial.packages import composing
from articles.models import Article, BreakingLine, Correction, FrontSlot, PackageItem, Revision, StoryAct
from articles.tests.draft_rows import row_of, write
from articles.tests.makers import make_article
from newsroom import editions

KK, RU, EN = (editions.BY_CODE[code] for code in ("kk", "ru", "en"))
OLD, NEW = "Before", "After"
"""Words that are in everything that the package replaces, and in everything that it gives to readers."""


def full_package(by):
    """Make stories and a package. Return (package, the story that gets other words, the one that is published first).

    What readers have before has a word of OLD, and what they get has a word of NEW, so that a half can be seen.
    """
    place, line = (make_article("kk", "ru", "en", title=title) for title in ("Placed", "Breaking"))
    changed = make_article("kk", "ru", title=f"{OLD} changed", lead=OLD, body=f"<p>{OLD}</p>")
    first = make_article("en", status="unpublished", title=f"{NEW} first", body=f"<p>{NEW}</p>", published_at=None)
    for edition in (KK, RU):
        write(changed, by, edition, title=f"{NEW} {edition.code}", lead=NEW, body=f"<p>{NEW}</p>")
    front_slots.place(KK, 1, place, by=by)
    package = composing.create("Election", by=by)
    for story, edition in ((changed, KK), (changed, RU), (first, EN)):
        composing.add_edition(package, story, edition, by=by)
    for story, edition, position in ((changed, KK, 1), (changed, RU, 2), (first, EN, 1), (place, KK, 3)):
        composing.add_slot(package, story, edition, position, by=by)
    composing.add_breaking(package, line, by=by, lines={edition.code: f"{NEW} line" for edition in (KK, RU, EN)})
    composing.add_correction(package, changed, RU, f"{NEW}: the number was wrong.", by=by)
    return package, changed, first


def public_rows():
    """Return everything that readers can see of a package."""
    models = (FrontSlot, BreakingLine, Correction)
    rows = [[*model.objects.order_by("pk").values()] for model in models]
    return [row_of(article) for article in Article.objects.order_by("pk")], rows


def item(package, kind, **fields):
    return PackageItem.objects.get(package=package, kind=kind, **fields)


def marks(items):
    """Return what somebody has seen who has looked at changed items."""
    return {one.pk: one.mark for one in items}


def acts():
    """Return the names of all acts so far, and how many revisions there are."""
    return [*StoryAct.objects.order_by("pk").values_list("act", flat=True)], Revision.objects.count()


def places(edition):
    return {position: slot.article_id for position, slot in front_slots.slots_of(edition).items()}
