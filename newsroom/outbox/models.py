"""Effects of acts that a transaction can't have itself: files, mails, requests to other servers.

The row of an effect is written in the act's own transaction, so that an effect is neither lost nor without its act.
"""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.outbox.channels import CHANNELS, Kind


class State(models.TextChoices):
    WAITING = "waiting", _("waiting")
    SENDING = "sending", _("being sent")
    DONE = "done", _("done")
    FAILED = "failed", _("given up")


class EffectQuerySet(models.QuerySet):
    def due(self):
        """What can be carried out now, also what a killed process has left. Never a message that may have been sent."""
        return self.filter(state=State.WAITING, due_at__lte=timezone.now())

    def uncertain(self):
        """Messages that were marked, and then nobody said whether they were sent."""
        return self.filter(state=State.SENDING, due_at__lte=timezone.now())

    def open(self):
        """What will be carried out or is being so, without anybody's decision."""
        return self.filter(Q(state=State.WAITING) | Q(state=State.SENDING, due_at__gt=timezone.now()))

    def undecided(self):
        """What a chief editor has to decide."""
        return self.filter(Q(state=State.FAILED) | Q(state=State.SENDING, due_at__lte=timezone.now()))


class Effect(models.Model):
    act = models.CharField(_("act"), max_length=100)
    """The key of the act. The same act adds an effect to a channel once."""
    channel = models.CharField(_("channel"), max_length=40)
    kind = models.CharField(_("what is promised"), max_length=10, choices=Kind)
    payload = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    """The arguments of the channel's function."""
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    added_at = models.DateTimeField(_("since"), default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    """When to try next. While a process carries the effect out, the end of its lease; in the end, when it was done."""
    claim = models.CharField(max_length=20, default="")
    """A random text of the process that has the lease."""
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.CharField(_("last error"), max_length=500, default="", blank=True)

    objects = EffectQuerySet.as_manager()

    class Meta:
        verbose_name = _("outside effect")
        verbose_name_plural = _("outside effects")
        default_permissions = ("change", "view")
        constraints = [models.UniqueConstraint(fields=["act", "channel"], name="outbox_once_an_act_and_channel")]
        indexes = [models.Index(fields=["state", "due_at"], name="outbox_state_and_time")]

    def __str__(self):
        channel = CHANNELS.get(self.channel)
        return channel.words(**self.payload) if channel else self.channel

    @property
    def is_uncertain(self):
        return self.state == State.SENDING and self.due_at <= timezone.now()

    @property
    def is_undecided(self):
        return self.is_uncertain or self.state == State.FAILED
