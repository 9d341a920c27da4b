"""Publish and withdraw editions, and move drafts from state to state. No other code changes a status or a state."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.editorial import (
    assigning,
    draft_versions,
    drafts,
    effects,
    embargo,
    flash,
    notices,
    printed_names,
    publication,
    schedule,
    silence,
    story_log,
    translations,
)
from articles.editorial.killing import refuse_killed
from articles.editorial.saving import save_article
from articles.editorial.states import DRAFT_MOVES, MOVES, draft_moves_open_to, moves_open_to
from articles.editorial.telling import Telling, tells_something_else
from articles.models import Act, Article, CorrectionKind, SourceNews, Status, Work
from articles.slugs import SLUGS
from newsroom.database.locks import lock_until_commit
from newsroom.outbox import adding as outbox

NOTHING_NEW = gettext_lazy("There is nothing to publish: readers have all this already.")


@transaction.atomic
def publish(
    article,
    edition,
    *,
    by,
    at=None,
    version=None,
    correction="",
    kind=CorrectionKind.CORRECTION,
    asks=False,
    note="",
    act=Act.PUBLISH,
):
    """Give readers the words of an edition's draft, now or at a later time. Other editions never change.

    If readers have the edition already, they keep it until a later time `at`, and the draft as it is now waits for that
    time (`schedule.py`).
    `at` is the time of publication. It defaults to the edition's own time, to the one chosen in the draft, or to now.
    `version` is the version of the draft that `by` has seen; None publishes the newest. `correction` is a note to
    readers about what was changed, and `kind` says which kind of change it is. `asks` says that a person chose `kind`,
    and can be asked if it is missing: UndecidedError is raised then. `note` is one to the newsroom about what has
    changed. `act` is what the log calls it.

    Raise PermissionDenied if `by` may not publish, and ValidationError if something is missing for publication, if the
    draft has changed since `version`, or if readers have all this already. Nothing is changed then.
    """
    row = lock_to_publish(article)
    here, draft = row.edition(edition), drafts.draft_of(row, edition)
    check_move(MOVES, here.status, Status.PUBLISHED, moves_open_to(by, here.status))
    refuse_killed(row)
    if version not in (None, draft.version):
        raise ValidationError(changed_meanwhile(draft))
    flash.remove_note(draft, by)
    publication.check_note(note := note.replace("\0", "").strip())
    content = draft_versions.for_readers(draft_versions.content_of(draft))
    telling = Telling(correction.strip(), kind, tells_something_else(here, content), asks, note)
    if here.is_live and at and at > timezone.now() and draft.is_changed:
        schedule.plan_change(row, here, draft, telling, at=at, by=by)
    elif readers_have_all(here, draft, at):
        publication.refuse_pending(here, draft)
        publication.check_correction(telling)
        silence.refuse_update(row, drafts.shared_draft_of(row), telling, timezone.now())
        note_nothing_new(draft, telling.note)
        if not publication.is_told(row, edition, telling):
            publication.add_correction(row, edition, telling, by)
    else:
        publish_now(row, here, draft, at, by, telling, act)
    article.refresh_from_db()


def lock_to_publish(article):
    """Lock a story as `drafts.lock` does, and before it what a publication needs, in the order of all acts."""
    silence.keep_days()
    lock_until_commit(Article, SLUGS)  # the edition may get a slug; `saving.py` takes the locks in the same order
    return drafts.lock(article)


def publish_now(row, here, draft, at, by, telling, act):
    """Write what readers are to have. If `at` is later, they have to wait for it."""
    translations.begin_all(row, here.edition)
    content, origin = draft_versions.content_of(draft), here.status
    time = publication.time_of_publication(here, draft, at)
    embargo.refuse_earlier(row, drafts.shared_draft_of(row), here.edition, time)
    columns = publication.set_published(here, content, time)
    publication.refuse_faults(row, here, columns, content.blocks)
    publication.check_correction(telling)
    save_article(row, [*columns, "first_published_at", "updated_at"])
    number = publication.note_publication(here, draft, content, by, timezone.now(), note=telling.to_newsroom)
    schedule.drop_plan(row, here.edition, by=by, reason=_("The edition was published before that time."))
    later = {} if here.is_live else {"publish_at": here.published_at.isoformat()}
    story_log.record(row, act, by=by, language=here.edition.code, origin=origin, target=here.status, revision=number,
                     **later, **telling.details)  # fmt: skip
    publication.add_correction(row, here.edition, telling, by)


@transaction.atomic
def publish_flash(article, edition, *, by, version=None):
    """Give readers the headline of an edition and its section now, with a note that the text follows.

    Exceptions as in `publish`. ValidationError also if there is a text already, or no section.
    """
    row = lock_to_publish(article)
    here, draft = row.edition(edition), drafts.draft_of(row, edition)
    check_move(MOVES, here.status, Status.PUBLISHED, moves_open_to(by, here.status))
    if flash.has_text(draft):
        raise ValidationError(_("This edition has a text already: publish it as a story."))
    if row.category_id is None:
        raise ValidationError(_("A flash needs a section."))
    if version not in (None, draft.version):
        raise ValidationError(changed_meanwhile(draft))
    drafts.save_draft(row, edition, draft.version, flash.change_to_note(edition), by=by)
    publish(article, edition, by=by, at=timezone.now(), act=Act.FLASH)


def readers_have_all(here, draft, at):
    """Whether publishing a draft would change nothing for readers. A live edition never waits for a later time."""
    is_other_time = at not in (None, here.published_at) and not (here.is_live and at > timezone.now())
    if here.status != Status.PUBLISHED or is_other_time:
        return False
    return not draft.is_changed or drafts.words_of(draft) == drafts.live_words(here)


def note_nothing_new(draft, correction):
    """Mark a draft as published if it has the same words as the live edition. No revision is added."""
    if draft.is_changed:
        drafts.mark_live(draft, state=Work.WRITING, publish_at=None)
    elif not correction:
        raise ValidationError(NOTHING_NEW, code="nothing_new")


def changed_meanwhile(draft):
    message = _("%(person)s has changed this text since you opened it. Look at it again before you publish it.")
    return message % {"person": draft.changed_by or _("Somebody")}


@transaction.atomic
def withdraw(article, edition, *, by, reason=""):
    """Withdraw an edition from the site. It keeps its slug, and its draft has the same words.

    Exceptions as in `publish`. ValidationError also without a reason.
    """
    silence.keep_days()
    row = drafts.lock(article)
    here = row.edition(edition)
    move, origin = check_withdrawal(here, by), here.status
    reason = story_log.reason_for(move, reason)
    here.status = Status.WITHDRAWN
    row.save(update_fields=[*here.columns("status", "public_since"), "updated_at"])
    schedule.drop_plan(row, edition, by=by, reason=_("The edition was withdrawn."))
    story_log.record(row, Act.WITHDRAW, by=by, language=edition.code, origin=origin, target=here.status, reason=reason)
    printed_names.note(row, edition)
    assigning.note_source_news(row, edition, SourceNews.WITHDRAWN)
    outbox.add(effects.CARDS, story=row.pk, edition=edition.code)
    article.refresh_from_db()


def check_withdrawal(here, by):
    """Return the move. Raise PermissionDenied or ValidationError if `by` cannot withdraw an edition."""
    return check_move(MOVES, here.status, Status.WITHDRAWN, moves_open_to(by, here.status))


@transaction.atomic
def publish_shared(article, *, by, version=None):
    """Give readers the fields that all editions share as their draft has them."""
    if not by.has_perm("articles.publish_article"):
        raise PermissionDenied
    silence.keep_days()
    row = drafts.lock(article)
    draft = drafts.shared_draft_of(row)
    if version not in (None, draft.version):
        raise ValidationError(changed_meanwhile(draft))
    if draft.is_changed:
        silence.refuse_shared(row, draft)
        matters = silence.matters_of(row, draft.values)
        silence.hold_marked(row, draft, by=by)  # a day that was loaded has moved nothing
        drafts.apply_shared(row, draft)
        publication.refuse_shared_faults(row)
        story_log.record(row, Act.PUBLISH_SHARED, by=by, version=draft.version)
        silence.note_unmarked(row, matters, draft.values, by=by)
        printed_names.note_all(row)  # its tags and authors
    article.refresh_from_db()


@transaction.atomic
def move_draft(article, edition, to, *, by, reason=""):
    """Move the draft of an edition to another state of work. Exceptions as in `withdraw`.

    One without words stays where it is: nobody can review nothing.
    """
    row = drafts.lock(article)
    draft = drafts.draft_of(row, edition)
    move, origin = check_draft_move(draft, to, by), draft.state
    refuse_scheduled(row.edition(edition), to)
    if to != Work.WRITING and not draft.has_words:
        raise ValidationError(_("The edition “%(edition)s” has no text.") % {"edition": edition.autonym})
    reason = story_log.reason_for(move, reason)
    draft.state = to
    drafts.save_row(draft)
    drafts.raise_in_list(row.pk)
    act = story_log.record(row, Act.MOVE, by=by, language=edition.code, origin=origin, target=to, reason=reason)
    if to == Work.WRITING:
        notices.tell_sent_back(row, edition, draft.changed_by, by=by, reason=reason, act=f"act {act.pk}")


def refuse_scheduled(here, to):
    """Raise ValidationError if an edition would be published at its time although its draft goes back to work."""
    if here.is_published and not here.is_live and to != Work.READY:
        raise ValidationError(_("This edition is scheduled. Withdraw it first, or it would be published at its time."))


def check_draft_move(draft, to, by):
    """Return the move. Raise PermissionDenied or ValidationError if `by` cannot move a draft to the state `to`."""
    return check_move(DRAFT_MOVES, draft.state, to, draft_moves_open_to(by, draft.state))


def check_move(moves, origin, to, is_open):
    if (origin, to) not in moves:
        raise ValidationError(_("The status cannot be changed to “%(state)s”.") % {"state": getattr(to, "label", to)})
    if to not in is_open:
        raise PermissionDenied
    return moves[origin, to]
