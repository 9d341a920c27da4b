"""Error pages in the language and direction of the edition, and redirects of former URLs."""

from csp.utils import build_policy
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt

from articles.models import Article, LegacyAddress


@csrf_exempt
def unknown_address(request, *args, **kwargs):
    """Redirect from a former URL or one without its trailing slash; else raise Http404.

    This is the last route of each edition and of the site.
    """
    if not request.path.endswith("/") and (moved := LegacyAddress.objects.target_of(f"{request.path_info}/")):
        return HttpResponsePermanentRedirect(moved)
    if not request.path.endswith("/") and is_known_path(f"{request.path}/"):
        query = f"?{request.META['QUERY_STRING']}" if request.META["QUERY_STRING"] else ""
        return HttpResponsePermanentRedirect(f"{request.path}/{query}")
    raise Http404


def is_known_path(path):
    try:
        return resolve(path).func is not unknown_address
    except Resolver404:
        return False


def not_found(request, exception=None):
    if address := LegacyAddress.objects.target_of(request.path_info):
        return HttpResponsePermanentRedirect(address)
    now = Article.objects.for_cards().published().editorial().newest_first()[:3]
    return with_policy(render(request, "errors/404.html", {"now": now, "address_in": no_address}, status=404))


def forbidden(request, exception=None):
    return render(request, "errors/403.html", status=403)


def csrf_failure(request, reason=""):
    return render(request, "errors/400.html", status=403)


def bad_request(request, exception=None):
    return render(request, "errors/400.html", status=400)


def server_error(request):
    """Render the page without queries, because the failure may be in the database."""
    return with_policy(render(request, "errors/500.html", status=500))


def no_address(edition):
    return None


def with_policy(response):
    # With DEBUG on, django-csp sends no policy with 404 and 500, so as not to break Django's debug pages. These pages
    # are our own and need it.
    response.headers["Content-Security-Policy"] = build_policy()
    return response
