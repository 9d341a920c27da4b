"""The form with which readers report a mistake in a story."""

from django import forms
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from articles.editorial import reported_mistakes
from articles.views.article import find, find_for_form
from articles.views.errors import form_elsewhere, no_address, not_accepted
from newsroom import editions
from newsroom.content.readers_text import ReadersTextField
from newsroom.content.visible_text import VisibleTextField, without_controls
from newsroom.editions.transliteration import current_dictionary
from newsroom.serving.client_address import client_address
from newsroom.serving.origin import Origin, origin_of

MOST_WORDS, MOST_BEFORE = 300, 100


class PrecedingField(forms.CharField):
    """What stands before the words. Only its end tells them from equal ones."""

    widget = forms.HiddenInput

    def to_python(self, value):
        return super().to_python((value or "").replace("\0", ""))[-MOST_BEFORE:]


class MistakeForm(forms.Form):
    use_required_attribute = False  # else the browser shows its own messages, in its own language
    words = VisibleTextField(
        label=_("The words with the mistake"),
        max_length=MOST_WORDS,
        error_messages={"required": _("Please copy the words with the mistake here.")},
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )
    comment = ReadersTextField(
        label=_("What is wrong? You can leave this empty."),
        required=False,
        max_length=600,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )
    before = PrecedingField(required=False)


@csrf_exempt  # it reads no cookie, so there is no session to abuse; `origin_of` rejects other sites
def report_mistake(request, day, slug):
    if request.method != "POST":
        return show(request, find(day, slug), MistakeForm(initial=selected(request)))
    if origin_of(request) is Origin.FOREIGN:
        return not_accepted(request, "mistake", status=403)
    try:
        story = find_for_form(request, day, slug, "mistake")
    except Http404:
        return form_elsewhere(request)
    form = MistakeForm(request.POST)
    if not form.is_valid():
        return show(request, story, form)
    edition, sender = editions.active(), client_address(request)
    own = {"dictionary": current_dictionary(request)} if edition.is_derived else {}
    try:
        reported_mistakes.report(story, edition, **form.cleaned_data, address=sender, **own)
    except reported_mistakes.NotReportedError as refusal:
        form.add_error(None, refusal.message)
        response = show(request, story, form, status=refusal.status)
        response.headers["Retry-After"] = int(reported_mistakes.MINUTE.total_seconds())
        return response
    return HttpResponseRedirect(reverse("mistake_reported", args=[story.day, story.slug]), status=303)


def selected(request):
    """Return what the script has sent of a selection."""
    words, before = (request.GET.get(name, "").replace("\0", "") for name in ("words", "before"))
    return {"words": without_controls(words, is_one_line=False)[:MOST_WORDS], "before": before[-MOST_BEFORE:]}


def mistake_reported(request, day, slug):
    return render(request, "articles/mistake_reported.html", {"story": find(day, slug), "address_in": no_address})


def show(request, story, form, status=200):
    context = {"story": story, "form": form, "address_in": no_address}
    return render(request, "articles/mistake.html", context, status=status)
