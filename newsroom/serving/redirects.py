"""Redirects that keep the query string, which says where readers come from."""

from http import HTTPStatus

from django.http import HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.encoding import iri_to_uri


def for_now(request, address):
    """Redirect to an address that can change. Nobody may remember it.

    If a browser remembered that a story moved from A to B, and later that it moved back, it could open neither.
    """
    response = HttpResponseRedirect(with_query(request, address))
    response.headers["Cache-Control"] = "no-cache"
    return response


def with_its_form(request, address):
    """Redirect the form that a reader has sent: the browser sends it to the other address."""
    response = for_now(request, address)
    response.status_code = HTTPStatus.TEMPORARY_REDIRECT
    return response


def for_good(request, address):
    """Redirect to the only right form of an address, which nobody can change."""
    return HttpResponsePermanentRedirect(with_query(request, address))


def with_query(request, address):
    query = request.META.get("QUERY_STRING", "")
    return f"{address}?{iri_to_uri(query)}" if query else address
