"""A contact is disclosed by two people, once, and each step is in the log."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from articles.comments.people import disclosing
from articles.comments.people.ending import erase
from articles.comments.people.models import Disclosure
from articles.comments.people.tests.makers import PHONE, make_person
from newsroom.staff.models import User

pytestmark = pytest.mark.django_db

LIST, ADD = "/admin/commenters/disclosure/", "/admin/commenters/disclosure/add/"
REASON = "Request 17-3 of the police, 28 November"


@pytest.fixture
def person():
    return make_person("Айгүл")


@pytest.fixture
def chiefs(staff):
    return [staff("chief editor", language="en"), staff("chief editor", language="en")]


@pytest.fixture
def clients(chiefs):
    """The desks of the two chief editors."""
    clients = [Client(), Client()]
    for client, user in zip(clients, chiefs, strict=True):
        client.force_login(user)
    return clients


def page_of(row, act="change"):
    return f"{LIST}{row.pk}/{act}/"


def test_two_people_disclose_a_contact_once_and_the_log_says_everything(clients, chiefs, person):
    asker, other = clients
    assert asker.post(ADD, {"person": person.pk, "reason": REASON}).status_code == 302
    row = Disclosure.objects.get()
    assert 'value="grant"' not in asker.get(page_of(row)).content.decode()
    assert 'value="grant"' in other.get(page_of(row)).content.decode()
    assert "disclosures of contacts wait" in other.get("/admin/").content.decode().lower()
    asker.post(page_of(row, "decide"), {"decision": "grant"})  # nobody grants their own
    row.refresh_from_db()
    assert row.is_granted is None

    other.post(page_of(row, "decide"), {"decision": "grant"})

    assert PHONE not in other.post(page_of(row, "see"), follow=True).content.decode()
    shown = asker.post(page_of(row, "see"))
    assert PHONE in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert PHONE not in asker.post(page_of(row, "see"), follow=True).content.decode()
    row.refresh_from_db()
    assert (row.reason, row.asked_by, row.decided_by, row.is_granted) == (REASON, *chiefs, True)
    assert row.asked_at < row.decided_at < row.shown_at
    log = other.get(LIST).content.decode()
    assert [word for word in (REASON, str(chiefs[0]), str(chiefs[1])) if word not in log] == []


def test_no_page_of_the_desk_shows_a_contact_without_a_disclosure(clients, superuser, person):
    Disclosure.objects.create(person=person, reason=REASON, asked_by=User.objects.first())
    pages = ["/admin/", LIST, ADD, page_of(Disclosure.objects.get()), "/admin/commenters/commenter/"]
    pages += [f"/admin/commenters/commenter/{person.pk}/change/"]
    for client in (clients[0], superuser()):
        texts = [client.get(page, follow=True).content.decode() for page in pages]
        assert "Айгүл" in "".join(texts)
        assert [text for text in texts if "7011234567" in text] == []


@pytest.mark.parametrize("role", ["reporter", "editor", "moderator", "photo editor", "translator"])
def test_other_roles_take_no_part(staff, chiefs, person, role):
    user = staff(role)
    row = disclosing.ask(person, reason=REASON, by=chiefs[0])
    for act in (
        lambda: disclosing.ask(person, reason=REASON, by=user),
        lambda: disclosing.decide(row, is_granted=True, by=user),
        lambda: disclosing.see(row, by=user),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_what_is_refused_decided_or_too_late_is_not_shown(chiefs, person, clock):
    asker, other = chiefs
    now = timezone.now()
    refused = disclosing.ask(person, reason=REASON, by=asker)
    disclosing.decide(refused, is_granted=False, by=other)
    with pytest.raises(ValidationError):
        disclosing.see(refused, by=asker)
    with pytest.raises(ValidationError):
        disclosing.decide(refused, is_granted=True, by=other)
    late = disclosing.ask(person, reason=REASON, by=asker)
    disclosing.decide(late, is_granted=True, by=other)
    with pytest.raises(PermissionDenied):
        disclosing.see(late, by=other)
    clock(now + timedelta(days=1, minutes=1))
    with pytest.raises(ValidationError):
        disclosing.see(late, by=asker)
    clock(now + timedelta(hours=23))
    assert disclosing.see(late, by=asker) == PHONE


def test_the_database_knows_no_disclosure_by_one_person(chiefs, person):
    row = disclosing.ask(person, reason=REASON, by=chiefs[0])
    own = {"is_granted": True, "decided_by": chiefs[0], "decided_at": timezone.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Disclosure.objects.filter(pk=row.pk).update(**own)
    Disclosure.objects.filter(pk=row.pk).update(**own | {"decided_by": chiefs[1]})


def test_nothing_is_asked_without_a_reason_or_about_somebody_erased(clients, chiefs, person):
    for reason in ("", "  "):
        assert clients[0].post(ADD, {"person": person.pk, "reason": reason}).status_code == 200
        with pytest.raises(ValidationError):
            disclosing.ask(person, reason=reason, by=chiefs[0])
    erase(person)
    answer = clients[0].post(ADD, {"person": person.pk, "reason": REASON})
    assert (answer.status_code, Disclosure.objects.count()) == (200, 0)
    assert "has been erased" in answer.content.decode()
