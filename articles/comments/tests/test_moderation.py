"""Moderators decide which comments are public. Who decided and when is recorded."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles.comments import moderation
from articles.comments.models import Comment, RejectionReason, State
from articles.comments.tests.makers import make_comment
from articles.editorial.roles import all_roles
from articles.models import Status
from articles.tests.makers import make_article
from articles.tests.page_content import elements, parts_of, words_of
from newsroom import editions
from newsroom.staff.models import User

pytestmark = pytest.mark.django_db

RU = editions.BY_CODE["ru"]
LIST = "/admin/comments/comment/"


def reject(comments, *, by):
    return moderation.reject(comments, by=by, reason=RejectionReason.INSULT)


def number_of(act):
    """Return how many comments an act has decided about."""
    return act.decisions.count() if act else 0


ACTS = [(moderation.approve, State.APPROVED), (reject, State.REJECTED)]
DECIDES = {role: "C" in models.get("comments.comment", "") for role, models in all_roles().items()}
in_each_role = pytest.mark.parametrize("role", all_roles())
with_each_act = pytest.mark.parametrize(("act", "state"), ACTS, ids=["approve", "reject"])


@pytest.fixture
def story():
    return make_article("ru")


def rows():
    return list(Comment.objects.order_by("pk").values())


# Approving and rejecting


@with_each_act
@pytest.mark.parametrize("before", [state for state in State.values if state != State.REMOVED])
def test_a_decision_records_who_and_when(staff, story, act, state, before):
    comment, moderator = make_comment(story, state=before), staff("moderator")
    start = timezone.now()
    count = number_of(act(Comment.objects.all(), by=moderator))
    comment.refresh_from_db()
    assert (comment.state, count) == (state, int(before != state))
    if before != state:
        assert comment.decided_by == moderator
        assert start <= comment.decided_at <= timezone.now()
    else:
        assert (comment.decided_by, comment.decided_at) == (None, None)


@with_each_act
def test_only_selected_comments_are_decided_and_changed_ones_are_counted(staff, story, act, state):
    states = [State.WAITING, State.WAITING, State.APPROVED, State.REJECTED]
    chosen = [make_comment(story, state=before).pk for before in states]
    other = make_comment(story, state=State.WAITING)
    assert number_of(act(Comment.objects.filter(pk__in=chosen), by=staff("moderator"))) == 3
    assert [Comment.objects.get(pk=pk).state for pk in chosen] == [state] * 4
    other.refresh_from_db()
    assert (other.state, other.decided_at) == (State.WAITING, None)


def test_a_second_decision_replaces_the_first(client, staff, story):
    comment, first, second = make_comment(story, state=State.WAITING), staff("moderator"), staff("editor")
    moderation.approve(Comment.objects.all(), by=first)
    comment.refresh_from_db()
    approved_at = comment.decided_at
    assert len(parts_of(client.get(story.address_in(RU)), "comment")) == 1
    reject(Comment.objects.all(), by=second)
    comment.refresh_from_db()
    assert (comment.state, comment.decided_by) == (State.REJECTED, second)
    assert comment.decided_at > approved_at
    assert parts_of(client.get(story.address_in(RU)), "comment") == []


def test_repeating_a_decision_keeps_who_made_it_first(staff, story):
    comment, first = make_comment(story, state=State.WAITING), staff("moderator")
    moderation.approve(Comment.objects.all(), by=first)
    assert moderation.approve(Comment.objects.all(), by=staff("moderator")) is None
    comment.refresh_from_db()
    assert comment.decided_by == first


@in_each_role
@with_each_act
def test_deciding_needs_the_permission(staff, story, role, act, state):
    make_comment(story, state=State.WAITING)
    before = rows()
    if DECIDES[role]:
        assert number_of(act(Comment.objects.all(), by=staff(role))) == 1
    else:
        with pytest.raises(PermissionDenied):
            act(Comment.objects.all(), by=staff(role))
        assert rows() == before


def test_moderators_editors_and_chief_editors_can_decide():
    assert {role for role, may in DECIDES.items() if may} == {"moderator", "editor", "chief editor"}


def test_a_decision_remains_when_the_account_is_deleted(staff, story):
    comment, moderator = make_comment(story, state=State.WAITING), staff("moderator")
    moderation.approve(Comment.objects.all(), by=moderator)
    User.objects.filter(pk=moderator.pk).delete()
    comment.refresh_from_db()
    assert (comment.state, comment.decided_by, comment.decided_at is None) == (State.APPROVED, None, False)


def test_undecided_comments_are_waiting(story):
    comments = {state: make_comment(story, state=state) for state in State.values}
    assert list(Comment.objects.waiting()) == [comments["waiting"]]


# In the admin


def texts_on(response):
    return [words_of(cell) for cell in parts_of(response, "field-text")]


@pytest.fixture
def comments(story):
    return {state: make_comment(story, f"It is {state}", state=state) for state in State.values}


@in_each_role
def test_the_list_opens_with_waiting_comments(signed_in, comments, role):
    client = signed_in(role)
    response = client.get(LIST, follow=True)
    if not DECIDES[role]:
        assert response.status_code == 403
        return
    assert (response.status_code, texts_on(response)) == (200, ["It is waiting"])
    assert set(texts_on(client.get(LIST, {"state__exact": "approved"}))) == {"It is approved"}
    everything = client.get(LIST, {"is_of_unknown_origin__exact": "0"})
    assert len(texts_on(everything)) == len(State)


def act_at_desk(client, action, *comments):
    data = {"action": action, "_selected_action": [comment.pk for comment in comments]}
    return client.post(f"{LIST}?state__exact=waiting", data, follow=True)


@pytest.mark.parametrize(("action", "state"), [("approve", State.APPROVED), ("reject insult", State.REJECTED)])
@in_each_role
def test_deciding_several_at_once_needs_the_permission(client, signed_in, story, role, action, state):
    first, second, other = (make_comment(story, f"Text {n}", state=State.WAITING) for n in range(3))
    desk, before = signed_in(role), rows()
    response = act_at_desk(desk, action, first, second)
    if not DECIDES[role]:
        assert (response.status_code, rows()) == (403, before)
        return
    assert [Comment.objects.get(pk=row.pk).state for row in (first, second, other)] == [state, state, State.WAITING]
    decided = set(Comment.objects.exclude(decided_by=None).values_list("decided_by", flat=True))
    assert decided == {int(desk.session["_auth_user_id"])}
    said = [words_of(item) for part in parts_of(response, "messagelist") for item in part.iter("li")]
    assert said == ["2 comments decided."]
    assert len(parts_of(client.get(story.address_in(RU)), "comment")) == (2 if state == State.APPROVED else 0)


def test_the_message_counts_one_and_none_correctly(signed_in, story):
    desk = signed_in("moderator")
    comment = make_comment(story, state=State.WAITING)

    def said(response):
        return [words_of(item) for part in parts_of(response, "messagelist") for item in part.iter("li")]

    assert said(act_at_desk(desk, "approve", comment)) == ["1 comment decided."]
    again = {"action": "approve", "_selected_action": [comment.pk]}
    assert said(desk.post(f"{LIST}?state__exact=approved", again, follow=True)) == ["0 comments decided."]


def test_a_moderator_cannot_edit_the_text_or_the_state(signed_in, comments):
    desk, before = signed_in("moderator"), rows()
    address = f"{LIST}{comments['waiting'].pk}/change/"
    page = desk.get(address)
    (form,) = elements(page, "form", id="comment_form")
    boxes = [box for tag in ("input", "textarea", "select") for box in form.iter(tag)]
    assert (page.status_code, {box.get("type") for box in boxes}) == (200, {"hidden"})
    assert desk.post(address, {"text": "Forged", "state": "approved", "name": "Forged"}).status_code == 302
    assert rows() == before


@in_each_role
def test_only_a_chief_editor_can_delete_a_comment(signed_in, comments, role):
    allowed = "D" in all_roles()[role].get("comments.comment", "")
    response = signed_in(role).post(f"{LIST}{comments['waiting'].pk}/delete/", {"post": "yes"})
    assert response.status_code == (302 if allowed else 403)
    assert Comment.objects.count() == len(State) - allowed


def test_the_admin_escapes_comments(signed_in, story):
    make_comment(story, "<script>alert(1)</script>", name="<img src=x onerror=alert(1)>", state=State.WAITING)
    response = signed_in("moderator").get(LIST, follow=True)
    assert texts_on(response) == ["<script>alert(1)</script>"]
    assert [image for image in elements(response, "img") if image.get("onerror")] == []


def test_the_search_of_comments_ignores_case(signed_in, story):
    make_comment(story, "Акимы правы", name="Әсел", state=State.WAITING)
    make_comment(story, "Другое", name="Болат", state=State.WAITING)
    desk = signed_in("moderator")
    for words in ("Акимы", "акимы", "әСЕЛ"):
        assert texts_on(desk.get(LIST, {"q": words})) == ["Акимы правы"]


def test_the_queue_names_only_stories_that_readers_see(signed_in):
    live, withdrawn = (
        make_article("ru", title=title, title_kk="Draft headline", body_kk="<p>…</p>")
        for title in ("Seen by readers", "Withdrawn since")
    )
    assert {draft.title for draft in (*live.drafts.all(), *withdrawn.drafts.all())} == {"Draft headline"}
    for story in (live, withdrawn):
        make_comment(story, state=State.WAITING)
    assert parts_of(signed_in("moderator").get(LIST, follow=True), "field-headline")
    withdrawn.status_ru = Status.WITHDRAWN
    withdrawn.save()
    desk = signed_in("moderator")
    shown = [words_of(cell) for cell in parts_of(desk.get(LIST, follow=True), "field-headline")]
    assert shown == ["not public", "Seen by readers"]
    pages = [desk.get(f"{LIST}{comment.pk}/change/").content.decode() for comment in Comment.objects.all()]
    assert [("Draft headline" in page, "Withdrawn since" in page) for page in pages] == [(False, False)] * 2
