"""A story is one row. Each edition of it has its own columns for the text, the status and the time of publication."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article_edition import ArticleEdition
from articles.models.article_queries import ArticleManager
from articles.models.choices import Kind, Status
from articles.models.edition_constraints import constraints_of, indexes_of
from articles.models.fields import EditionSlugField, FirstPublicationField, PublicSinceField
from articles.models.labels import TRANSLATED_FROM, Labelled
from articles.models.law_day import Marked
from articles.models.legacy_address import LegacyAddress
from articles.videos import validate_video_address, video_at
from newsroom import editions
from newsroom.content.clean_html import CleanHTMLField
from newsroom.content.natural_keys import new_key
from newsroom.content.nodes import photo_keys
from newsroom.editions.fields import StoredEditionField
from newsroom.editions.names import name_at_desk, texts_of


class Article(Labelled, Marked):
    key = models.SlugField(
        _("key"), unique=True, default=new_key, help_text=_("Identifies the story in all languages.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.NEWS)
    category = models.ForeignKey(
        "articles.Category", models.PROTECT, verbose_name=_("section"), related_name="articles", null=True, blank=True
    )
    tags = models.ManyToManyField("articles.Tag", verbose_name=_("tags"), related_name="articles", blank=True)
    authors = models.ManyToManyField("articles.Author", through="articles.Byline", related_name="articles")
    lead_photo = models.ForeignKey(
        "articles.Photo", models.PROTECT, verbose_name=_("lead photo"), related_name="leads", null=True, blank=True
    )
    video_url = models.CharField(
        _("video"),
        max_length=200,
        blank=True,
        validators=[validate_video_address],
        help_text=_(
            "URL on YouTube, Vimeo or Rutube, or of an MP4 file in our storage. "
            "The lead photo is shown until it is played."
        ),
    )
    related = models.ManyToManyField("self", through="articles.RelatedArticle", symmetrical=False, related_name="+")
    original_language = StoredEditionField(
        _("original language"),
        default=editions.DEFAULT.code,
        help_text=_("The other editions are marked as translations."),
    )
    source_name = models.CharField(_("source"), max_length=150, blank=True)
    source_url = models.URLField(_("URL of the source"), blank=True)
    comments_are_open = models.BooleanField(_("comments open"), default=True)
    has_assumed_time = models.BooleanField(
        _("time of day unknown"), default=False, help_text=_("Readers see only the date.")
    )

    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("Almaty time. No edition can be published before it, by nobody. Empty: no embargo."),
    )

    title = models.CharField(_("headline"), max_length=250, blank=True)
    slug = EditionSlugField(
        _("address"), max_length=120, blank=True, null=True, help_text=_("Leave empty to make it from the headline.")
    )
    lead = models.TextField(_("lead"), blank=True)
    body = CleanHTMLField(_("text"), blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.UNPUBLISHED)
    published_at = models.DateTimeField(
        _("published"), null=True, blank=True, help_text=_("Almaty time. Set a future time to schedule it.")
    )
    public_since = PublicSinceField(_("first published"), null=True, blank=True, editable=False)
    revised_at = models.DateTimeField(_("text changed"), null=True, blank=True, editable=False)
    """When the words were last changed after publication (`editorial/changed_words.py`)."""

    killed_at = models.DateTimeField(_("killed"), null=True, blank=True, editable=False)
    """When all editions were withdrawn at once (`editorial/killing.py`). Their addresses answer 410 since then."""
    first_published_at = FirstPublicationField(
        _("first published"), null=True, blank=True, editable=False, db_index=True
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True, db_default=Now())
    updated_at = models.DateTimeField(_("changed"), auto_now=True, db_default=Now())

    objects = ArticleManager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [("publish_article", _("Can publish and withdraw articles"))]
        indexes = [
            # The desk's list, and its filters
            models.Index(fields=["-updated_at", "-id"], name="article_changed"),
            models.Index(fields=["category", "-updated_at", "-id"], name="article_changed_of_section"),
            models.Index(fields=["kind", "-updated_at", "-id"], name="article_changed_of_kind"),
            *(index for edition in editions.STORED for index in indexes_of(edition)),
        ]
        constraints = [constraint for edition in editions.STORED for constraint in constraints_of(edition)]

    def __str__(self):
        """Name it by its headline. Its key is random, so without a headline it is named by its number."""
        without_headline = _("story No. %(number)s (without a headline)") % {"number": self.pk or "–"}
        public = texts_of(self, "title")
        in_drafts = {} if editions.active().stored_in in public else self.headlines_of_drafts()
        return name_at_desk(public, in_drafts) or without_headline

    def headlines_of_drafts(self):
        """Return {code of the edition: headline} of its drafts."""
        return {draft.language: draft.title for draft in self.drafts.all() if draft.title} if self.pk else {}

    def natural_key(self):
        return (self.key,)

    def clean(self):
        """Check that published editions have what readers need, and that no new slug was another story's."""
        message = _("“%(slug)s” was the address of another story, and links still lead there: “%(story)s”.")
        faults = {
            name: message % {"slug": legacy.slug, "story": legacy.article}
            for name, legacy in LegacyAddress.objects.in_the_way_of(self).items()
        }
        for here in self.editions():
            faults |= here.faults() if here.is_published else {}
        if faults:
            raise ValidationError(faults)

    # Editions

    def edition(self, edition):
        """Return an object that reads and writes the columns of `edition` by field name."""
        return ArticleEdition(self, edition)

    def editions(self):
        """Return all stored editions, in the order in which the desk lists them."""
        return (ArticleEdition(self, edition) for edition in editions.STORED)

    def publication_times(self):
        return (here.published_at for here in self.editions() if here.is_published and here.published_at)

    def photos_in_texts(self):
        """Return {key: photo} of the photos in the texts of all editions."""
        model = self._meta.get_field("lead_photo").related_model
        keys = {key for here in self.editions() for key in photo_keys(here.body)}
        return model.objects.in_bulk(keys, field_name="key")

    def faces(self):
        """Return the portraits of its authors."""
        bylines = self.bylines.select_related("author__photo") if self.pk else []
        return [byline.author.photo for byline in bylines if byline.author.photo]

    @property
    def video(self):
        return video_at(self.video_url) if self.video_url else None

    @property
    def is_photo_story(self):
        return self.kind == Kind.PHOTO_STORY

    @property
    def is_interview(self):
        return self.kind == Kind.INTERVIEW

    @property
    def is_opinion(self):
        return self.kind == Kind.OPINION

    @property
    def updated_on_page(self):
        """Return when the active edition's words were changed after publication; None if they weren't."""
        is_later = self.revised_at and self.published_at and self.revised_at > self.published_at
        return self.revised_at if is_later else None

    @property
    def original_edition(self):
        return editions.BY_CODE[self.original_language]

    @property
    def translated_from(self):
        """Return «Translated from …», or "" in the language of the original."""
        return "" if editions.active().stored_in == self.original_language else TRANSLATED_FROM[self.original_language]

    @property
    def breadcrumbs(self):
        """Return the section and its ancestors, outermost first."""
        path, section = [], self.category
        while section:
            path.insert(0, section)
            section = section.parent
        return path

    # Addresses

    @property
    def day(self):
        """Return the day in its URLs: the day of its first publication, in Almaty time."""
        return timezone.localdate(self.first_published_at)

    def get_absolute_url(self):
        return self.address_in(editions.active())

    def address_in(self, edition):
        """Return its URL in an edition; None if the edition isn't public."""
        return self.edition(edition).address
