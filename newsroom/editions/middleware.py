"""The first part of the URL decides the edition; cookies and sessions do not."""

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404
from django.http.multipartparser import MultiPartParserError
from django.urls import get_resolver
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.log import log_response

from newsroom import editions
from newsroom.editions.numbers import keep_numbers_together
from newsroom.editions.transliteration import transliterate_response


class EditionMiddleware:
    """Set the language and `request.edition` of readers' pages, and render their error pages in that edition.

    Django calls `handler404` and `handler500` only if DEBUG is off. Errors are handled here, so that `make run` shows
    readers' error pages too. The traceback of a failure is logged as Django would log it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        first = editions.first_part(request.path_info)
        # No route has a code in capitals. The view of unknown addresses redirects.
        request.edition = editions.BY_CODE.get(first.lower() if first.isascii() else first)
        with translation.override((request.edition or self.guess(request)).code):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", (request.edition or self.guess(request)).tag)
        if not request.edition:
            patch_vary_headers(response, ["Accept-Language"])
        if hasattr(request, "site_context") and request.site_context.depends_on_save_data:
            patch_vary_headers(response, ["Save-Data"])
        if request.edition:
            keep_numbers_together(response)
        transliterate_response(request, response)
        return response

    def guess(self, request):
        return editions.best_for(request.headers.get("Accept-Language", ""))

    def process_exception(self, request, exception):
        handlers = get_resolver()
        if isinstance(exception, Http404):
            return handlers.resolve_error_handler(404)(request, exception)
        if not request.edition:
            return None  # the desk has Django's own error pages
        if isinstance(exception, PermissionDenied):
            return handlers.resolve_error_handler(403)(request, exception)
        if isinstance(exception, SuspiciousOperation | BadRequest | MultiPartParserError):
            return handlers.resolve_error_handler(400)(request, exception)
        got_request_exception.send(sender=self.__class__, request=request)
        response = handlers.resolve_error_handler(500)(request)
        log_response(
            "%s: %s", "Internal Server Error", request.path, response=response, request=request, exception=exception
        )
        return response
