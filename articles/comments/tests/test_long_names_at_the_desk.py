"""A name without a space, as long as names may be, makes no page of the desk wider than a phone."""

import pytest

from articles.comments import moderation
from articles.comments.appeals.acts import appeal
from articles.comments.banning import ban, ban_writers
from articles.comments.models import Comment, DecisionAct, Report, State, WriterNote
from articles.comments.noting import note_writer
from articles.comments.people.disclosing import ask
from articles.comments.people.tests.makers import make_person
from articles.comments.responses import report
from articles.comments.tests.makers import make_comment
from articles.comments.warning import warn_writers
from articles.tests.makers import make_article
from newsroom.staff.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAME = "W" * 60
QUEUE = "/admin/comments/comment/queue/"
SIZES = ["100%", "200%"]
# What is partly beside the page, except in boxes that scroll or hide what doesn't fit.
WIDE = """() => {
  const {scrollWidth, clientWidth} = document.documentElement;
  const hides = (element) => element !== document.body && element !== document.documentElement &&
    (getComputedStyle(element).overflowX !== "visible" || hides(element.parentElement));
  const wide = [...document.querySelectorAll("body *")].filter((element) => element.checkVisibility() &&
    element.getBoundingClientRect().right > clientWidth + 1 && !hides(element.parentElement));
  return scrollWidth > clientWidth ? wide.map(({ localName, className }) => `${localName}.${className}`).slice(-4) : [];
}"""


@pytest.fixture
def pages(staff):
    """The addresses of all pages of the desk with the name of a commenter: {address: text that it has}."""
    story, colleague, person = make_article("ru", title=NAME), staff("editor"), make_person(NAME)
    written = {"name": NAME, "person": person, "origin": "a" * 48}
    first, appealed, waiting = (make_comment(story, NAME, state=state, **written) for state in
                                (State.APPROVED, State.WAITING, State.WAITING))  # fmt: skip
    answer = make_comment(story, NAME, parent=first, state=State.WAITING, urgency=90, **written)
    report(answer, reason="insult", note=NAME, address="192.0.2.1", browser="b")
    moderation.reject(Comment.objects.filter(pk=appealed.pk), by=colleague, reason="insult")
    appeal(appealed, NAME)
    note_writer(answer, NAME, by=staff("moderator"))
    warn_writers(Comment.objects.filter(pk=waiting.pk), by=colleague, reason="insult", text=NAME)
    chief = staff("chief editor")
    ban(by=chief, reason="insult", person=person)
    ban_writers(Comment.objects.filter(pk=waiting.pk), by=chief, reason="insult", hides=False)
    assert Report.objects.count() == 1
    disclosure = ask(person, by=staff("chief editor"), reason=NAME)
    act, comment = DecisionAct.objects.first().pk, f"/admin/comments/comment/{answer.pk}"
    return {
        "moderator": [
            f"{QUEUE}?item={answer.pk}", f"{QUEUE}?view=reported", f"{QUEUE}?view=appealed", f"{QUEUE}?view=all",
            f"{comment}/writer/", f"{comment}/writer/?by=network", f"{comment}/change/", "/admin/comments/comment/?q=",
            "/admin/comments/decisionact/", f"/admin/comments/decisionact/{act}/change/",
            "/admin/comments/writernote/", f"/admin/comments/writernote/{WriterNote.objects.get().pk}/change/",
            "/admin/comments/ban/", f"/admin/comments/ban/{person.bans.first().pk}/change/",
            "/admin/comments/comment/figures/", "/admin/commenters/commenter/",
            f"/admin/commenters/commenter/{person.pk}/change/",
        ],
        "chief editor": [
            "/admin/commenters/disclosure/", f"/admin/commenters/disclosure/{disclosure.pk}/change/",
        ],
    }  # fmt: skip


def test_no_page_scrolls_sideways(desk, pages):
    User.objects.update(first_name=NAME[:30], last_name=NAME[:30])
    found = {}
    for role, addresses in pages.items():
        page = desk(role, "kk")
        page.set_viewport_size({"width": 360, "height": 740})
        for address in addresses:
            page.goto(address)
            assert NAME in page.content() or "figures" in address, address
            for size in SIZES:
                page.evaluate("(size) => document.documentElement.style.fontSize = size", size)
                if wide := page.evaluate(WIDE):
                    found[address, size] = wide
    assert found == {}
