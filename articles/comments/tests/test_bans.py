"""Moderators ban people and ranges of addresses, and clear a raid. Whoever is banned is told why and until when."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from articles.comments import banning, moderation
from articles.comments.models import Ban, Comment, Decision, DecisionAct, State
from articles.comments.origins import Width, forget_origins, origin_of
from articles.comments.people.exporting import exported
from articles.comments.people.tests.makers import make_person
from articles.comments.posting import NotPosted
from articles.comments.posting import post as post_comment
from articles.comments.tests.makers import make_comment
from articles.comments.tests.sending import WORDS, errors_in, post
from articles.tests.page_content import parts_of, words_of

pytestmark = pytest.mark.django_db
LIST = "/admin/comments/ban/"


def posted(story, address="192.0.2.7", person=None, text="Words"):
    return post_comment(Comment(article=story, language="ru", name="Reader", text=text), address=address, person=person)


def is_refused(story, **known):
    try:
        posted(story, text=f"Words {timezone.now()}", **known)
    except NotPosted as refusal:
        return refusal.status == 403
    return False


def states(**fields):
    return [*Comment.objects.filter(**fields).order_by("pk").values_list("state", flat=True)]


# Who is banned


def test_a_banned_person_is_told_why_and_until_when_and_everybody_else_writes_on(story, staff, clock):
    person, moderator = make_person(), staff("moderator")
    noon = datetime(2026, 5, 4, 12, tzinfo=timezone.get_default_timezone())
    clock(noon)
    with translation.override("ru"):
        banning.ban(person=person, by=moderator, reason="insult", hours=24)
        with pytest.raises(NotPosted, match=r"5\s+мая 2026.*12:00.*оскорбление.*Ваш текст"):
            posted(story, person=person)
        assert not is_refused(story)
    clock(noon + timedelta(days=1))
    assert not is_refused(story, person=person)


@pytest.mark.parametrize(
    ("addresses", "inside", "outside"),
    [
        ("192.0.2.0/24", "192.0.2.200", "192.0.3.1"),
        ("192.0.2.7", "::ffff:192.0.2.7", "192.0.2.8"),
        ("2001:db8::/32", "2001:db8:7::1", "2001:db9::1"),
        ("::ffff:198.51.100.0/120", "198.51.100.9", "198.51.101.9"),
    ],
)
def test_a_range_of_addresses_is_banned(story, staff, addresses, inside, outside):
    ban = banning.ban(addresses=addresses, by=staff("moderator"), reason="insult")
    assert is_refused(story, address=inside)
    assert not is_refused(story, address=outside)
    assert not is_refused(story, address=None)
    banning.lift(Ban.objects.filter(pk=ban.pk), by=staff("chief editor"))
    assert not is_refused(story, address=inside)
    ban.refresh_from_db()
    assert ban.lifted_by.groups.get().name == "chief editor"


@pytest.mark.parametrize("typed", ["192.0.2", "0.0.0.0/0", "2001::/8", "fe80::1%eth0", "fe80::1%eth0/64"])
def test_what_is_no_range_or_a_far_too_wide_one_is_refused(staff, typed):
    with pytest.raises(ValidationError):
        banning.ban(addresses=typed, by=staff("moderator"), reason="insult")


@pytest.mark.parametrize(
    ("width", "refused"), [(Width.OWN, [1, 0, 0, 0]), (Width.NEAR, [1, 1, 0, 0]), (Width.WIDE, [1, 1, 1, 0])]
)
def test_the_network_of_a_comment_is_banned_though_nobody_can_read_it(story, staff, width, refused):
    comment = posted(story)
    assert len(comment.origin) == 48
    banning.ban_writers(Comment.objects.all(), by=staff("moderator"), reason="insult", width=width)
    addresses = ["192.0.2.7", "192.0.2.8", "192.0.3.7", "192.1.2.7"]
    assert [is_refused(story, address=address) for address in addresses] == refused


def test_the_origin_of_a_comment_is_forgotten_after_a_month(story):
    comment = posted(story)
    assert forget_origins(comment.sent_at + timedelta(days=29)) == 0
    assert forget_origins(comment.sent_at + timedelta(days=31)) == 1
    comment.refresh_from_db()
    assert comment.origin is None
    assert origin_of("192.0.2.7")[:32] == origin_of("192.0.2.8")[:32] != origin_of("192.0.3.7")[:32]


def test_posting_asks_for_bans_without_a_query_of_its_own(story):
    posted(story)
    with CaptureQueriesContext(connection) as queries:
        posted(story, text="Other words")
    assert not any("comments_ban" in query["sql"] for query in queries)


def test_a_form_keeps_the_text_of_somebody_who_is_banned(client, story, staff):
    banning.ban(addresses="127.0.0.1", by=staff("moderator"), reason="insult")
    response = post(client, story)
    assert response.status_code == 403
    assert "оскорбление" in errors_in(response)[0]
    assert WORDS["text"] in response.content.decode()


# All of theirs


def test_all_of_a_person_are_hidden_in_one_act_and_come_back_in_one_with_the_ban_lifted(story, staff):
    person, moderator = make_person(), staff("moderator")
    before = [State.APPROVED, State.WAITING, State.REJECTED]
    for state in before:
        make_comment(story, person=person, state=state)
    answer = make_comment(story, parent=Comment.objects.first())
    ban = banning.ban(person=person, by=moderator, reason="insult", hides=True)
    assert states(person=person) == [State.HIDDEN, State.HIDDEN, State.REJECTED]
    assert states(pk=answer.pk) == [State.APPROVED]
    assert Decision.objects.filter(act=ban.act).count() == 2
    moderation.undo(ban.act, by=moderator)
    assert states(person=person) == before
    assert not is_refused(story, person=person)


def raid(story, staff):
    """Make 300 comments by 20 people, ten of whom are not identified, and three of other readers."""
    for number in range(20):
        known = {"person": make_person(contact=f"+770112345{number:02}")} if number % 2 else {}
        known |= {"origin": origin_of(f"198.51.{number}.7")}
        Comment.objects.bulk_create(
            Comment(article=story, language="ru", name="R", text=f"{number}", state=State.APPROVED, **known)
            for _ in range(15)
        )
    for _ in range(3):
        make_comment(story, name="Honest", origin=origin_of("203.0.113.9"))
    return Comment.objects.filter(name="R")


def test_a_raid_of_300_comments_by_20_people_is_cleared_in_one_act_and_restored_in_one(story, staff):
    theirs, moderator = raid(story, staff), staff("moderator")
    one_of_each = theirs.filter(pk__in=[theirs.filter(text=f"{number}").first().pk for number in range(20)])
    bans, act = banning.ban_writers(one_of_each, by=moderator, reason="insult", hours=24)
    assert (len(bans), Decision.objects.filter(act=act).count()) == (20, 300)
    assert set(states(name="R")) == {State.HIDDEN}
    assert set(states(name="Honest")) == {State.APPROVED}
    moderation.undo(act, by=moderator)
    assert set(states(name="R")) == {State.APPROVED}
    assert not Ban.objects.filter(lifted_at=None).exists()


def test_a_raid_that_was_cleared_person_by_person_is_restored_in_one_act(story, staff):
    theirs, moderator = raid(story, staff), staff("moderator")
    for number in range(20):
        banning.ban_writers(theirs.filter(text=f"{number}")[:1], by=moderator, reason="insult")
    assert set(states(name="R")) == {State.HIDDEN}
    undone, refused = moderation.undo_all(DecisionAct.objects.all(), by=moderator)
    assert (len(undone), refused) == (20, [])
    assert set(states(name="R")) == {State.APPROVED}


def test_only_what_was_sent_since_a_time_is_hidden(story, staff):
    old, new = (make_comment(story, origin=origin_of("192.0.2.7")) for _ in range(2))
    Comment.objects.filter(pk=old.pk).update(sent_at=timezone.now() - timedelta(hours=2))
    since = timezone.now() - timedelta(hours=1)
    banning.ban_writers(Comment.objects.filter(pk=new.pk), by=staff("moderator"), reason="insult", since=since)
    assert states() == [State.APPROVED, State.HIDDEN]


# Who may ban


def test_only_moderators_ban_and_lift(story, staff):
    made = banning.ban(addresses="192.0.2.7", by=staff("moderator"), reason="insult")
    make_comment(story, origin=origin_of("192.0.2.8"))
    for act in (
        lambda by: banning.ban(addresses="192.0.2.9", by=by, reason="insult"),
        lambda by: banning.ban_writers(Comment.objects.all(), by=by, reason="insult"),
        lambda by: banning.lift(Ban.objects.filter(pk=made.pk), by=by),
    ):
        with pytest.raises(PermissionDenied):
            act(staff("editor"))
    assert [ban.lifted_at for ban in Ban.objects.all()] == [None]
    assert states() == [State.APPROVED]


def test_the_desk_bans_and_lifts(story, staff, client):
    person, moderator = make_person(), staff("moderator")
    make_comment(story, person=person)
    client.force_login(moderator)
    values = {"person": person.pk, "addresses": "", "reason": "insult", "hours": "5", "hides": "on"}
    client.post(f"{LIST}add/", values)
    ban = Ban.objects.get()
    assert (ban.person, ban.by, ban.until - ban.at) == (person, moderator, timedelta(hours=5))
    assert states() == [State.HIDDEN]
    assert client.get(f"{LIST}{ban.pk}/change/").status_code == 200
    client.post(LIST, {"action": "lift", "_selected_action": [ban.pk]})
    assert not is_refused(story, person=person)
    client.post("/admin/comments/decisionact/", {"action": "undo_selected", "_selected_action": [ban.act_id]})
    assert states()[:1] == [State.APPROVED]


@pytest.mark.parametrize("fields", [{"addresses": "", "person": ""}, {"addresses": "0.0.0.0/0"}])
def test_the_form_of_a_ban_says_what_is_wrong(staff, client, fields):
    client.force_login(staff("moderator"))
    response = client.post(f"{LIST}add/", {"reason": "insult"} | fields)
    assert response.status_code == 200
    assert parts_of(response, "errorlist")
    assert not Ban.objects.exists()


@pytest.mark.parametrize(
    ("addresses", "hidden"),
    [
        ("192.0.2.7", [1, 0, 0, 0]), ("192.0.2.0/30", [0, 0, 0, 0]), ("192.0.2.0/24", [1, 1, 0, 0]),
        ("::ffff:192.0.2.0/120", [1, 1, 0, 0]), ("192.0.0.0/20", [1, 1, 1, 0]), ("192.0.0.0/8", [1, 1, 1, 0]),
        ("2001:db8:0:1::/64", [0, 0, 0, 1]), ("2001:db8::/44", [0, 0, 0, 1]),
    ],
)  # fmt: skip
def test_a_ban_of_addresses_hides_what_came_from_there(story, staff, client, addresses, hidden):
    for address in ("192.0.2.7", "192.0.2.9", "192.0.3.7", "2001:db8:0:1::7"):
        make_comment(story, origin=origin_of(address))
    make_comment(story, origin=origin_of("192.0.2.7"), person=make_person())  # known by the account
    client.force_login(staff("moderator"))
    fields = {"addresses": addresses, "reason": "insult", "hides": "on"}
    page = client.post(f"{LIST}add/", fields, follow=True)
    assert states() == [State.HIDDEN if is_hidden else State.APPROVED for is_hidden in [*hidden, 0]]
    words = f"{sum(hidden)} comment is hidden" if sum(hidden) == 1 else f"{sum(hidden)} comments are hidden"
    assert words in page.content.decode()
    moderation.undo_all(DecisionAct.objects.all(), by=staff("chief editor"))
    assert states() == [State.APPROVED] * 5
    assert Ban.objects.filter(lifted_at=None).exists() == (not any(hidden))


@pytest.mark.parametrize("addresses", ["2001:db8::7", "2001:db8::/34"])
def test_a_ban_of_addresses_that_cannot_hide_says_so(story, staff, client, addresses):
    client.force_login(staff("moderator"))
    sent = {"addresses": addresses, "reason": "insult"}
    page = client.post(f"{LIST}add/", sent | {"hides": "on"})
    assert "cannot be found" in words_of(parts_of(page, "errorlist")[0])
    assert not Ban.objects.exists()
    client.post(f"{LIST}add/", sent)
    assert Ban.objects.exists()


def test_who_may_not_lift_bans_does_not_undo_the_act_of_one(story, staff, client):
    make_comment(story, origin=origin_of("192.0.2.7"))
    _bans, act = banning.ban_writers(Comment.objects.all(), by=staff("moderator"), reason="insult")
    client.force_login(staff("editor"))
    page = client.post(f"/admin/comments/comment/queue/undo/{act.pk}/", follow=True)
    assert "may lift bans" in words_of(parts_of(page, "messagelist")[0])
    assert (states(), Ban.objects.get().lifted_at) == ([State.HIDDEN], None)
    banning.lift(Ban.objects.all(), by=staff("chief editor"))
    client.post(f"/admin/comments/comment/queue/undo/{act.pk}/")
    assert states() == [State.APPROVED]


def test_somebody_who_is_banned_finds_that_among_their_data(staff):
    person = make_person()
    banning.ban(person=person, by=staff("moderator"), reason="insult")
    assert [(row["reason"], row["until"]) for row in exported(person)["bans"]] == [("insult", None)]


def test_a_ban_of_whoever_has_everything_rejected_already_is_an_act_that_is_undone(staff, story):
    moderator = staff("moderator")
    comment = make_comment(story, state=State.REJECTED, origin="a" * 48)
    bans, act = banning.ban_writers(Comment.objects.filter(pk=comment.pk), by=moderator, reason="insult")
    assert (len(bans), act.decisions.get().became) == (1, State.REJECTED)
    moderation.undo(act, by=moderator)
    assert Ban.objects.get().lifted_at
