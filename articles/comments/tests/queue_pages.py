"""The page of the queue as tests use it, without scripts."""

from articles.comments.models import Comment, DecisionAct, State
from articles.comments.tests.makers import make_comment
from articles.tests.page_content import elements

QUEUE = "/admin/comments/comment/queue/"
SCRIPT = {"HTTP_X_SENT_BY": "script"}


def waiting(story, text="Words", **fields):
    return make_comment(story, text, **{"state": State.WAITING} | fields)


def act(desk, name, *comments, **fields):
    tickets = [f"{one.pk}:{one.state}" for one in comments]
    key = "ticked" if len(tickets) > 1 else "comment"
    return desk.post(f"{QUEUE}decide/", {"act": name, key: tickets} | fields, follow=True)


def undo_last(desk):
    return desk.post(f"{QUEUE}undo/{DecisionAct.objects.latest('pk').pk}/", follow=True)


def states(*comments):
    return [Comment.objects.get(pk=one.pk).state for one in comments]


def on_screen(page):
    (shown,) = [one for one in elements(page, "article") if one.get("data-item") and one.get("hidden") is None]
    return int(shown.get("data-item"))


def in_queue(page):
    return [int(row.get("data-row")) for row in elements(page, "li") if row.get("data-row")]


def page_of(response):
    """Return the token of a page of the queue."""
    return next(one.get("value") for one in elements(response, "input") if one.get("name") == "page")
