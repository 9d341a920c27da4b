"""One week of the daybook: what happens on which day and who goes, with the acts that take one press."""

from datetime import date, timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db.models import Prefetch
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.first_page.rows import titled
from articles.editorial import daybook
from articles.models import Article, DaybookEvent
from newsroom import editions
from newsroom.content.visible_text import VisibleTextField
from newsroom.desk.colleagues import zone_words
from newsroom.desk.times import validate_year
from newsroom.editions import dates

TEMPLATE = "admin/articles/daybookevent/week.html"
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


def monday_of(day):
    return day - day.weekday() * DAY


def week_asked(request):
    """Return the Monday of the week of the day in the address; of this week, if there is none that makes sense."""
    try:
        day = date.fromisoformat(request.GET.get("week", ""))
        validate_year(day)
    except (ValueError, ValidationError):
        day = timezone.localdate()
    return monday_of(day)


def address_of_week(day, event=None):
    place = f"#event-{event.pk}" if event else ""
    return f"{reverse('admin:articles_daybookevent_week')}?week={monday_of(day)}{place}"


def name_of_day(day):
    """Понедельник, 23 ноября · 23 қараша, дүйсенбі"""
    before, after = dates.weekday_around(day, editions.active())
    return f"{before}{dates.day_of_year(day, editions.active())}{after}"


class NewEventForm(forms.Form):
    """As few fields as an event needs. What else there is to say stands in its own form."""

    day = forms.TypedChoiceField(label=gettext_lazy("day"), coerce=date.fromisoformat)
    starts = forms.TimeField(
        label=gettext_lazy("begins"), required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    what = VisibleTextField(label=gettext_lazy("what"), max_length=200)
    where = VisibleTextField(label=gettext_lazy("where"), max_length=200, required=False)

    def __init__(self, monday, *args, **options):
        super().__init__(*args, **options)
        days, today = [monday + number * DAY for number in range(7)], timezone.localdate()
        self.fields["day"].choices = [(day.isoformat(), name_of_day(day)) for day in days]
        self.fields["day"].initial = (today if today in days else monday).isoformat()


class DaybookWeek:
    """Mixin for the admin class of events."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.week_view)
        return [path("week/", view, name="articles_daybookevent_week"), *super().get_urls()]

    def week_view(self, request):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        monday = week_asked(request)
        if request.method != "POST":
            return self.show_week(request, monday, NewEventForm(monday))
        if "decision" in request.POST:
            return self.act_in_week(request, monday)
        return self.add_in_week(request, monday)

    def show_week(self, request, monday, form):
        stories = Prefetch("stories", titled(Article.objects))
        events = DaybookEvent.objects.of_days(monday, monday + 6 * DAY).select_related("photographer")
        may_see_stories = request.user.has_perm("articles.view_article")
        events = [*events.prefetch_related("people", *([stories] if may_see_stories else []))]
        context = self.admin_site.each_context(request) | {
            "opts": self.opts, "title": _("Daybook"), "form": form, "zone": zone_words(timezone.now()),
            "days": days_with(monday, events, request.user), "week": words_of_week(monday),
            "before": address_of_week(monday - WEEK), "after": address_of_week(monday + WEEK),
            "now": address_of_week(timezone.localdate()), "address": address_of_week(monday),
            "may": {"add": self.has_add_permission(request), "change": self.has_change_permission(request),
                    "begin": request.user.has_perm(daybook.ADD_STORY), "see": may_see_stories},
        }  # fmt: skip
        return render(request, TEMPLATE, context)

    def add_in_week(self, request, monday):
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = NewEventForm(monday, request.POST)
        if not form.is_valid():
            return self.show_week(request, monday, form)
        event = daybook.add(**form.cleaned_data, by=request.user)
        self.log_addition(request, event, [{"added": {}}])
        return HttpResponseRedirect(address_of_week(event.day, event))

    def act_in_week(self, request, monday):
        """Carry out the act of a button: «go 17»."""
        name, pk = [*request.POST["decision"].split(" "), ""][:2]
        event = self.get_object(request, pk)
        if event is None or name not in ACTS:
            raise BadRequest
        ACTS[name](self, request, event)
        return HttpResponseRedirect(address_of_week(monday, event))

    def go(self, request, event):
        if daybook.go(event, by=request.user):
            self.log_change(request, event, [{"changed": {"fields": ["Who goes"]}}])

    def stay_away(self, request, event):
        if daybook.stay_away(event, by=request.user):
            self.log_change(request, event, [{"changed": {"fields": ["Who goes"]}}])

    def copy(self, request, event):
        copy, is_new = daybook.copy_to_next_week(event, by=request.user)
        if is_new:
            self.log_addition(request, copy, [{"added": {}}])
        said = _("The event stands on %(day)s, too.") % {"day": name_of_day(copy.day)}
        way = format_html('{} <a href="{}">{}</a>', said, address_of_week(copy.day, copy), _("To that week"))
        messages.success(request, way)


ACTS = {"go": DaybookWeek.go, "stay-away": DaybookWeek.stay_away, "copy": DaybookWeek.copy}
"""{name of a button: what it does}"""


def words_of_week(monday):
    return dates.days(monday, monday + 6 * DAY, editions.active())


def days_with(monday, events, user):
    """Return the seven days with their events, and with each event what the page says of it beside its fields."""
    found = daybook.clashes(events)
    rows = [
        {"event": event, "clashes": found.get(event.pk, ()), "goes": user in event.people.all(),
         "is_over": event.ends_at < timezone.now()}
        for event in events
    ]  # fmt: skip
    days = [monday + number * DAY for number in range(7)]
    return [
        {"date": day, "name": name_of_day(day), "is_today": day == timezone.localdate(),
         "rows": [row for row in rows if row["event"].day == day]}
        for day in days
    ]  # fmt: skip


def events_of(story, user):
    """Return what the edit page of a story says of the events that it was made of: [(event, day, address)]."""
    if not user.has_perm("articles.view_daybookevent"):
        return []
    events = story.daybook_events.order_by("day", "pk")
    return [(event, name_of_day(event.day), address_of_week(event.day, event)) for event in events]
