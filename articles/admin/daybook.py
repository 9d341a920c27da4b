"""The daybook at the desk: its week, the list of all events, and the form of one."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy

from articles.admin.assignment_page import PersonField, person_name
from articles.admin.daybook_week import DaybookWeek, address_of_week
from articles.admin.event_story import EventStory
from articles.editorial import daybook
from articles.models import DaybookEvent
from newsroom.staff.models import User


class PeopleField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, user):
        return person_name(user)


class EventForm(forms.ModelForm):
    """The admin sets `user`, who is at the form."""

    user = None
    people = PeopleField(User.objects.none(), required=False, label=gettext_lazy("Who goes"))
    photographer = PersonField(User.objects.none(), required=False, label=gettext_lazy("Photographer"))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        staff = daybook.staff(self.instance if self.instance.pk else None)
        for name in {"people", "photographer"} & self.fields.keys():
            self.fields[name].queryset = staff

    def clean(self):
        cleaned = super().clean()
        self.check("people", daybook.check_people, {*self.stored_people()}, {*cleaned.get("people", ())})
        photographer = self.instance.photographer if self.instance.pk else None
        self.check("photographer", daybook.check_photographer, photographer, cleaned.get("photographer"))
        return cleaned

    def stored_people(self):
        return self.instance.people.all() if self.instance.pk else ()

    def check(self, name, rule, before, after):
        if name not in self.cleaned_data:
            return
        try:
            rule(self.user, before, after)
        except ValidationError as error:
            self.add_error(name, error)


@admin.register(DaybookEvent)
class DaybookEventAdmin(DaybookWeek, EventStory, admin.ModelAdmin):
    form = EventForm
    autocomplete_fields = ["stories"]
    date_hierarchy = "day"
    fieldsets = [
        (None, {"fields": ["what", "where", "day", "starts", "ends"]}),
        (None, {"fields": ["people", "needs_photo", "photographer", "note", "stories"]}),
    ]
    formfield_overrides = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})}}
    list_display = ["what", "where", "day", "starts", "ends"]
    list_filter = ["needs_photo"]
    list_per_page = 50
    ordering = ["-day", "-pk"]
    search_fields = ["what", "where", "note"]

    def get_fieldsets(self, request, obj=None):
        """Who may not see stories does not see which ones were made of an event."""
        hidden = set() if request.user.has_perm("articles.view_article") else {"stories"}
        return [
            (name, options | {"fields": [field for field in options["fields"] if field not in hidden]})
            for name, options in super().get_fieldsets(request, obj)
        ]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.user = request.user
        return form

    def save_model(self, request, obj, form, change):
        if not change:
            obj.made_by = request.user
        super().save_model(request, obj, form, change)

    # Back to the week

    def response_post_save_add(self, request, obj):
        return HttpResponseRedirect(address_of_week(obj.day, obj))

    def response_post_save_change(self, request, obj):
        return HttpResponseRedirect(address_of_week(obj.day, obj))
