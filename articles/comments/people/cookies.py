"""The cookie of a commenter. Only pages about comments and commenters read it, so that all others can be cached.

It is signed, and has the number of the person and a mark that changes when they sign out everywhere or are erased.
"""

from django.conf import settings
from django.core import signing

from articles.comments.people.from_our_page import is_from_our_page
from articles.comments.people.models import Commenter, PersonState, random_mark

COOKIE = "commenter"
DAYS = 180
SECONDS = DAYS * 24 * 60 * 60


def give(response, person):
    value = signing.dumps([person.pk, person.mark], salt=__name__)
    options = {"secure": settings.SESSION_COOKIE_SECURE, "httponly": True, "samesite": "Lax"}
    response.set_cookie(COOKIE, value, max_age=SECONDS, **options)


def end_all_of(person):
    """Let no cookie of a person count any more, in whatever browser it is."""
    Commenter.objects.filter(pk=person.pk).update(mark=random_mark())


def take_away(response):
    response.delete_cookie(COOKIE, samesite="Lax")


def person_of(request):
    """Return the commenter whose browser has sent a request, or None. It costs a query only if there is a cookie.

    None, too, if identity is not asked for, if there is a newer agreement, or if another site may have sent the form.
    """
    if not hasattr(request, "commenter"):
        request.commenter = None
        if settings.COMMENTER_IDENTITY != "none" and COOKIE in request.COOKIES:
            is_safe = request.method in ("GET", "HEAD") or is_from_our_page(request)
            request.commenter = owner_of(request.COOKIES[COOKIE]) if is_safe else None
    return request.commenter


def owner_of(value):
    try:
        pk, mark = signing.loads(value, salt=__name__, max_age=SECONDS)
    except signing.BadSignature:
        return None
    active = Commenter.objects.filter(state=PersonState.ACTIVE, agreement=settings.COMMENTER_AGREEMENT)
    return active.filter(pk=pk, mark=mark).first()
