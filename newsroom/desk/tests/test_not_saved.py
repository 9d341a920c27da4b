"""What was typed into a form of the desk is on the page that refuses it, without JavaScript too."""

import pytest
from django.test import Client

from articles.tests.desk import change_url
from articles.tests.makers import make_tag
from articles.tests.page_content import elements, form_values
from newsroom.dictionary.models import Word
from newsroom.staff.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ADD, LOGIN, FORM = "/admin/dictionary/word/add/", "/admin/login/", "not_saved_form"
HOSTILE = '\n"><script src="//evil.example"></script>\n  two  spaces'
OURS, FOREIGN = {"Origin": "http://testserver"}, {"Origin": "https://evil.example"}


@pytest.fixture
def visitor(db):
    """A client that the check of CSRF tokens applies to. It has opened the login page."""
    User.objects.create_superuser("root", password="correct horse", language="en")
    client = Client(enforce_csrf_checks=True)
    client.get(LOGIN)
    return client


def send(client, address=ADD, headers=OURS, **form):
    """Send a form with the token that the client's last page had."""
    return client.post(address, {"csrfmiddlewaretoken": client.cookies["csrftoken"].value} | form, headers=headers)


def sign_in(client):
    assert send(client, LOGIN, username="root", password="correct horse").status_code == 302


def press(client, page):
    return client.post(ADD, form_values(page, FORM), headers=OURS)


def texts_on(response):
    return ["".join(element.itertext()).removeprefix("\n") for element in elements(response, "textarea")]


def test_a_form_sent_after_the_session_is_over_is_saved_after_signing_in(visitor):
    page = send(visitor, cyrillic="сөз", latin="söz", _continue="1")
    assert page.status_code == 403
    sign_in(visitor)
    page = press(visitor, page)  # signing in has made a new token
    assert (page.status_code, Word.objects.count()) == (403, 0)
    assert press(visitor, page).status_code == 302
    assert Word.objects.get().latin == "söz"


def test_a_page_repeats_what_was_sent_as_text_and_without_passwords(visitor):
    page = send(visitor, cyrillic="сөз", latin=HOSTILE, password1="secret words that are long")
    values = form_values(page, FORM)
    assert {name: values[name] for name in values if name != "csrfmiddlewaretoken"} == {
        "cyrillic": "сөз",
        "latin": HOSTILE,
    }
    assert texts_on(page) == [HOSTILE]
    assert b"secret words" not in page.content
    assert "no-store" in page.headers["Cache-Control"]


def test_nothing_is_repeated_that_another_site_sent(visitor):
    sign_in(visitor)
    form = {"csrfmiddlewaretoken": "a" * 64, "latin": HOSTILE}
    ours, foreign, unknown = (visitor.post(ADD, form, headers=headers) for headers in (OURS, FOREIGN, {}))
    assert [page.status_code for page in (ours, foreign, unknown)] == [403, 403, 403]
    assert texts_on(ours) == [HOSTILE]
    assert "evil.example" not in (foreign.content + unknown.content).decode()
    assert elements(foreign, "form") + elements(unknown, "form") == []


def test_what_may_never_be_saved_can_be_copied(signed_in):
    tag, words = make_tag(), "Twenty words of a text that was typed"
    forbidden = signed_in("reporter").post(change_url(tag), {"name_en": words, "_edition": "en"}, headers=OURS)
    assert forbidden.status_code == 403
    assert texts_on(forbidden) == [words]
    assert [form.get("id") for form in elements(forbidden, "form") if form.get("id") == FORM] == []


def test_buttons_lead_to_the_login_page_after_the_session_is_over(client):
    assert client.post("/admin/logout/", headers=OURS).url == "/admin/"
    answer = client.post("/admin/language/", {"language": "ru"}, headers=OURS)
    assert answer.url == f"{LOGIN}?next=/admin/language/"
