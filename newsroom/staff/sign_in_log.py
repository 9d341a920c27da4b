"""The log of sign-ins: who, when, from where, with which result. Others tell of it by signals."""

from datetime import timedelta

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.utils import timezone
from django_mfa import events

from newsroom.serving.client_address import client_address
from newsroom.staff.models import Event, SignInEvent
from newsroom.staff.session_store import PLACE

MINUTE, YEAR = timedelta(minutes=1), timedelta(days=365)


def forget_old_lines():
    SignInEvent.objects.filter(at__lt=timezone.now() - YEAR).delete()


def place_of(request):
    """Return the address and the browser of a request, as texts that every database can store."""
    if request is None:
        return {"address": "", "browser": ""}
    browser = request.headers.get("User-Agent", "").replace("\0", "")
    return {"address": client_address(request) or "", "browser": browser[:200]}


def note(event, user=None, *, request, by=None, name="", detail=""):
    """Add a line to the log."""
    name = (user.get_username() if user else name).replace("\0", "")[:150]
    SignInEvent.objects.create(event=event, user=user, name=name, by=by, detail=detail, **place_of(request))


@receiver(user_logged_in)
def signed_in(request, user, **kwargs):
    request.session[PLACE] = place_of(request) | {"at": timezone.now().isoformat()}
    note(Event.SIGNED_IN, user, request=request)


@receiver(user_logged_out)
def signed_out(request, user, **kwargs):
    if user:
        note(Event.SIGNED_OUT, user, request=request)


@receiver(user_login_failed)
def refused(credentials, request=None, **kwargs):
    if not getattr(request, "axes_locked_out", False):
        note(Event.REFUSED, request=request, name=credentials.get("username") or "")


@receiver(user_locked_out)
def locked(request, **kwargs):
    """Note an attempt of a locked name, at most once a minute: an attack must not fill the table."""
    name, since = (request.axes_credentials.get("username") or "").replace("\0", ""), timezone.now() - MINUTE
    if not SignInEvent.objects.filter(event=Event.LOCKED, name=name[:150], at__gt=since).exists():
        note(Event.LOCKED, request=request, name=name)


@receiver(events.factor_added)
def factor_added(user, authenticator, request, **kwargs):
    note(Event.FACTOR_ADDED, user, request=request, detail=authenticator.type)


@receiver(events.factor_removed)
def factor_removed(user, factor_type, request, **kwargs):
    note(Event.FACTOR_REMOVED, user, request=request, detail=factor_type)


@receiver(events.mfa_verified)
def factor_passed(user, method, request, **kwargs):
    note(Event.FACTOR_PASSED, user, request=request, detail=method)


@receiver(events.mfa_verification_failed)
def factor_refused(user, method, request, **kwargs):
    note(Event.FACTOR_REFUSED, user, request=request, detail=method)


@receiver(events.recovery_code_used)
def code_used(user, remaining, request, **kwargs):
    note(Event.CODE_USED, user, request=request, detail=str(remaining))
