"""Browsers in which somebody has signed in before, so that an attack on a name does not lock its owner out.

A signed cookie tells them. Failures of such a browser are counted apart from those of strangers.
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

from newsroom.staff.models import User

COOKIE = "desk_browser"
DAYS = 180


def mark_of(user):
    """Return what changes with the password, so that a new password makes all browsers strangers."""
    return salted_hmac(__name__, user.password).hexdigest()[:16]


def read(request):
    """Return [user name, random text of the browser, mark of the password] of a valid cookie; else None."""
    try:
        return signing.loads(request.COOKIES[COOKIE], salt=__name__, max_age=DAYS * 24 * 60 * 60)
    except (KeyError, signing.BadSignature):
        return None


def belongs_to(value, user):
    return bool(value) and value[0] == user.get_username() and constant_time_compare(value[2], mark_of(user))


def known_to(request, name):
    """Return the random text of a browser in which the owner of a name has signed in; "" for that of a stranger."""
    value = read(request)
    if not value or value[0] != name:
        return ""
    user = User.objects.filter(username=name).first()
    return value[1] if user and belongs_to(value, user) else ""


# What django-axes counts


def name_of_attempt(request, credentials=None):
    """Return the name under which failures are counted."""
    name = (credentials or request.POST).get("username") or ""
    browser = known_to(request, name)
    return f"{name} in {browser}" if browser else name


def counted(request, credentials=None):
    """Return what is limited: a known browser by itself; strangers together for each name, and for each address."""
    is_request = isinstance(request, HttpRequest)
    name = (credentials or request.POST).get("username") if is_request else ""
    return ["username"] if is_request and known_to(request, name or "") else ["ip_address", "username"]


class KnownBrowserMiddleware:
    """Gives the browser of somebody who has signed in completely its cookie."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        desk = reverse("admin:index")
        if request.path_info.startswith(desk) and is_new(request):
            value = [request.user.get_username(), get_random_string(20), mark_of(request.user)]
            options = {"path": desk, "secure": settings.SESSION_COOKIE_SECURE, "httponly": True, "samesite": "Lax"}
            response.set_cookie(COOKIE, signing.dumps(value, salt=__name__), max_age=DAYS * 24 * 60 * 60, **options)
        return response


def is_new(request):
    """Whether somebody has signed in completely whose browser has no valid cookie yet."""
    user = request.user
    return user.is_authenticated and not request.missing_step and not belongs_to(read(request), user)
