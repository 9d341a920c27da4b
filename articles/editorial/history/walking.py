"""Follow the history of one story from row to row, and tell what is not as it was written."""

from dataclasses import dataclass

from articles.editorial.history import live_words, seals
from articles.editorial.history.stored_rows import Damaged

KNOWN = "known"
"""Stands for a table: an end of the history that was written down earlier."""
KINDS = seals.FORMATS[seals.NEWEST]


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was written."""

    what: str
    table: str
    story: int | None = None
    place: int | None = None
    """The place of the row in the history of its story, or of one that is missing."""
    row: int | None = None
    """The id of the row."""
    of: str = ""
    """The edition and the number of a publication, or the edition and the act."""

    def __str__(self):
        named = {"row": self.row, "story": self.story, "place": self.place}
        parts = [self.table, *(f"{name} {value}" for name, value in named.items() if value is not None), self.of]
        return f"{', '.join(filter(None, parts))}: {self.what}"


def what_is_wrong_with(seal):
    if not seal:
        return "not sealed"
    return "altered" if seals.is_known(seal) else "altered, or sealed with a key that HISTORY_KEYS does not have"


class Walk:
    def __init__(self, story):
        self.story, self.place, self.read = story, 0, 0
        self.before = {seals.FIRST}
        """The seals that the row before may have: the one that it has, and the one that it must have."""
        self.head = self.known = self.live = None
        self.last = {}
        """{code of an edition: its last publication so far}"""

    @property
    def end(self):
        """Return (story, number of rows, seal of the last) as the head says."""
        return (self.story, self.head["rows"], self.head["last"]) if self.head else (self.story, 0, "")

    @property
    def is_deleted(self):
        return bool(self.head and self.head["deleted_at"])

    @property
    def has_history(self):
        return bool(self.head or self.known or self.read)

    def take(self, table, values):
        """Yield the faults of the next row. The head and what is known from earlier come first, live words last."""
        if table == KNOWN:
            self.known = values
        elif table == live_words.TABLE:
            self.live = values
        elif table == seals.HEADS:
            self.head = values
            if wrong := self.wrong_with(table, values, {seals.FIRST})[0]:
                yield self.fault(wrong, table, values)
        else:
            self.read += 1
            if table == seals.REVISIONS:
                self.last[values["language"]] = values
            yield from self.follow(table, values)

    def follow(self, table, values):
        place = values["place"]
        if isinstance(place, Damaged):
            yield self.fault("can't be read (place)", table, values)
            return
        if place <= self.place:
            yield self.fault("stands where another row is", table, values)
            return
        if missing := range(self.place + 1, place):
            yield Fault(f"{len(missing)} missing", "history", self.story, missing[0])
            yield self.fault("can't be checked, because the row before is missing", table, values)
            self.before = {values["seal"]}
        else:
            wrong, must_have = self.wrong_with(table, values, self.before)
            if wrong:
                yield self.fault(wrong, table, values)
            self.before = {values["seal"], *must_have}
        self.place = place
        if self.known and self.known[0] == place and self.known[1] not in self.before:
            yield self.fault("is another row than was known", table, values)

    def wrong_with(self, table, values, before):
        """Return (what is wrong, or "", the seals that the row must have had)."""
        values, seal = dict(values), values["seal"]
        if damaged := [name for name, value in values.items() if isinstance(value, Damaged)]:
            return f"can't be read ({', '.join(damaged)})", ()
        try:
            must_have = {one for previous in before for one in self.possible(seal, table, values, previous)}
        except (ValueError, OverflowError):  # JSON that Django does not write, as NaN
            return "can't be read", ()
        if seal in must_have:
            return "", ()
        return what_is_wrong_with(seal), must_have

    def possible(self, seal, table, values, previous):
        if isinstance(previous, Damaged):
            return ()
        try:
            return (seals.sealed_like(seal, table, values, previous),)
        except seals.UnknownSealError:
            return [seals.sealed(table, values, previous, seals.NEWEST, key) for key in seals.all_keys()]

    def finish(self):
        """Yield what is wrong with the end of the history."""
        if self.head is None:
            yield Fault("has no end" if self.read else "is gone", "history", self.story)
        elif isinstance(self.head["rows"], Damaged):
            return  # it was told with the head
        elif self.is_deleted:
            if self.read:
                yield Fault("has rows, although the story was deleted", "history", self.story)
        elif self.place < self.head["rows"]:
            yield Fault(f"{self.head['rows'] - self.place} missing at the end", "history", self.story, self.place + 1)
        elif self.place > self.head["rows"]:
            yield Fault("has more rows than its end knows", "history", self.story, self.place)
        elif self.head["last"] not in self.before:
            yield Fault("ends with another row", "history", self.story, self.place)
        if self.known and self.known[0] > self.place and not self.is_deleted:
            yield Fault("is shorter than was known", "history", self.story, self.known[0])

    def fault(self, what, table, values):
        named = [values.get("language"), values.get("number") if table == seals.REVISIONS else values.get("act")]
        of = " ".join(str(part) for part in named if part and not isinstance(part, Damaged))
        place = None if isinstance(values.get("place"), Damaged) else values.get("place")
        return Fault(what, table, self.story, place, values.get("id"), of)

    def compare(self):
        """Yield what readers have in other words than those that were published last. Call it for a right history."""
        for language, revision in self.last.items() if self.live else ():
            if names := live_words.altered_words(self.live, revision):
                of = f"{language} {revision['number']}"
                what = f"not the words that were published last ({', '.join(names)})"
                yield Fault(what, live_words.TABLE, self.story, row=self.story, of=of)
