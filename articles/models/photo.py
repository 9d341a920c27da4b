"""Photos, with a description, a caption and a credit in each language, and the texts that they stand in."""

from copy import copy

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.edition_constraints import marked_published_in
from articles.models.photo_queries import PhotoQuerySet, PhotoState
from articles.models.photo_rights import Licensed
from articles.models.photo_uses import public_editions
from articles.pictures.decoding import DAMAGED
from articles.pictures.failures import FAILURES
from articles.pictures.field import PictureField
from articles.pictures.uploads import validate_picture
from newsroom import editions
from newsroom.content.natural_keys import new_key
from newsroom.content.nodes import photo_nodes_in
from newsroom.editions.columns import column, set_value_in, value_in
from newsroom.editions.names import name_at_desk, texts_of


def file_name(photo, name):
    return f"photos/{timezone.localdate():%Y/%m}/{name}"


class Photo(Licensed):
    key = models.SlugField(_("key"), unique=True, default=new_key)
    file = PictureField(
        _("file"),
        upload_to=file_name,
        width_field="width",
        height_field="height",
        validators=[validate_picture],
    )
    width = models.PositiveIntegerField(_("width"), editable=False, null=True)
    height = models.PositiveIntegerField(_("height"), editable=False, null=True)
    focal_x = models.PositiveSmallIntegerField(
        _("focal point from the left, %"), default=50, validators=[MaxValueValidator(100)]
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point from the top, %"), default=50, validators=[MaxValueValidator(100)]
    )
    rendered = models.CharField(max_length=20, editable=False, default="", blank=True)
    """The recipe that its renditions were made with (`articles/pictures/renditions.py`); empty before that."""
    fingerprint = models.CharField(max_length=64, editable=False, default="", blank=True, db_index=True)
    """The same for all files that show the same picture (`articles/pictures/fingerprint.py`); empty if unknown."""
    state = models.CharField(
        _("state"), max_length=10, choices=PhotoState.choices, default=PhotoState.READY, editable=False
    )
    failure = models.CharField(max_length=20, editable=False, default="", blank=True)
    """Why the picture that was sent is not stored: one of `FAILURES`."""
    removed_at = models.DateTimeField(_("removed"), editable=False, null=True)
    """Its files are deleted some days later (`articles/editorial/photo_removal.py`)."""
    alt = models.CharField(
        _("description"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for readers who cannot see it."),
    )
    caption = models.CharField(_("caption"), max_length=500, blank=True)
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who took the photo, as it should be printed.")
    )
    added_at = models.DateTimeField(_("added"), auto_now_add=True, db_default=Now())
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("added by"),
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    sent_as = models.CharField(_("name of the file"), max_length=200, editable=False, default="", blank=True)
    """How the file was called that somebody sent. It is stored under a name of our own."""

    objects = models.Manager.from_queryset(PhotoQuerySet, "PhotoManager")()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["-added_at", "-pk"]
        indexes = [
            models.Index(fields=["-added_at", "-id"], name="photo_newest"),
            # What the desk counts on every page of its list: a few rows among many.
            models.Index(fields=["state"], name="photo_state"),
            models.Index(fields=["leased_until"], condition=Q(leased_until__isnull=False), name="photo_leased"),
            models.Index(fields=["removed_at"], condition=Q(removed_at__isnull=False), name="photo_removed"),
        ]
        permissions = [("erase_photo", _("Can delete photos at once"))]
        constraints = [
            models.CheckConstraint(condition=Q(focal_x__lte=100, focal_y__lte=100), name="photo_focal_point"),
            models.CheckConstraint(condition=Q(state=PhotoState.READY) | Q(file=""), name="photo_with_a_file_is_ready"),
        ]

    def __str__(self):
        """Name it by its words. Without any, by the file that somebody sent: its key says nothing to people."""
        name = self.sent_as or self.key
        without_words = _("photo No. %(number)s (%(key)s)") % {"number": self.pk or "–", "key": name}
        return name_at_desk(texts_of(self, "alt"), texts_of(self, "caption")) or without_words

    def natural_key(self):
        return (self.key,)

    def clean(self):
        """Require what its rights need, and what a published story that shows it needs in its edition."""
        self.refuse_missing_rights()
        for edition in self.public_editions():
            if message := self.lacks_in(edition):
                raise ValidationError(message % {"edition": edition.autonym})

    def lacks_in(self, edition):
        """Return the message about what a published story in an edition needs of it; "" if it has that."""
        if not self.has_description_in(edition) and self.is_shown_without("alt", edition):
            return _(
                "This photo is shown in a published story of the edition “%(edition)s”, so it needs a description."
            )
        if not self.has_credit_in(edition) and self.is_shown_without("credit", edition):
            return _("This photo is shown in a published story of the edition “%(edition)s”, so it needs a credit.")
        return ""

    def is_public_in(self, edition):
        return self.is_beside_text_in(edition) or self.texts_in(edition).exists()

    def is_beside_text_in(self, edition):
        """Whether it is the lead photo, or the face of an author, of a published story of an edition."""
        shown = [self.leads, Article.objects.filter(authors__photo=self)]
        return any(stories.filter(marked_published_in(edition)).exists() for stories in shown)

    def texts_in(self, edition):
        """Return the texts of published stories of an edition in which it stands."""
        uses = self.places.filter(language=edition.code, in_draft=False).values("article")
        stories = Article.objects.filter(marked_published_in(edition), pk__in=uses).order_by()
        return stories.values_list(column("body", edition), flat=True)

    def public_editions(self):
        """Return the stored editions in which a published story shows it."""
        codes = public_editions([self.pk])[self.pk] if self.pk else ()
        return [edition for edition in editions.STORED if edition.code in codes]

    @property
    def is_ready(self):
        return self.state == PhotoState.READY and bool(self.file)

    def obstacle(self, day=None):
        """Return why it can't be used in a story on a day; "" if it can."""
        if self.removed_at:
            return _("removed")
        if not self.is_ready:
            return self.reason_of_failure() or self.get_state_display()
        if self.is_expired(day):
            return _("could be used until %(day)s") % {"day": date_format(self.leased_until)}
        if self.missing():
            return _("lacks: %(fields)s") % {"fields": self.words_of_missing()}
        return ""

    def is_used(self):
        return type(self).objects.used().filter(pk=self.pk).exists()

    def note_picture(self, picture):
        """Record what is known of a `CleanPicture` that becomes its file."""
        self.fingerprint, self.state, self.failure = picture.fingerprint, PhotoState.READY, ""

    def reason_of_failure(self):
        """Return why the picture that was sent is not stored; "" if it is, or if that isn't known yet."""
        return FAILURES.get(self.failure, DAMAGED) if self.failure else ""

    def has_description_in(self, edition):
        return self.has_words("alt", edition)

    def has_words(self, name, edition):
        """Whether "alt", "caption" or "credit" is written in an edition."""
        return bool((value_in(self, name, edition) or "").strip())

    def credit_in(self, edition):
        """Return its credit in an edition; "" if it has none there."""
        return (value_in(self, "credit", edition) or "").strip()

    def is_shown_without(self, name, edition):
        """Whether a published story of an edition shows it without words of its own for "alt" or "credit"."""
        if self.is_beside_text_in(edition):
            return True
        nodes = [node for html in self.texts_in(edition) for node in photo_nodes_in(html) if self.key in node.keys]
        return not all(node.words.get(name) for node in nodes)

    def with_words(self, words, edition):
        """Return a photo as it stands in a text of an edition. `words` are those that were written there."""
        if not words:
            return self
        own = copy(self)
        for name, text in words.items():
            set_value_in(own, name, edition, text)
        return own
