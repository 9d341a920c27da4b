"""Which stories: every query for stories starts from here, so that each rule about them is written once."""

import datetime
from html import escape

from django.db.models import Q
from django.utils import timezone

from articles.models.states import Status
from newsroom import editions
from newsroom.content.natural_keys import KeyedQuerySet
from newsroom.content.regex_escape import escape_regex


class ArticleQuerySet(KeyedQuerySet):
    def published(self):
        """What readers of the active edition may see now; a later `published_at` means scheduled."""
        return self.filter(status=Status.PUBLISHED, published_at__lte=timezone.now())

    def editorial(self):
        """What nobody paid for: the rest stands in lists only, where its label can be seen."""
        return self.filter(paid="")

    def newest_first(self):
        return self.order_by("-published_at", "-pk")

    def for_cards(self):
        """With what a list prints of each story, and without the texts of the other editions."""
        others = [edition.suffix for edition in editions.STORED if edition.suffix != editions.active().suffix]
        return self.select_related("category", "lead_photo").defer(*(f"body_{suffix}" for suffix in others))

    def first_published_between(self, first, last):
        """Stories whose address begins with a day from `first` to `last`, both dates included."""
        zone = timezone.get_default_timezone()
        since = datetime.datetime.combine(first, datetime.time.min, zone)
        before = datetime.datetime.combine(last + datetime.timedelta(days=1), datetime.time.min, zone)
        return self.filter(first_published_at__gte=since, first_published_at__lt=before)

    def containing(self, words):
        """Stories of the active edition in whose headline, lead or text every word stands, in any case of letters."""
        spoken = [word for word in words.split() if escape_regex(word)]
        found = self if spoken else self.none()
        for word in spoken:
            in_text = (
                f"(?<!&){escape_regex(escape(word, quote=False))}(?![^<>]*>)"  # not in a tag, nor an entity's name
            )
            found = found.filter(
                Q(title__iregex=escape_regex(word)) | Q(lead__iregex=escape_regex(word)) | Q(body__iregex=in_text)
            )
        return found
