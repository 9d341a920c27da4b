"""Corrections in a package. `after` has the key of the correction that readers got."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.editorial import publication, story_log
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
    publication.add_correction(row, item.edition, telling, by, at)
    item.after = {"key": Correction.objects.get(article=row, language=item.language, text=item.text).key}


def changed(items):
    """Return those whose words somebody has changed since. One that was deleted is as it was before."""
    texts = dict(Correction.objects.filter(key__in=[item.after["key"] for item in items]).values_list("key", "text"))
    return [item for item in items if texts.get(item.after["key"], item.text) != item.text]


def take_back(item, by, reason):
    """Readers have it no more. The log of the story keeps its words."""
    for correction in Correction.objects.filter(key=item.after["key"]):
        story_log.record(correction.article, Act.DELETE_CORRECTION, by=by, language=correction.language,
                         reason=reason, correction=correction.key, text=correction.text)  # fmt: skip
        correction.delete()
