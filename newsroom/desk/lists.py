"""Lists of the desk, which can be filtered as their links do, and in no other way."""

from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.utils.text import capfirst


class GuardedChangeList(ChangeList):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        if not self.is_popup:  # in a popup, a row is indeed to be selected
            self.title = capfirst(self.opts.verbose_name_plural)

    def get_filters(self, request):
        """Let filters and the date hierarchy take their parameters, and refuse those that are left."""
        try:
            specs, has_specs, left, *rest = super().get_filters(request)
        except OverflowError as error:  # a year of many digits, or the month after December 9999
            raise IncorrectLookupParameters from error
        if unknown := left.keys() & request.GET.keys():
            raise DisallowedModelAdminLookup(f"Filtering by {', '.join(unknown)} not allowed")
        return specs, has_specs, left, *rest

    def get_queryset(self, request, **options):
        rows = super().get_queryset(request, **options)
        # Django would add the first and last moment of the chosen period, and dates cannot be compared with moments.
        self.clear_all_filters_qs = self.get_query_string(remove=self.get_filters_params())
        return rows
