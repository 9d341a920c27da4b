"""The links above the photos: which edition is shown, and what asks for work, with how many photos that is."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom import editions

SOON = 30
"""Days in which rights end soon."""
MOST_COUNTED = 99
SHOWN = {
    "today": _("today"),
    "undescribed": _("without a description"),
    "expired": _("rights end or have ended"),
    "unused": _("not used"),
    "unready": _("not processed"),
    "removed": _("removed"),
}


def photos_shown(photos, value, edition):
    """Return the photos of a link. Only one of the links, "removed", shows photos that somebody has removed."""
    if value == "removed":
        return photos.removed()
    kept = photos.kept()
    narrowed = {
        "today": lambda: kept.added_on(timezone.localdate()),
        "undescribed": lambda: kept.undescribed_in(edition),
        "expired": lambda: kept.ending_within(SOON),
        "unused": kept.unused,
        "unready": kept.unready,
    }
    return narrowed.get(value, lambda: kept)()


def counted(photos):
    """Return "12", or "99+": no more rows are read than that."""
    number = photos.order_by()[: MOST_COUNTED + 1].count()
    return f"{MOST_COUNTED}+" if number > MOST_COUNTED else str(number)


class EditionOfRows(admin.SimpleListFilter):
    """Filters nothing, but takes the parameter, so that all links of the list stay in the edition."""

    title = _("edition")
    parameter_name = "edition"

    def lookups(self, request, model_admin):
        return [(edition.code, edition.autonym) for edition in editions.STORED]

    def queryset(self, request, queryset):
        return queryset


class ShownPhotosFilter(admin.SimpleListFilter):
    title = _("photos shown")
    parameter_name = "shown"

    def __init__(self, request, params, model, model_admin):
        self.edition = model_admin.edition_of(request)
        self.photos = model_admin.get_queryset(request)
        super().__init__(request, params, model, model_admin)

    def lookups(self, request, model_admin):
        return SHOWN.items()

    def queryset(self, request, queryset):
        return photos_shown(queryset, self.value(), self.edition)

    def choices(self, changelist):
        """Add the numbers. They are those of all photos, so that they don't change while somebody searches."""
        everything, *links = super().choices(changelist)
        for link, value in zip(links, SHOWN, strict=True):
            link["count"] = counted(photos_shown(self.photos, value, self.edition))
        return [everything, *links]
