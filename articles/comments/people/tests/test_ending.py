"""An agreement ends, and the contact three months later; an erasure survives the restoring of an old backup."""

import datetime
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles.comments.models import Comment
from articles.comments.people import codes, ending
from articles.comments.people.models import CodeRequest, Commenter, Contact
from articles.comments.people.tests.makers import PHONE, make_person
from articles.comments.people.tests.sending import HERE, OURS, ask_for_code, join, sign_up, type_code
from articles.comments.tests.makers import make_comment
from articles.tests.makers import make_article
from newsroom.outbox import chores, looks

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def person():
    person = make_person("Айгүл")
    make_comment(make_article("ru", "kk"), "Words", name="Айгүл", person=person)
    return person


def command(name, *arguments):
    out = StringIO()
    call_command(name, *arguments, stdout=out)
    return out.getvalue()


def everything_stored():
    """Return all rows of all tables as one text."""
    with connection.cursor() as cursor:
        texts = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            texts += map(str, cursor.fetchall())
    return "\n".join(texts)


@pytest.mark.parametrize("who", ["8 701 123 45 67", "Айгүл", "#pk"])
def test_one_command_erases_a_person_everywhere(person, who):
    lookup = person.contact.lookup
    codes.ask("sms", PHONE, address=None, language="ru")
    assert "Айгүл" in everything_stored()
    assert command("erase_commenter", who.replace("pk", str(person.pk))) == f"Erased: #{person.pk}.\n"
    stored = everything_stored()
    assert [text for text in ("Айгүл", PHONE[1:], lookup) if text in stored] == []
    assert (Comment.objects.get().name, Comment.objects.get().text) == ("Удалённый читатель", "Words")
    assert (Contact.objects.count(), CodeRequest.objects.count()) == (0, 0)
    with pytest.raises(CommandError):
        command("erase_commenter", PHONE)


def test_one_command_exports_a_person(person):
    data = json.loads(command("export_commenter", PHONE))
    assert (data["nickname"], data["contact"]["value"]) == ("Айгүл", PHONE)
    assert [comment["text"] for comment in data["comments"]] == ["Words"]


# Backups


def test_whoever_was_erased_stays_so_when_an_old_backup_is_restored(person, tmp_path, settings):
    other = make_person("Dana", "+77011234568")
    backup = tmp_path / "backup.json"
    call_command("dumpdata", "commenters", "comments.comment", output=str(backup), verbosity=0)
    ending.erase(person)
    assert PHONE[1:] not in settings.ERASURES_FILE.read_text()
    restore(backup)
    assert Contact.objects.of("sms", PHONE).get().person.nickname == "Айгүл"  # the backup has brought it back

    assert command("apply_erasures") == "Erased again: 1. Erased because it is time: 0.\n"

    assert "Айгүл" not in everything_stored()
    assert [*Contact.objects.values_list("person", flat=True)] == [other.pk]
    assert command("apply_erasures").startswith("Erased again: 0.")


def restore(backup):
    Comment.objects.all().delete()
    Commenter.objects.all().delete()
    call_command("loaddata", str(backup), verbosity=0)


def test_whoever_joins_again_after_an_erasure_is_another_person_whom_the_list_leaves_alone(client, gateway, clock):
    now = timezone.now()
    sign_up(client, gateway)
    ending.erase(Commenter.objects.get())
    clock(now + datetime.timedelta(minutes=5))
    sign_up(client, gateway, "Айгүл")
    assert ending.apply_erasures() == 0
    assert Commenter.objects.filter(state="active").count() == 1


def test_an_ended_agreement_stays_ended_when_an_old_backup_is_restored(person, tmp_path, clock):
    backup, now = tmp_path / "backup.json", timezone.now()
    call_command("dumpdata", "commenters", "comments.comment", output=str(backup), verbosity=0)
    clock(now + DAY)
    ending.end(person)
    restore(backup)
    clock(now + 2 * DAY)
    assert ending.apply_erasures() == 1
    row = Commenter.objects.get()
    assert (row.state, row.nickname, row.ended_at.date()) == ("ended", "", (now + DAY).date())


def test_a_damaged_line_of_the_list_hides_no_other(person, tmp_path, settings):
    settings.ERASURES_FILE.parent.mkdir(parents=True)
    settings.ERASURES_FILE.write_bytes(b"2026-01-01T00:00:00+00:00 ab\n\0\xff\n\n2026\n")
    backup = tmp_path / "backup.json"
    call_command("dumpdata", "commenters", "comments.comment", output=str(backup), verbosity=0)
    ending.erase(person)
    restore(backup)
    chores.do_at_start()  # as a web process does before it answers anybody
    assert Commenter.objects.get().state == "erased"


# Retention


def test_the_contact_is_erased_by_itself_three_months_after_the_agreement(person, clock, signed_in, settings):
    clock(datetime.datetime(2026, 11, 30, 12, tzinfo=datetime.UTC))
    ending.end(person)
    row = Commenter.objects.get()
    assert (row.state, row.nickname, Contact.objects.count()) == ("ended", "", 1)
    assert Comment.objects.get().name == "Удалённый читатель"
    settings.DELIVERS_AFTER_REQUESTS = True
    for day, is_kept in ((datetime.datetime(2027, 2, 28, 11), True), (datetime.datetime(2027, 2, 28, 13), False)):
        clock(day.replace(tzinfo=datetime.UTC))
        looks.look_soon()
        assert signed_in("reporter").get("/admin/").status_code == 200  # any page of the desk
        assert Contact.objects.exists() == is_kept
    assert Commenter.objects.get().state == "erased"


def test_a_worker_and_cron_do_it_too(person, settings, clock):
    settings.COMMENTER_KEPT_MONTHS = 1
    ending.end(person)
    clock(timezone.now() + 32 * DAY)
    command("deliver")
    assert not Contact.objects.exists()


def test_a_chore_that_fails_does_not_stop_the_others(monkeypatch, caplog):
    done = []
    monkeypatch.setattr(chores, "CHORES", {"one": lambda: 1 / 0, "two": lambda: done.append(2)})
    monkeypatch.setattr(chores, "_done", {})
    chores.do_due()
    chores.do_due()
    assert (done, "A chore has failed: one" in caplog.text) == ([2], True)


# By the reader


def test_a_reader_sees_and_downloads_the_own_data_and_ends_the_agreement(client, gateway, clock):
    now = timezone.now()
    sign_up(client, gateway)
    own = client.get(f"{HERE}my-data.json")
    assert (own.json()["contact"]["value"], own.headers["Cache-Control"]) == (PHONE, "private, no-store")
    asked = client.get(f"{HERE}delete/")
    assert (asked.status_code, Commenter.objects.get().state) == (200, "active")
    for headers in ({}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.post(f"{HERE}delete/", headers=headers).status_code == 403
    assert client.post(f"{HERE}delete/", headers=OURS).status_code == 200
    person = Commenter.objects.get()
    assert (person.state, person.nickname, client.cookies["commenter"].value) == ("ended", "", "")
    assert Client().get(f"{HERE}my-data.json").status_code == 303
    clock(now + datetime.timedelta(minutes=5))
    again = type_code(client, gateway, ask_for_code(client))
    assert join(client, again, "Again").status_code == 303
    assert (Commenter.objects.get().pk, Commenter.objects.get().state) == (person.pk, "active")


def test_without_retention_a_reader_is_erased_at_once(client, gateway, settings):
    settings.COMMENTER_KEPT_MONTHS = 0
    sign_up(client, gateway)
    client.post(f"{HERE}delete/", headers=OURS)
    assert (Commenter.objects.get().state, Contact.objects.count()) == ("erased", 0)
