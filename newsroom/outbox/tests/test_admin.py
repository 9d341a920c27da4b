"""The chief editor sees what is uncertain or has failed, and decides; each decision is logged."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from articles.tests.page_content import page_of, parts_of, words_in, words_of
from newsroom.outbox.delivery import deliver_due
from newsroom.outbox.models import Effect
from newsroom.outbox.tests.conftest import add

pytestmark = pytest.mark.django_db

LIST = reverse("admin:outbox_effect_changelist")


def fail(done, kind, name, error):
    add(kind, name=name)
    done.error = error
    deliver_due()


@pytest.fixture
def undecided(done):
    """Two uncertain messages, an effect that has failed for good, and others that need nobody."""
    fail(done, "message", "one", TimeoutError("no answer"))
    fail(done, "message", "two", TimeoutError("no answer"))
    fail(done, "repeatable", "three", OSError("no route"))
    Effect.objects.filter(channel="repeatable").update(state="failed")
    fail(done, "message", "done", None)
    fail(done, "repeatable", "waiting", OSError())
    done.clear()
    return done


def rows_of(page):
    return [words_of(cell) for cell in parts_of(page, "field-__str__")]


def buttons_of(page):
    """{(name of the button, effect): its address}"""
    cells = zip(rows_of(page), parts_of(page, "field-decisions"), strict=True)
    return {(words_of(one), row): one.get("formaction") for row, cell in cells for one in cell.iter("button")}


def test_the_chief_sends_again_or_says_that_it_arrived_and_both_are_logged(signed_in, undecided):
    chief = signed_in("chief editor")
    front, page = chief.get("/admin/"), chief.get(LIST)
    assert "wait for your decision 3" in words_in(front, "desk-notices")
    assert rows_of(page) == ["Effect three", "Effect two", "Effect one"]
    send, arrived = buttons_of(page)["Send again", "Effect one"], buttons_of(page)["It arrived", "Effect one"]
    assert {("Try again", "Effect three"), ("Done", "Effect three")} < buttons_of(page).keys()
    assert "no route" in words_in(page, "effect-error")

    assert chief.get(send).status_code == 405
    assert chief.post(send, follow=True).status_code == 200
    assert rows_of(chief.get(LIST)) == ["Effect three", "Effect two"]
    assert (deliver_due(), undecided) == (1, ["one"])
    late = chief.post(arrived, follow=True)
    assert "already" in words_in(late, "messagelist")

    two = Effect.objects.get(payload__name="two")
    chief.post(buttons_of(chief.get(LIST))["It arrived", "Effect two"])
    assert rows_of(chief.get(LIST)) == ["Effect three"]
    assert (deliver_due(), undecided) == (0, ["one"])
    assert [entry.get_change_message() for entry in LogEntry.objects.order_by("pk")] == [
        "It will be tried again now.",
        "It was marked as done.",
    ]
    history = chief.get(reverse("admin:outbox_effect_history", args=[two.pk]))
    assert "It was marked as done." in words_of(page_of(history))


def test_nobody_else_sees_or_decides(signed_in, undecided):
    address = reverse("admin:outbox_effect_try_again", args=[Effect.objects.uncertain()[0].pk])
    for role in ("reporter", "editor", "moderator"):
        client = signed_in(role)
        assert parts_of(client.get("/admin/"), "messagelist") == []
        assert (client.get(LIST).status_code, client.post(address).status_code) == (403, 403)
    assert Effect.objects.undecided().count() == 3


def test_the_other_lists(signed_in, undecided):
    chief = signed_in("chief editor")
    shown = {name: rows_of(chief.get(f"{LIST}?shown={name}")) for name in ("waiting", "done", "all")}
    assert shown["waiting"] == ["Effect waiting"]
    assert (shown["done"], len(shown["all"])) == (["Effect done"], 5)
    effect = Effect.objects.get(payload__name="one")
    page = chief.get(reverse("admin:outbox_effect_change", args=[effect.pk]))
    assert "Effect one" in words_in(page, "readonly")
