"""The filters of the list of stories by the state of an edition, and by whose work it is.

They find as many stories as the list counts, in the same way as the editions board does.
"""

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from articles.admin.board_lists import NAMES_OF_STATES, NAMES_OF_WORK, Asked, page_of, works_of
from articles.editorial.recounting import recount_some
from newsroom import editions
from newsroom.desk.paginator import most_counted

OF_STORIES = {"kind__exact", "category__id__exact"}
"""Parameters of the filters that are applied before."""


class WorkFilter(admin.SimpleListFilter):
    title = _("work")
    parameter_name = "work"

    def lookups(self, request, model_admin):
        return NAMES_OF_WORK.items()

    def queryset(self, request, queryset):
        """`StateFilter` finds the stories of both filters at once."""


class EditionFilter(admin.SimpleListFilter):
    title = _("state in the edition")
    parameter_name = "in"

    def lookups(self, request, model_admin):
        has_state = request.GET.get("state") or request.GET.get("work")
        return [(edition.code, edition.autonym) for edition in editions.STORED] if has_state else []

    def queryset(self, request, queryset):
        """As in `WorkFilter`."""


class StateFilter(admin.SimpleListFilter):
    title = _("state in any edition")
    parameter_name = "state"

    def __init__(self, request, params, model, model_admin):
        super().__init__(request, params, model, model_admin)
        self.most = most_counted(request, model_admin)

    def lookups(self, request, model_admin):
        return NAMES_OF_STATES.items()

    def queryset(self, request, queryset):
        asked = self.asked(request)
        if not asked.of_works:
            return queryset
        recount_some()
        if request.GET.get("q"):
            return queryset.filter(with_works(works_of(asked)))
        others = queryset if OF_STORIES & request.GET.keys() else None
        found = page_of(asked, others, most=self.most)
        return queryset.filter(pk__in=[pk for _moment, pk in found.keys])

    def asked(self, request):
        work = request.GET.get("work")
        return Asked(
            state=self.value() if self.value() in NAMES_OF_STATES else "",
            edition=editions.stored(request.GET.get("in")),
            mine=request.user if work == "mine" else None,
            is_assigned=work == "desk",
        )


def with_works(lists):
    """Return the condition that a story is in one of some lists of `EditionWork`."""
    condition = Exists(lists[0].filter(article=OuterRef("pk")))
    for rows in lists[1:]:
        condition |= Exists(rows.filter(article=OuterRef("pk")))
    return condition
