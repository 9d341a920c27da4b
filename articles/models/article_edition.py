"""One edition of a story, with its columns as attributes."""

from functools import lru_cache

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from articles.models.choices import Kind
from articles.models.readers_side import ReadersSide
from newsroom.content.visible_text import is_visible
from newsroom.editions.columns import column, set_value_in, value_in


class EditionColumn:
    """A descriptor that reads and writes the article's column for a field in one edition."""

    def __set_name__(self, owner, name):
        self.field = name

    def __get__(self, here, owner=None):
        return self if here is None else value_in(here.article, self.field, here.edition)

    def __set__(self, here, value):
        set_value_in(here.article, self.field, here.edition, value)


class ArticleEdition(ReadersSide):
    """The columns of one edition of an article, as returned by `article.edition(edition)`.

    It holds no values itself: setting an attribute sets it on the article, and saving the article saves it.
    """

    title = EditionColumn()
    slug = EditionColumn()
    lead = EditionColumn()
    body = EditionColumn()
    status = EditionColumn()
    published_at = EditionColumn()
    public_since = EditionColumn()
    revised_at = EditionColumn()
    source_name = EditionColumn()

    def __init__(self, article, edition):
        self.article, self.edition = article, edition

    def columns(self, *fields):
        """Return the column names of `fields`, for use as `update_fields`."""
        return [self.column(field) for field in fields]

    def column(self, field):
        return column(field, self.edition)

    @property
    def was_public(self):
        """Whether readers have had this edition, even if it has since been withdrawn or rescheduled."""
        return bool(self.slug and self.public_since and self.public_since <= timezone.now())

    @property
    def address(self):
        """Its URL; None if readers can't see it."""
        return self.path if self.is_live else None

    @property
    def path(self):
        """Its URL whether it is public or not: after a withdrawal and before publication, too."""
        return path_of(self.edition.code, self.article.day, self.slug)

    def faults(self):
        """Return {column: message} for everything without which readers can't get it. `editorial/checks/` has more."""
        params = {"edition": self.edition.autonym}
        required = {
            "title": _("The edition “%(edition)s” has no headline."),
            "published_at": _("The edition “%(edition)s” has no time of publication."),
        }
        if self.article.kind != Kind.BRIEF:
            required["body"] = _("The edition “%(edition)s” has no text.")
        return self.fault_of_embargo() | {
            self.column(field): message % params
            for field, message in required.items()
            if not is_visible(str(getattr(self, field) or ""))
        }

    def fault_of_embargo(self):
        """Return {} or {column: message} if it is public before the embargo of the story ends, and what to do then."""
        until = self.article.embargo_until
        if not (until and self.is_published and self.published_at and self.published_at < until):
            return {}
        message = _(
            "The edition “%(edition)s” is public, or will be, before the embargo would end."
            " Withdraw it first, or choose an earlier end."
        )
        return {self.column("published_at"): message % {"edition": self.edition.autonym}}


@lru_cache(maxsize=10_000)
def path_of(edition_code, day, slug):
    """Cached, because a page has dozens of URLs, and the next page has most of them again."""
    with override(edition_code):
        return reverse("article", kwargs={"day": day, "slug": slug})
