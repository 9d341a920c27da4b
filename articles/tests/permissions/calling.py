"""Call views as somebody, without a server and without rendering templates: thousands of answers in seconds.

Nothing between the address and the view decides what somebody may do: `admin_view` asks who is signed in, and each
view asks for permissions. `test_desk_rights.py` sends such requests through the whole site.
"""

import json
import secrets
from urllib.parse import urlsplit

from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import transaction
from django.http import Http404
from django.test import RequestFactory
from django.urls import resolve
from django.utils.http import urlencode

from articles.tests.hard_values.sending import FORM

REFUSALS = {PermissionDenied: "403", Http404: "404", BadRequest: "400", SuspiciousOperation: "400"}


def answer(user, method, address, data=None):
    """Return the status of the answer, or "login" if it leads to the login page. What was written is undone."""
    return answer_and(lambda: None, user, method, address, data)[0]


def answer_and(look, user, method, address, data=None, is_json=False):
    """Return the answer, and what `look` sees before everything is undone."""
    with transaction.atomic():
        status = status_of(user, request_of(user, method, address, data or {}, is_json))
        seen = look()
        transaction.set_rollback(True)
    return status, seen


def request_of(user, method, address, data, is_json=False):
    body, kind = (json.dumps(data), "application/json") if is_json else (urlencode(data, doseq=True), FORM)
    request = RequestFactory().generic(method, address, body, kind)
    request.user, request.edition, request.csp_nonce = user, None, secrets.token_hex(8)
    request.session, request._messages = SessionStore(), CookieStorage(request)
    user.has_second_factor = user.needs_second_factor = False  # as the backend reads them
    request.missing_step = None
    request._dont_enforce_csrf_checks = True  # as Django's test client does
    return request


def status_of(user, request):
    request.resolver_match = found = resolve(urlsplit(request.path).path)
    try:
        response = found.func(request, *found.args, **found.kwargs)
    except tuple(REFUSALS) as refusal:
        return next(status for kind, status in REFUSALS.items() if isinstance(refusal, kind))
    if response.status_code == 302 and response.url.startswith("/admin/login/"):
        return "login"
    return str(response.status_code)
