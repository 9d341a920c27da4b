"""The page that lists the comments of whoever asks, and leads to the own page of each. Nobody needs an account."""

from dataclasses import dataclass

from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.comments.mine import own_comments
from articles.comments.models import Comment, State
from articles.comments.own_page import address_of, outcome
from articles.views.errors import no_address
from newsroom import editions
from newsroom.serving.kept_by_nobody import kept_by_nobody


@dataclass
class Shown:
    comment: Comment
    story: object
    """The story in the edition of the comment; None if readers can't see it."""
    language: str
    """Of its headline, if that is of another edition than the page."""
    address: str
    """Of the own page."""
    state: str


@kept_by_nobody
def my_comments(request):
    context = {"comments": [shown(*row) for row in own_comments(request)], "address_in": no_address}
    response = render(request, "comments/mine.html", context)
    patch_vary_headers(response, ["Cookie"])
    return response


def shown(comment, until):
    here = editions.active()
    edition = here if here.stored_in == comment.language else editions.BY_CODE[comment.language]
    story = comment.article.edition(edition)
    with override(edition.code):
        address = address_of(comment, until)
    language = "" if edition == here else edition.tag
    return Shown(comment, story if story.is_live else None, language, address, state_of(comment))


def state_of(comment):
    """Say in short what has become of a comment. Its own page knows more."""
    if comment.state == State.APPROVED:  # its story may be withdrawn
        return outcome(comment)
    return {
        State.WAITING: _("Your comment waits for a moderator. Nobody else can see it yet."),
        State.REJECTED: _("A moderator has rejected your comment."),
        State.REMOVED: _("You have removed this comment."),
    }.get(comment.state, _("This comment is not shown."))
