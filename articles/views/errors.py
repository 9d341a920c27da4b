"""Error pages in the language and direction of the edition, and redirects of URLs that have no page."""

from contextlib import suppress

from csp.utils import build_policy
from django.http import Http404, HttpResponsePermanentRedirect, UnreadablePostError
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from articles.address_lookup import (
    address_meant,
    form_meant,
    is_of_killed_story,
    means_a_story,
    without_pasted_signs,
)
from articles.models import Article
from newsroom import editions
from newsroom.desk import script_answers
from newsroom.desk.not_saved import is_of_the_desk, may_be_repeated, not_saved, not_saved_by_a_failure
from newsroom.serving import redirects
from newsroom.serving.origin import Origin, origin_of

READING = ("GET", "HEAD")
WRITTEN = {
    "comments": {"text": _("Your comment")},
    "comments/thank": {},
    "comments/report": {"note": _("What should the moderators know? You can leave this empty.")},
    "mistake": {"words": _("The words with the mistake"), "comment": _("What is wrong? You can leave this empty.")},
}
"""The fields of readers' forms in which they write, with their labels."""


@csrf_exempt
def unknown_address(request, *args, **kwargs):
    """Redirect to a page whose URL was written with capitals, or with no slash or something else at its end.

    If there is no such page, raise Http404.

    This is the last route of each edition and of the site. What means a story is left to `not_found`.
    """
    path = in_lower_case(without_pasted_signs(request.path))
    if means_a_story(path):
        raise Http404
    if request.edition and editions.first_part(request.path_info) != request.edition.code:
        return HttpResponsePermanentRedirect(with_code_in_lower_case(request))
    if request.method in READING and path and is_known_path(f"{path}/"):
        redirect = redirects.for_good if request.path == path else redirects.for_now
        return redirect(request, f"{path}/")
    raise Http404


def with_code_in_lower_case(request):
    rest = request.get_full_path()[len(request.edition.code) + 1 :]
    return f"/{request.edition.code}{rest if rest.startswith('/') else f'/{rest}'}"


def in_lower_case(path):
    """Return a path in lower case, like all our URLs. Other letters than ASCII could become ASCII ones."""
    return path.lower() if path.isascii() else path


def is_known_path(path):
    try:
        return resolve(path).func is not unknown_address
    except Resolver404:
        return False


def not_found(request, exception=None):
    if request.method == "POST" and form_meant(request.path_info):
        return form_elsewhere(request)
    if request.method not in READING:
        return error_page(request, 404)
    if is_of_killed_story(request.path_info):  # before a story elsewhere, which may have the same words in its address
        return error_page(request, 410)
    address, path = address_meant(request.path_info), in_lower_case(request.path)
    if not address and editions.first_part(path) in editions.BY_CODE:
        address = path if is_known_path(path) else None
    if address and address != request.path:
        return redirects.for_now(request, address)
    return error_page(request, 404)


def form_elsewhere(request):
    """Answer a reader's form that came to an address without a story: send it on, or give the reader's words back."""
    form, address = form_meant(request.path_info)
    if address and address != request.path:
        return redirects.with_its_form(request, address)
    is_foreign = origin_of(request) is Origin.FOREIGN  # nobody else puts words on a page of ours
    fields = {} if is_foreign else WRITTEN[form]
    written = [(name, label, request.POST[name]) for name, label in fields.items() if request.POST.get(name)]
    return not_accepted(request, form, status=404, written=written) if written else error_page(request, 404)


def not_accepted(request, form, *, status, written=()):
    """Say that a reader's form was rejected, with what is `written` in it, so that the reader can copy it."""
    context = {"form": form, "written": written, "address_in": no_address}
    return render(request, "errors/not_accepted.html", context, status=status)


def error_page(request, status):
    """Render the page that says why there is no story, and shows others."""
    now = Article.objects.for_cards().published().editorial().newest_first()[:3]
    context = {"now": now, "address_in": no_address}
    return with_policy(render(request, f"errors/{status}.html", context, status=status))


def forbidden(request, exception=None):
    return render(request, "errors/403.html", status=403)


def csrf_failure(request, reason=""):
    """Answer a form without a valid token. Readers' forms need none, so it is a form of the desk or of another site."""
    if is_of_the_desk(request):
        if script_answers.is_from_script(request):
            return script_answers.token_refused()
        if may_be_repeated(request):
            return not_saved(request, "token")
    return render(request, "errors/400.html", status=403)


def bad_request(request, exception=None):
    return render(request, "errors/400.html", status=400)


def server_error(request):
    """Render the page without queries, because the failure may be in the database."""
    if is_of_the_desk(request) and may_be_repeated(request) and not script_answers.is_from_script(request):
        with suppress(UnreadablePostError):
            return with_policy(not_saved_by_a_failure(request))
    return with_policy(render(request, "errors/500.html", status=500))


def no_address(edition):
    return None


def with_policy(response):
    # With DEBUG on, django-csp sends no policy with 404 and 500, so as not to break Django's debug pages. These pages
    # are our own and need it.
    response.headers["Content-Security-Policy"] = build_policy()
    return response
