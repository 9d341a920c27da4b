"""The admin site of the desk. What holds for every list and form of the desk is in `GuardedAdmin`."""

from django.contrib.admin import AdminSite, ModelAdmin
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import DateField

LONGEST_NUMBER = 9
"""Digits of an id or a year in a filter. Databases fail with numbers that they cannot store."""

FIRST_YEAR = 1900


class DeskSite(AdminSite):
    """Adds `GuardedAdmin` to each class that is registered, Django's own too."""

    def register(self, model_or_iterable, admin_class=None, **options):
        own = admin_class or ModelAdmin
        guarded = type(own.__name__, (GuardedAdmin, own), {"__module__": own.__module__, "__doc__": own.__doc__})
        super().register(model_or_iterable, guarded, **options)


class GuardedAdmin:
    """Refuses what no link of the desk asks for.

    Django lets a list be filtered by any lookup of any field. So a regular expression in the query string could occupy
    a process, and filters on a field that a list doesn't show could reveal its values. Django also fills the form for a
    new row with any values from the query string.
    """

    def get_changeform_initial_data(self, request):
        """Values that the query string proposes for a new row, without those that the field could not store."""
        proposed = super().get_changeform_initial_data(request)
        possible = {}
        for name, value in proposed.items():
            try:
                possible[name] = self.possible_value(name, value)
            except (FieldDoesNotExist, ValidationError):
                continue  # the form opens without it
        return possible

    def possible_value(self, name, value):
        field = self.model._meta.get_field(name)
        if field.is_relation:
            several = value if isinstance(value, list) else [value]
            if not all(str(one).isdecimal() and is_storable(one) for one in several):
                raise ValidationError("not an id")
            return value
        stored = field.clean(value, None) if hasattr(field, "sanitize") else field.to_python(value)
        is_too_early = isinstance(field, DateField) and stored and stored.year < FIRST_YEAR
        if is_too_early or "\0" in str(value):
            raise ValidationError("cannot be stored")
        return stored if hasattr(field, "sanitize") else value

    def lookup_allowed(self, lookup, value, request=None):
        return lookup in self.lookups_of_filters(request) and is_storable(value)

    def lookups_of_filters(self, request):
        """The names that filters of this list have in a query string."""
        names = set()
        for item in self.get_list_filter(request):
            field = item[0] if isinstance(item, (list, tuple)) else item
            if isinstance(field, str):
                names |= {f"{field}__{lookup}" for lookup in ("exact", "id__exact", "isnull")}
            else:
                names.add(field.parameter_name)
        if self.date_hierarchy:
            names |= {f"{self.date_hierarchy}__{part}" for part in ("year", "month", "day", "gte", "lt")}
        return names


def is_storable(value):
    """Whether a value from a query string can be compared with a column."""
    return "\0" not in str(value) and not (str(value).lstrip("-").isdecimal() and len(str(value)) > LONGEST_NUMBER)
