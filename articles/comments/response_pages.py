"""Receive what readers do with the comments of others: a button to thank, a form to report."""

from django import forms
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from articles.comments import responses
from articles.comments.models import RejectionReason
from articles.comments.pages import shown_comment, way_back
from articles.comments.people.cookies import person_of
from articles.comments.reports.own import remember
from articles.comments.rules import comment_settings
from articles.views.article import find, find_for_form
from articles.views.errors import form_elsewhere, no_address
from newsroom import editions
from newsroom.content.readers_text import ReadersTextField
from newsroom.database.cached_values import cached_values
from newsroom.serving.client_address import client_address
from newsroom.serving.origin import Origin, origin_of


class ReportForm(forms.Form):
    use_required_attribute = False  # else the browser shows its own messages, in its own language
    reason = forms.ChoiceField(
        label=_("What is wrong with this comment?"),
        choices=[("", "—"), *RejectionReason.choices],
        error_messages={"required": _("Please choose a reason.")},
    )
    note = ReadersTextField(
        label=_("What should the moderators know? You can leave this empty."),
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )


@csrf_exempt  # it reads no cookie, so there is no session to abuse; `origin_of` rejects other sites
def thank_comment(request, day, slug):
    if request.method != "POST":
        return HttpResponseRedirect(f"{find(day, slug).get_absolute_url()}#comments")
    try:
        story = find_for_form(request, day, slug, "comments/thank")
    except Http404:
        return form_elsewhere(request)
    comment = named(story, request.POST)
    if origin_of(request) is Origin.FOREIGN:
        return show(request, story, comment, None, status=403)
    responses.thank(comment, **sender(request))
    back = f"{story.get_absolute_url()}{way_back(request.POST, comment)}#comment-{comment.pk}"
    return HttpResponseRedirect(back, status=303)


@csrf_exempt  # it reads no session; `origin_of` rejects other sites
def report_comment(request, day, slug):
    if request.method != "POST":
        story = find(day, slug)
        comment = None if "sent" in request.GET else named(story, request.GET)
        return show(request, story, comment, ReportForm() if comment else None)
    try:
        story = find_for_form(request, day, slug, "comments/report")
    except Http404:
        return form_elsewhere(request)
    comment = named(story, request.POST)
    if origin_of(request) is Origin.FOREIGN:
        return show(request, story, comment, None, status=403)
    form = ReportForm(request.POST)
    if not form.is_valid():
        return show(request, story, comment, form)
    limit = cached_values(request).get(comment_settings).report_limit
    known = {"person": person_of(request), "limit": limit}
    report = responses.report(comment, **form.cleaned_data, **sender(request), **known)
    response = HttpResponseRedirect(f"{story.get_absolute_url()}comments/report/?sent", status=303)
    if report:
        remember(request, response, report)
    return response


def named(story, data):
    """Return the comment that a form or an address names; raise Http404 if readers don't see it."""
    comment = shown_comment(story, editions.active(), data.get("comment", ""))
    if comment is None:
        raise Http404
    return comment


def sender(request):
    return {"address": client_address(request), "browser": request.headers.get("User-Agent", "")}


def show(request, story, comment, form, status=200):
    """Show the form; without one, say that nothing was done, or, without a comment, that the report has come."""
    context = {"story": story, "comment": comment, "form": form, "address_in": no_address}
    return render(request, "comments/report.html", context, status=status)
