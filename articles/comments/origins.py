"""Where a comment came from, so that a ban can meet a network and its neighbours, but nobody can read an address.

The origin of a comment is three keyed hashes, from a wide range to the network of one subscriber. So the beginning of
an origin is the hash of a range. It does not change from day to day as that of the limits does, and is forgotten after
a month.
"""

import datetime
from enum import IntEnum
from ipaddress import ip_address, ip_network

from django.utils.crypto import salted_hmac

from articles.comments.models import Comment
from newsroom.serving.client_address import network_of

SIGNS = 16
"""Of the hash of one range."""
MOST_BITS = 8
"""A network is looked for as at most 256 ranges."""
KEPT = datetime.timedelta(days=30)


class Width(IntEnum):
    """How many of the three hashes a ban compares."""

    WIDE = 1
    NEAR = 2
    OWN = 3


BITS = {4: (16, 24, 32), 6: (32, 48, 64)}


def origin_of(address):
    """Return the origin of a network address; None if there is none."""
    return "".join(hash_of(network) for network in networks_of(address)) if address else None


def networks_of(address):
    try:
        parsed = ip_address(network_of(address).partition("/")[0])
    except ValueError:  # a proxy may send a name
        return [address] * len(Width)
    return [ip_network((parsed, bits), strict=False) for bits in BITS[parsed.version]]


def hash_of(network):
    return salted_hmac("comments.origin", str(network), algorithm="sha256").hexdigest()[:SIGNS]


def range_of(origin, width):
    """Return the beginning of an origin that all addresses of a range share."""
    return origin[: SIGNS * width]


def ranges_of(origin):
    return [range_of(origin, width) for width in Width] if origin else []


def from_range(part):
    """Return the comments that came from a range."""
    return Comment.objects.filter(origin__gte=part, origin__lt=f"{part}g")  # the digits of a hash end with f


def ranges_in(network):
    """Return the ranges that make up a network; None if it is a part of what one subscriber has, or too many ranges."""
    known = BITS[network.version]
    bits = next((bits for bits in known if bits >= network.prefixlen), None)
    if bits is None or bits - network.prefixlen > MOST_BITS:
        return None
    width = Width(known.index(bits) + 1)
    parts = network.subnets(new_prefix=bits)
    return [range_of(origin_of(str(part.network_address)), width) for part in parts]


def forget_origins(now):
    """Forget where comments of a month ago came from. Return how many that were."""
    return Comment.objects.filter(sent_at__lte=now - KEPT).exclude(origin=None).update(origin=None)
