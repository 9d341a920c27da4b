"""Readers report a mistake: it becomes a note on the same words of the draft. Limits keep floods away from the desk."""

import datetime
from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy

from articles.editorial import draft_versions, drafts, note_places, notes
from articles.editorial.reported_words import ShownWords
from articles.models import Note, RecentReport
from newsroom import editions
from newsroom.alphabets import convert_html
from newsroom.content.clean_html import plain_text
from newsroom.serving.senders import hash_of_sender

MOST_A_MINUTE = 5
MINUTE = datetime.timedelta(minutes=1)
NO_REPEATS = datetime.timedelta(minutes=10)
MOST_WAITING = 50
"""Unresolved reports of one edition. Notes of the newsroom are more than these, so readers can't prevent them."""
MOST_OF_SENDER = 5
"""Reports of one sender about one edition within ten minutes, so that nobody fills it alone."""


class NotReportedError(Exception):
    status, message = 429, ""


class TooManyError(NotReportedError):
    message = gettext_lazy("Too many reports have just come from your network. Please send this one again in a minute.")


class ManyWaitError(NotReportedError):
    message = gettext_lazy("Readers have reported a lot about this story. The editors have to read that first.")


def report(article, edition, *, words, before="", comment="", address=None, dictionary=None):
    """Add what a reader has reported of a public story as a note, and return it.

    `edition` is the one that the reader has read, and may be a derived one. `words` are in its letters, `before` is
    what precedes them on the page. What can't be found is a note on the whole edition. The same report again only
    counts, and one of the same sender within ten minutes does not. `address` is the sender's, None if it isn't known.

    Raise NotReportedError after too many reports.
    """
    stored, now = editions.stored(edition.stored_in), timezone.now()
    sender = hash_of_sender("mistakes", address, timezone.localdate(now)) if address else None
    refuse_floods(article, stored, sender, now)  # before the work of finding the words
    found = find(article, edition, words, before, dictionary)
    with transaction.atomic():
        row = drafts.lock(article)
        forget_senders(now)
        refuse_floods(row, stored, sender, now)
        try:
            note = noted(row, stored, found, words, comment)
        except ValidationError as error:  # there are too many notes
            raise ManyWaitError from error
        count(note, sender, now)
        return note


def count(note, sender, now):
    """Count a report of what has been reported before `now`, but that of one sender only once."""
    own = RecentReport.objects.filter(note=note, sender=sender)
    if sender and own.update(times=F("times") + 1, sent_at=now):
        return
    RecentReport.objects.create(note=note, sender=sender, sent_at=now)
    if note.at < now:
        Note.objects.filter(pk=note.pk).update(times=F("times") + 1, changed_at=now)


def find(article, edition, words, before="", dictionary=None):
    """Return the stored words that a reader has selected, as `Found`; None if they are not in the text."""
    parts = parts_of(article, editions.stored(edition.stored_in))
    if edition.is_derived:
        given = {"dictionary": dictionary} if dictionary else {}
        in_letters = partial(convert_html, to=edition.tag, spelling=settings.SPELLING, **given)
        if found := ShownWords(parts, in_letters).find(words, before):
            return found
    return ShownWords(parts).find(words, before)


def parts_of(article, edition):
    """Return {name of a field, or id of a block in the draft: HTML} of what readers have, in the order of the page."""
    draft = drafts.draft_of(article, edition)
    content = draft_versions.known_content(draft, draft.live_version) if draft.live_version is not None else None
    content = draft_versions.for_readers(content or draft_versions.content_of(draft))
    fields = {name: escaped(content.fields[name]) for name in note_places.FIELDS}
    return fields | {block: html for block, html in content.blocks.items() if plain_text(html)}


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def noted(row, edition, found, words, comment):
    """Store what the reader did. `shown_notes.py` has the words for it, in the language of whoever reads the note."""
    if found is None:
        return notes.add(row, edition, by=None, text=comment, selected=words)
    place = {"block": found.part, "quotation": found.quotation, "before": found.before}
    text = comment or text_of_same(row, edition, place) or ""
    return notes.add(row, edition, by=None, text=text, **place)


def text_of_same(row, edition, place):
    """Return what another reader has said about the same words; None if nobody has."""
    anchor = notes.anchor_in(drafts.draft_of(row, edition), **place)
    same = {name: anchor[name] for name in ("block", "quotation", "before")}
    own = Note.objects.in_edition(row, edition).unresolved().filter(is_from_reader=True, **same)
    return own.exclude(text="").values_list("text", flat=True).first()


def refuse_floods(row, edition, sender, now):
    own = RecentReport.objects.filter(sender=sender) if sender else RecentReport.objects.none()
    recent = own.filter(sent_at__gt=now - MINUTE).aggregate(times=Sum("times"))["times"] or 0
    here = own.filter(sent_at__gt=now - NO_REPEATS, note__article=row, note__language=edition.code)
    if recent >= MOST_A_MINUTE or here.count() >= MOST_OF_SENDER:
        raise TooManyError
    if Note.objects.in_edition(row, edition).unresolved().filter(is_from_reader=True).count() >= MOST_WAITING:
        raise ManyWaitError


def forget_senders(now):
    """Erase what the limits no longer need; return how many rows that was."""
    return RecentReport.objects.filter(sent_at__lte=now - NO_REPEATS).delete()[0]
