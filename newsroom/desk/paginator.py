"""Pagination of the desk's lists, which counts a few pages ahead instead of all rows."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property

PAGES_AHEAD = 10


def page_asked(request):
    number = request.GET.get("p", "1")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else 1


def most_counted(request, model_admin):
    """Return how many rows of a list are counted: as many as a filter has to find."""
    return NearbyPaginator([], model_admin.list_per_page, page_asked=page_asked(request)).most + 1


class NearbyPaginator(Paginator):
    """Counts no further than ten pages beyond the one asked for, so that a long list costs no more than a short one.

    `count` is exact up to there. It is one more than fits on those pages when the list is longer.
    """

    def __init__(self, *args, page_asked=1, **kwargs):
        super().__init__(*args, **kwargs)
        self.most = self.per_page * (page_asked + PAGES_AHEAD)

    @cached_property
    def count(self):
        return self.object_list[: self.most + 1].count()

    @property
    def shown_count(self):
        """For people: "36", or "550+" for a longer list."""
        return f"{self.most}+" if self.count > self.most else str(self.count)


class NearbyPages:
    """Mixin for a ModelAdmin whose list is long."""

    show_full_result_count = False
    actions_selection_counter = False  # it would offer to select all, with the total, which isn't counted

    def get_paginator(self, request, queryset, per_page, **kwargs):
        return NearbyPaginator(queryset, per_page, page_asked=page_asked(request), **kwargs)
