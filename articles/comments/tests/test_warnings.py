"""Whoever is warned reads why and confirms it before the next comment; nobody else is asked."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from articles.comments import moderation
from articles.comments.models import Comment, DecisionAct, DecisionKind, State, WriterWarning
from articles.comments.people.ending import erase
from articles.comments.people.exporting import exported
from articles.comments.people.models import Commenter
from articles.comments.people.tests.conftest import gateway  # noqa: F401 (a fixture)
from articles.comments.people.tests.makers import make_person
from articles.comments.people.tests.sending import sign_up
from articles.comments.posting import NotPosted
from articles.comments.posting import post as post_comment
from articles.comments.tests.makers import make_comment
from articles.comments.tests.sending import WORDS, errors_in, post
from articles.comments.warning import warn_writers
from articles.tests.page_content import elements, parts_of, words_in

pytestmark = pytest.mark.django_db
QUEUE = "/admin/comments/comment/queue/"
THEIRS = {"reason": "insult", "text": "<b>Спокойнее</b>"}


@pytest.fixture
def person():
    return make_person()


def posted(story, person, text="Words", **guards):
    comment = Comment(article=story, language="ru", name="Reader", text=text)
    return post_comment(comment, address="192.0.2.7", person=person, guards=guards)


def test_somebody_who_is_warned_confirms_it_and_keeps_the_text(client, gateway, story, staff):  # noqa: F811
    sign_up(client, gateway)
    person = Commenter.objects.get()
    make_comment(story, person=person)
    warn_writers(Comment.objects.all(), by=staff("moderator"), **THEIRS)
    refused = post(client, story)
    assert refused.status_code == 403
    assert errors_in(refused) == ["Модераторы предупреждают вас: оскорбление. <b>Спокойнее</b>"]
    assert WORDS["text"] in refused.text
    assert "Модераторы предупреждают вас: оскорбление." in client.get("/ru/commenter/").text
    WriterWarning.objects.update(text="Спорьте без оскорблений, пожалуйста. <b>")
    assert "Спорьте без оскорблений, пожалуйста. &lt;b&gt;" in client.get("/kk-arab/commenter/").text
    (box,) = elements(refused, "input", name="acknowledged")
    assert box in [*parts_of(refused, "check")[0].iter("input")]  # else it is too small for a finger
    assert post(client, story, acknowledged=box.get("value")).status_code == 303
    assert WriterWarning.objects.get().acknowledged_at
    assert post(client, story, text="И ещё одно").status_code == 303
    assert [row["reason"] for row in exported(person)["warnings"]] == ["insult"]
    assert "Модераторы предупреждают вас" not in client.get("/ru/commenter/").text


def test_a_confirmation_counts_though_another_check_refuses_the_comment(story, staff, person):
    make_comment(story, person=person)
    warn_writers(Comment.objects.all(), by=staff("moderator"), **THEIRS)
    known = str(WriterWarning.objects.get().pk)
    with pytest.raises(NotPosted, match=r"\S"):
        posted(story, person, text="", acknowledged=known)
    assert posted(story, person)


@pytest.mark.parametrize("sent", ["", "0", "x", "9" * 30, "٣"])
def test_nothing_else_confirms_it(story, staff, person, sent):
    make_comment(story, person=person)
    warn_writers(Comment.objects.all(), by=staff("moderator"), **THEIRS)
    with pytest.raises(NotPosted):
        posted(story, person, acknowledged=sent)
    assert not WriterWarning.objects.get().acknowledged_at
    other = make_person(contact="+77011234568")
    assert posted(story, other, acknowledged=str(WriterWarning.objects.get().pk))
    assert not WriterWarning.objects.get().acknowledged_at


def test_a_warning_rejects_the_comment_and_undoing_withdraws_both(story, staff, person):
    comment, moderator = make_comment(story, person=person), staff("moderator")
    act = warn_writers(Comment.objects.all(), by=moderator, **THEIRS)
    comment.refresh_from_db()
    assert (comment.state, act.kind) == (State.REJECTED, DecisionKind.WARN)
    moderation.undo(act, by=moderator)
    comment.refresh_from_db()
    assert (comment.state, bool(WriterWarning.objects.get().withdrawn_at)) == (State.APPROVED, True)
    assert posted(story, person)


def test_one_person_is_warned_once_for_many_comments_which_may_stay(story, staff, person):
    for _number in range(3):
        make_comment(story, person=person)
    act = warn_writers(Comment.objects.all(), by=staff("moderator"), rejects=False, **THEIRS)
    assert (act.decisions.count(), WriterWarning.objects.count()) == (3, 1)
    assert {*Comment.objects.values_list("state", flat=True)} == {State.APPROVED}


def test_nobody_is_warned_whom_nobody_knows_or_by_those_who_may_not(story, staff, person):
    make_comment(story)
    with translation.override("en"), pytest.raises(ValidationError, match="signed in"):
        warn_writers(Comment.objects.all(), by=staff("moderator"), **THEIRS)
    make_comment(story, person=person)
    with pytest.raises(PermissionDenied):
        warn_writers(Comment.objects.all(), by=staff("reporter"), **THEIRS)
    assert (WriterWarning.objects.count(), DecisionAct.objects.count()) == (0, 0)


def test_posting_asks_for_warnings_without_a_query_of_its_own(story, person):
    posted(story, person)
    with CaptureQueriesContext(connection) as queries:
        posted(story, person, text="Other words")
    assert not any("writerwarning" in query["sql"] for query in queries)


def test_warnings_go_with_the_person_who_is_erased(story, staff, person):
    make_comment(story, person=person)
    warn_writers(Comment.objects.all(), by=staff("moderator"), **THEIRS)
    erase(person)
    assert not WriterWarning.objects.exists()


def test_the_queue_warns_and_shows_who_was_warned(signed_in, story, person):
    first, second = (make_comment(story, person=person, state=State.WAITING) for _ in range(2))
    desk = signed_in("moderator")
    fields = {"warn-reason": "insult", "warn-text": "Спокойнее", "warn-rejects": "on"}
    desk.post(f"{QUEUE}decide/", {"act": "warn", "comment": f"{first.pk}:waiting"} | fields)
    assert WriterWarning.objects.get().text == "Спокойнее"
    assert "Warned: an insult" in words_in(desk.get(f"{QUEUE}?item={second.pk}"), "moderation-side")
    page = desk.post(f"{QUEUE}decide/", {"act": "warn", "comment": f"{second.pk}:waiting"}, follow=True)
    assert "Choose why" in words_in(page, "messagelist")


@pytest.mark.parametrize("rejects", [True, False])
def test_a_warning_that_is_sent_twice_is_one(story, staff, person, rejects):
    make_comment(story, person=person)
    moderator, words = staff("moderator"), {"reason": "insult", "rejects": rejects}
    acts = [warn_writers(Comment.objects.all(), by=moderator, text="Calmly", **words) for _ in range(2)]
    assert (acts[0], WriterWarning.objects.count()) == (acts[1], 1)
    warn_writers(Comment.objects.all(), by=moderator, text="More calmly", **words)
    assert WriterWarning.objects.count() == 2
