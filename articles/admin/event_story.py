"""The page that makes an assigned draft of an event of the daybook. It opens filled in, so that one press is enough."""

from datetime import datetime, time

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.assignment_page import AssignmentForm, said
from articles.admin.daybook_week import address_of_week, name_of_day
from articles.editorial import assigning, daybook
from articles.editorial.states import ASSIGN
from articles.models import Article
from newsroom import editions
from newsroom.content.natural_keys import new_key
from newsroom.desk.colleagues import zone_words

TEMPLATE = "admin/articles/daybookevent/story.html"
EVENING = time(18)


class EventStoryForm(AssignmentForm):
    edition = forms.TypedChoiceField(
        label=gettext_lazy("edition"),
        choices=[(edition.code, edition.autonym) for edition in editions.STORED],
        coerce=editions.stored,
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=20)
    field_order = ["assignee", "edition", "deadline"]


class EventStory:
    """Mixin for the admin class of events."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.story_view)
        return [path("<int:pk>/story/", view, name="articles_daybookevent_story"), *super().get_urls()]

    def story_view(self, request, pk):
        if not (self.has_view_permission(request) and request.user.has_perm(daybook.ADD_STORY)):
            raise PermissionDenied
        event = self.get_object(request, str(pk))
        if event is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
        initial = proposed(event, request.user)
        form = EventStoryForm(request.user, None, request.POST or None, initial=initial)
        if request.method == "POST" and form.is_valid() and (address := self.begin_or_explain(request, event, form)):
            return HttpResponseRedirect(address)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts, "title": _("Draft of an event"), "subtitle": str(event), "event": event, "form": form,
            "day": name_of_day(event.day), "back": address_of_week(event.day, event),
            "media": self.media + form.media, "zone": zone_words(timezone.now()),
        }  # fmt: skip
        return render(request, TEMPLATE, context)

    def begin_or_explain(self, request, event, form):
        """Return the address of the new story, or None if it is refused."""
        edition, values = form.cleaned_data["edition"], form.cleaned_data
        decided = {name: values[name] for name in ("assignee", "deadline")}
        try:
            with transaction.atomic():
                story = daybook.begin_story(event, edition, by=request.user, key=values["key"], **decided)
                self.admin_site._registry[Article].log_addition(request, story, [{"added": {}}])
        except ValidationError as error:
            form.add_error(None, error)
            return None
        messages.success(request, said(story, edition, **decided))
        return f"{reverse('admin:articles_article_change', args=[story.pk])}?edition={edition.code}"


def proposed(event, user):
    """Return what the form has when it opens: who goes there, in their own edition, until the end of the event."""
    may_be_asked = {*assigning.people()}
    people = [person for person in event.people.order_by("pk") if person in may_be_asked]
    person = user if user in people or not people else people[0]
    if not user.has_perm(ASSIGN):
        person = user
    own = editions.stored(person.language) or editions.stored(editions.active().stored_in)
    end = event.ends_at if event.starts else timezone.make_aware(datetime.combine(event.day, EVENING))
    return {
        "assignee": person if person in may_be_asked else None,
        "edition": own.code,
        "deadline": end if end > timezone.now() else None,
        "key": new_key(),
    }
