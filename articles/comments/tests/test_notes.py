"""Moderators note something about a writer, and are reminded on the day that they have chosen."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from articles.comments.models import State, WriterNote
from articles.comments.noting import forget_notes, look_at, note_writer
from articles.comments.origins import origin_of
from articles.comments.people.ending import erase
from articles.comments.people.exporting import exported
from articles.comments.people.tests.makers import make_person
from articles.comments.tests.makers import make_comment
from articles.tests.page_content import words_in

pytestmark = pytest.mark.django_db
QUEUE, LIST = "/admin/comments/comment/queue/", "/admin/comments/writernote/"


def today():
    return timezone.localdate()


@pytest.fixture
def comment(story):
    return make_comment(story, person=make_person(), state=State.WAITING)


def test_a_note_is_at_each_comment_of_its_writer_and_at_no_other(signed_in, story, comment):
    desk = signed_in("moderator")
    sent = desk.post(f"{QUEUE}note/", {"comment": comment.pk, "text": "Writes of <b>one</b> thing", "look_on": ""})
    assert sent.headers["Location"] == f"{QUEUE}?view=waiting&item={comment.pk}"
    again = make_comment(story, person=comment.person, state=State.WAITING)
    other = make_comment(story, person=make_person(contact="+77011234568"), state=State.WAITING)
    shown = {one: words_in(desk.get(f"{QUEUE}?item={one.pk}"), "moderation-side") for one in (comment, again)}
    assert all("Writes of <b>one</b> thing" in words for words in shown.values())
    WriterNote.objects.update(person=other.person)
    assert "Writes of" in words_in(desk.get(f"{QUEUE}?item={other.pk}"), "moderation-side")
    assert desk.get(f"{QUEUE}?item={other.pk}").text.count("Writes of") == 1


def test_a_note_on_a_network_is_forgotten_with_it(signed_in, staff, story):
    comment = make_comment(story, origin=origin_of("192.0.2.7"), state=State.WAITING)
    note = note_writer(comment, "A class of a school", by=staff("moderator"))
    same = make_comment(story, origin=origin_of("192.0.2.7"), state=State.WAITING)
    assert "A class of a school" in words_in(signed_in("editor").get(f"{QUEUE}?item={same.pk}"), "moderation-side")
    assert forget_notes(note.at + timedelta(days=29)) == 0
    assert forget_notes(note.at + timedelta(days=31)) == 1


def test_moderators_are_reminded_on_the_day_and_not_before(signed_in, staff, comment, clock):
    day = today() + timedelta(days=7)
    note_writer(comment, "Back from a ban", by=staff("moderator"), look_on=day)
    desk, words = signed_in("editor"), "Writers to look at again: 1"
    assert words not in words_in(desk.get(QUEUE), "moderation-links")
    clock(timezone.now() + timedelta(days=7))
    desk = signed_in("editor")
    assert words in words_in(desk.get(QUEUE), "moderation-links")
    assert "riters of comments to look at again" in desk.get("/admin/").text
    page = desk.get(LIST, {"look": "due"})
    assert "Back from a ban" in page.text
    note = WriterNote.objects.get()
    desk.post(LIST, {"action": "look_at", "_selected_action": [note.pk]})
    note.refresh_from_db()
    assert note.done_by.groups.get().name == "editor"
    assert words not in words_in(desk.get(QUEUE), "moderation-links")
    assert "Back from a ban" not in desk.get(LIST, {"look": "due"}).text


def test_what_cannot_be_kept_is_refused_with_a_reason(signed_in, staff, story, comment):
    unknown, moderator = make_comment(story), staff("moderator")
    network = make_comment(story, origin=origin_of("192.0.2.7"))
    for about, options in [
        (unknown, {}),
        (comment, {"look_on": today() - timedelta(days=1)}),
        (network, {"look_on": today() + timedelta(days=40)}),
    ]:
        with pytest.raises(ValidationError):
            note_writer(about, "Words", by=moderator, **options)
    page = signed_in("moderator").post(f"{QUEUE}note/", {"comment": comment.pk, "text": " \u200b "}, follow=True)
    assert words_in(page, "messagelist")
    assert not WriterNote.objects.exists()


def test_only_moderators_note(signed_in, staff, comment):
    note_writer(comment, "Words", by=staff("moderator"))
    for act in (
        lambda by: note_writer(comment, "Words", by=by),
        lambda by: look_at(WriterNote.objects.all(), by=by),
    ):
        with pytest.raises(PermissionDenied):
            act(staff("reporter"))
    assert signed_in("reporter").post(f"{QUEUE}note/", {"comment": comment.pk, "text": "x"}).status_code == 403
    assert WriterNote.objects.get().done_at is None


def test_the_person_can_read_notes_and_they_end_with_the_person(staff, comment):
    note_writer(comment, "Words", by=staff("moderator"))
    assert [row["text"] for row in exported(comment.person)["notes"]] == ["Words"]
    erase(comment.person)
    assert not WriterNote.objects.exists()
