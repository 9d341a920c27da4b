"""The day on a line: what came out today, what will, and where nothing is planned."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.first_page.rows import titled
from articles.models import Article, BreakingLine, EditionWork, PlannedChange
from newsroom import editions
from newsroom.desk.first_page import Panel

MOST_PAST, MOST_COMING = 5, 30
LONGEST_GAP = timedelta(hours=3)
LAST_HOUR = 22
"""Nobody expects something new after this hour."""


@dataclass
class Moment:
    at: datetime
    kind: str
    """"past", "now", "coming" or "gap"."""
    words: str = ""
    title: str = ""
    address: str = ""


def day(request):
    if not request.user.has_perm("articles.view_article"):
        return None
    now = timezone.localtime()
    past, coming = published_today(now), [*planned_today(now), *changes_today(now), *ends_today(now)]
    coming.sort(key=lambda moment: moment.at)
    moments = [*past, Moment(now, "now", _("now")), *coming]
    return Panel(_("Today"), "admin/first_page/day.html", {"moments": with_gap(moments, now)}, is_beside=True)


def published_today(now):
    start = now.replace(hour=0, minute=0, second=0, microsecond=0)
    works = EditionWork.objects.public_between(start, now)
    # Five editions of a story may come out at once.
    rows = works.order_by("-published_at")[: MOST_PAST * len(editions.STORED)]
    return moments_of(rows, "past")[-MOST_PAST:]


def planned_today(now):
    end = now.replace(hour=23, minute=59, second=59)
    works = EditionWork.objects.public_between(now, end)
    return moments_of(works.order_by("published_at")[:MOST_COMING], "coming")


def moments_of(works, kind):
    """Return a `Moment` for each story and time, with the names of the editions that come out then."""
    stories = titled(Article.objects).in_bulk({work.article_id for work in works})
    found = {}
    for work in works:
        at = timezone.localtime(work.published_at).replace(second=0, microsecond=0)
        found.setdefault((at, work.article_id), set()).add(work.language)
    shown = {key: [one for one in editions.STORED if one.code in codes] for key, codes in sorted(found.items())}
    return [
        Moment(at, kind, ", ".join(one.autonym for one in own), str(stories[pk]), address_of(pk, own[0]))
        for (at, pk), own in shown.items()
        if pk in stories
    ]


def address_of(pk, edition):
    return f"{reverse('admin:articles_article_change', args=[pk])}?edition={edition.code}"


def changes_today(now):
    """Changes of public editions that were planned for a later time."""
    end = now.replace(hour=23, minute=59, second=59)
    rows = PlannedChange.objects.filter(publish_at__gt=now, publish_at__lte=end).order_by("publish_at")[:MOST_COMING]
    found = []
    for row in rows.prefetch_related(Prefetch("article", titled(Article.objects))):
        edition = editions.BY_CODE[row.language]
        words = _("%(edition)s: changes") % {"edition": edition.autonym}
        at = timezone.localtime(row.publish_at)
        found.append(Moment(at, "coming", words, str(row.article), address_of(row.article_id, edition)))
    return found


def ends_today(now):
    end = now.replace(hour=23, minute=59, second=59)
    stories = Prefetch("article", titled(Article.objects))
    lines = BreakingLine.objects.running().filter(until__lte=end).prefetch_related(stories)
    words = _("Breaking news end")
    return [
        Moment(timezone.localtime(line.until), "coming", words, str(line),
               reverse("admin:articles_breakingline_change", args=[line.pk]))
        for line in lines
    ]  # fmt: skip


def with_gap(moments, now):
    """Add the longest stretch of the rest of the day in which nothing is planned, if it is long."""
    last = now.replace(hour=LAST_HOUR, minute=0, second=0, microsecond=0)
    rest = [moment.at for moment in moments if moment.kind in ("now", "coming") and moment.at <= last] + [last]
    gaps = [(end - start, start, end) for start, end in pairwise(rest)]
    longest = max(gaps, default=None)
    if longest is None or longest[0] < LONGEST_GAP:
        return moments
    _length, start, end = longest
    words = _("nothing is planned from %(start)s to %(end)s") % {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}"}
    at = max(place for place, moment in enumerate(moments) if moment.kind in ("now", "coming") and moment.at <= start)
    return [*moments[: at + 1], Moment(end, "gap", words), *moments[at + 1 :]]
