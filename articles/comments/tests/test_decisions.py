"""Each decision about comments is a row that says who, when and why, and can be undone."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.comments import moderation
from articles.comments.models import Ban, Comment, Decision, DecisionAct, DecisionKind, RejectionReason, State
from articles.comments.tests.makers import make_comment
from articles.tests.page_content import elements, parts_of, words_of

pytestmark = pytest.mark.django_db

LIST, LOG = "/admin/comments/comment/", "/admin/comments/decisionact/"


def states():
    return [*Comment.objects.order_by("pk").values_list("state", flat=True)]


@pytest.fixture
def waiting(story):
    return [make_comment(story, f"Text {number}", state=State.WAITING) for number in range(3)]


def reject_all(by, reason=RejectionReason.INSULT):
    return moderation.reject(Comment.objects.all(), by=by, reason=reason)


def test_an_act_says_who_when_why_and_what_was_before(staff, story, waiting):
    approved, moderator, start = make_comment(story), staff("moderator"), timezone.now()
    act = reject_all(moderator)
    assert (act.kind, act.by, act.reason) == (DecisionKind.REJECT, moderator, RejectionReason.INSULT)
    assert start <= act.at <= timezone.now()
    before = {decision.comment_id: (decision.was, decision.became) for decision in act.decisions.all()}
    expected = {comment.pk: (State.WAITING, State.REJECTED) for comment in waiting}
    assert before == expected | {approved.pk: (State.APPROVED, State.REJECTED)}


def test_undoing_gives_each_comment_its_state_before(staff, story, waiting):
    make_comment(story)
    moderator = staff("moderator")
    act = reject_all(moderator)
    undone = moderation.undo(act, by=moderator)
    assert states() == [*[State.WAITING] * 3, State.APPROVED]
    assert (undone.kind, undone.undoes, undone.decisions.count()) == (DecisionKind.UNDO, act, 4)
    with pytest.raises(ValidationError, match="undone already"):
        moderation.undo(act, by=moderator)


def test_undoing_leaves_alone_what_somebody_has_decided_since(staff, waiting):
    first, second = staff("moderator"), staff("editor")
    act = reject_all(first)
    moderation.approve(Comment.objects.filter(pk=waiting[1].pk), by=second)
    assert moderation.undo(act, by=first).decisions.count() == 2
    assert states() == [State.WAITING, State.APPROVED, State.WAITING]


def test_undoing_leaves_alone_what_others_have_decided_the_same_way_again(staff, waiting):
    comments, first = Comment.objects.filter(pk=waiting[0].pk), staff("moderator")
    act = moderation.approve(comments, by=first)
    moderation.reject(comments, by=staff("editor"), reason=RejectionReason.INSULT)
    moderation.approve(comments, by=staff("chief editor"))
    assert moderation.undo(act, by=first).decisions.count() == 0
    assert states()[0] == State.APPROVED


def test_a_ban_without_hiding_does_not_keep_an_act_from_being_undone(staff, waiting):
    comments, first = Comment.objects.filter(pk=waiting[0].pk), staff("moderator")
    act = moderation.approve(comments, by=first)
    moderation.note_ban(comments, by=staff("chief editor"), reason=RejectionReason.INSULT)
    moderation.undo(act, by=first)
    assert states()[0] == State.WAITING


def test_several_acts_on_one_comment_are_undone_one_after_the_other(staff, waiting):
    comments, moderator = Comment.objects.filter(pk=waiting[0].pk), staff("moderator")
    moderation.approve(comments, by=moderator)
    moderation.reject(comments, by=moderator, reason=RejectionReason.INSULT)
    moderation.approve(comments, by=moderator)
    moderation.undo_all(DecisionAct.objects.all(), by=moderator)
    assert states()[0] == State.WAITING


def test_undoing_needs_the_permission(staff, waiting):
    act = reject_all(staff("moderator"))
    with pytest.raises(PermissionDenied):
        moderation.undo(act, by=staff("reporter"))
    assert states() == [State.REJECTED] * 3


def test_an_act_that_changes_nothing_leaves_no_row(staff, story):
    make_comment(story)
    assert moderation.approve(Comment.objects.all(), by=staff("moderator")) is None
    assert (DecisionAct.objects.count(), Decision.objects.count()) == (0, 0)


# At the desk


def test_a_reason_is_chosen_with_the_action_and_one_press_undoes_it(signed_in, waiting):
    desk = signed_in("moderator", "ru")
    earlier = {"action": "reject advertising", "_selected_action": waiting[2].pk}
    for action in (earlier, earlier | {"action": "approve"}):
        desk.post(f"{LIST}?q=", action)
    Comment.objects.filter(pk=waiting[2].pk).update(state=State.WAITING)
    chosen = {"action": "reject insult", "_selected_action": [comment.pk for comment in waiting[:2]]}
    page = desk.post(f"{LIST}?state__exact=waiting", chosen, follow=True)
    assert states() == [State.REJECTED, State.REJECTED, State.WAITING]
    (form,) = [form for form in elements(page, "form") if form.get("class") == "undo"]
    assert words_of(form) == "Отклонено: оскорбление · 2 комментария Отменить"
    desk.post(form.get("action"), follow=True)
    assert states() == [State.WAITING] * 3
    (form,) = [form for form in elements(desk.get(f"{LIST}?q="), "form") if form.get("class") == "undo"]
    assert words_of(form) == "Одобрено · 1 комментарий Отменить"


@pytest.mark.parametrize(("role", "status"), [("moderator", 200), ("chief editor", 200), ("reporter", 403)])
def test_each_moderator_reads_all_decisions(signed_in, staff, waiting, role, status):
    act = reject_all(staff("editor"))
    desk = signed_in(role)
    answers = [desk.get(address) for address in (LOG, f"{LOG}{act.pk}/change/")]
    assert [answer.status_code for answer in answers] == [status] * 2
    if status == 200:
        assert [words_of(cell) for cell in parts_of(answers[0], "field-title")] == ["Rejected: an insult"]
        assert "Text 2" in answers[1].text


def test_a_decision_of_others_is_undone_from_the_log(signed_in, staff, waiting):
    act = reject_all(staff("editor"))
    desk = signed_in("moderator")
    (form,) = [form for form in elements(desk.get(f"{LOG}{act.pk}/change/"), "form") if form.get("class") == "undo"]
    desk.post(form.get("action"))
    assert states() == [State.WAITING] * 3
    assert desk.get(form.get("action")).status_code == 405


def test_the_log_shows_the_comment_or_how_many_and_what_was_undone(signed_in, staff, waiting):
    moderator = staff("moderator")
    moderation.undo(reject_all(moderator), by=moderator)
    moderation.approve(Comment.objects.filter(pk=waiting[0].pk), by=moderator)
    first = waiting[0]
    page = signed_in("editor").get(LOG)
    shown = [words_of(cell) for cell in parts_of(page, "field-count")]
    assert shown == [f"{first.name}: {first.text}", "3 comments", "3 comments"]
    titles = ["Approved", "Undone · Rejected: an insult", "Rejected: an insult"]
    assert [words_of(cell) for cell in parts_of(page, "field-title")] == titles


def test_the_log_costs_the_same_for_one_decision_and_for_many(signed_in, staff, waiting):
    desk, moderator = signed_in("editor"), staff("moderator")
    numbers = []
    for comment in waiting:
        act = moderation.hide_all(Comment.objects.filter(pk=comment.pk), by=moderator, reason="insult")
        Ban.objects.create(addresses="192.0.2.7", reason="insult", at=act.at, act=act)
        moderation.undo(act, by=moderator)
        with CaptureQueriesContext(connection) as queries:
            desk.get(LOG)
        numbers.append(len(queries))
    assert numbers[1] == numbers[2]


def test_an_undo_cannot_be_undone(client, staff, waiting):
    moderator = staff("moderator")
    act = reject_all(moderator)
    undone = moderation.undo(act, by=moderator)
    client.force_login(moderator)
    for address in (f"{LIST}queue/undo/{undone.pk}/", f"{LOG}{undone.pk}/undo/"):
        page = client.post(address, follow=True)
        assert "Decide about the comments again" in words_of(parts_of(page, "messagelist")[0])
    assert states() == [State.WAITING] * 3
    assert not DecisionAct.objects.filter(undoes=undone).exists()


def test_a_comment_is_not_deleted_with_the_decisions_about_it(client, staff, waiting):
    untouched, decided, other = waiting
    moderation.reject(Comment.objects.exclude(pk=untouched.pk), by=staff("moderator"), reason="insult")
    client.force_login(staff("chief editor"))
    client.post(f"{LIST}{decided.pk}/delete/", {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [decided.pk, other.pk], "post": "yes"}
    client.post(LIST, chosen)
    assert (Comment.objects.count(), Decision.objects.count()) == (3, 2)
    client.post(f"{LIST}{untouched.pk}/delete/", {"post": "yes"})
    assert Comment.objects.filter(pk__in=[one.pk for one in waiting]).count() == 2
