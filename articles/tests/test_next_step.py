"""The filled button of the edit page is the next step of this person, and says when it publishes."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from articles.editorial import drafts, workflow
from articles.models import Draft, Status, Work
from articles.tests.desk import FORM, RU, acts_on, open_form
from articles.tests.draft_rows import write
from articles.tests.makers import make_article
from articles.tests.page_content import elements, form_values, words_of

pytestmark = pytest.mark.django_db

LIVE = Status.PUBLISHED


def steps(page):
    """Return the words of the filled button, and of the one beside it."""
    panel = next(part for part in elements(page, "div") if part.get("data-part") == "steps")
    buttons = [*panel.iter("button")]
    assert ["btn-default" in button.get("class") for button in buttons] == [True, False][: len(buttons)]
    return [" ".join(words_of(button).split()) for button in buttons]


@pytest.mark.parametrize(
    ("role", "status", "state", "expected"),
    [
        ("reporter", Status.UNPUBLISHED, Work.WRITING, ["Send for review"]),
        ("reporter", Status.UNPUBLISHED, Work.IN_REVIEW, ["Save"]),
        ("reporter", Status.UNPUBLISHED, Work.READY, ["Save"]),
        ("editor", Status.UNPUBLISHED, Work.WRITING, ["Publish"]),
        ("editor", Status.UNPUBLISHED, Work.IN_REVIEW, ["Mark as ready", "Publish"]),
        ("editor", Status.UNPUBLISHED, Work.READY, ["Publish"]),
        ("reporter", LIVE, Work.WRITING, ["Send for review"]),
        ("reporter", LIVE, Work.IN_REVIEW, ["Save"]),
        ("editor", LIVE, Work.WRITING, ["Publish changes"]),
        ("editor", LIVE, Work.IN_REVIEW, ["Mark as ready", "Publish changes"]),
        ("editor", LIVE, Work.READY, ["Publish changes"]),
    ],
)
def test_the_filled_button_is_the_next_step(signed_in, staff, role, status, state, expected):
    story = make_article("ru", status=status, published_at=None if status != LIVE else timezone.now())
    write(story, staff("editor"), title="Другой")
    Draft.objects.update(state=state)
    assert steps(open_form(signed_in(role), story, RU)) == expected


@pytest.mark.parametrize("role", ["reporter", "editor"])
def test_what_was_sent_back_is_read_again_before_it_is_published(signed_in, staff, role):
    story, editor = make_article("ru", status=Status.UNPUBLISHED, published_at=None), staff("editor")
    workflow.move_draft(story, RU, Work.IN_REVIEW, by=editor)
    workflow.move_draft(story, RU, Work.WRITING, by=editor, reason="Name the source.")
    beside = ["Publish"] if role == "editor" else []
    assert steps(open_form(signed_in(role), story, RU)) == ["Send for review", *beside]


@pytest.mark.parametrize("state", [Work.WRITING, Work.IN_REVIEW, Work.READY])
def test_a_chosen_time_makes_publishing_the_next_step_and_the_button_says_it(signed_in, clock, state):
    clock(timezone.make_aware(datetime(2026, 11, 28, 7)))
    story = make_article("ru", status=Status.UNPUBLISHED, published_at=None)
    Draft.objects.update(state=state)
    beside = ["Mark as ready"] if state == Work.IN_REVIEW else []
    client = signed_in("editor")
    for hours, words in ((2, "09:00"), (26, "tomorrow, 09:00"), (50, "30 November, 09:00")):
        drafts.plan(story, RU, timezone.now() + timedelta(hours=hours))
        assert steps(open_form(client, story, RU)) == [f"Schedule for {words}", *beside]
    drafts.plan(story, RU, timezone.make_aware(datetime(2027, 1, 2, 9)))
    page = open_form(client, story, RU)
    assert steps(page) == ["Schedule for 2027-01-02, 09:00", *beside]
    drafts.plan(story, RU, timezone.now() - timedelta(hours=2))  # a time that has passed
    assert "Publish" in steps(open_form(client, story, RU))

    # Without JavaScript: a form that is shown again has the time that was typed.
    typed = {"publish_at_0": "", "publish_at_1": "09:30", "embargo_until": "nonsense"}
    again = client.post(acts_on(page)["publish"], form_values(page, FORM) | typed)
    assert (again.status_code, steps(again)) == (200, ["Schedule for 09:30", *beside])


def test_a_reporter_is_told_no_time(signed_in):
    story = make_article("ru", status=Status.UNPUBLISHED, published_at=timezone.now() + timedelta(hours=2))
    assert steps(open_form(signed_in("reporter"), story, RU)) == ["Send for review"]


@pytest.mark.parametrize(
    ("statuses", "is_offered"),
    [
        ([Status.UNPUBLISHED, Status.UNPUBLISHED], False),
        ([Status.UNPUBLISHED, Status.PUBLISHED], True),
        ([Status.WITHDRAWN, Status.UNPUBLISHED], True),
    ],
)
def test_only_a_story_that_was_published_can_be_killed_and_that_stands_apart(signed_in, statuses, is_offered):
    story = make_article("ru", "kk", status_ru=statuses[0], status_kk=statuses[1])
    page = open_form(signed_in("editor"), story, RU)
    assert ("kill" in acts_on(page)) == is_offered
    back = [button for part in elements(page, "details") if part.get("class") == "acts-back" for button in
            part.iter("button")]  # fmt: skip
    assert all("kill" not in button.get("formaction") for button in back)
