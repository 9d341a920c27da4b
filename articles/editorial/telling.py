"""What readers are told about a change of words that they had, and when somebody has to decide it."""

from dataclasses import dataclass

from django.utils import timezone

from articles.editorial import flash
from articles.editorial.changed_words import readers_may_have_seen
from articles.editorial.material_change import is_material
from articles.models import Correction, CorrectionKind
from newsroom.content.clean_html import plain_text
from newsroom.content.nodes import nodes_in

SILENT = "silent"
"""Somebody has decided to tell readers nothing. Unlike no answer, it is enough for a material change."""


class UndecidedError(Exception):
    """A change is not published before somebody says what readers are told about it, or that they are told nothing."""


@dataclass(frozen=True)
class Telling:
    text: str
    kind: str
    """A `CorrectionKind`, `SILENT`, or "" if nobody has chosen one."""
    is_material: bool
    asks: bool = False
    """Whether a person can be asked."""
    to_newsroom: str = ""
    """What the newsroom is told about the change. It is kept with the publication."""

    @property
    def note(self):
        """The words for readers; "" if there are none."""
        return "" if self.kind == SILENT else self.text

    @property
    def is_silent(self):
        """Whether readers get words that say something else, and are not told."""
        return self.is_material and not self.note

    @property
    def details(self):
        """Return what the log of acts says about it."""
        return {"silent": True} if self.is_silent else {}

    def refuse_undecided(self):
        """Raise UndecidedError if words have no kind, a kind has no words, or a material change has neither."""
        is_half = bool(self.text) != (self.kind in CorrectionKind.values)
        if self.asks and self.kind != SILENT and (is_half or self.is_silent):
            raise UndecidedError


def source_has_told(article, edition, source):
    """Whether readers of the edition that is translated were told of a change since this one was last published."""
    here = article.edition(edition)
    since = here.revised_at or here.published_at
    return (
        bool(since) and Correction.objects.in_edition(source).filter(article=article, corrected_at__gt=since).exists()
    )


def follows_source(article, edition, source):
    """Whether readers got other words of the edition that is translated since they got the last ones of this one.

    Only then a changed translation can be one that follows its source.
    """
    here, changed = article.edition(edition), article.edition(source).revised_at
    since = here.revised_at or here.published_at
    return edition is not article.original_edition and bool(since and changed and changed > since)


def tells_something_else(here, content):
    """Whether readers who have the words of an edition are told something else by the `Content` of a draft.

    What follows a flash was announced by it.
    """
    if not readers_may_have_seen(here, timezone.now()) or flash.is_flash(here):
        return False
    live = texts_of(here.title, here.lead, here.source_name, here.body)
    fields, body = content.fields, "\n".join(content.blocks.values())
    return is_material(live, texts_of(fields["title"], fields["lead"], fields["source_name"], body))


def texts_of(title, lead, source_name, body):
    """Return what readers read of an edition, as texts that are compared one by one."""
    beside_pictures = "\n".join(text for node in nodes_in(body) for text in node.words.values())
    return [title or "", lead or "", source_name or "", plain_text(body or ""), beside_pictures]
