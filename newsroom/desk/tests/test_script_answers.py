"""What the script that sends the desk's forms is told."""

import pytest
from django.test import Client

from newsroom.dictionary.models import Word
from newsroom.staff.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ADD, LOGIN, SESSION = "/admin/dictionary/word/add/", "/admin/login/", "/admin/session/"
SCRIPT = {"X-Sent-By": "script"}
WORD = {"cyrillic": "сөз", "latin": "söz"}


def send(client, address, headers=SCRIPT, **form):
    return client.post(address, form, headers=headers)


def test_a_saved_form_gets_the_address_of_the_next_page_and_the_messages_stay_for_it(superuser):
    client = superuser()
    answer = send(client, ADD, **WORD)
    assert (answer.status_code, answer.json()) == (200, {"address": "/admin/dictionary/word/"})
    assert "was added successfully" in client.get("/admin/dictionary/word/").content.decode()


def test_a_form_in_a_pop_up_window_gets_what_its_opener_needs(superuser):
    answer = send(superuser(), f"{ADD}?_popup=1", **WORD, _popup="1")
    word = Word.objects.get()
    assert answer.json() == {"popup": {"value": str(word.pk), "obj": "сөз"}}


def test_a_refused_form_gets_the_page_with_the_errors(superuser):
    answer = send(superuser(), ADD, **WORD | {"cyrillic": "word"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")


def test_without_a_session_or_a_token_the_script_is_told_so(client):
    assert send(client, ADD, **WORD).status_code == 401
    refused = send(Client(enforce_csrf_checks=True), ADD, **WORD)
    assert (refused.status_code, refused.json()) == (403, {"refused": "token"})


def test_a_page_that_was_made_for_another_account_saves_nothing(superuser):
    client = superuser()
    own, other = str(User.objects.get().pk), str(User.objects.create_superuser("other").pk)
    for account, status in [(other, 401), (own, 200)]:
        assert send(client, ADD, SCRIPT | {"X-Account": account}, **WORD).status_code == status
        assert Word.objects.exists() == (status == 200)


def test_the_script_can_sign_in_and_renew_the_token(db):
    user = User.objects.create_superuser("root", password="correct horse", language="en")
    client = Client(enforce_csrf_checks=True)
    before = client.get(SESSION).json()
    assert before["user"] is None
    sign_in = {"username": "root", "csrfmiddlewaretoken": before["token"]}
    wrong = send(client, LOGIN, **sign_in, password="wrong")
    assert (wrong.status_code, len(wrong.json()["errors"])) == (422, 1)
    right = send(client, LOGIN, **sign_in, password="correct horse")
    assert (right.status_code, right.json()["user"]) == (200, user.pk)
    token = client.get(SESSION).json()["token"]
    for given in (right.json()["token"], token):
        assert send(client, ADD, csrfmiddlewaretoken=given).status_code == 200
    assert "no-store" in client.get(SESSION).headers["Cache-Control"]
