"""Corrections in a package. `after` has the correction that readers got: its key, its words, its kind and its time.

It is null if readers had the correction already.
"""

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
    item.after = None
    if former := former_of(row, item.edition, item.text):
        refuse_other_kind(item, former)
        return  # somebody has published it before
    telling = Telling(item.text, item.correction_kind, is_material=True)
    publication.check_correction(telling)
    silence.refuse_update(row, drafts.shared_draft_of(row), telling, at)
    publication.add_correction(row, item.edition, telling, by, at)
    item.after = values_of(former_of(row, item.edition, item.text))


def former_of(article, edition, text):
    """Return the correction with these words that readers of an edition have, or None."""
    return Correction.objects.filter(article=article, language=edition.code, text=text).first()


def refuse_other_kind(item, former):
    if former.kind != item.correction_kind:
        message = _("Readers have these words already, as “%(kind)s”. Remove them here, or add other words.")
        raise ValidationError(message % {"kind": former.get_kind_display()})


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


def there_now(item):
    return [*map(values_of, Correction.objects.filter(key=item.after["key"]))]


def take_back(item, by, reason):
    """Readers have it no more. The log of the story keeps its words."""
    for correction in Correction.objects.filter(key=item.after["key"]):
        story_log.record(correction.article, Act.DELETE_CORRECTION, by=by, language=correction.language,
                         reason=reason, correction=correction.key, text=correction.text)  # fmt: skip
        correction.delete()
