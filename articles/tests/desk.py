"""Functions for testing the admin: open a form, read its errors and messages, and read the rows behind it."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import reverse

from articles.editorial import draft_versions, drafts
from articles.editorial.blocks import html_of
from articles.models import Article, ArticlePhoto, Byline, Correction, Draft, LegacyAddress, RelatedArticle, Revision
from articles.tests.makers import make_article
from articles.tests.page_content import elements, form_values, parts_of, words_of
from newsroom import editions
from newsroom.editions.columns import column

RU, KK = editions.BY_CODE["ru"], editions.BY_CODE["kk"]
ALL = [edition.code for edition in editions.STORED]
FORM = "article_form"
LIST, ADD = "/admin/articles/article/", "/admin/articles/article/add/"
in_each_language = pytest.mark.parametrize(
    "language",
    [
        pytest.param("kk", marks=[pytest.mark.slow, pytest.mark.one_database]),
        "ru",
        pytest.param("en", marks=pytest.mark.one_database),
    ],
)
"""Languages of the desk. The database sees no difference between them."""
in_each_edition = pytest.mark.parametrize("edition", editions.STORED, ids=lambda edition: edition.code)


def change_url(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def rows_of(response):
    """Return the ids of the rows of a list, in order."""
    links = [link.get("href") or "" for row in elements(response, "table", id="result_list") for link in row.iter("a")]
    return [int(found[1]) for found in map(re.compile(r"/(\d+)/change/").search, links) if found]


def open_form(client, row, edition=None):
    return client.get(change_url(row) + (f"?edition={edition.code}" if edition else ""), follow=True)


def acts_on(page):
    """Return {name: address} of the acts that the edit page of a story offers."""
    addresses = [button.get("formaction") for button in elements(page, "button") if button.get("formaction")]
    return {urlsplit(address).path.rstrip("/").rpartition("/")[2]: address for address in addresses}


def press(client, page, act, **changes):
    """Press the button of an act on the edit page of a story, with some fields changed.

    If a page asks whether the act is meant, or why, answer.
    """
    address = urljoin(page.request["PATH_INFO"], acts_on(page)[act])
    return confirmed(client, client.post(address, form_values(page, FORM) | changes))


def confirmed(client, response):
    """Return the answer after «yes», if a page asks whether an act is meant or why, else the response itself."""
    for form in elements(response, "form") if response.status_code == 200 else []:
        values = {field.get("name"): field.get("value") for field in form.iter("input", "button") if field.get("name")}
        if "confirmed" in values:
            reason = {"reason": "Because."} if elements(response, "textarea", name="reason") else {}
            return client.post(form.get("action"), values | reason)
    return response


def act_address(act, article, edition):
    """Return the address of an act, also for people whose page doesn't offer it."""
    return f"/admin/articles/article/{article.pk}/{act}/?edition={edition.code}"


def rows(kind, *rows):
    """Return the posted fields of all rows of a kind: "byline" or "related"."""
    fields = {f"{kind}-{number}-{name}": value for number, row in enumerate(rows) for name, value in row.items()}
    return {f"{kind}-TOTAL_FORMS": str(len(rows))} | fields


def row_of(article):
    return Article.objects.rewrite(False).filter(pk=article.pk).values().get()


def live_rows(article):
    """Return everything that readers have of a story, and what was recorded about it: all rows, column by column."""
    tags = Article.tags.through.objects.filter(article=article.pk)
    models = [Byline, ArticlePhoto, RelatedArticle, Correction, LegacyAddress, Revision]
    of_story = {model.__name__: model._base_manager.filter(article=article.pk) for model in models} | {"tags": tags}
    return {"article": row_of(article)} | {name: list(rows.order_by("pk").values()) for name, rows in of_story.items()}


def words_in_draft(article, edition):
    """Return {field: text} of what the newsroom has of an edition. The text is as it would be published."""
    draft = Draft.objects.filter(article=article.pk, language=edition.code).first()
    draft = draft or drafts.draft_of(Article.objects.get(pk=article.pk), edition)
    return {name: getattr(draft, name) for name in draft_versions.WORDS} | {"body": html_of(dict(draft.blocks))}


def shared_values(article):
    """Return the values of the shared fields as the newsroom has them, without the empty ones."""
    values = drafts.shared_draft_of(Article.objects.get(pk=article.pk)).values
    return {name: value for name, value in values.items() if value not in ("", None)}


def full_article(**fields):
    """Make a story with a different value in every column of every edition."""
    texts = {
        column(field, edition): text.format(edition.english_name)
        for edition in editions.STORED
        for field, text in {
            "title": "  «{}»\N{NO-BREAK SPACE}– it's <b> & co ",
            "lead": "{}\r\n\r\n\tlead  \n",
            "body": "<p>{}&nbsp;text &amp; <strong>more</strong></p>\n<ul><li><p>item</p></li></ul>",
            "source_name": "Source of {}",
        }.items()
    }
    return make_article(*ALL, **texts | fields)


def errors_on(response):
    return [words_of(item) for errors in parts_of(response, "errorlist") for item in errors.iter("li")]


def messages_on(response):
    return [words_of(item) for messages in parts_of(response, "messagelist") for item in messages.iter("li")]


def current_tab(response):
    (tabs,) = parts_of(response, "edition-tabs")
    (current,) = [link.get("href") for link in tabs.iter("a") if link.get("aria-current") == "page"]
    return current


def told(client, response):
    """Return the messages on the page after an act, which always leads back to the edit page."""
    assert response.status_code == 302
    return messages_on(client.get(response.url))
