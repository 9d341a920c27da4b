"""Notes that wait for somebody: those that name them, and answers to their own."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.admin.first_page.rows import titled
from articles.admin.shown_notes import name_of, text_of
from articles.editorial.states import PUBLISH, VIEW
from articles.models import Article, Note, NoteAnswer
from newsroom import editions
from newsroom.desk.colleagues import zoned
from newsroom.desk.first_page import Panel
from newsroom.editions.columns import value_in

MOST = 10


@dataclass
class Row:
    note: Note

    @property
    def edition(self):
        return editions.BY_CODE[self.note.language]

    @property
    def title(self):
        drafts = {draft.language: draft.title for draft in self.note.article.drafts.all()}
        own = drafts.get(self.note.language) or value_in(self.note.article, "title", self.edition)
        return own or str(self.note.article)

    @property
    def last(self):
        """Return what was said last: the answer to the note, or the note."""
        answers = [*self.note.answers.all()]
        return answers[-1] if answers else self.note

    @property
    def by(self):
        return name_of(self.last.by, self.last is self.note and self.note.is_from_reader)

    @property
    def text(self):
        return text_of(self.note) if self.last is self.note else self.last.text

    @property
    def at(self):
        return zoned(self.last.at)

    @property
    def address(self):
        page = reverse("admin:articles_article_change", args=[self.note.article_id])
        return f"{page}?edition={self.note.language}#note-{self.note.pk}"


def notes(request):
    if not request.user.has_perm(VIEW):
        return None
    return panel(_("Notes for you"), Note.objects.waiting_for(request.user))


def mistakes(request):
    """Mistakes that readers report. Everybody who may publish sees those of all stories."""
    if not request.user.has_perm(PUBLISH):
        return None
    return panel(_("Readers report mistakes"), Note.objects.unresolved().filter(is_from_reader=True))


def panel(title, waiting):
    stories = Prefetch("article", titled(Article.objects))
    answers = Prefetch("answers", NoteAnswer.objects.select_related("by"))
    found = waiting.select_related("by").prefetch_related(stories, answers).order_by("-changed_at")
    rows = [Row(note) for note in found[:MOST]]
    return Panel(title, "admin/first_page/notes.html", {"rows": rows}) if rows else None
