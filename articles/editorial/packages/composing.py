"""Compose a package: what goes out together. Nothing of it is public, and nothing else refers to it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.editorial import drafts, flash, front_slots, publication
from articles.editorial.packages import correction_items
from articles.editorial.packages.acts import lock, log
from articles.editorial.states import COMPOSE
from articles.editorial.telling import SILENT, Telling
from articles.editorial.workflow import NOTHING_NEW, changed_meanwhile
from articles.models import Act, BreakingLine, CorrectionKind, ItemKind, Package, PackageItem, PackageState

HOURS = 3
"""How long breaking news run if nobody says how long."""


def create(name, *, by):
    check_may_compose(by)
    package = Package(name=name.strip(), by=by, changed_by=by)
    package.clean_fields(exclude=["by", "changed_by", "publish_at", "faults"])
    package.save()
    return package


def check_may_compose(by):
    if not by.has_perm(COMPOSE):
        raise PermissionDenied


def open_row(package, by, seen=None):
    """Lock a package to change it, and return it. Raise ValidationError if its items can't be changed now.

    `seen` is as in `acts.lock`, here and in the acts below.
    """
    check_may_compose(by)
    row = lock(package, seen)
    if not row.is_open:
        message = _("This package is “%(state)s”. What is in it can't be changed.")
        raise ValidationError(message % {"state": row.get_state_display()})
    if row.state == PackageState.FAILED:
        row.state, row.faults = PackageState.OPEN, []
    row.version, row.changed_by = row.version + 1, by
    row.save()
    return row


@transaction.atomic
def add_edition(package, article, edition, *, by, version=None, seen=None):
    """Add an edition with the words that its draft has now: what is typed later is not published with it.

    Adding it again takes the newest words. `version` is the version of the draft that `by` has seen. Raise
    ValidationError if there is nothing to publish, or if the draft has changed since `version`.
    """
    row, story = open_row(package, by, seen), drafts.lock(article)
    here, draft = story.edition(edition), drafts.draft_of(story, edition)
    if version not in (None, draft.version):
        raise ValidationError(changed_meanwhile(draft))
    if not draft.has_words:
        raise ValidationError(_("The edition “%(edition)s” has no text.") % {"edition": edition.autonym})
    if here.is_live and not draft.is_changed:
        raise ValidationError(NOTHING_NEW, code="nothing_new")
    flash.remove_note(draft, by)
    one = {"package": row, "kind": ItemKind.EDITION, "article": story, "language": edition.code}
    known = {"version": draft.version, "before": {"status": here.status}, "correction_kind": ""}
    return PackageItem.objects.update_or_create(**one, defaults=known)[0]


@transaction.atomic
def add_slot(package, article, edition, position, *, by, until=None, seen=None):
    """Add a place on the front page of an edition. It replaces what the package had for this place."""
    row = open_row(package, by, seen)
    front_slots.refuse_other_positions(position)
    one = {"package": row, "kind": ItemKind.SLOT, "language": edition.stored_in, "position": position}
    row.items.filter(kind=ItemKind.SLOT, language=edition.stored_in, article=article).delete()
    return PackageItem.objects.update_or_create(**one, defaults={"article": article, "until": until})[0]


@transaction.atomic
def add_breaking(package, article, *, by, lines=None, hours=HOURS, seen=None):
    """Add breaking news: {code of an edition: line}; other editions show the headline. A package has one at most."""
    row = open_row(package, by, seen)
    lines = {code: line.strip() for code, line in (lines or {}).items() if line.strip()}
    for line in lines.values():
        BreakingLine._meta.get_field("text").clean(line, None)
    one = {"package": row, "kind": ItemKind.BREAKING}
    fields = {"article": article, "lines": lines, "hours": hours}
    return PackageItem.objects.update_or_create(**one, defaults=fields)[0]


@transaction.atomic
def add_correction(package, article, edition, text, *, by, kind=CorrectionKind.CORRECTION, seen=None):
    row, text = open_row(package, by, seen), text.strip()
    if not text:
        raise ValidationError({"text": _("Say what was wrong and what is correct.")})
    publication.check_correction(Telling(text, kind, is_material=True))
    if correction_items.former_of(article, edition, text):
        raise ValidationError({"text": _("Readers have this correction already.")})
    one = {"package": row, "kind": ItemKind.CORRECTION, "article": article, "language": edition.code, "text": text}
    return PackageItem.objects.update_or_create(**one, defaults={"correction_kind": kind})[0]


@transaction.atomic
def tell(package, pk, *, by, kind, text="", seen=None):
    """Decide what readers are told of the change of an edition: a correction of this kind, or with SILENT, nothing."""
    row = open_row(package, by, seen)
    item = row.items.filter(pk=pk, kind=ItemKind.EDITION).exclude(article=None).select_related("article").first()
    if item is None:
        raise ValidationError(_("This edition is not in the package any more."))
    if kind != SILENT:
        add_correction(row, item.article, item.edition, text, by=by, kind=kind)
    item.correction_kind = SILENT if kind == SILENT else ""
    item.save(update_fields=["correction_kind"])


@transaction.atomic
def remove(package, pk, *, by, seen=None):
    """Remove an item by its id. One that is not there any more needs no removal."""
    open_row(package, by, seen).items.filter(pk=pk).delete()


@transaction.atomic
def delete(package, *, by, seen=None):
    """Delete a package of which nothing has gone out."""
    row = open_row(package, by, seen)
    log(row, Act.DELETE_PACKAGE, by)
    row.delete()
