"""What readers read most, counted by `articles/reads.py`, beside the list that editors have made."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.admin.first_page.rows import titled
from articles.models import Article, ReadCount
from newsroom import editions
from newsroom.desk.first_page import Panel
from newsroom.editions import dates

MOST = 5
PERIODS = [(1, _("Today")), (7, _("In 7 days"))]
"""[(days, heading)]"""


@dataclass
class ReadStory:
    story: Article
    address: str
    reads: str
    shares: list
    """[(autonym of an edition, percent)], the most read edition first."""


def most_read(request):
    if not request.user.has_perm("articles.view_article") or not ReadCount.objects.last_days(7).exists():
        return None
    lists = [(heading, ReadCount.objects.last_days(days)) for days, heading in PERIODS]
    tops = [(heading, counts, counts.most_read(MOST)) for heading, counts in lists]
    stories = titled(Article.objects).in_bulk({pk for _heading, _counts, top in tops for pk, _reads in top})
    shown = [(heading, rows_of(top, counts, stories)) for heading, counts, top in tops if top]
    return Panel(_("Most read"), "admin/first_page/most_read.html", {"lists": shown}, is_beside=True)


def rows_of(top, counts, stories):
    found = counts.by_edition([pk for pk, _total in top])
    return [
        ReadStory(
            stories[pk],
            reverse("admin:articles_article_change", args=[pk]),
            dates.decimal(total, editions.active()),
            [(editions.BY_CODE[code].autonym, share(reads, total)) for code, reads in found.get(pk, ())],
        )
        for pk, total in top
        if pk in stories
    ]


def share(part, whole):
    """Return a part in percent, which is never shown as 0."""
    return round(100 * part / whole) or "<1"
