"""Functions for tests of the archive: make a dated story, and read the headlines of a page."""

import datetime

from articles.tests.makers import make_article
from articles.tests.page_content import headlines


def utc(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


def story(title, moment="2025-11-24T07:00", code="ru", **fields):
    return make_article(code, title=title, published_at=utc(moment), **fields)


def archive(client, edition="ru", **query):
    response = client.get(f"/{edition}/archive/", query)
    assert response.status_code == 200
    return headlines(response)


def period(client, path, edition="ru"):
    response = client.get(f"/{edition}/{path}/")
    assert response.status_code == 200
    return headlines(response)
