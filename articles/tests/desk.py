"""Functions for testing the admin: open a form, read its errors and messages, and read the row behind it."""

import pytest
from django.urls import reverse

from articles.models import Article
from articles.tests.makers import make_article
from articles.tests.page_content import parts_of, words_of
from newsroom import editions
from newsroom.editions.columns import column

RU, KK = editions.BY_CODE["ru"], editions.BY_CODE["kk"]
ALL = [edition.code for edition in editions.STORED]
FORM = "article_form"
LIST, ADD = "/admin/articles/article/", "/admin/articles/article/add/"
in_each_edition = pytest.mark.parametrize("edition", editions.STORED, ids=lambda edition: edition.code)


def change_url(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def open_form(client, row, edition=None):
    return client.get(change_url(row) + (f"?edition={edition.code}" if edition else ""), follow=True)


def row_of(article):
    return Article.objects.rewrite(False).filter(pk=article.pk).values().get()


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
