"""Divide a story's comments into pages, by threads. Pages are linked by comments, not numbers.

So a page costs the same however many comments there are, and a link to it shows the same comments for good.
"""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from articles.comments.answers import answers_of, whole_thread
from articles.comments.models import Comment, Discussion

ON_A_PAGE = 25
"""Threads."""


@dataclass(frozen=True)
class Order:
    name: str
    title: str
    column: str
    """The column that decides. Comments that are equal in it are in the order of their ids."""
    is_rising: bool
    place: str
    """The parameter with the id of the comment after which a page begins."""

    def sorted(self, comments, after=None):
        names = (self.column, "pk")
        if after:
            beyond = TupleGreaterThan if self.is_rising else TupleLessThan
            comments = comments.filter(beyond(Tuple(*names), (getattr(after, self.column), after.pk)))
        return comments.order_by(*(name if self.is_rising else f"-{name}" for name in names))

    def query(self, after=None):
        own = {} if self is NEWEST else {"order": self.name}
        return f"?{urlencode(own | ({self.place: after} if after else {}))}"


NEWEST = Order("newest", _("Newest first"), "sent_at", is_rising=False, place="before")
ORDERS = {
    order.name: order
    for order in (
        NEWEST,
        Order("oldest", _("Oldest first"), "sent_at", is_rising=True, place="after"),
        Order("thanked", _("Most thanked first"), "thanks", is_rising=False, place="below"),
    )
}


@dataclass
class CommentPage:
    """A page of threads, or one thread if `chosen` is one of its comments."""

    order: Order
    threads: list
    further: str = ""
    """The query string of the next page; "" if this is the last."""
    chosen: Comment | None = None
    answered: Comment | None = None
    """The comment that the form answers."""
    after: Comment | None = None
    """The comment after which the page begins; None for the first page."""
    discussions: dict | None = None

    @property
    def is_first(self):
        return self.after is None

    @cached_property
    def is_default(self):
        return self.is_first and not self.chosen and self.order is NEWEST

    @property
    def orders(self):
        """The orders that readers can choose, if there is something to choose."""
        return list(ORDERS.values()) if not self.chosen and (self.further or len(self.threads) > 1) else []

    @property
    def is_from_the_middle(self):
        return self.chosen is not None and self.chosen.thread_id is not None


def page_of_comments(article, edition, query):
    """Return the page of comments that a query string asks for.

    Raise Http404 if it names a comment that the story does not have.
    """
    discussions = {row.language: row for row in Discussion.objects.filter(article=article).select_related("pinned")}
    if named := query.get("comment") or query.get("reply"):
        page = page_of_thread(article, edition, named)
        page.answered = page.chosen if page.chosen.is_shown and query.get("reply") else None
    else:
        page = page_of_threads(article, edition, query, discussions.get(edition.stored_in))
    page.discussions = discussions
    return page


def page_of_threads(article, edition, query, discussion):
    order = ORDERS.get(query.get("order", ""), NEWEST)
    after = comment_of(article, query[order.place]) if query.get(order.place) else None
    if discussion is None or not discussion.shown:
        return CommentPage(order, [], after=after)
    pinned = discussion.pinned if discussion.pinned and discussion.pinned.is_shown else None
    under = Comment.objects.threads_under(article, edition)
    rows = list(order.sorted(under.exclude(pk=pinned.pk) if pinned else under, after)[: ON_A_PAGE + 1])
    firsts, is_last = rows[:ON_A_PAGE], len(rows) <= ON_A_PAGE
    threads = answers_of([pinned, *firsts] if pinned and after is None else firsts)
    for thread in threads:
        thread.is_pinned = thread.first == pinned
    further = "" if is_last else order.query(firsts[-1].pk)
    return CommentPage(order, threads, further, after=after)


def way_back(data, comment):
    """Return the query string of the list in which a form has named a comment; of its thread, if it can't be there now.

    Thanks move a comment to another place among the most thanked.
    """
    order, after = ORDERS.get(data.get("order", "")), data.get("after", "")
    if order is None or (after and (order.column == "thanks" or not is_id(after))):
        return f"?comment={comment.pk}"
    return order.query(after).removesuffix("?")


def page_of_thread(article, edition, text):
    """Return the thread of a comment. If the comment is an answer, the answers begin with it."""
    comment = shown_comment(article, edition, text, or_its_place=True)
    if comment is None:
        raise Http404
    thread, following = whole_thread(comment)
    return CommentPage(NEWEST, [thread], further=f"?comment={following}" if following else "", chosen=comment)


def shown_comment(article, edition, text, or_its_place=False):
    """Return the comment with the id `text` that readers see below a story.

    With `or_its_place`, also one of which only the answers are shown.
    """
    comment = comment_with(text, article=article, language=edition.stored_in)
    return comment if comment and (comment.is_shown or (or_its_place and comment.is_listed)) else None


def comment_of(article, text):
    """Return the comment with the id `text`, whether it is shown or not: it only marks a place."""
    comment = comment_with(text, article=article)
    if comment is None:
        raise Http404
    return comment


def comment_with(text, **fields):
    return Comment.objects.select_related("thread").filter(pk=text, **fields).first() if is_id(text) else None


def is_id(text):
    return text.isascii() and text.isdecimal() and len(text) < 16
