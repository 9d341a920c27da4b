"""The question what readers are told of a change of words that they had.

It is asked when «Publish» was pressed and nobody has decided it. All that was typed is saved by then.
"""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, datetime

from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from articles.admin import kept_correction
from articles.editorial import drafts
from articles.editorial.telling import SILENT
from articles.models import Article, Correction, CorrectionKind, Draft

CHOICES = {
    CorrectionKind.UPDATE: _("There is something new to know."),
    CorrectionKind.CLARIFICATION: _("It was right, but could be misunderstood."),
    CorrectionKind.CORRECTION: _("Something was wrong."),
    CorrectionKind.RETRACTION: _("What we wrote is not true, or we do not stand by it. It is shown above the text."),
}
"""{kind: when it is chosen}."""
LONGEST = Correction._meta.get_field("text").max_length


@dataclass(frozen=True)
class Answered:
    """What publishing needs from the page with the question. The edit page has saved everything else."""

    article: Article
    draft: Draft
    version: int
    publish_at: datetime | None
    conflicts = ()
    has_unseen_words = False


def answered(request, article, edition):
    """Return what was asked about: the version of the draft that the person has seen, and the time that was chosen."""
    seen = number_in(request.POST.get("seen", ""))
    kept_correction.keep(request, article, edition, request.POST, version=seen)
    at = time_in(request.POST.get("at", ""))
    if article.edition(edition).is_live and at and at <= timezone.now():
        at = None  # it came while the question was open
    return Answered(article, drafts.draft_of(article, edition), seen, at)


def number_in(text):
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


def time_in(text):
    """Return a time that the page has written; None for anything else."""
    try:
        at = parse_datetime(text)
    except ValueError:
        return None
    return at if at and at.tzinfo and MINYEAR + 1 < at.year < MAXYEAR else None


def asked(kind, text):
    """Return what the question shows. `kind` and `text` are what was answered before, if anything."""
    needs_words = kind in CorrectionKind.values and not text
    kinds = [(kind.value, kind.label, when) for kind, when in CHOICES.items()]
    answer = {"kind": kind, "text": text, "needs_words": needs_words}
    return {"kinds": kinds, "silent": SILENT, "longest": LONGEST, **answer}


class TellingReaders:
    """Mixin for the admin class of stories, beside `EditActs`."""

    def ask_what_to_tell(self, request, article, edition, posted):
        told = kept_correction.kept(request, article, edition)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts, "title": str(article), "edition": edition,
            "address": self.act_address("publish", article, edition),
            "back": self.address_of(article, edition), "seen": posted.version,
            "at": posted.publish_at.isoformat() if posted.publish_at else "",
            "telling": asked(told["correction_kind"], told["correction"]),
        }  # fmt: skip
        return render(request, "admin/articles/article/tell_readers.html", context)
