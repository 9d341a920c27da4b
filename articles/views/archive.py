"""Lists of stories by the date of their first publication, and the archive with its filters."""

import calendar
import datetime
from urllib.parse import urlencode

from django.db.models import Exists, Subquery
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import override

from articles.filters import ArchiveFilter
from articles.models import Article
from articles.models.listed import codes_of_editions
from articles.views.pages import ON_A_PAGE, page_number, page_of
from newsroom import editions


def archive(request):
    stories = Article.objects.for_cards().published()
    most = ON_A_PAGE * page_number(request) + 1
    chosen = ArchiveFilter(request.GET or None, queryset=stories.newest_first(), most=most, request=request)
    # With an invalid value, the list is empty and the form shows the error above it.
    is_valid = chosen.is_bound and chosen.form.is_valid()
    results = chosen.qs if is_valid or not chosen.is_bound else stories.none()
    filled_in = chosen.query if is_valid else {}
    codes = {name: codes_of_editions(*rows) for name, rows in chosen.choices.items()} if is_valid else {}
    context = {"filter": chosen, "page": page_of(results, request), "query": urlencode(filled_in)}
    return render(request, "articles/archive.html", context | {"shared_query": filled_in, "codes_of_shared": codes})


def year(request, year):
    require_past(year)
    months = [datetime.date(year.year, month, 1) for month in months_of(year.year)]
    return period(request, "articles/year.html", year, year.replace(month=12, day=31), months=months)


def month(request, month):
    last = calendar.monthrange(month.year, month.month)[1]
    return period(request, "articles/month.html", month, month.replace(day=last))


def day(request, day):
    return period(request, "articles/day.html", day, day)


def period(request, template, first, last, **more):
    """List the stories first published from `first` to `last`.

    A past day without stories has a page that says so. A future day has none, nor has one before the first story.
    """
    require_past(first)
    # Ordered by first publication, which is the day in their URLs, and not by publication in this edition, because
    # there is an index on the former.
    stories = Article.objects.for_cards().first_published_between(first, last).order_by("-first_published_at", "-pk")
    page, began = page_of(stories.published(), request), first_days()

    def has_page_in(edition):
        if page.object_list and edition.stored_in == editions.active().stored_in:
            return True
        return last >= began.get(edition.stored_in, timezone.localdate())

    if not has_page_in(editions.active()):
        raise Http404
    context = {"first": first, "is_over": last < timezone.localdate(), "page": page, "has_page_in": has_page_in}
    return render(request, template, context | more)


def require_past(day):
    """Raise Http404 for a day in the future, or one for which time zones can't be calculated."""
    if day > timezone.localdate() or day.year < 1900:
        raise Http404


def first_days():
    """Return {code of a stored edition: day of its oldest story}, without editions that have no story.

    It is the day in the story's URL. Translations of older stories may have earlier days.
    """
    oldest = {}
    for edition in editions.STORED:
        with override(edition.code):
            stories = Article.objects.published().order_by("published_at", "pk")
            oldest[edition.code] = Subquery(stories.values("first_published_at")[:1])
    # One row is enough: the subqueries don't refer to it.
    rows = Article.objects.order_by().values_list(*oldest.values())[:1]
    times = {code: time for row in rows for code, time in zip(oldest, row, strict=True) if time}
    return {code: timezone.localdate(time) for code, time in times.items()}


def months_of(year):
    """Return the numbers of the months of a year that have stories in the active edition."""
    conditions = {number: is_read_in(datetime.date(year, number, 1)) for number in range(1, 13)}
    # One row is enough: the conditions don't refer to it.
    answers = Article.objects.order_by().values_list(*conditions.values())[:1]
    return [number for row in answers for number, is_read in zip(conditions, row, strict=True) if is_read]


def is_read_in(month):
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    return Exists(Article.objects.published().first_published_between(month, last))
