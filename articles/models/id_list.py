"""A subquery of ids as one value, so that one query finds the newest stories of every section."""

from django.db.models import Subquery, TextField


class IdList(Subquery):
    """The ids of a subquery's rows as text, such as "7 5 2"; None if it has no rows.

    The subquery selects one column: `.values("pk")`. The ids come as text because SQLite has no arrays.
    """

    output_field = TextField()
    template = "(SELECT STRING_AGG(CAST(ids.pk AS text), ' ') FROM (%(subquery)s) AS ids)"

    def as_sqlite(self, compiler, connection, **context):
        template = "(SELECT GROUP_CONCAT(ids.pk, ' ') FROM (%(subquery)s) AS ids)"
        return self.as_sql(compiler, connection, template=template, **context)


def ids_in(text):
    return [int(number) for number in (text or "").split()]
