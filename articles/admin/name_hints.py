"""What the edit page asks about the names in its text: slips, and own stories about them. All is JSON.

`newsroom/static/desk/hints/names.js` is the other side. It sends each run of capitalised words once.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.urls import path, reverse
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles.admin.draft_requests import json_in
from articles.admin.own_links import as_json
from articles.editorial import stories_about
from articles.editorial.clean_change import MalformedChangeError, expect
from articles.editorial.name_slips import MOST_COUNTED, compared, stories_with
from articles.editorial.own_links import newest_of
from newsroom import editions
from newsroom.names.runs import MOST_WORDS, Run, runs_in

MOST_RUNS, LONGEST = 200, 400


class NameHints:
    """Mixin for the admin class of stories."""

    def get_urls(self):
        view = self.admin_site.admin_view(never_cache(require_POST(self.names)))
        return [path("names/<str:language>/", view, name="articles_article_names"), *super().get_urls()]

    def names(self, request, language):
        """Answer for each of some `runs` which names are slips; and which own stories are `about` the names in them."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        edition = editions.stored(language)
        if edition is None:
            raise Http404
        try:
            sent = json_in(request)
            runs = runs_sent(sent)
        except MalformedChangeError as error:
            return JsonResponse({"message": str(error)}, status=400)
        article = self.story_of(request)  # of `OwnLinks`
        findings = compared(runs, edition, article)
        about = stories_about.names(findings, edition, article)
        if article and sent.get("tags"):
            about += stories_about.tags(article, edition)
        return JsonResponse({
            "runs": slips_of(findings, edition, article),
            "stories": [as_json(story, edition) | {"about": words} for story, words in about],
        })  # fmt: skip


def runs_sent(sent):
    """Return the runs that were sent as [[text, whether it begins a sentence]]. Anything else is left out."""
    rows = sent.get("runs")
    expect(isinstance(rows, list) and len(rows) <= MOST_RUNS and all(map(is_row, rows)), "runs")
    return [Run(0, len(text), text if is_run(text) else "", opens) for text, opens in rows]


def is_row(row):
    return (
        isinstance(row, list) and len(row) == 2 and isinstance(row[0], str) and len(row[0]) <= LONGEST
        and isinstance(row[1], bool)
    )  # fmt: skip


def is_run(text):
    return [run.text for run in runs_in(text)] == [text] and len(text.split()) <= MOST_WORDS


def slips_of(findings, edition, article):
    """Return for each run [{"from": …, "to": …, "replacement": …, "name": …} and where it was printed]."""
    where = stories_with({slip.known.pk for one in findings for slip in one.slips}, edition, article)
    with override(edition.code):
        newest = {story.pk: story for story in newest_of({ids[0] for ids in where.values()}, len(where))}
    printed = {pk: where_printed(newest[ids[0]], len(ids), edition) for pk, ids in where.items() if ids[0] in newest}
    return [
        [slip_as_json(slip) | printed[slip.known.pk] for slip in one.slips if slip.known.pk in printed]
        for one in findings
    ]


def slip_as_json(slip):
    return {"from": slip.start, "to": slip.end, "replacement": slip.replacement, "name": slip.known.form}


def where_printed(last, number, edition):
    """Return in how many stories a name was printed, and the newest one. More than `MOST_COUNTED` are not counted."""
    return {"stories": f"{number}+" if number == MOST_COUNTED else str(number), "last": as_json(last, edition)}


def names_address(article, edition):
    address = reverse("admin:articles_article_names", args=[edition.code])
    return f"{address}?for={article.pk}" if article else address
