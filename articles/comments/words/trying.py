"""Try a word on the last comments before it is saved."""

from dataclasses import replace
from functools import cached_property

from django.core.paginator import Paginator

from articles.comments.models import Comment
from articles.comments.words.marking import pieces
from articles.comments.words.matching import Finder

MOST_COMMENTS = 5000
A_PAGE = 20


class Trial:
    """What a word would have held. It is computed when a template asks for it, after the transaction of the form."""

    def __init__(self, rule, page=1):
        self.rule, self._finder, self._page = rule, Finder([rule]), page

    @property
    def useless_exceptions(self):
        """Exceptions in which the word is not found anyway, such as those with a slip."""
        finder = Finder([replace(self.rule, exceptions=())])
        return [word for word in self.rule.exceptions if not finder.find(word)]

    @cached_property
    def _counts(self):
        """The number of comments that were looked through, and the ids of those that have the word, newest first."""
        rows = Comment.objects.order_by("-pk").values_list("pk", "text")[:MOST_COMMENTS]
        held = [pk for pk, text in rows if self._finder.find(text)]
        return len(rows), held

    @property
    def looked_through(self):
        return self._counts[0]

    @property
    def held(self):
        return len(self._counts[1])

    @cached_property
    def page(self):
        return Paginator(self._counts[1], A_PAGE).get_page(self._page)

    @cached_property
    def comments(self):
        """The comments of the page, each with the `pieces` of its text."""
        rows = Comment.objects.in_bulk([*self.page])
        comments = [rows[pk] for pk in self.page if pk in rows]
        for comment in comments:
            comment.pieces = pieces(comment.text, self._finder.find(comment.text))
        return comments
