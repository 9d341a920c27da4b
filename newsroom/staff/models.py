from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom import editions


def desk_languages():
    return [(code, editions.BY_CODE[code].autonym) for code in settings.DESK_LANGUAGES]


class User(AbstractUser):
    """A member of staff. Readers have no accounts."""

    language = models.CharField(
        _("language of the newsroom"),
        max_length=10,
        blank=True,
        choices=desk_languages,
        help_text=_("If empty, the language of the browser is used."),
    )

    class Meta(AbstractUser.Meta):
        verbose_name = _("member of staff")
        verbose_name_plural = _("staff")

    @property
    def initials(self):
        """At most two letters that stand for the person."""
        has_name = self.first_name or self.last_name
        names = [self.first_name, self.last_name] if has_name else self.get_username().split("-")
        return "".join(name[:1] for name in names)[:2].upper()


class SentForm(models.Model):
    """A form of the desk that was sent and saved, so that the same form isn't saved again (`desk/sent_forms.py`)."""

    mark = models.CharField(max_length=64, primary_key=True)
    row_id = models.CharField(max_length=255)
    saved_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.mark
