from django.db import models


class TableVersion(models.Model):
    """A random text for each versioned table. Triggers replace it whenever the table changes.

    It is not a number that grows: if a transaction is rolled back, a later one would get the same number for other
    rows.
    """

    name = models.CharField(max_length=63, primary_key=True)
    version = models.CharField(max_length=60)

    def __str__(self):
        return f"{self.name} {self.version}"
