"""The page on which a reader sees what has become of their reports. Nobody needs an account for it."""

from dataclasses import dataclass

from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.comments.models import Report, ReportOutcome, State
from articles.comments.reports.own import own_reports
from articles.views.errors import no_address
from newsroom import editions
from newsroom.serving.kept_by_nobody import kept_by_nobody

MOST_QUOTED = 80
"""Characters of a comment, to tell it from others."""


@dataclass
class Shown:
    report: Report
    story: object
    """The story in the edition of the comment; None if readers can't see it."""
    language: str
    """Of its headline, if that is of another edition than the page."""
    outcome: str

    @property
    def comment(self):
        return self.report.comment

    @property
    def is_there(self):
        """Whether readers see the comment."""
        return bool(self.story and self.comment.is_shown)

    @property
    def address(self):
        return f"{self.story.address}?comment={self.comment.pk}#comment-{self.comment.pk}" if self.is_there else ""

    @property
    def quote(self):
        """The first words of the comment. Nobody gets words here that readers don't see."""
        return Truncator(" ".join(self.comment.text.split())).chars(MOST_QUOTED) if self.is_there else ""


@kept_by_nobody
def my_reports(request):
    context = {"reports": [shown(report) for report in own_reports(request)], "address_in": no_address}
    response = render(request, "comments/reports.html", context)
    patch_vary_headers(response, ["Cookie"])
    return response


def shown(report):
    comment, here = report.comment, editions.active()
    edition = here if here.stored_in == comment.language else editions.BY_CODE[comment.language]
    story = comment.article.edition(edition)
    return Shown(report, story if story.is_live else None, "" if edition == here else edition.tag, outcome(report))


def outcome(report):
    """Say what has become of a report. What the comment is now counts: somebody may have decided otherwise since."""
    state = report.comment.state
    if report.outcome and state == State.APPROVED:
        return _("A moderator has looked at it: the comment breaks no rule and stays.")
    if report.outcome == ReportOutcome.UPHELD and state in (State.REJECTED, State.HIDDEN):
        return _("You were right. The comment is not shown any more. Thank you!")
    return {
        State.APPROVED: _("No moderator has looked at it yet."),
        State.WAITING: _("The comment is hidden until a moderator has looked at it."),
        State.REMOVED: _("The writer has removed this comment."),
    }.get(state, _("This comment is not shown."))
