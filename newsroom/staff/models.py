from django.conf import settings
from django.contrib.auth.models import AbstractUser, Group
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from newsroom import editions
from newsroom.database.table_versions import versioned_by


def desk_languages():
    return [(code, editions.BY_CODE[code].autonym) for code in settings.DESK_LANGUAGES]


@versioned_by("first_name", "last_name", "username", "is_staff")
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

    # `StaffBackend` reads both with the user. Those who were loaded otherwise ask when it matters.

    @cached_property
    def has_second_factor(self):
        return self._with_factors.has_second_factor

    @cached_property
    def needs_second_factor(self):
        return self._with_factors.needs_second_factor

    @cached_property
    def _with_factors(self):
        from newsroom.staff.second_factor.rules import with_factors

        return with_factors(User.objects.all()).get(pk=self.pk)

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


class SecondFactorRule(models.Model):
    """A role whose members need a second factor to sign in."""

    role = models.OneToOneField(Group, models.CASCADE, verbose_name=_("role"), related_name="second_factor_rule")

    class Meta:
        verbose_name = _("role with a second factor")
        verbose_name_plural = _("roles with a second factor")

    def __str__(self):
        return str(self.role)


class StaffSession(AbstractBaseSession):
    """A session, with the member of staff who signed in; without one before that."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")
    address = models.CharField(max_length=45, blank=True)
    browser = models.CharField(max_length=200, blank=True)
    began_at = models.DateTimeField(null=True)

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        default_permissions = ()

    def __str__(self):
        return self.browser  # Django's own returns the key, which no page may show

    @classmethod
    def get_session_store_class(cls):
        from newsroom.staff.session_store import SessionStore

        return SessionStore


class Event(models.TextChoices):
    """What happened to an account."""

    SIGNED_IN = "in", _("signed in")
    SIGNED_OUT = "out", _("signed out")
    REFUSED = "refused", _("wrong name or password")
    LOCKED = "locked", _("too many attempts")
    FACTOR_PASSED = "passed", _("second factor shown")
    FACTOR_REFUSED = "factor", _("wrong second factor")
    FACTOR_ADDED = "added", _("second factor added")
    FACTOR_REMOVED = "removed", _("second factor removed")
    CODE_USED = "code", _("recovery code used")
    RESET = "reset", _("second factor reset by an administrator")
    ENDED = "ended", _("sessions ended")
    CLOSED = "closed", _("account closed")


class SignInEvent(models.Model):
    """A line of the log of sign-ins. Lines are only added."""

    at = models.DateTimeField(_("time"), default=timezone.now, db_index=True)
    event = models.CharField(_("event"), max_length=10, choices=Event)
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("account"))
    name = models.CharField(_("user name"), max_length=150, blank=True)
    """As it was typed, or that of the account."""
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("administrator"))
    address = models.CharField(_("network address"), max_length=45, blank=True)
    browser = models.CharField(_("browser"), max_length=200, blank=True)
    detail = models.CharField(_("detail"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("line of the log of sign-ins")
        verbose_name_plural = _("log of sign-ins")
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.name}: {self.get_event_display()}"
