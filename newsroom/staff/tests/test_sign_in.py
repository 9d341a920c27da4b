"""Nobody can try many passwords, and nobody can lock out somebody else."""

import logging
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from articles.tests.page_content import words_of
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


def test_the_editor_can_sign_in_from_another_address(client, editor):
    fail(client, editor.username)
    assert sign_in(client, editor.username, PASSWORD, EDITOR).status_code == 302


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
