"""Nobody can try many passwords, and nobody can lock out somebody else."""

import logging
import re
from collections import Counter
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from articles.tests.page_content import words_of
from newsroom.staff.models import User
from newsroom.tests.html_tree import parse_page

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

LIMIT = 10
PASSWORD = "correct horse"
ATTACKER, EDITOR = "203.0.113.5", "198.51.100.7"


@pytest.fixture
def editor(staff):
    return staff("editor")


def sign_in(client, name, password, address=ATTACKER, **headers):
    form = {"username": name, "password": password}
    return client.post(reverse("admin:login"), form, REMOTE_ADDR=address, headers=headers)


def fail(client, name, times=LIMIT):
    return [sign_in(client, name, f"wrong {number}").status_code for number in range(times)]


def test_after_ten_failures_even_the_right_password_is_refused_without_looking_at_it(client, editor):
    assert fail(client, editor.username) == [200] * (LIMIT - 1) + [429]
    with CaptureQueriesContext(connection) as queries:
        assert sign_in(client, editor.username, PASSWORD).status_code == 429
    assert [query["sql"] for query in queries if "staff_user" in query["sql"]] == []


def test_other_names_from_the_same_address_are_refused_too(client, editor):
    codes = [sign_in(client, f"name-{number}", "wrong").status_code for number in range(LIMIT)]
    assert codes[-1] == 429
    assert sign_in(client, editor.username, PASSWORD).status_code == 429


def count_hashes(monkeypatch):
    """Return a list that grows whenever a password is hashed: that takes nearly all the time of an attempt."""
    hashes, encode = [], MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: hashes.append(1) or encode(*args))
    return hashes


@pytest.mark.parametrize("addresses", [1, 60])
def test_many_wrong_passwords_are_throttled_and_the_owner_signs_in(editor, addresses, monkeypatch):
    """See also `benchmarks/wrong_passwords.py`."""
    name, own = editor.username, Client()
    assert sign_in(own, name, PASSWORD, EDITOR).status_code == 302
    assert own.get(reverse("admin:index")).status_code == 200  # from now on, this browser is known
    own.post(reverse("admin:logout"))
    hashes, attacker = count_hashes(monkeypatch), Client()
    places = [f"198.18.{number % addresses // 250}.{number % addresses % 250 + 1}" for number in range(1000)]
    codes = Counter(
        sign_in(attacker, name, f"wrong {number}", place).status_code for number, place in enumerate(places)
    )
    assert (codes, len(hashes)) == ({200: LIMIT - 1, 429: 1001 - LIMIT}, LIMIT)

    assert sign_in(Client(), name, PASSWORD, EDITOR).status_code == 429  # nobody knows this browser
    assert [sign_in(own, name, "typo", places[0]).status_code for _typo in range(3)] == [200] * 3
    assert sign_in(own, name, PASSWORD, places[0]).status_code == 302
    assert sign_in(attacker, name, "wrong", places[-1]).status_code == 429  # which does not help the attacker


def test_a_known_browser_has_a_limit_too_and_is_known_for_one_name_and_one_password(editor, staff):
    own, name, other = Client(), editor.username, staff("editor")
    sign_in(own, name, PASSWORD, EDITOR)
    own.get(reverse("admin:index"))
    own.post(reverse("admin:logout"))
    fail(Client(), other.username)
    assert sign_in(own, other.username, PASSWORD, EDITOR).status_code == 429
    assert fail(own, name) == [200] * (LIMIT - 1) + [429]
    editor.set_password("another horse")
    editor.save()
    assert sign_in(own, name, "another horse", EDITOR).status_code == 302  # a stranger with a budget of its own


def test_known_and_unknown_names_get_the_same_answer_for_the_same_work(client, editor, staff, monkeypatch):
    inactive, without, reader = staff("editor"), staff("editor"), User.objects.create_user("reader", password=PASSWORD)
    User.objects.filter(pk=inactive.pk).update(is_active=False)
    without.set_unusable_password()
    without.save()
    hashes, found = count_hashes(monkeypatch), {}
    names = {"known": editor, "inactive": inactive, "without a password": without, "not staff": reader}
    for number, who in enumerate([*names, "unknown"]):
        name, hashes[:] = names[who].username if who in names else "nobody", []
        with CaptureQueriesContext(connection) as queries:
            answer = sign_in(client, name, "wrong", f"192.0.2.{number}")
        page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode()).replace(name, "NAME")
        found[who] = (answer.status_code, page, len(hashes), len(queries))
    assert {who: found[who] == found["known"] for who in found} == dict.fromkeys(found, True)
    assert found["known"][2] == 1


def test_the_limit_ends_after_a_quarter_of_an_hour_however_often_somebody_tries(client, editor):
    fail(client, editor.username, LIMIT + 5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    assert sign_in(client, editor.username, PASSWORD).status_code == 429
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert sign_in(client, editor.username, PASSWORD).status_code == 302


def test_signing_in_resets_the_count(client, editor):
    fail(client, editor.username, LIMIT - 1)
    assert sign_in(client, editor.username, PASSWORD).status_code == 302
    assert fail(client, editor.username, LIMIT - 1) == [200] * (LIMIT - 1)


def test_a_failure_is_logged_and_stored_without_the_password(client, editor, caplog):
    with caplog.at_level(logging.WARNING, logger="axes"):
        sign_in(client, editor.username, "my bank's password")
    logged = [record.getMessage() for record in caplog.records if record.name.startswith("axes")]
    assert [ATTACKER in message and editor.username in message for message in logged] == [True]
    assert "bank" not in caplog.text
    assert "bank" not in str(AccessAttempt.objects.values().get())


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_refusal_says_how_long_to_wait_in_the_language_of_the_browser(client, editor, language):
    fail(client, editor.username)
    response = sign_in(client, editor.username, PASSWORD, **{"Accept-Language": language})
    with override(language):
        heading = gettext("Too many attempts")
    page = parse_page(response.content)
    assert words_of(next(page.iter("h1"))) == heading
    assert "15" in words_of(next(page.iter("main")))


@pytest.mark.parametrize(("behind", "seen"), [(True, EDITOR), (False, ATTACKER)])
def test_the_address_in_a_header_counts_only_behind_a_proxy(client, editor, settings, behind, seen):
    settings.BEHIND_PROXY = behind
    forwarded = {"X-Forwarded-For": f"192.0.2.1, {EDITOR}"}
    sign_in(client, editor.username, "wrong", **forwarded)
    assert AccessAttempt.objects.get().ip_address == seen
