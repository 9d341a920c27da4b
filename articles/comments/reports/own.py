"""Which reports somebody has made: those of their browser, by a signed cookie, and those of their account.

The cookie comes with the first report and has nothing but the numbers of reports. Only pages about reports read it.
"""

import datetime

from django.conf import settings
from django.core import signing

from articles.comments.models import Report
from articles.comments.people.cookies import person_of
from articles.comments.reports.weights import reports_of

COOKIE = "reports"
LASTS = datetime.timedelta(days=60)
MOST = 30


def remember(request, response, report):
    ids = list(dict.fromkeys([report.pk, *of_browser(request)]))[:MOST]
    options = {"secure": settings.SESSION_COOKIE_SECURE, "httponly": True, "samesite": "Lax"}
    value = signing.dumps(ids, salt=__name__)
    response.set_cookie(COOKIE, value, max_age=int(LASTS.total_seconds()), **options)


def of_browser(request):
    """Return the ids of the reports that were made with a browser, the latest first."""
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=__name__, max_age=LASTS)
    except signing.BadSignature:
        return []


def own_reports(request):
    """Return the latest reports of whoever asks, with their comments and stories."""
    person = person_of(request)
    ids = {*of_browser(request), *(reports_of(person) if person else ())}
    rows = Report.objects.filter(pk__in=ids).order_by("-reported_at", "-pk")
    return list(rows.select_related("comment__article")[:MOST])
