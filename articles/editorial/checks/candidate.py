"""An edition as it would be published, for the checks."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from articles.story_text import paragraphs
from newsroom.content.clean_html import plain_text
from newsroom.content.nodes import node_in
from newsroom.content.suggestions import blocks_decided
from newsroom.database.cached_values import CachedValues


@dataclass(frozen=True)
class Fault:
    part: str
    """Where it is: the name of a field, or the id of a block of the text."""
    message: str
    photo: int | None = None
    """The id of the photo that it is about."""
    field: str = ""
    """The field of the photo that is empty."""
    note: int | None = None
    """The id of the note that is unresolved."""
    until: datetime | None = None
    """When it stops being a fault."""


class Candidate:
    """One edition of a story, with the words in its columns. `publication.set_published` sets a draft’s there."""

    def __init__(self, here, blocks=None, at=None):
        """`here` is the `ArticleEdition`. `blocks` are {id: html} of its draft. Without them, those of its text are
        counted.

        `at` is when readers get it, if that is not the time of the story.
        """
        self.here, self.article, self.edition, self.at = here, here.article, here.edition, at or here.published_at
        self.asked = at
        self.drafted = dict(enumerate(paragraphs(here.body or ""))) if blocks is None else blocks
        self.blocks = blocks_decided(self.drafted)
        """{id: html} of what readers would get."""

    @cached_property
    def values(self):
        """Values from tables that seldom change: read once for all checks."""
        return CachedValues()

    @cached_property
    def day(self):
        """The day on which readers get it: today at the earliest."""
        today = timezone.localdate()
        return max(today, timezone.localdate(self.at)) if self.at else today

    @cached_property
    def moment(self):
        """The moment at which readers get it: now, if the story has an earlier time."""
        return self.asked or max(timezone.now(), self.at or timezone.now())

    @cached_property
    def texts(self):
        """{part: the words that readers get there}, also those of photos."""
        texts = {"title": self.here.title or "", "lead": self.here.lead or ""}
        texts |= {part: words_of_block(html) for part, html in self.blocks.items()}
        return {part: text for part, text in texts.items() if text.strip()}

    @cached_property
    def photos(self):
        """[(part, photo with the words that it has there)] of every photo that its page shows."""
        lead = self.article.lead_photo
        found = self.article.photos_in_texts()
        shown = [("lead_photo", lead)] if lead else []
        for part, html in self.blocks.items():
            shown += [(part, photo) for photo in self.photos_of(node_in(html), found)]
        return shown + [("authors", photo) for photo in self.article.faces()]

    def photos_of(self, node, found):
        keys = node.keys if node and node.kind in ("photo", "gallery") else []
        words = node.words if node and node.kind == "photo" else {}
        return [found[key].with_words(words, self.edition) for key in keys if key in found]


def words_of_block(html):
    node = node_in(html)
    return "\n".join(node.words.values()) if node else plain_text(html)
