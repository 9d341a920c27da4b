"""The network address that a request comes from."""

from ipaddress import ip_address, ip_network

from django.conf import settings


def client_address(request):
    """Return the address of the visitor, even behind a proxy; None if the request came through a Unix socket.

    Visitors can send X-Forwarded-For themselves. Each proxy adds the address that it sees at the end, so the one that
    `PROXIES` places from the end is the first that no visitor can have written. What is no address there can't come
    from a proxy.
    """
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    seen = forwarded.rsplit(",", settings.PROXIES)[-settings.PROXIES :]
    first = seen[0].strip() if len(seen) == settings.PROXIES else ""
    return first if is_address(first) else request.META.get("REMOTE_ADDR")


def is_address(text):
    try:
        ip_address(text)
    except ValueError:
        return False
    return "%" not in text  # a zone, as in "fe80::1%eth0", which PostgreSQL cannot store


def network_of(address):
    """Return what one subscriber has: an address of IPv4, or the first half of an address of IPv6."""
    try:
        parsed = ip_address(address)
    except ValueError:  # a proxy may send a name
        return address
    if parsed.version == 4:
        return str(parsed)
    return str(parsed.ipv4_mapped or ip_network((parsed, 64), strict=False))
