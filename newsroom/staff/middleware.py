"""The language of the desk. It is stored with the account, not in a cookie, so that it is the same on every device."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from newsroom import editions


class DeskLanguageMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith(reverse("admin:index")):
            return self.get_response(request)
        with translation.override(self.language(request)):
            response = self.get_response(request)
        response.headers["Content-Language"] = self.language(request)
        patch_vary_headers(response, ["Accept-Language"])
        return response

    def language(self, request):
        chosen = getattr(request.user, "language", "")  # before login: the language of the browser
        asked = editions.best_for(request.headers.get("Accept-Language", "")).stored_in
        return chosen or (asked if asked in settings.DESK_LANGUAGES else settings.DESK_LANGUAGES[0])
