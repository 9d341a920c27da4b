"""Corrections in a package. `after` has the correction that readers got: its key, its words, its kind and its time."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.editorial import drafts, publication, silence, story_log
from articles.editorial.telling import Telling
from articles.models import Act, Correction


def put_out(item, at, by):
    row = item.article
    if not row.edition(item.edition).is_published:
        raise ValidationError(_("There is no published edition “%(edition)s” of this story.")
                              % {"edition": item.edition.autonym})  # fmt: skip
    if Correction.objects.filter(article=row, language=item.language, text=item.text).exists():
        raise ValidationError(_("Readers have this correction already."))
    telling = Telling(item.text, item.correction_kind, is_material=True)
    publication.check_correction(telling)
    silence.refuse_update(row, drafts.shared_draft_of(row), telling, at)
    publication.add_correction(row, item.edition, telling, by, at)
    item.after = values_of(Correction.objects.get(article=row, language=item.language, text=item.text))


def values_of(correction):
    """Return what readers have of a correction, as JSON."""
    values = {name: getattr(correction, name) for name in ("key", "text", "kind")}
    return values | {"corrected_at": correction.corrected_at.isoformat()}


def changed(items):
    """Return those that somebody has changed since. One that was deleted is as it was before."""
    there = Correction.objects.in_bulk([item.after["key"] for item in items], field_name="key")
    return [item for item in items if is_changed(item, there.get(item.after["key"]))]


def is_changed(item, correction):
    was = {"text": item.text, "kind": item.correction_kind} | item.after
    now = values_of(correction) if correction else {}
    return any(was.get(name, value) != value for name, value in now.items())


def take_back(item, by, reason):
    """Readers have it no more. The log of the story keeps its words."""
    for correction in Correction.objects.filter(key=item.after["key"]):
        story_log.record(correction.article, Act.DELETE_CORRECTION, by=by, language=correction.language,
                         reason=reason, correction=correction.key, text=correction.text)  # fmt: skip
        correction.delete()
