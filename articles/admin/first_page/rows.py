"""Editions of stories as rows of the first page: a state, a headline, and the one act that leads on."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.editorial.shown_states import ShownState, further_work, stale_note, state_with, time_of
from articles.editorial.story_log import returned
from articles.models import Article, Draft, EditionWork, StoryAct
from newsroom import editions
from newsroom.desk.colleagues import zoned
from newsroom.editions.columns import columns, value_in

STEPS = {
    ShownState.STALE: _("Compare"),
    ShownState.REVIEW: _("Read it"),
    ShownState.READY: _("Go and publish"),
}


@dataclass
class Row:
    work: EditionWork
    story: Article
    draft: Draft | None
    returned: StoryAct | None
    """The act that sent the draft back, if nothing has happened to it since."""

    @property
    def edition(self):
        return editions.BY_CODE[self.work.language]

    @property
    def title(self):
        own = self.draft.title if self.draft else value_in(self.story, "title", self.edition)
        return own or str(self.story)

    @cached_property
    def state(self):
        if self.work.stale:
            return ShownState.STALE
        return further_work(self.work, self.work.work) or state_with(self.work, self.work.work)

    @property
    def note(self):
        return stale_note(self.work.stale) if self.work.stale else ""

    @property
    def time(self):
        return time_of(self.work)

    @property
    def step(self):
        return STEPS.get(self.state, _("Open"))

    @property
    def address(self):
        page = "side_by_side" if self.state == ShownState.STALE else "change"
        place = "#first-change" if self.state == ShownState.STALE else ""
        return f"{reverse(f'admin:articles_article_{page}', args=[self.story.pk])}?edition={self.edition.code}{place}"

    @property
    def saved(self):
        return zoned(self.draft.changed_at) if self.draft and self.draft.changed_at else ""

    @property
    def deadline(self):
        return zoned(self.work.deadline) if self.work.deadline else ""


def titled(stories):
    """Load of stories what names them, and of their drafts everything but the text."""
    drafts = Draft.objects.select_related("changed_by").defer("blocks")
    return stories.only(*columns("title"), "key", "original_language").prefetch_related(Prefetch("drafts", drafts))


def rows_of(works):
    """Return a `Row` for each `EditionWork`. It costs three queries."""
    pks = {work.article_id for work in works}
    stories = titled(Article.objects).in_bulk(pks)
    sent_back = returned(pks)
    return [row_of(work, stories[work.article_id], sent_back) for work in works if work.article_id in stories]


def row_of(work, story, sent_back):
    drafts = {draft.language: draft for draft in story.drafts.all()}
    return Row(work, story, drafts.get(work.language), sent_back.get((story.pk, work.language)))
