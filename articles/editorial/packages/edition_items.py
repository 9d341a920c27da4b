"""Editions in a package: publish the version of the draft that was approved. `earlier_words.py` takes it back.

`before` has what the edition and its draft had, `after` the number of the revision that the package added, and the
version that the draft has then. `after` is null if readers had the words already. Before the package goes out, `before`
has the status that the edition had when it was added.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.editorial import (
    draft_versions,
    drafts,
    embargo,
    publication,
    schedule,
    silence,
    story_log,
    translations,
    workflow,
)
from articles.editorial.blocks import blocks_of, html_of
from articles.editorial.killing import refuse_killed
from articles.editorial.saving import save_article
from articles.editorial.states import MOVES, moves_open_to
from articles.editorial.telling import SILENT, tells_something_else
from articles.models import Act, ItemKind, Status


def put_out(item, at, by):
    """Give readers the words. Whether checks stop them is asked later: another story of the package may be linked."""
    row = item.article
    here, draft = row.edition(item.edition), drafts.draft_of(row, item.edition)
    workflow.check_move(MOVES, here.status, Status.PUBLISHED, moves_open_to(by, here.status))
    refuse_killed(row)
    refuse_withdrawn(item, here)
    content = approved_content(item, draft)
    item.after = None
    if is_overtaken(item, here, draft):
        refuse_other_words(item, here, content)
        return  # somebody has published them before
    time = here.published_at if here.published_at and here.published_at <= at else at
    embargo.refuse_earlier(row, drafts.shared_draft_of(row), item.edition, time)
    silence.refuse_at(row, drafts.shared_draft_of(row), at)
    item.before, plan = state_of(here, draft), schedule.planned_for(row, item.edition)
    is_told = has_correction(item)
    number = write(item, row, here, draft, content, version=item.version, time=time, at=at, by=by, is_told=is_told)
    if plan and plan.version <= item.version:  # a later one was approved on top of this
        item.before["plan"] = values_of_plan(plan)
        schedule.drop_plan(row, item.edition, by=by, reason=_("The edition was published before that time."))
    item.after = {"revision": number, "version": draft.version}


def refuse_withdrawn(item, here):
    """Raise ValidationError if somebody has withdrawn the edition since it was added: a package does not undo that."""
    if here.status == Status.WITHDRAWN != (item.before or {}).get("status"):
        message = _("The edition “%(edition)s” was withdrawn after it was added here. Add it again to publish it.")
        raise ValidationError(message % {"edition": item.edition.autonym})


def approved_content(item, draft):
    content = draft_versions.known_content(draft, item.version)
    if content is None:
        raise ValidationError(_("The approved version of this text is not kept any more. Add the edition again."))
    return content


def is_overtaken(item, here, draft):
    """Whether somebody has published the approved version of the draft, or a later one, without the package."""
    return here.is_live and draft.live_version is not None and draft.live_version >= item.version


def refuse_other_words(item, here, content):
    """Raise ValidationError if readers have other words than those that were approved."""
    fields = content.fields | {"slug": content.fields["slug"] or here.slug or ""}
    body = html_of(draft_versions.for_readers(content).blocks)
    if (drafts.fields_of_live(here), here.body or "") != (fields, body):
        message = _("Readers have a later text of the edition “%(edition)s” now. Look at it, and add it here again.")
        raise ValidationError(message % {"edition": item.edition.autonym})


def write(item, row, here, draft, content, *, version, time, at, by, is_told):
    """Write what readers are to have, and log it. Return the number of the revision.

    `is_told` says whether a correction tells readers what has changed.
    """
    origin = here.status
    is_material = tells_something_else(here, draft_versions.for_readers(content))
    is_silent = {"silent": True} if is_material and not is_told else {}
    translations.begin_all(row, item.edition)
    columns = publication.set_published(here, content, time)
    publication.refuse_incomplete(row, here, columns)
    save_article(row, [*columns, "first_published_at", "updated_at"], at=at)
    number = publication.note_publication(here, draft, content, by, at, version)
    story_log.record(row, Act.PUBLISH, by=by, language=item.language, origin=origin, target=here.status,
                     revision=number, package=item.package.name, **is_silent)  # fmt: skip
    return number


def has_correction(item):
    """Whether readers are told of the change of an edition by its package."""
    corrections = item.package.items.filter(kind=ItemKind.CORRECTION)
    return corrections.filter(article=item.article, language=item.language).exists()


def is_undecided(item):
    """Whether readers would be told something else than before, and nobody has decided what they are told of that."""
    if item.kind != ItemKind.EDITION or item.article is None or item.correction_kind == SILENT or has_correction(item):
        return False
    here, draft = item.article.edition(item.edition), drafts.draft_of(item.article, item.edition)
    content = draft_versions.known_content(draft, item.version)
    return content is not None and tells_something_else(here, draft_versions.for_readers(content))


def refuse_findings(item, at):
    """Raise ValidationError with everything in the published words that a check stops."""
    row = drafts.lock(item.article)
    content = draft_versions.known_content(drafts.draft_of(row, item.edition), item.version)
    publication.refuse_findings(row.edition(item.edition), content.blocks, at)


def state_of(here, draft):
    """Return what the edition has now, as JSON. The blocks of the words keep the ids that they have in the draft."""
    blocks = blocks_of(here.body or "", dict(draft.blocks))
    return {
        "status": here.status,
        "published_at": here.published_at and here.published_at.isoformat(),
        "live_version": draft.live_version or 0,
        "state": draft.state,
        "publish_at": draft.publish_at and draft.publish_at.isoformat(),
        "fields": drafts.fields_of_live(here),
        "blocks": list(map(list, blocks.items())),
    }


def values_of_plan(plan):
    """Return what was planned, as JSON."""
    values = {name: getattr(plan, name) for name in ("version", "correction", "correction_kind", "note", "by_id")}
    return values | {name: getattr(plan, name).isoformat() for name in ("publish_at", "planned_at")}
