"""What goes out together: editions, places on the front page, breaking news and corrections, at one instant."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.correction import CorrectionKind
from articles.models.front_page import TOP
from newsroom import editions
from newsroom.database.table_versions import versioned


class PackageState(models.TextChoices):
    OPEN = "open", _("being composed")
    PLANNED = "planned", _("scheduled")
    OUT = "out", _("published")
    UNDONE = "undone", _("undone")
    FAILED = "failed", _("failed")


OPEN_STATES = (PackageState.OPEN, PackageState.FAILED)


class PackageQuerySet(models.QuerySet):
    def planned(self):
        """Those that wait for their time, the earliest first."""
        return self.filter(state=PackageState.PLANNED).order_by("publish_at", "pk")

    def unfinished(self):
        """Those that are to go out, or did not. The last changed first."""
        states = [PackageState.OPEN, PackageState.PLANNED, PackageState.FAILED]
        return self.filter(state__in=states).order_by("-changed_at", "-pk")

    def open(self):
        """Those whose items may be changed."""
        return self.filter(state__in=OPEN_STATES)


@versioned
class Package(models.Model):
    """Only `articles/editorial/packages/` changes the state."""

    name = models.CharField(_("name"), max_length=120)
    state = models.CharField(_("state"), max_length=20, choices=PackageState.choices, default=PackageState.OPEN)
    publish_at = models.DateTimeField(_("publish at"), null=True)
    """When it goes out, or went out."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    """Who ordered that it goes out. Their permissions are asked for again when it does."""
    version = models.PositiveIntegerField(default=0)
    """It grows by one with each change, so that nobody orders what a colleague has changed unseen."""
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    faults = models.JSONField(default=list)
    """Why it failed: [[id of the item, reason]]. The id is null for a reason that is not about one item."""
    reason = models.TextField(blank=True)
    """Why it was undone."""

    objects = PackageQuerySet.as_manager()

    class Meta:
        verbose_name = _("package")
        verbose_name_plural = _("packages")
        default_permissions = ()
        ordering = ["-changed_at", "-pk"]
        indexes = [
            models.Index(fields=["publish_at"], condition=Q(state=PackageState.PLANNED), name="package_planned"),
            models.Index(fields=["-changed_at", "-id"], name="package_changed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[PackageState.PLANNED, PackageState.OUT]) | Q(publish_at__isnull=False),
                name="package_has_time",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def is_open(self):
        """Whether its items may be changed."""
        return self.state in OPEN_STATES

    def faults_of(self, pk):
        """Return why it failed, as far as that is about one item, or with None, about all of them."""
        return [reason for item, reason in self.faults if item == pk]


class ItemKind(models.TextChoices):
    EDITION = "edition", _("edition")
    BREAKING = "breaking", _("breaking news")
    SLOT = "slot", _("place on the front page")
    CORRECTION = "correction", _("correction")


class PackageItemQuerySet(models.QuerySet):
    def waiting(self, article, edition):
        """Return what waits in packages for an edition of a story, breaking news included."""
        waiting = self.filter(package__in=Package.objects.unfinished(), article=article.pk)
        return waiting.filter(language__in=[edition.code, ""]).select_related("package")


class PackageItem(models.Model):
    """One thing that goes out. As long as its package is not out, no public table has anything of it."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="items")
    kind = models.CharField(max_length=20, choices=ItemKind.choices)
    article = models.ForeignKey("articles.Article", models.SET_NULL, related_name="package_items", null=True)
    """Null if the story was deleted. Then the package can't go out, instead of going out without it."""
    language = models.CharField(max_length=10, blank=True)
    """The edition; "" for breaking news, which all editions of the story show."""
    version = models.PositiveIntegerField(null=True)
    """Of an edition: the version of its draft that was approved."""
    position = models.PositiveSmallIntegerField(null=True)
    until = models.DateTimeField(null=True)
    """Of a place: until when. Null until somebody changes it."""
    hours = models.PositiveSmallIntegerField(null=True)
    """Of breaking news: for how long, as the time of the package may still change."""
    text = models.TextField(blank=True)
    correction_kind = models.CharField(max_length=13, choices=CorrectionKind.choices, blank=True)
    """Of a correction: its words and its kind. Of an edition: `telling.SILENT` if readers are not told of it."""
    lines = models.JSONField(default=dict)
    """Of breaking news: {code of an edition: line}. Other editions show the headline."""
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    """What was there before, and what the item made of it. Only the module of its kind knows what they look like."""

    objects = PackageItemQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["package", "article", "language"],
                condition=Q(kind=ItemKind.EDITION),
                name="package_edition_once",
            ),
            models.UniqueConstraint(
                fields=["package", "language", "position"],
                condition=Q(kind=ItemKind.SLOT),
                name="package_slot_once",
            ),
            models.UniqueConstraint(
                fields=["package"], condition=Q(kind=ItemKind.BREAKING), name="package_breaking_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind=ItemKind.SLOT) | Q(position__range=(1, TOP)), name="package_slot_at_the_top"
            ),
            models.CheckConstraint(
                condition=~Q(kind=ItemKind.BREAKING) | Q(hours__range=(1, 24)), name="package_breaking_within_a_day"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.article_id} {self.language}"

    @property
    def edition(self):
        return editions.BY_CODE.get(self.language)
