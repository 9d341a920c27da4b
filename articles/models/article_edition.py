"""One edition of a story: its columns as attributes, and what they say about it."""

from functools import lru_cache

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from articles.models.states import Kind, Status
from newsroom.content.clean_html import BLANKS
from newsroom.editions.columns import column, set_value_in, value_in


class EditionColumn:
    """An attribute that is kept in the article's column of that name and edition."""

    def __set_name__(self, owner, name):
        self.field = name

    def __get__(self, here, owner=None):
        return self if here is None else value_in(here.article, self.field, here.edition)

    def __set__(self, here, value):
        set_value_in(here.article, self.field, here.edition, value)


class ArticleEdition:
    """A view of an article, which `article.edition(edition)` gives: saving the article saves what is set here."""

    title = EditionColumn()
    slug = EditionColumn()
    lead = EditionColumn()
    body = EditionColumn()
    status = EditionColumn()
    published_at = EditionColumn()
    revised_at = EditionColumn()
    source_name = EditionColumn()

    def __init__(self, article, edition):
        self.article, self.edition = article, edition

    def columns(self, *fields):
        """The names of these fields' columns, for `update_fields`."""
        return [self.column(field) for field in fields]

    def column(self, field):
        return column(field, self.edition)

    @property
    def is_published(self):
        """Whether the newsroom has published it, be it for a later time."""
        return self.status == Status.PUBLISHED

    @property
    def is_live(self):
        """Whether readers of the edition see it now: `published()` for a row at hand."""
        return self.is_published and self.published_at is not None and self.published_at <= timezone.now()

    @property
    def was_public(self):
        """Whether readers may have had it, whatever became of it since: withdrawn, reworked, put off."""
        first = self.article.first_published_at
        return bool(self.slug and self.published_at and first and first <= timezone.now())

    @property
    def address(self):
        """Its address; None where readers do not have it."""
        return self.path if self.is_live else None

    @property
    def path(self):
        """Where it stands, stood or will stand, whether readers have it now or not."""
        return path_of(self.edition.code, self.article.day, self.slug)

    def faults(self):
        """{column: what is missing} that keeps it from being published."""
        named = {"edition": self.edition.autonym}
        wanted = {
            "title": _("The edition “%(edition)s” has no headline."),
            "published_at": _("The edition “%(edition)s” has no time of publication."),
        }
        if self.article.kind != Kind.BRIEF:
            wanted["body"] = _("The edition “%(edition)s” has no text.")
        faults = {
            self.column(field): message % named
            for field, message in wanted.items()
            if not str(getattr(self, field) or "").strip(BLANKS)
        }
        if silent := [str(photo) for photo in self.article.all_photos() if not photo.describes_itself_in(self.edition)]:
            message = _(
                "No description for those who do not see the picture, in the edition “%(edition)s”: %(photos)s."
            )
            faults["lead_photo"] = message % (named | {"photos": ", ".join(silent)})
        return faults


@lru_cache(maxsize=10_000)
def path_of(edition_code, day, slug):
    """Cached, because a page prints dozens of addresses, and the next page most of them again."""
    with override(edition_code):
        return reverse("article", kwargs={"day": day, "slug": slug})
