"""The requests of an open edit page for what colleagues do (`articles/editorial/presence.py`)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.editorial import discarding, drafts, presence
from articles.models import Presence
from articles.tests.draft_rows import write
from articles.tests.makers import make_article
from newsroom import editions

pytestmark = pytest.mark.django_db

RU = editions.BY_CODE["ru"]
PEOPLE = 8


@pytest.fixture
def story():
    return make_article("ru")


@pytest.fixture
def people(staff):
    return [staff("editor") for _ in range(PEOPLE)]


@pytest.fixture
def poll(client, story):
    """poll(user, "b1", tag, since) asks as the page of `user` does, and counts queries in `poll.queries`."""

    def ask(user, block="", tag="", since=0):
        address = f"/draft-changes/{presence.token_for(user, story, RU)}/"
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(
                address, {"since": since, "block": block}, headers={"If-None-Match": tag} if tag else {}
            )
        ask.queries = len([query for query in queries if "SAVEPOINT" not in query["sql"]])
        return answer

    return ask


def test_an_idle_poll_takes_one_query_with_eight_people(poll, people):
    for place, user in enumerate(people):
        poll(user, f"block{place}")
    answer = poll(people[0], "block0")
    assert answer.json()["people"] == sorted(
        (
            {"name": user.username, "initials": user.initials, "block": f"block{place}", "elsewhere": ""}
            for place, user in enumerate(people[1:], 1)
        ),
        key=lambda person: person["name"],
    )
    again = poll(people[0], "block0", answer.headers["ETag"])
    assert (again.status_code, poll.queries) == (304, 1)


def test_a_poll_that_notes_somebody_takes_one_query_more(poll, people):
    poll(people[0], "block0")
    poll(people[0], "block1")
    assert (Presence.objects.get().block, poll.queries) == ("block1", 2)
    long_ago = timezone.now() - presence.NOTED_EVERY
    Presence.objects.update(seen_at=long_ago)
    poll(people[0], "block1")
    assert poll.queries == 2
    assert Presence.objects.get().seen_at > long_ago


def test_whose_words_were_discarded_learns_by_whom(client, poll, people, story):
    me, colleague, third = people[:3]
    drafts.save_draft(story, RU, 0, {"fields": {"title": "Моё"}}, by=me)
    drafts.save_draft(story, RU, 1, {"fields": {"lead": "Моё"}}, by=me)
    assert "discarded" not in poll(me, since=1).json()
    discarding.discard(story, RU, by=colleague)
    drafts.save_draft(story, RU, 3, {"fields": {"lead": "Третье"}}, by=third)
    for since in (1, 999_999_999):
        told = poll(me, since=since).json()["discarded"]
        assert (told["version"], told["by"]) == (3, colleague.username)
    assert "discarded" not in poll(me, since=3).json()
    client.force_login(me)
    address = f"/admin/articles/article/{story.pk}/draft/ru/"
    for base, is_told in [(2, True), (3, False)]:
        change = {"base": base, "fields": {"slug": f"slug-{base}"}}
        answer = client.post(address, change, content_type="application/json").json()
        assert ("discarded" in answer) == is_told


def test_who_is_in_another_edition_is_named_with_it(client, poll, people, story):
    address = f"/draft-changes/{presence.token_for(people[1], story, editions.BY_CODE['kk'])}/"
    client.get(address, {"since": 0, "block": "title"})
    [person] = poll(people[0]).json()["people"]
    assert (person["name"], person["block"], person["elsewhere"]) == (people[1].username, "", "Қазақша")
    poll(people[1], "lead")  # now in both
    [person] = poll(people[0]).json()["people"]
    assert (person["block"], person["elsewhere"]) == ("lead", "")


def test_who_has_left_is_not_shown(poll, people):
    for user in people[:2]:
        poll(user)
    assert len(poll(people[0]).json()["people"]) == 1
    Presence.objects.filter(user=people[1]).update(seen_at=timezone.now() - presence.HERE_FOR - timedelta(seconds=1))
    assert poll(people[0]).json()["people"] == []


def test_a_token_ends_after_ten_minutes_and_the_page_gets_another(signed_in, client, story, signing_clock):
    editor, words = signed_in("editor"), f"/admin/articles/article/{story.pk}/draft/ru/"
    address = editor.get(words).json()["poll_url"]
    signing_clock.add(presence.TOKEN_LIFE - timedelta(seconds=2))
    assert client.get(address).status_code == 200
    signing_clock.add(timedelta(seconds=4))
    assert client.get(address).status_code == 401
    renewed = editor.get(words).json()["poll_url"]
    assert client.get(renewed).status_code == 200


def test_without_the_right_a_token_shows_the_words_of_its_edition_for_ten_minutes(client, staff, signing_clock):
    """As `docs/decisions/drafts.md` says, also after signing out."""
    story, user, desk, chief = make_article("ru", "kk"), staff("editor"), Client(), staff("chief editor")
    desk.force_login(user)
    words = f"/admin/articles/article/{story.pk}/draft/ru/"
    address = desk.get(words).json()["poll_url"]
    user.groups.clear()
    assert desk.get(words).status_code == 403
    desk.logout()
    for edition, title in ((RU, "Заголовок"), (editions.BY_CODE["kk"], "Тақырып")):
        write(story, chief, edition, title=title)
    shared = drafts.shared_draft_of(story)
    drafts.save_shared(story, shared.version, shared.values | {"source_url": "https://example.com/"}, by=chief)
    shown = client.get(address).json()
    assert shown.keys() == {"version", "shared_version", "people", "mark", "fields", "blocks"}
    assert shown["fields"]["title"] == "Заголовок"
    assert [word for word in ("Тақырып", "example.com") if word in str(shown)] == []
    signing_clock.add(presence.TOKEN_LIFE + timedelta(seconds=1))
    assert client.get(address).status_code == 401


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}, {"password": "another"}])
def test_a_token_ends_with_the_account_and_its_password(client, people, story, change):
    [user, *_others] = people
    address = f"/draft-changes/{presence.token_for(user, story, RU)}/"
    assert client.get(address).status_code == 200
    type(user).objects.filter(pk=user.pk).update(**change)
    assert client.get(address).status_code == 401


@pytest.mark.django_db(transaction=True)  # a database looks for the story at the end of a transaction
def test_a_deleted_story_is_gone(poll, people, story):
    assert poll(people[0]).status_code == 200
    type(story).objects.filter(pk=story.pk).delete()
    assert poll(people[0]).status_code == 410
