"""Which bans there are. Posting asks for them without a query."""

from collections import defaultdict
from ipaddress import ip_address, ip_network

from articles.comments.models import Ban
from articles.comments.origins import ranges_of
from newsroom.database.cached_values import computed_from


class Bans:
    """The bans that nobody has lifted, by what they compare. Those whose time is over are among them."""

    def __init__(self, rows):
        self.persons, self.origins, self.networks = defaultdict(list), defaultdict(list), defaultdict(list)
        for row in rows:
            if row.person_id:
                self.persons[row.person_id].append(row)
            elif row.origin:
                self.origins[row.origin].append(row)
            elif row.addresses:
                self.networks[unmapped(ip_network(row.addresses))].append(row)
        self.lengths = {(network.version, network.prefixlen) for network in self.networks}

    def of(self, person, origin, address, now):
        """Return the ban of a person or an address that holds the longest; None if there is none."""
        rows = list(self.persons.get(person.pk, [])) if person else []
        rows += [row for part in ranges_of(origin) for row in self.origins.get(part, [])]
        rows += [row for network in self.networks_around(address) for row in self.networks.get(network, [])]
        return max((row for row in rows if row.holds_at(now)), key=length, default=None)

    def networks_around(self, address):
        try:
            parsed = ip_address(address or "")
        except ValueError:
            return []
        parsed = getattr(parsed, "ipv4_mapped", None) or parsed
        return [ip_network((parsed, bits), strict=False) for version, bits in self.lengths if version == parsed.version]


def unmapped(network):
    """Return a network in the form in which addresses are compared: ::ffff:198.51.100.0/120 is 198.51.100.0/24."""
    mapped = network.version == 6 and network.network_address.ipv4_mapped
    return ip_network((mapped, network.prefixlen - 96)) if mapped and network.prefixlen >= 96 else network


def length(ban):
    return (ban.until is None, ban.until.timestamp() if ban.until else 0)


@computed_from(Ban)
def current_bans():
    return Bans(Ban.objects.filter(lifted_at=None).order_by())
