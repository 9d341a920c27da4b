"""The page side by side: its address, what it shows and saves, and what is stale."""

from articles.editorial import drafts, translations
from articles.models import Article
from articles.tests.desk import RU
from articles.tests.page_content import classes_of, parts_of, words_of

FORM = "pairs_form"


def address_of(story, edition=RU, **query):
    query = "".join(f"&{name}={value}" for name, value in query.items())
    return f"/admin/articles/article/{story.pk}/side-by-side/?edition={edition.code}{query}"


def ids(story, edition):
    return [*dict(drafts.draft_of(story, edition).blocks)]


def text_of(story, edition=RU):
    return [html for _id, html in drafts.draft_of(story, edition).blocks]


def change(story, edition, by, **sent):
    return drafts.save_draft(story, edition, drafts.draft_of(story, edition).version, sent, by=by)


def stale(story):
    return translations.stale_counts(Article.objects.get(pk=story.pk))


def states_on(page):
    pairs = parts_of(page, "pair")
    return ["stale" if "pair-stale" in classes_of(pair) else words_of(next(pair.iter("span"))) for pair in pairs]
