"""What the desk shows of notes: each with the words on which it stands, the newest text of the draft considered."""

import json
from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.editorial import note_places, notes
from articles.editorial.anchors import Place
from articles.editorial.states import CHANGE
from articles.models import Note, NoteAnswer
from newsroom.content.editor_words import NODE_WORDS
from newsroom.content.nodes import node_in
from newsroom.desk.colleagues import zoned

MOST_LETTERS = 60
MOST_IN_CHOICE = 22
"""The choice of a paragraph has all of them: a long story has hundreds."""


def name_of(user, is_reader=False):
    if is_reader:
        return _("A reader")
    return str(user.get_full_name() or user.get_username()) if user else _("Somebody")


def text_of(note):
    """Return what a note says. Of a report of a reader only what they selected and wrote is stored."""
    if not note.is_from_reader:
        return note.text
    selected = _("The reader has selected “%(words)s”. These words are not in the text.") % {"words": note.selected}
    return "\n".join([*([selected] if note.selected else []), note.text or _("A reader reports a mistake.")])


@dataclass
class ShownNote:
    note: Note
    place: Place
    part_name: str
    """What the part is called in which it stands: the headline, the lead, or the beginning of a paragraph."""
    may_answer: bool
    is_mine: bool
    """Whether it is to the person who looks at it."""

    @cached_property
    def anchor(self):
        """The `Anchor`, for the script that finds its words while somebody types."""
        return json.dumps(vars(note_places.anchor_of(self.note)), ensure_ascii=False)

    @property
    def is_lost(self):
        return bool(self.note.block) and not self.place.is_found

    @property
    def field(self):
        """The id of the field with its words on the edit page."""
        return f"id_{self.place.part}" if self.place.part in note_places.FIELDS else "id_body"

    @property
    def by(self):
        return name_of(self.note.by, self.note.is_from_reader)

    @property
    def text(self):
        return text_of(self.note)

    @property
    def to(self):
        return name_of(self.note.to) if self.note.to else ""

    @property
    def at(self):
        return zoned(self.note.at)

    @property
    def resolved(self):
        return {"by": name_of(self.note.resolved_by), "at": zoned(self.note.resolved_at)}

    @property
    def answers(self):
        return [{"by": name_of(one.by), "at": zoned(one.at), "text": one.text} for one in self.note.answers.all()]


def shown_notes(article, edition, draft, user):
    """Return what `notes.html` shows of an edition: its notes in the order of the text, and who may add others."""
    people = Note.objects.select_related("by", "to", "resolved_by")
    answers = Prefetch("answers", NoteAnswer.objects.select_related("by"))
    rows = people.in_edition(article, edition).prefetch_related(answers)
    names = part_names(draft)
    words = note_places.words_of(draft)
    places = [(words.place_of(note_places.anchor_of(note)), note) for note in rows]
    found = [
        ShownNote(note, place, names.get(place.part, ""), notes.may_answer(note, user), note.to_id == user.pk)
        for place, note in sorted(places, key=lambda pair: (pair[0].part != "", pair[0].start, pair[1].pk))
    ]
    waiting = [one for one in found if not one.note.is_resolved]
    may_add = user.has_perm(CHANGE)
    return {
        "waiting": waiting,
        "resolved": [one for one in found if one.note.is_resolved],
        "may_add": may_add,
        "parts": [(part, Truncator(name).chars(MOST_IN_CHOICE)) for part, name in names.items()],
        "colleagues": [(person.pk, name_of(person)) for person in notes.colleagues()] if may_add else [],
        "address": notes_address(article, edition),
        "edition": edition,
        "longest": notes.LONGEST,
    }


def page_with_notes(article, edition):
    """Return the address of the notes on the edit page."""
    return f"{reverse('admin:articles_article_change', args=[article.pk])}?edition={edition.code}#notes"


def notes_address(article, edition):
    return f"{reverse('admin:articles_article_notes', args=[article.pk])}?edition={edition.code}"


def part_names(draft):
    """Return {part: what it is called}: fields by their names, paragraphs by their beginnings."""
    texts = note_places.words_of(draft).parts
    names = {"title": capfirst(_("headline")), "lead": capfirst(_("lead"))}
    for block, html in draft.blocks:
        node = node_in(html)
        begins = Truncator(" ".join(texts[block].split())).chars(MOST_LETTERS)
        names[block] = str(NODE_WORDS[node.kind]) if node else begins
    return {part: name for part, name in names.items() if name}


# Counts


def unresolved_notes():
    """What a list of stories needs to count their notes: one query for all of them."""
    return Prefetch("notes", Note.objects.unresolved().only("article", "language"), to_attr="unresolved_notes")


def counts_of(article):
    """Return {code of an edition: number of unresolved notes} of a story that was loaded with `unresolved_notes()`."""
    codes = [note.language for note in getattr(article, "unresolved_notes", ())]
    return {code: codes.count(code) for code in dict.fromkeys(codes)}


def count_words(count):
    return ngettext("%(count)d note", "%(count)d notes", count) % {"count": count}


def notes_of_parts(article, edition, draft):
    """Return {part: {"words": «2 notes», "address": that of the first}} of the unresolved notes of an edition."""
    words, found = note_places.words_of(draft), {}
    for note in Note.objects.in_edition(article, edition).unresolved():
        found.setdefault(words.place_of(note_places.anchor_of(note)).part, []).append(note)
    page = f"{reverse('admin:articles_article_change', args=[article.pk])}?edition={edition.code}"
    return {
        part: {"words": count_words(len(rows)), "address": f"{page}#note-{rows[0].pk}"} for part, rows in found.items()
    }
