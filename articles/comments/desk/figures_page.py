"""The page with the figures of two weeks."""

import datetime

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.comments.desk.figures import DAYS, figures_until


def figures(request):
    today = timezone.localdate()
    day = day_in(request.GET.get("until", ""), today)
    days, people = figures_until(day)
    earlier, later = day - datetime.timedelta(days=DAYS), day + datetime.timedelta(days=DAYS)
    context = request.desk_site.each_context(request) | {
        "title": _("Figures of comments"),
        "days": list(days.items()),
        "people": list(people.items()),
        "earlier": earlier.isoformat(),
        "later": min(later, today).isoformat() if day < today else "",
    }
    return render(request, "admin/comments/figures.html", context)


def day_in(text, today):
    """Return the day that an address names, if there can be comments of it; today otherwise."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return today
    return day if datetime.date(2000, 1, 1) <= day <= today else today
