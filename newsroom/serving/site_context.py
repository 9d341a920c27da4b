"""What every layout needs: the site's identity, its links, and whether the reader saves data."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.functional import cached_property  # that of Python 3.11 lets all threads wait for one's query

from newsroom import editions
from newsroom.database.cached_values import cached_values, computed_from
from newsroom.editions.columns import in_all_columns
from newsroom.identity.models import Link, Place, SiteIdentity

ODD_PATH = re.compile(r"^(?!/)|//|/\.")
"""Addresses that aren't paths from the root, or that have to be resolved first."""


@dataclass
class SiteContext:
    save_data: str = ""
    """The reader's `Save-Data` header."""
    request: HttpRequest | None = None
    depends_on_save_data = False
    """Whether the page has asked for the header, so that it must vary by it."""

    @property
    def saves_data(self):
        """Whether the browser sent `Save-Data: on`."""
        self.depends_on_save_data = True
        return self.save_data.strip().lower() == "on"

    @cached_property
    def origin(self):
        """The scheme and host of the site: SITE_URL, or those of the request if it is not set."""
        return settings.SITE_URL or self.origin_of_request

    @cached_property
    def origin_of_request(self):
        """Checked once, because a page prints thirty absolute addresses."""
        return self.request.build_absolute_uri("/")[:-1]

    def absolute(self, address):
        """Return the absolute URL of an address: usually a path of the site, or an absolute URL already."""
        if not ODD_PATH.search(address):
            return iri_to_uri(f"{self.origin}{address}")
        found = self.request.build_absolute_uri(address)
        path = found.removeprefix(f"{self.origin_of_request}/")
        return found if path == found else f"{self.origin}/{path}"

    @property
    def service_worker(self):
        """URL of the service worker, which stores opened stories; "" if offline reading is off."""
        return reverse("service_worker") if settings.OFFLINE_READING else ""

    @cached_property
    def identity(self):
        stored = cached_values(self.request).get(stored_identity)
        return stored or SiteIdentity(**in_all_columns(name=settings.SITE_NAME))

    @property
    def menu(self):
        return self._links_in(Place.MENU)

    @property
    def footer(self):
        return self._links_in(Place.FOOTER)

    @property
    def social(self):
        return self._links_in(Place.SOCIAL)

    @property
    def partners(self):
        return self._links_in(Place.PARTNER)

    def _links_in(self, place):
        return [link for link in cached_values(self.request).get(all_links) if link.place == place]


@computed_from(SiteIdentity)
def stored_identity():
    return SiteIdentity.objects.first()


@computed_from(Link)
def all_links():
    return list(Link.objects.all())


def of(request):
    """The request's SiteContext, created on first use."""
    if not hasattr(request, "site_context"):
        request.site_context = SiteContext(request.headers.get("Save-Data", ""), request)
    return request.site_context


def context_processor(request):
    edition = editions.active()
    return {
        "site_context": of(request),
        "edition": edition,
        "other_editions": [other for other in editions.EDITIONS if other != edition],
        "today": timezone.localdate(),
    }
