"""OPTIONS and methods that the site doesn't have render no page and make no query."""

import pytest

from articles.tests.makers import make_article
from newsroom import editions

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ALLOWED = "GET, HEAD, POST, OPTIONS"
REFUSED = ("TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "NONSENSE")
PAGES = ["/", "/ru/", "/kk-arab/archive/", "/ru/latest.json", "/sw.js", "/admin/", "/admin/login/"]


def answer(client, method, path):
    response = client.generic(method, path)
    return response.status_code, response.headers.get("Allow"), response.content


@pytest.mark.parametrize(("method", "status"), [("OPTIONS", 204), *((method, 405) for method in REFUSED)])
def test_only_reading_and_forms_are_answered_with_pages(client, django_assert_num_queries, method, status):
    story = make_article("ru").address_in(editions.BY_CODE["ru"])
    pages = [*PAGES, story, f"{story}comments/"]
    assert {client.get(page).status_code for page in pages} == {200, 302}
    with django_assert_num_queries(0):
        found = {page: answer(client, method, page) for page in pages}
        missing = answer(client, method, "/ru/nowhere/")
    assert found == dict.fromkeys(pages, (status, ALLOWED, b""))
    assert missing == (404, None, b"")
