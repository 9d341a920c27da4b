"""The network address that a request comes from."""

from django.conf import settings


def client_address(request):
    """Return the address of the visitor, even behind a proxy; None if the request came through a Unix socket.

    Visitors can send X-Forwarded-For themselves. A proxy adds the address that it sees at the end.
    """
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR")
