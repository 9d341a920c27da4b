"""Every query for stories starts here, so that each rule about which stories to find is written once."""

import datetime
from functools import lru_cache

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.utils import timezone

from articles.models.choices import Status
from articles.models.printed_columns import (
    NOT_OF_OTHERS,
    PHOTO,
    card_columns,
    line_columns,
    of_lead_photo,
    opening_html,
)
from newsroom import editions
from newsroom.alphabets.cyrillic_pattern import cyrillic_pattern
from newsroom.content.natural_keys import KeyedQuerySet
from newsroom.content.word_patterns import WITHIN_WORDS, WITHIN_WORDS_IN_HTML, word_pattern, words_of
from newsroom.database.moment import Moment
from newsroom.editions.columns import column, columns


class ArticleQuerySet(KeyedQuerySet):
    def published(self, at=None):
        """What readers of the active edition may see now; a later `published_at` means scheduled.

        With `at`, what they will see at that time if nobody does anything until then. That is for the desk alone.
        """
        return self.filter(status=Status.PUBLISHED, published_at__lte=at or Moment())

    def note_first_publications(self):
        """Say since when readers have editions whose rows were written without `save()`, as those of fixtures."""
        for status, time, since in zip(
            columns("status"), columns("published_at"), columns("public_since"), strict=True
        ):
            had = Q(**{status: Status.PUBLISHED}) | Q(**{status: Status.WITHDRAWN, f"{time}__lte": timezone.now()})
            self.filter(had, **{f"{since}__isnull": True}).update(**{since: F(time)})

    def scheduled_between(self, first, end):
        """Stories of which an edition, or a change of one, is to become public from `first` on and before `end`."""
        now, waiting = timezone.now(), Q()
        for edition in editions.STORED:
            time = column("published_at", edition)
            published = {column("status", edition): Status.PUBLISHED, f"{time}__gt": now}
            waiting |= Q(**published, **{f"{time}__gte": first, f"{time}__lt": end})
        plan = "planned_changes__publish_at"
        waiting |= Q(**{f"{plan}__gt": now, f"{plan}__gte": first, f"{plan}__lt": end})
        return self.filter(pk__in=self.filter(waiting).values("pk")).order_by("pk")

    def editorial(self):
        """Unpaid stories. Paid ones appear only in lists, where their label is shown."""
        return self.filter(paid="")

    def newest_first(self):
        return self.order_by("-published_at", "-pk")

    def in_sections(self, ids, most):
        """Stories of some sections in the active edition, newest first: at least the newest `most` of them."""
        if len(ids) == 1:
            return self.filter(category=ids[0]).newest_first()
        # No index has several sections in one order. Each has its own newest, and among those are the newest of all.
        sections = self.model._meta.get_field("category").related_model.objects.filter(pk__in=ids)
        newest = sections.newest_ids(self.published(), most)
        return self.filter(pk__in=[pk for ids in newest.values() for pk in ids]).newest_first()

    def listed_under(self, days=None, **owner):
        """Stories of a tag or an author in the active edition, newest first: `listed_under(tag=…)`.

        `days` are the first and the last day of publication.
        """
        listed = {f"list_entries__{name}": row for name, row in owner.items()}
        if days:
            listed |= within("list_entries__published_at", *days)
        return self.filter(**listed, list_entries__language=editions.active().stored_in).order_by(
            "-list_entries__published_at", "-list_entries__article_id"
        )

    def for_cards(self):
        """Select the columns that a list prints of each story. Any other column would cost a query a story."""
        edition = editions.active()
        printed = [*line_columns(edition), *card_columns(edition)]
        return self.select_related("lead_photo").only(*printed).annotate(opening_html=opening_html(edition))

    def with_pictures_apart(self):
        """Fetch the lead photos with a query of their own instead of a join."""
        photos = self.model._meta.get_field("lead_photo").related_model.objects.only(*PHOTO)
        return self.select_related(None).prefetch_related(Prefetch("lead_photo", photos))

    def with_pictures(self):
        """Select what a headline needs with its URL, time and picture."""
        return self.select_related("lead_photo").only(*line_columns(editions.active()), *of_lead_photo(PHOTO))

    def for_lines(self):
        """Select what a headline needs with its URL and time."""
        return self.only(*line_columns(editions.active()))

    def for_feed(self):
        """Select what a headline needs, and the first words of each story."""
        edition = editions.active()
        printed = [*line_columns(edition), column("lead", edition)]
        return self.only(*printed).annotate(opening_html=opening_html(edition))

    def for_page(self):
        """Select what a story's own page prints, and of the other editions what links to them need."""
        own = {column(field, editions.active()) for field in NOT_OF_OTHERS}
        others = [name for field in NOT_OF_OTHERS for name in columns(field) if name not in own]
        rows = {"has_corrections": Exists(self._related("corrections"))}
        return self.select_related("lead_photo").defer(*others).annotate(**rows)

    def _related(self, name):
        """Return the rows of a reverse relation for use in a subquery."""
        relation = self.model._meta.get_field(name)
        return relation.related_model.objects.filter(**{relation.field.name: OuterRef("pk")}).order_by()

    def first_published_between(self, first, last):
        """Stories whose address begins with a day from `first` to `last`, both dates included."""
        return self.filter(**within("first_published_at", first, last))

    def published_between(self, first, last):
        """Stories published in the active edition on a day from `first` to `last`, both dates included."""
        return self.filter(**within("published_at", first, last))


def within(time, first, last):
    """Return the conditions that a time is on a day from `first` to `last`, both dates included, in Almaty."""
    zone = timezone.get_default_timezone()
    since = datetime.datetime.combine(first, datetime.time.min, zone)
    before = datetime.datetime.combine(last + datetime.timedelta(days=1), datetime.time.min, zone)
    return {f"{time}__gte": since, f"{time}__lt": before}


MOST_WORDS = 8
OUTSIDE_TAGS = r"(?:\A|>)[^<]*"
"""What precedes a word in a text. Each part of a text is read once. To look for the end of a tag behind each word would
take 27 seconds for one address of 100,000 characters."""


def containing(query):
    """Return the condition that every word is in the headline, lead or text of the active edition, in any letter case.

    Return None if no word has a letter or sign to search for. Of many different words, the first `MOST_WORDS` count.
    """
    searched = words_of(query)[:MOST_WORDS]
    return Q(*(containing_word(word) for word in searched)) if searched else None


def containing_word(word):
    anywhere = in_any_letters(word, word_pattern(word))
    in_html = in_any_letters(word, word_pattern(word, in_html=True), WITHIN_WORDS_IN_HTML)
    in_text = f"(?<!&){in_html}"  # not an entity's name
    in_body = Q(body__iregex=in_text) & Q(body__iregex=OUTSIDE_TAGS + in_text)  # most texts fail the first, in no time
    return Q(title__iregex=anywhere) | Q(lead__iregex=anywhere) | in_body


def in_any_letters(word, pattern, between=WITHIN_WORDS):
    """Add Cyrillic spellings in Kazakh editions: readers of two of them search in Latin or Arabic letters.

    `between` is what may stand between the letters of a word.
    """
    is_kazakh = editions.active().stored_in == "kk"
    other = cyrillic_pattern(word, settings.SPELLING.latin, between) if is_kazakh else ""
    return f"(?:{pattern}|{other})" if other else pattern


class ArticleManager(models.Manager.from_queryset(ArticleQuerySet)):
    """Caches the querysets that select columns, because building them takes longer than running them.

    Only the first method of a chain is cached, so begin with it: `Article.objects.for_cards().published()`.
    """

    def for_cards(self):
        return cached_queryset(self, "for_cards", editions.active()).all()

    def with_pictures(self):
        return cached_queryset(self, "with_pictures", editions.active()).all()

    def for_lines(self):
        return cached_queryset(self, "for_lines", editions.active()).all()

    def for_feed(self):
        return cached_queryset(self, "for_feed", editions.active()).all()

    def for_page(self):
        return cached_queryset(self, "for_page", editions.active()).all()


@lru_cache
def cached_queryset(manager, method, edition):
    """The edition is part of the key, because the methods use the active one."""
    return getattr(manager.get_queryset(), method)()
