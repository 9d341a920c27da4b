"""Scheduled packages with material that a day of silence concerns wait for the end of that day, as stories do.

Drafts use this module, so it must not import theirs.
"""

from articles.editorial import silence
from articles.law_days import day_for, free_from, law_days
from articles.models import MARKS, CorrectionKind, ItemKind, Package, SharedDraft
from newsroom import editions


def lock_planned_with(article, values):
    """Lock the packages that wait with a story that gets a mark by the `values` of its shared fields.

    Call it before the story is locked: `packages/acts.py` locks in the same order. Without marks, it costs no query.
    """
    if not any(values.get(mark) for mark in MARKS.values()):
        return []
    pks = Package.objects.planned().filter(items__article=article.pk).values("pk")
    return [*Package.objects.select_for_update().filter(pk__in=pks)]


def hold(package, days, *, by):
    """Let a scheduled package go out at the end of a day of silence that concerns it. `package` is locked already.

    Return what was moved as `silence.Held`; None if no day concerns it.
    """
    found = [(item, matters) for item in items_kept_back(package) if (matters := matters_of(item.article))]
    matters = set().union(*(matters for _item, matters in found))
    day = day_for(matters, package.publish_at, days)
    if day is None:
        return None
    marked = next(item for item, own in found if day.matter in own)
    asked, package.publish_at = package.publish_at, free_from(matters, package.publish_at, days)
    package.version, package.changed_by = package.version + 1, by
    package.save(update_fields=["publish_at", "version", "changed_by", "changed_at"])
    held = silence.Held(marked.article, edition_of(marked), day, asked, package.publish_at)
    silence.log(held, by)
    return held


def hold_all(packages, *, by):
    return [held for package in packages if (held := hold(package, law_days(), by=by))]


def items_kept_back(package):
    """Return what a day of silence can keep back. Readers get corrections on it, but no updates."""
    items = package.items.select_related("article").exclude(article=None)
    corrections = {*CorrectionKind.values} - {CorrectionKind.UPDATE}
    return items.exclude(kind=ItemKind.CORRECTION, correction_kind__in=corrections).order_by("pk")


def matters_of(article):
    values = SharedDraft.objects.filter(article=article.pk).values_list("values", flat=True).first()
    return silence.matters_of(article, values or {})


def edition_of(item):
    """Return the edition under which the log tells it: breaking news are of all editions."""
    return item.edition or editions.BY_CODE[item.article.original_language]
