from django.db import models


class GivenPermission(models.Model):
    """A permission that `migrate` gave to a role. It isn't given again, so an administrator can take it away."""

    role = models.CharField(max_length=150)
    permission = models.CharField(max_length=150)
    """`articles.change_article`"""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["role", "permission"], name="permission_given_once")]

    def __str__(self):
        return f"{self.role}: {self.permission}"
