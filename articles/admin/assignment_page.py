"""The page on which an edition is assigned to a member of staff, with a deadline."""

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.page_of_edition import page_of_edition
from articles.editorial import assigning
from articles.editorial.states import ASSIGN
from newsroom.desk.colleagues import zone_words
from newsroom.desk.times import ComingTimeField, name_parts
from newsroom.staff.models import User

TEMPLATE = "admin/articles/article/assignment.html"


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, user):
        return user.get_full_name() or user.get_username()


class AssignmentForm(forms.Form):
    assignee = PersonField(queryset=User.objects.none(), label=gettext_lazy("assigned to"), required=False)
    deadline = ComingTimeField(label=gettext_lazy("deadline"), required=False, widget=AdminSplitDateTime)

    def __init__(self, user, now, *args, **options):
        super().__init__(*args, **options)
        people = assigning.people()
        if not user.has_perm(ASSIGN):
            people = people.filter(pk__in=[user.pk, now and now.pk])
        self.fields["assignee"].queryset = people
        self.fields["assignee"].empty_label = _("nobody")
        name_parts(self.fields["deadline"].widget)


class AssignmentPage:
    """Mixin for the admin class of stories."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.assignment_view)
        return [path("<int:pk>/assignment/", view, name="articles_article_assignment"), *super().get_urls()]

    @page_of_edition()
    def assignment_view(self, request, article, edition):
        assignment = assigning.assignment_of(article, edition)
        now = {"assignee": assignment.assignee, "deadline": assignment.deadline}
        form = AssignmentForm(request.user, assignment.assignee, request.POST or None, initial=now)
        if request.method == "POST" and form.is_valid() and self.assign_or_explain(request, article, edition, form):
            return HttpResponseRedirect(board_before(request))
        context = self.admin_site.each_context(request) | {
            "opts": self.opts, "title": _("Assignment"), "subtitle": str(article), "article": article,
            "edition": edition, "form": form, "back": board_before(request), "media": self.media + form.media,
            "zone": zone_words(timezone.now()),
        }  # fmt: skip
        return render(request, TEMPLATE, context)

    def assign_or_explain(self, request, article, edition, form):
        try:
            with transaction.atomic():
                if assigning.assign(article, edition, by=request.user, **form.cleaned_data):
                    to = form.cleaned_data["assignee"]
                    self.log_change(request, article, f"{edition.code}: {'assigned' if to else 'not_assigned'}")
        except ValidationError as error:
            form.add_error(None, error)
            return False
        messages.success(request, said(article, edition, **form.cleaned_data))
        return True


def said(article, edition, assignee, deadline):
    names = {"edition": edition.autonym, "story": article, "person": assignee and person_name(assignee)}
    if assignee:
        return _("The edition “%(edition)s” is assigned to %(person)s: %(story)s") % names
    return _("The edition “%(edition)s” is assigned to nobody: %(story)s") % names


def person_name(user):
    return user.get_full_name() or user.get_username()


def board_before(request):
    """Return the address of the board from which somebody came, with its filters."""
    board, asked = reverse("admin:articles_article_editions"), request.POST.get("back", request.GET.get("back", ""))
    return asked if asked.startswith(f"{board}?") else board
