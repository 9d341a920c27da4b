"""Commenters, and how they can be reached. Readers see the nickname, and nobody sees a contact without a disclosure."""

from django.db import models
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from articles.comments.people import sealing

MARK_LENGTH = 22


def random_mark():
    return get_random_string(MARK_LENGTH)


class PersonState(models.TextChoices):
    ACTIVE = "active", _("agreement in force")
    ENDED = "ended", _("agreement ended")
    ERASED = "erased", _("erased")


class Commenter(models.Model):
    """A reader who has agreed to the rules and whose contact was confirmed. Without an agreement there is no name."""

    key = models.CharField(max_length=MARK_LENGTH, unique=True, default=random_mark, editable=False)
    """What the list of erasures knows of the person (`erasures.py`). It says nothing about anybody."""
    mark = models.CharField(max_length=MARK_LENGTH, default=random_mark, editable=False)
    """What cookies of this person have. Another one signs out all browsers."""
    nickname = models.CharField(_("nickname"), max_length=60, blank=True)
    skeleton = models.CharField(max_length=200, null=True, unique=True, editable=False)
    """The nickname by its looks, so that no two people look alike. None without a nickname."""
    language = models.CharField(_("edition"), max_length=10)
    agreement = models.CharField(_("version of the agreement"), max_length=40)
    agreed_at = models.DateTimeField(_("agreed"))
    joined_at = models.DateTimeField(_("since"))
    state = models.CharField(_("state"), max_length=6, choices=PersonState, default=PersonState.ACTIVE)
    ended_at = models.DateTimeField(_("agreement ended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("commenter")
        verbose_name_plural = _("commenters")
        default_permissions = ("view",)
        ordering = ["-joined_at", "-pk"]
        indexes = [models.Index(fields=["state", "ended_at"], name="commenter_state_and_end")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="active", ended_at=None, skeleton__isnull=False)
                | Q(nickname="", skeleton=None, ended_at__isnull=False, state__in=["ended", "erased"]),
                name="commenter_has_a_name_while_active",
            )
        ]

    def __str__(self):
        return self.nickname or f"№ {self.pk}"


class Kind(models.TextChoices):
    EMAIL = "email", _("e-mail address")
    SMS = "sms", _("phone number")


class ContactQuerySet(models.QuerySet):
    def of(self, kind, value):
        """Return the row of a normalised contact, whichever key its hash was made with."""
        return self.filter(lookup__in=sealing.hashes_of(kind, value))


class Contact(models.Model):
    """The phone number or mail address of a commenter, encrypted. No page but that of a disclosure opens it."""

    person = models.OneToOneField(Commenter, models.CASCADE, related_name="contact")
    kind = models.CharField(max_length=5, choices=Kind)
    sealed = models.TextField()
    lookup = models.CharField(max_length=64, unique=True)
    confirmed_at = models.DateTimeField()

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact of a commenter")
        verbose_name_plural = _("contacts of commenters")
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.get_kind_display()} № {self.pk}"

    def set_value(self, value):
        """Encrypt a normalised contact and make its hash with the present keys."""
        self.sealed, self.lookup = sealing.seal(value), sealing.hash_of(self.kind, value)

    @property
    def value(self):
        return sealing.unseal(self.sealed)


class CodeRequest(models.Model):
    """A code that was asked for. It is deleted a day later."""

    mark = models.CharField(max_length=MARK_LENGTH, unique=True, default=random_mark)
    """In the address of the page on which the code is typed."""
    kind = models.CharField(max_length=5, choices=Kind)
    lookup = models.CharField(max_length=64)
    sealed = models.TextField()
    """The contact, encrypted."""
    sealed_code = models.TextField(blank=True)
    """Until it was sent."""
    code_hash = models.CharField(max_length=64)
    proof_hash = models.CharField(max_length=64, blank=True)
    """Of what a browser has whose code was right."""
    language = models.CharField(max_length=10)
    story = models.CharField(max_length=500, blank=True)
    """The path of the story under which the reader wants to write."""
    sender = models.CharField(max_length=64, null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(db_index=True)
    is_used = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["lookup", "asked_at"], name="code_of_contact"),
            models.Index(fields=["sender", "asked_at"], name="code_of_sender"),
        ]

    def __str__(self):
        return f"{self.kind} {self.asked_at:%H:%M:%S}"
