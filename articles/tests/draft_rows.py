"""Functions for tests of drafts: write into one, and read all rows that an act could change."""

from articles.editorial import drafts
from articles.models import Article, Draft, Revision
from newsroom import editions

RU = editions.BY_CODE["ru"]


def row_of(article):
    return Article.objects.rewrite(False).filter(pk=article.pk).values().get()


def all_of(article):
    """Return everything that an act could change: the row, the drafts, the revisions."""
    rows = [model.objects.filter(article=article.pk).order_by("pk").values() for model in (Draft, Revision)]
    return row_of(article), *map(list, rows)


def write(article, by, edition=RU, **fields):
    """Write into a draft as the desk does, and return its version. `body` replaces all blocks by one."""
    draft = drafts.draft_of(article, edition)
    change = {"fields": fields}
    if "body" in fields:
        change |= {"blocks": {"written1": fields.pop("body")}, "order": ["written1"]}
    return drafts.save_draft(article, edition, draft.version, change, by=by).draft.version
