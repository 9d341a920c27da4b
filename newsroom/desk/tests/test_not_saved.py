"""What was typed into a form of the desk is on the page that refuses it, without JavaScript too."""

from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client

from articles.tests.desk import change_url
from articles.tests.makers import make_tag
from articles.tests.page_content import elements, form_values, parts_of, words_of
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


def test_short_texts_can_be_copied_if_the_form_may_never_be_saved(signed_in):
    typed = {"name_en": "Vote", "key": "7", "_save": "Save", "_edition": "en", "is_topic": "on"}
    forbidden = signed_in("reporter").post(change_url(make_tag()), typed, headers=OURS)
    (shown,) = parts_of(forbidden, "not-saved")
    assert [words_of(label) for label in shown.iter("label")] == ["Name [en] Vote"]


TOO_LONG = "This text is too long to be one story. Divide it into several."


@pytest.mark.parametrize("address", ["/admin/articles/article/new/ru/", "/admin/articles/article/1/{}"])
def test_json_beyond_the_limit_of_a_request_is_answered_in_json(signed_in, client, settings, address):
    """`requests.js` shows the message, and the text stays on the page."""
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    for language, said in (("en", TOO_LONG), ("ru", "Этот текст слишком длинный для одного материала.")):
        desk = signed_in("editor", language)
        for place in ("draft/ru/", "shared/", "acts/?edition=ru") if "{}" in address else ("",):
            send = {"path": address.format(place), "content_type": "application/json", "headers": OURS}
            large = desk.post(**send, data={"base": 0, "fields": {"title": "т" * 100}})
            assert (large.status_code, said in large.json()["message"]) == (413, True)
            assert desk.post(**send, data={"base": 0}).status_code != 413
    assert client.post(**send, data={"fields": "т" * 100}).status_code != 413


@pytest.mark.parametrize("limit", ["DATA_UPLOAD_MAX_MEMORY_SIZE", "DATA_UPLOAD_MAX_NUMBER_FIELDS"])
def test_a_form_beyond_the_limits_of_a_request_comes_back_as_text(signed_in, client, settings, limit):
    setattr(settings, limit, 4)
    typed = {"cyrillic": "сөз", "latin": HOSTILE, "password": "secret", "a": "1", "b": "2"}
    body, form = urlencode(typed), "application/x-www-form-urlencoded"
    page, of_nobody, foreign, of_script = (
        sender.post(ADD, body, form, headers=headers)
        for sender, headers in [
            (signed_in("editor"), OURS),
            (client, OURS),
            (signed_in("editor"), FOREIGN),
            (signed_in("editor"), OURS | {"X-Sent-By": "script"}),
        ]
    )
    assert page.status_code == 413
    assert [text.replace("\r\n", "\n") for text in texts_on(page)] == ["сөз", HOSTILE]
    assert [other.status_code for other in (of_nobody, foreign)] == [400] * 2
    assert [texts_on(other) for other in (of_nobody, foreign)] == [[]] * 2
    assert (of_script.status_code, of_script.json()) == (413, {"message": TOO_LONG})
    assert "артқа қайтыңыз" in of_nobody.content.decode()


def test_a_form_of_an_absurd_size_is_not_read(signed_in, settings):
    sender, form = signed_in("editor"), "application/x-www-form-urlencoded"
    assert sender.post(ADD, "a=%s" % ("b" * 6 * 1024**2), form, headers=OURS).status_code == 413
    for body in ("a=%s" % ("b" * 21 * 1024**2), "a=&" * 20_001):
        assert sender.post(ADD, body, form, headers=OURS).status_code == 400


@contextmanager
def lost_table(name):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {name} RENAME TO lost")
        yield
        cursor.execute(f"ALTER TABLE lost RENAME TO {name}")


@pytest.mark.parametrize("table", ["dictionary_word", "staff_staffsession"])
def test_a_failure_gives_back_what_was_sent_so_that_it_can_be_sent_again(visitor, table):
    sign_in(visitor)
    visitor.raise_request_exception = False
    with lost_table(table):
        page = send(visitor, cyrillic="сөз", latin=HOSTILE, password1="secret words that are long")
    assert page.status_code == 500
    assert texts_on(page) == [HOSTILE]
    assert b"secret words" not in page.content
    assert {"no-store", "private"} <= {*page.headers["Cache-Control"].split(", ")}
    again = form_values(page, FORM)
    assert (again["cyrillic"], again["latin"]) == ("сөз", HOSTILE)
    assert visitor.post(ADD, again | {"latin": "söz"}, headers=OURS).status_code == 302

    with lost_table(table):
        foreign, of_script = (
            send(visitor, headers=headers, cyrillic="сөз", latin=HOSTILE)
            for headers in (FOREIGN, OURS | {"X-Sent-By": "script"})
        )
    assert (foreign.status_code, of_script.status_code) == (403 if table == "dictionary_word" else 500, 500)
    assert [elements(other, "form") for other in (foreign, of_script)] == [[], []]


def test_buttons_lead_to_the_login_page_after_the_session_is_over(client):
    assert client.post("/admin/logout/", headers=OURS).url == "/admin/"
    answer = client.post("/admin/language/", {"language": "ru"}, headers=OURS)
    assert answer.url == f"{LOGIN}?next=/admin/language/"
