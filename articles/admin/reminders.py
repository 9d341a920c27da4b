"""«Remind me of this story in three days»: the page that asks for the days, and what is done with a reminder."""

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.admin.daybook_week import name_of_day
from articles.admin.page_of_edition import page_of_edition
from articles.editorial import reminders
from articles.models import Reminder
from newsroom.content.visible_text import VisibleTextField

TEMPLATE = "admin/articles/article/remind.html"
POSTPONED = {"tomorrow": 1, "week": 7}
"""{name of a button: days}"""


class ReminderForm(forms.Form):
    days = forms.IntegerField(
        label=gettext_lazy("in how many days"), min_value=1, max_value=reminders.LONGEST, initial=3
    )
    note = VisibleTextField(label=gettext_lazy("what to remind you of"), max_length=300, required=False)


class ReminderPage:
    """Mixin for the admin class of stories."""

    def get_urls(self):
        view, decide = self.admin_site.admin_view, require_POST(self.decide_on_reminder)
        return [
            path("<int:pk>/remind/", view(self.remind_view), name="articles_article_remind"),
            path("reminders/<int:pk>/", view(decide), name="articles_article_reminder"),
            *super().get_urls(),
        ]

    @page_of_edition(may_view=True)
    def remind_view(self, request, article, edition):
        form, back = ReminderForm(request.POST or None), self.address_of(article, edition)
        if request.method == "POST" and form.is_valid() and remind_or_explain(request, article, edition, form):
            return HttpResponseRedirect(back)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts, "title": _("Remind me"), "subtitle": str(article), "form": form, "back": back,
            "own": [shown(one) for one in Reminder.objects.open_of(request.user).filter(article=article)],
        }  # fmt: skip
        return render(request, TEMPLATE, context)

    def decide_on_reminder(self, request, pk):
        """Carry out what a button says. Reminders of others are not found, whether they exist or not."""
        reminder = get_object_or_404(Reminder, pk=pk, person=request.user)
        decision = request.POST.get("decision", "")
        if decision == "done":
            reminders.finish(reminder, by=request.user)
        elif decision in POSTPONED:
            reminders.postpone(reminder, by=request.user, days=POSTPONED[decision])
        else:
            raise BadRequest
        return HttpResponseRedirect(reverse("admin:index"))


def remind_or_explain(request, article, edition, form):
    try:
        reminder = reminders.remind(article, edition, by=request.user, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    day = {"day": name_of_day(reminder.due_on)}
    messages.success(request, _("You will be reminded on the first page: %(day)s, in the morning.") % day)
    return True


def shown(reminder):
    """Return a reminder as the first page and the page of its story show it."""
    change = reverse("admin:articles_article_change", args=[reminder.article_id])
    return {
        "note": reminder.note,
        "edition": reminder.edition,
        "day": name_of_day(reminder.due_on),
        "story": reminder.article,
        "address": f"{change}?edition={reminder.language}" if reminder.language else change,
        "decision": reverse("admin:articles_article_reminder", args=[reminder.pk]),
    }
