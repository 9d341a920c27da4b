"""Divide a story's comments into pages. The first has the newest ones; the pages are linked by comments, not numbers.

So a page costs the same however many comments there are, and a link to it shows the same comments for good.
"""

from dataclasses import dataclass

from django.http import Http404

from articles.comments.models import Comment

ON_A_PAGE = 50


@dataclass(frozen=True)
class CommentPage:
    comments: list
    """In the order of writing."""
    has_earlier: bool
    is_newest: bool


def page_of_comments(article, edition, before=""):
    """Return the newest comments, or those sent before the comment with the id `before`.

    Raise Http404 if the story has no comment with this id.
    """
    shown = Comment.objects.under(article, edition)
    if before:
        shown = shown.before(comment_of(article, before))
    rows = list(shown[: ON_A_PAGE + 1])
    return CommentPage(rows[:ON_A_PAGE][::-1], has_earlier=len(rows) > ON_A_PAGE, is_newest=not before)


def comment_of(article, text):
    """Return the comment with the id `text`, whether it is shown or not: it only marks a place."""
    is_id = text.isascii() and text.isdecimal() and len(text) < 16
    comment = Comment.objects.filter(article=article, pk=text).first() if is_id else None
    if comment is None:
        raise Http404
    return comment
