"""What can be compared of an edition: its publications, its draft, what is planned, what readers have."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from articles.editorial import draft_versions, drafts, restoring, schedule
from articles.editorial.blocks import blocks_of
from articles.editorial.merge import Content
from articles.editorial.restoring import BEFORE_RESTORING
from articles.editorial.shown_states import state_of
from articles.models.sealed_row import name_of
from newsroom.desk.colleagues import zoned

DRAFT, PLANNED, LIVE = "draft", "planned", "live"
MOST_SHOWN = 100


@dataclass
class Entry:
    """One line of the list: something that can be compared."""

    key: str
    name: str
    mark: str = ""
    who: str = ""
    when: str = ""
    note: str = ""


class Publications:
    """What is known of an edition: its draft, what readers have, what is planned, and its publications."""

    def __init__(self, article, edition):
        self.article, self.edition = article, edition
        self.here, self.draft = article.edition(edition), drafts.draft_of(article, edition)
        self.plan = schedule.planned_for(article, edition)
        self.rows = [*restoring.publications_of(article, edition)[:MOST_SHOWN]]
        self.loaded = {}

    @cached_property
    def entries(self):
        found = [
            Entry(DRAFT, _("Draft now"), who=name_of(self.draft.changed_by), when=self.time(self.draft.changed_at))
        ]
        if self.plan:
            mark = _("planned: %(time)s") % {"time": zoned(self.plan.publish_at)}
            who, when = name_of(self.plan.by), self.time(self.plan.planned_at)
            found.append(Entry(PLANNED, _("Planned change"), mark, who, when, self.plan.note))
        if drafts.has_live(self.here) and not self.is_last_live:
            found.append(Entry(LIVE, _("What readers have"), self.state))
        found += map(self.entry_of, self.rows)
        if self.content(BEFORE_RESTORING):
            found.append(Entry(BEFORE_RESTORING, _("The draft before the last restoring")))
        return found

    def entry_of(self, row):
        name = _("Publication %(number)s") % {"number": row.number}
        is_live = row.number == self.rows[0].number and drafts.has_live(self.here) and self.is_last_live
        return Entry(str(row.number), name, self.state if is_live else "", row.by_name, zoned(row.at), row.note)

    @cached_property
    def is_last_live(self):
        """Whether the words that readers have are those of the last publication."""
        last = self.content(str(self.rows[0].number)) if self.rows else None
        return last is not None and draft_versions.same_words(last, self.live)

    @property
    def state(self):
        return state_of(self.here, None).label

    @cached_property
    def live(self):
        return Content(drafts.fields_of_live(self.here), blocks_of(self.here.body or "", dict(self.draft.blocks)))

    def time(self, moment):
        return zoned(moment) if moment else ""

    def content(self, key):
        """Return the words that a key of the list stands for, as readers have or would have them; or None."""
        if key not in self.loaded:
            content = self.load(key)
            self.loaded[key] = content and draft_versions.for_readers(content)
        return self.loaded[key]

    def load(self, key):
        if key == DRAFT:
            return draft_versions.content_of(self.draft)
        if key == PLANNED:
            return self.plan and draft_versions.known_content(self.draft, self.plan.version)
        if key == LIVE:
            return self.live if drafts.has_live(self.here) else None
        if key == BEFORE_RESTORING:
            return restoring.before_restoring(self.draft)
        return restoring.publication(self.article, self.edition, int(key)) if is_number(key) else None

    def sides(self, asked):
        """Return the keys to compare: those that somebody asked for, else what readers have and what comes next."""
        keys = [entry.key for entry in self.entries]
        before, after = (asked.get(name, "") for name in ("from", "to"))
        known = [key for key in (before, after) if self.content(key)]
        if len(known) == 2:
            return before, after
        own = next((key for key in keys if key not in (DRAFT, PLANNED)), None)
        later = PLANNED if self.plan else DRAFT
        if own is None or self.draft.is_changed or self.plan or own not in keys[:-1]:
            return own, later
        return keys[keys.index(own) + 1], own


def is_number(key):
    return key.isascii() and key.isdecimal() and len(key) < 10
