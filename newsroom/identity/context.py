"""What the frame of every page needs, fetched when a template first asks."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.utils import timezone

from newsroom import editions
from newsroom.identity.models import Link, Place, SiteIdentity


@dataclass
class Paper:
    """Two queries in all, whatever a page prints of it."""

    @cached_property
    def identity(self):
        nameless = SiteIdentity(**{f"name_{edition.suffix}": settings.SITE_NAME for edition in editions.STORED})
        return SiteIdentity.objects.first() or nameless

    @cached_property
    def links(self):
        return list(Link.objects.all())

    @property
    def menu(self):
        return self._in(Place.MENU)

    @property
    def footer(self):
        return self._in(Place.FOOTER)

    @property
    def social(self):
        return self._in(Place.SOCIAL)

    @property
    def partners(self):
        return self._in(Place.PARTNER)

    def _in(self, place):
        return [link for link in self.links if link.place == place]


def paper(request):
    return {
        "paper": Paper(),
        "edition": editions.active(),
        "editions": editions.EDITIONS,
        "today": timezone.localdate(),
    }
