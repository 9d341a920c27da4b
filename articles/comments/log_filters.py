"""How moderators narrow their log: by who has decided and on which day, beside what Django filters by itself."""

import datetime

from django.contrib import admin
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from articles.comments.models import DecisionAct
from newsroom.desk.ids import is_possible
from newsroom.staff.models import User

DAYS = 14


class ByModerator(admin.SimpleListFilter):
    title, parameter_name = _("moderator"), "by"

    def lookups(self, request, model_admin):
        people = User.objects.filter(pk__in=DecisionAct.objects.order_by().values("by"))
        return [(str(person.pk), str(person)) for person in people.order_by("first_name", "username")]

    def queryset(self, request, acts):
        chosen = self.value()
        is_id = chosen and chosen.isascii() and chosen.isdigit() and is_possible(User._meta.pk, chosen)
        return acts.filter(by=chosen) if is_id else acts


class OnDay(admin.SimpleListFilter):
    title, parameter_name = _("day"), "day"

    def lookups(self, request, model_admin):
        today = timezone.localdate()
        days = [today - datetime.timedelta(days=number) for number in range(DAYS)]
        if (asked := day_in(self.value())) and asked not in days:
            days.append(asked)
        return [(day.isoformat(), date_format(day, "SHORT_DATE_FORMAT")) for day in days]

    def queryset(self, request, acts):
        day = day_in(self.value())
        if day is None:
            return acts
        begins = timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
        return acts.filter(at__gte=begins, at__lt=begins + datetime.timedelta(days=1))


def day_in(text):
    try:
        day = datetime.date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None
