"""What the frame of every page needs, fetched when a template first asks."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from newsroom import editions
from newsroom.dictionary.current import state_columns
from newsroom.identity.models import Link, Place, SiteIdentity


@dataclass
class Paper:
    """Two queries in all, whatever a page prints of it."""

    save_data: str = ""
    """The reader's `Save-Data`."""
    is_as_saving_wants = False
    """Whether the page has asked for it, and so depends on it."""

    @property
    def saves_data(self):
        """Whether the reader wants the story and little else."""
        self.is_as_saving_wants = True
        return self.save_data.strip().lower() == "on"

    @property
    def worker(self):
        """Address of the script that keeps opened stories in a reader's browser; "" where that is switched off."""
        return reverse("service_worker") if settings.OFFLINE_READING else ""

    @cached_property
    def identity(self):
        nameless = SiteIdentity(**{f"name_{edition.suffix}": settings.SITE_NAME for edition in editions.STORED})
        return SiteIdentity.objects.annotate(**state_columns()).first() or nameless

    @property
    def words(self):
        """The state of the editors' dictionary, if the page has asked for the identity; else None."""
        identity = self.__dict__.get("identity")
        return (identity.words_count or 0, identity.words_changed) if hasattr(identity, "words_count") else None

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


def of(request):
    """The paper as this request has it so far."""
    if not hasattr(request, "paper"):
        request.paper = Paper(request.headers.get("Save-Data", ""))
    return request.paper


def paper(request):
    return {
        "paper": of(request),
        "edition": editions.active(),
        "editions": editions.EDITIONS,
        "today": timezone.localdate(),
    }
