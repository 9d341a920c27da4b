"""The day on a line: what came out today, what will, the events of the daybook, and where nothing is planned.

What is ordered for the next day follows.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.assignment_page import person_name
from articles.admin.daybook_week import address_of_week
from articles.admin.first_page.rows import titled
from articles.models import Article, BreakingLine, DaybookEvent, EditionWork, Package, PlannedChange
from newsroom import editions
from newsroom.desk.first_page import Panel

MOST_PAST, MOST_COMING, MOST_EVENTS = 5, 30, 30
LONGEST_GAP = timedelta(hours=3)
LAST_HOUR = 22
"""Nobody expects something new after this hour."""


@dataclass
class Moment:
    at: datetime | None
    """None: the whole day."""
    kind: str
    """"past", "now", "coming", "gap" or "event"."""
    words: str = ""
    title: str = ""
    address: str = ""


def day(request):
    now, may_see = timezone.localtime(), request.user.has_perm("articles.view_article")
    coming = coming_between(now, end_of(now + timedelta(days=1))) if may_see else []
    moments = publications_today(now, [one for one in coming if one.at <= end_of(now)]) if may_see else []
    events = events_today(now) if request.user.has_perm("articles.view_daybookevent") else []
    if not moments and not events:
        return None
    shown = {"moments": with_events(moments, events), "tomorrow": [one for one in coming if one.at > end_of(now)]}
    return Panel(_("Today"), "admin/first_page/day.html", shown, is_beside=True)


def publications_today(now, coming):
    return with_gap([*published_today(now), Moment(now, "now", _("now")), *coming], now)


def coming_between(start, end):
    """Return what changes by itself then: publications, changes, packages, ends of breaking news."""
    found = [one for kind in (planned, changes, packages, ends) for one in kind(start, end)]
    return sorted(found, key=lambda moment: moment.at)


def end_of(now):
    return now.replace(hour=23, minute=59, second=59, microsecond=999_999)


def events_today(now):
    """Return what the daybook has for today: first what takes the whole day."""
    events = DaybookEvent.objects.of_days(now.date(), now.date()).prefetch_related("people")[:MOST_EVENTS]
    return [
        Moment(event.begins_at if event.starts else None, "event", words_about(event), event.what,
               address_of_week(event.day, event))
        for event in events
    ]  # fmt: skip


def words_about(event):
    """Return where an event is and who goes there."""
    return " · ".join(filter(None, [event.where, ", ".join(map(person_name, event.people.all()))]))


def with_events(moments, events):
    """Put events where they belong on the line. A gap stands at its end, so an event may stand before it."""
    shown = [event for event in events if event.at is None]
    rest = [event for event in events if event.at]
    for moment in moments:
        while rest and rest[0].at <= moment.at:
            shown.append(rest.pop(0))
        shown.append(moment)
    return shown + rest


def published_today(now):
    start = now.replace(hour=0, minute=0, second=0, microsecond=0)
    works = EditionWork.objects.public_between(start, now)
    # Five editions of a story may come out at once.
    rows = works.order_by("-published_at")[: MOST_PAST * len(editions.STORED)]
    return moments_of(rows, "past")[-MOST_PAST:]


def planned(start, end):
    works = EditionWork.objects.public_between(start, end)
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


def changes(start, end):
    """Changes of public editions that were planned for a later time."""
    rows = PlannedChange.objects.filter(publish_at__gte=start, publish_at__lte=end)
    rows = rows.order_by("publish_at")[:MOST_COMING]
    found = []
    for row in rows.prefetch_related(Prefetch("article", titled(Article.objects))):
        edition = editions.BY_CODE[row.language]
        words = _("%(edition)s: changes") % {"edition": edition.autonym}
        at = timezone.localtime(row.publish_at)
        found.append(Moment(at, "coming", words, str(row.article), address_of(row.article_id, edition)))
    return found


def packages(start, end):
    words = _("package")
    rows = Package.objects.planned().filter(publish_at__gte=start, publish_at__lte=end)[:MOST_COMING]
    address = partial(reverse, "admin:articles_package")
    return [
        Moment(timezone.localtime(row.publish_at), "coming", words, row.name, address(args=[row.pk])) for row in rows
    ]


def ends(start, end):
    stories = Prefetch("article", titled(Article.objects))
    lines = BreakingLine.objects.running().filter(until__gte=start, until__lte=end).prefetch_related(stories)
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
