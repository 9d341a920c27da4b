"""The present time as an expression, for querysets that are built once and run often."""

from django.db.models import DateTimeField, Expression
from django.utils import timezone


class Moment(Expression):
    """The time at which a query is run. `timezone.now()` in a condition is the time at which the query was built."""

    output_field = DateTimeField()

    def as_sql(self, compiler, connection):
        return "%s", [self.output_field.get_db_prep_value(timezone.now(), connection)]
