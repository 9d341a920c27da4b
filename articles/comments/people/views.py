"""Pages on which readers sign in to comment and see what is stored about them. None needs a script.

They read no session, so Django's token is not asked for: `is_from_our_page` refuses forms of other sites.
"""

from functools import wraps

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from articles.comments.models.comment import other_language
from articles.comments.people import codes, cookies, ending, joining
from articles.comments.people.exporting import exported
from articles.comments.people.forms import CodeForm, ContactForm, JoinForm
from articles.comments.people.from_our_page import is_from_our_page
from articles.comments.people.ways import current_way
from articles.comments.warning import pending_of, words_of
from articles.views.errors import no_address, not_accepted
from newsroom import editions
from newsroom.identity.models import Page
from newsroom.serving.client_address import client_address

RULES = "comment-rules"
"""The key of the page with the rules."""


def commenters_page(view):
    """A page that is there if commenters are identified. Nobody stores it, and no other site sends its forms."""

    @csrf_exempt
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if current_way() is None:
            raise Http404
        if request.method == "POST" and not is_from_our_page(request):
            response = not_accepted(request, "comments", status=403)
        else:
            response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        patch_vary_headers(response, ["Cookie"])
        return response

    return guarded


def show(request, name, status=200, **context):
    return render(request, f"comments/people/{name}.html", context | {"address_in": no_address}, status=status)


def show_join(request, form, status=200):
    return show(request, "join", form=form, status=status, rules=Page.objects.filter(key=RULES).first())


def show_code(request, mark, form, status=200):
    return show(request, "code", form=form, status=status, sent_to=codes.sent_to(mark))


def see_other(address):
    return HttpResponseRedirect(address, status=303)


def known_story(path):
    """Return the path of a story; "" if it is none. It is built from the parts of the match, never from the input."""
    try:
        found = resolve(path)
    except (Resolver404, ValueError):
        return ""
    return reverse("article", kwargs=found.kwargs) if found.url_name == "article" else ""


def after_signing_in(story):
    return f"{story}#comment-form" if story else reverse("commenter")


@commenters_page
def commenter(request):
    """Ask for the contact and send a code. Somebody who has signed in sees what is stored."""
    if request.method != "POST":
        if person := cookies.person_of(request):
            language = other_language(person.nickname, editions.active().stored_in)
            warned = [words_of(warning) for warning in pending_of(person)]
            return show(request, "my_data", person=person, language=language, warnings=warned)
        return show(request, "sign_in", form=ContactForm(current_way(), initial={"story": request.GET.get("story")}))
    form = ContactForm(current_way(), request.POST)
    if not form.is_valid():
        return show(request, "sign_in", form=form)
    story, language = known_story(form.cleaned_data["story"]), editions.active().stored_in
    sender = client_address(request)
    try:
        row = codes.ask(form.way.kind, form.cleaned_data["contact"], address=sender, language=language, story=story)
    except codes.NotAccepted as refusal:
        return refused(request, "sign_in", form, refusal)
    return see_other(reverse("commenter_code", args=[row.mark]))


@commenters_page
def type_code(request, mark):
    """Take the code. Its page can be opened again, because reading a message on a phone closes others."""
    if request.method != "POST":
        return show_code(request, mark, CodeForm())
    form = CodeForm(request.POST)
    if not form.is_valid():
        return show_code(request, mark, form)
    try:
        proof = codes.check(mark, form.cleaned_data["code"])
    except codes.NotAccepted as refusal:
        return show_code(request, mark, with_reason(form, refusal), refusal.status)
    row = codes.proved(proof)
    if person := joining.sign_in(row):
        return signed_in(person, row.story)
    return show_join(request, JoinForm(initial={"proof": proof}))


@commenters_page
def join(request):
    """Take the nickname and the agreement of somebody whose code was right."""
    if request.method != "POST":
        return see_other(reverse("commenter"))
    form, row = JoinForm(request.POST), codes.proved(request.POST.get("proof", ""))
    if row is None:
        return refused(request, "sign_in", ContactForm(current_way(), {}), codes.CodeEnded())
    if not form.is_valid():
        return show_join(request, form)
    try:
        person = joining.join(row, form.cleaned_data["nickname"], language=editions.active().stored_in)
    except codes.NotAccepted as refusal:
        return show_join(request, with_reason(form, refusal), refusal.status)
    return signed_in(person, row.story)


@commenters_page
def sign_out(request):
    """Sign out in this browser, or with `everywhere` in all of them."""
    response = see_other(reverse("commenter"))
    if request.method == "POST":
        person = cookies.person_of(request)
        if person and "everywhere" in request.POST:
            cookies.end_all_of(person)
        cookies.take_away(response)
    return response


@commenters_page
def my_data(request):
    """Let somebody download all that is stored about them."""
    person = cookies.person_of(request)
    if person is None:
        return see_other(reverse("commenter"))
    options = {"json_dumps_params": {"ensure_ascii": False, "indent": 2}, "encoder": DjangoJSONEncoder}
    headers = {"Content-Disposition": 'attachment; filename="my-data.json"'}
    return JsonResponse(exported(person), headers=headers, **options)


@commenters_page
def delete_my_data(request):
    """Ask whether somebody really wants it, and end the agreement."""
    person = cookies.person_of(request)
    if person is None:
        return see_other(reverse("commenter"))
    if request.method != "POST":
        return show(request, "delete", months=settings.COMMENTER_KEPT_MONTHS)
    ending.end(person)
    response = show(request, "deleted", months=settings.COMMENTER_KEPT_MONTHS)
    cookies.take_away(response)
    return response


def signed_in(person, story):
    response = see_other(after_signing_in(story))
    cookies.give(response, person)
    return response


def refused(request, name, form, refusal):
    return show(request, name, form=with_reason(form, refusal), status=refusal.status)


def with_reason(form, refusal):
    """Return a form that says why it was refused, without other errors."""
    form.errors.clear()
    form.add_error(refusal.field, refusal.message)
    return form
