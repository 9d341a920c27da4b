"""«Remind me in three days» at the desk: only its owner sees it, on their first page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Reminder
from articles.tests.desk import LIST, RU, change_url, open_form
from articles.tests.makers import make_article
from articles.tests.page_content import page_of, parts_of, submit, words_of

pytestmark = pytest.mark.django_db


def reminders_on(page):
    return [words_of(part) for part in parts_of(page, "desk-reminders")]


def test_a_reminder_is_set_done_and_postponed(staff, clock):
    reporter, chief, story = staff("reporter"), staff("chief editor"), make_article("ru", title="Суд")
    client, other = Client(), Client()
    client.force_login(reporter)
    other.force_login(chief)
    address = f"{LIST}{story.pk}/remind/?edition=ru"
    assert address in open_form(client, story, RU).text
    assert f"{LIST}{story.pk}/remind/" in client.get(f"{LIST}{story.pk}/history/").text
    answer = submit(client, client.get(address), "remind_form", days="3", note="Позвонить")
    assert answer["Location"] == f"{change_url(story)}?edition=ru"
    own = Reminder.objects.get()
    assert "Позвонить" in words_of(page_of(client.get(address)))
    assert "Позвонить" not in other.get(address).text
    assert reminders_on(client.get("/admin/")) == []

    clock(timezone.now() + timedelta(days=3))
    assert "Суд [ru] Русский · «Позвонить»" in reminders_on(client.get("/admin/"))[0]
    assert reminders_on(other.get("/admin/")) == []
    decide = f"{LIST}reminders/{own.pk}/"
    assert [other.post(decide, {"decision": "done"}).status_code, client.get(decide).status_code] == [404, 405]
    assert client.post(decide, {"decision": "never"}).status_code == 400
    client.post(decide, {"decision": "week"})
    own.refresh_from_db()
    assert own.due_on == timezone.localdate() + timedelta(days=7)
    assert reminders_on(client.get("/admin/")) == []
    client.post(decide, {"decision": "done"})
    clock(timezone.now() + timedelta(days=8))
    assert reminders_on(client.get("/admin/")) == []


def test_a_number_of_days_that_makes_no_sense_is_asked_again(signed_in):
    client, story = signed_in("photo editor"), make_article("ru")
    page = client.get(f"{LIST}{story.pk}/remind/")
    for days in ("0", "400", "two", ""):
        assert submit(client, page, "remind_form", days=days).status_code == 200
    assert not Reminder.objects.exists()
    assert signed_in("moderator").get(f"{LIST}{story.pk}/remind/").status_code == 403
