"""The whole life of a commenter as the law wants it, step by step, as `docs/commenters.md` describes it."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from articles.comments.models import Comment, State
from articles.comments.people.models import Commenter, Contact, Disclosure
from articles.comments.people.tests.makers import PHONE
from articles.comments.people.tests.sending import HERE, sign_up
from articles.comments.tests.sending import RU, post
from articles.tests.makers import make_article
from articles.tests.page_content import words_in
from newsroom.outbox import looks

pytestmark = pytest.mark.django_db

NAME, DISCLOSURES = "Айгүл", "/admin/commenters/disclosure/"
REASON = "Request 17-3 of the police, 28 November"


@pytest.fixture
def chiefs(signed_in):
    """The desks of two chief editors."""
    return signed_in("chief editor"), signed_in("chief editor")


def command(name, *arguments):
    said = StringIO()
    call_command(name, *arguments, stdout=said)
    return said.getvalue()


def disclosed(asker, other):
    """Ask for the only person's contact, let another chief editor grant it, and return the page that shows it."""
    asker.post(f"{DISCLOSURES}add/", {"person": Commenter.objects.get().pk, "reason": REASON})
    here = f"{DISCLOSURES}{Disclosure.objects.get().pk}/"
    asker.post(f"{here}decide/", {"decision": "grant"})
    assert Disclosure.objects.get().is_granted is None  # not by the same person
    other.post(f"{here}decide/", {"decision": "grant"})
    return asker.post(f"{here}see/").content.decode()


def traces(lookup):
    """Return what is left of the person in any table or on the page of the story."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += map(str, cursor.fetchall())
    stored = "\n".join(rows)
    return [text for text in (NAME, PHONE[1:], lookup) if text in stored]


def restore(backup):
    """Put the old rows back, as a database does that is restored from its backup."""
    for model in (Comment, Disclosure, Commenter):
        model.objects.all().delete()
    call_command("loaddata", str(backup), verbosity=0)


def test_register_comment_disclose_erase_and_stay_erased(client, gateway, chiefs, tmp_path, settings, signed_in):
    story, reader = make_article("ru"), client

    assert post(Client(), story).status_code == 403  # nobody comments without identity
    sign_up(reader, gateway, NAME)
    assert gateway.received[-1][1]["to"] == PHONE
    assert (Contact.objects.get().value, PHONE[1:] in traces("")) == (PHONE, False)  # encrypted

    assert post(reader, story, text="Хорошая новость").status_code == 303
    Comment.objects.update(state=State.APPROVED)
    assert NAME in words_in(client.get(story.address_in(RU)), "comment")
    assert PHONE not in client.get(story.address_in(RU)).content.decode()

    assert PHONE in disclosed(*chiefs)
    log = chiefs[1].get(DISCLOSURES).content.decode()
    assert REASON in log
    assert PHONE not in log

    backup, lookup = tmp_path / "backup.json", Contact.objects.get().lookup
    call_command("dumpdata", "commenters", "comments.comment", output=str(backup), verbosity=0)
    assert command("erase_commenter", PHONE).startswith("Erased: #")
    assert traces(lookup) == []
    assert "Удалённый читатель" in words_in(client.get(story.address_in(RU)), "comment")
    assert reader.get(f"{HERE}my-data.json").status_code == 303  # signed out

    restore(backup)
    assert traces(lookup) == [NAME, lookup]  # the old backup has brought them back
    settings.DELIVERS_AFTER_REQUESTS = True
    looks.look_soon()
    assert signed_in("reporter").get("/admin/").status_code == 200  # the first page that somebody opens
    assert traces(lookup) == []
    assert Commenter.objects.get().state == "erased"
    assert NAME not in client.get(story.address_in(RU)).content.decode()
    assert post(reader, story, text="Ещё одна новость").status_code == 403
