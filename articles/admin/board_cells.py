"""What a cell of the editions board shows: one edition of one story."""

from dataclasses import dataclass

from django.utils.functional import cached_property

from articles.admin.shown_notes import count_words
from articles.editorial.shown_states import ShownState, further_work, stale_note, state_with, time_of
from articles.models import EditionWork
from newsroom.desk.colleagues import zoned
from newsroom.editions.registry import Edition

ASK_FOR_WORK = {ShownState.CHANGED: "changed", ShownState.REVIEW: "review"}


@dataclass
class Cell:
    edition: Edition
    row: EditionWork
    story_address: str
    sides_address: str
    assignment_address: str
    is_source: bool
    parts: tuple = ()
    """(name, words) of the paragraphs that wait for a translator, if they were asked for."""
    notes: int = 0
    """The number of unresolved notes."""

    @cached_property
    def state(self):
        return state_with(self.row, self.row.work)

    @property
    def time(self):
        return time_of(self.row)

    @property
    def work(self):
        return further_work(self.row, self.row.work)

    @property
    def is_empty(self):
        return self.state == ShownState.EMPTY

    @property
    def fill(self):
        """What work the cell asks for: the colour of its ground. "" if it asks for none."""
        if self.row.source_news:
            return "news"
        if self.row.stale:
            return "stale"
        return "review" if self.work else ASK_FOR_WORK.get(self.state, "")

    @property
    def stale_note(self):
        return stale_note(self.row.stale) if self.row.stale else ""

    @property
    def note_count(self):
        return count_words(self.notes)

    @property
    def person(self):
        """The name of the assignee."""
        user = self.row.assignee
        return user and (user.get_full_name() or user.get_username())

    @property
    def deadline(self):
        return zoned(self.row.deadline)

    @property
    def address(self):
        """Where the cell leads: side by side if there is something to translate, else to the edition."""
        if self.row.stale:
            return f"{self.sides_address}#first-change"
        return self.sides_address if self.is_empty and not self.is_source else self.story_address
