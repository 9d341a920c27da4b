"""Publish and withdraw editions, and move drafts from state to state. No other code changes a status or a state."""

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.editorial import assigning, draft_versions, drafts, effects, flash, printed_names, story_log, translations
from articles.editorial.blocks import html_of
from articles.editorial.checks.candidate import Candidate
from articles.editorial.checks.rules import OF_SHARED, blocking
from articles.editorial.saving import save_article
from articles.editorial.states import DRAFT_MOVES, MOVES, draft_moves_open_to, moves_open_to
from articles.models import Act, Article, Correction, Revision, SourceNews, Status, Work
from articles.slugs import SLUGS
from newsroom.database.locks import lock_until_commit
from newsroom.outbox import adding as outbox

NOTHING_NEW = gettext_lazy("There is nothing to publish: readers have all this already.")


@transaction.atomic
def publish(article, edition, *, by, at=None, version=None, correction="", act=Act.PUBLISH):
    """Give readers the words of an edition's draft, now or at a later time. Other editions never change.

    `at` is the time of publication. It defaults to the edition's own time, to the one chosen in the draft, or to now.
    `version` is the version of the draft that `by` has seen; None publishes the newest. `correction` is a note to
    readers about what was wrong. `act` is what the log calls it.

    Raise PermissionDenied if `by` may not publish, and ValidationError if something is missing for publication, if the
    draft has changed since `version`, or if readers have all this already. Nothing is changed then.
    """
    lock_until_commit(Article, SLUGS)  # the edition may get a slug; `saving.py` takes the locks in the same order
    row = drafts.lock(article)
    here, draft = row.edition(edition), drafts.draft_of(row, edition)
    check_move(MOVES, here.status, Status.PUBLISHED, moves_open_to(by, here.status))
    if version not in (None, draft.version):
        raise ValidationError(changed_meanwhile(draft))
    flash.remove_note(draft, by)
    correction = correction.strip()
    if readers_have_all(here, draft, at):
        note_nothing_new(draft, correction)
        add_correction(row, edition, correction, by)
        return
    translations.begin_all(row, edition)
    origin = here.status
    columns = set_published(here, draft, at)
    refuse_faults(row, here, columns, dict(draft.blocks))
    save_article(row, [*columns, "first_published_at", "updated_at"])
    number = note_publication(row, here, draft, by)
    later = {} if here.is_live else {"publish_at": here.published_at.isoformat()}
    story_log.record(
        row, act, by=by, language=edition.code, origin=origin, target=here.status, revision=number, **later
    )
    add_correction(row, edition, correction, by)
    printed_names.note(row, edition)
    assigning.forget_source_news(row, edition)
    article.refresh_from_db()


@transaction.atomic
def publish_flash(article, edition, *, by, version=None):
    """Give readers the headline of an edition and its section now, with a note that the text follows.

    Exceptions as in `publish`. ValidationError also if there is a text already, or no section.
    """
    row = drafts.lock(article)
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
    """Whether publishing a draft would change nothing for readers."""
    if here.status != Status.PUBLISHED or at not in (None, here.published_at):
        return False
    return not draft.is_changed or drafts.words_of(draft) == drafts.live_words(here)


def note_nothing_new(draft, correction):
    """Mark a draft as published if it has the same words as the live edition. No revision is added."""
    if draft.is_changed:
        drafts.mark_live(draft, state=Work.WRITING, publish_at=None)
    elif not correction:
        raise ValidationError(NOTHING_NEW, code="nothing_new")


def set_published(here, draft, at=None):
    """Set the columns of an edition as its publication does. Return the names of the columns. Nothing is saved."""
    for name in draft_versions.WORDS:
        setattr(here, name, getattr(draft, name))
    here.slug = draft.slug or None
    here.body = html_of(dict(draft.blocks))
    here.status = Status.PUBLISHED
    here.published_at = at or here.published_at or draft.publish_at or timezone.now()
    return here.columns(*draft_versions.WORDS, "body", "status", "published_at")


def refuse_faults(row, here, columns, blocks):
    """Raise ValidationError with everything that is missing or impossible in an edition that is to be published."""
    faults = {name: [fault] for name, fault in here.faults().items()}
    others = [field.name for field in row._meta.concrete_fields if field.name not in columns]
    try:
        row.full_clean(exclude=others)
    except ValidationError as error:
        faults = error.message_dict | faults
    found = [refusal(finding, here.edition) for finding in blocking(Candidate(here, blocks))]
    if faults or found:
        fields = {name if name in columns else NON_FIELD_ERRORS: messages for name, messages in faults.items()}
        raise ValidationError(fields | {NON_FIELD_ERRORS: fields.get(NON_FIELD_ERRORS, []) + found})


def refuse_shared_faults(row):
    """Raise ValidationError if what all editions share stops a check of a published edition."""
    published = [here for here in row.editions() if here.is_published]
    found = {
        finding: refusal(finding, here.edition)
        for here in published
        for finding in blocking(Candidate(here), OF_SHARED)
    }
    if found:
        raise ValidationError([*found.values()])


def refusal(finding, edition):
    params = {"message": finding.message, "finding": finding, "edition": edition}
    return ValidationError("%(message)s", code="check", params=params)


def add_correction(row, edition, text, by):
    """Add a note to readers, if there is any. A form that is sent twice adds it once."""
    note = {"article": row, "language": edition.code, "text": text}
    if text and not Correction.objects.filter(**note).exists():
        Correction._meta.get_field("text").formfield().clean(text)  # only forms check the length of a text
        correction = Correction.objects.create(**note)
        story_log.record(row, Act.CORRECT, by=by, language=edition.code, correction=correction.key, text=text)
        assigning.note_source_news(row, edition, SourceNews.CORRECTED)


def note_publication(row, here, draft, by):
    """Append a revision, and record that readers have what the draft has. Return the number of the revision."""
    drafts.set_slug(draft, here.slug or "", by)
    number = drafts.last_revision(row, here.edition) + 1
    words = {name: getattr(draft, name) for name in (*draft_versions.WORDS, "blocks")}
    Revision.objects.create(article=row, language=draft.language, number=number, by=by, at=timezone.now(), **words)
    drafts.mark_live(draft, state=Work.WRITING, publish_at=None, revision=number)
    return number


def changed_meanwhile(draft):
    message = _("%(person)s has changed this text since you opened it. Look at it again before you publish it.")
    return message % {"person": draft.changed_by or _("Somebody")}


@transaction.atomic
def withdraw(article, edition, *, by, reason=""):
    """Withdraw an edition from the site. It keeps its slug, and its draft has the same words.

    Exceptions as in `publish`. ValidationError also without a reason.
    """
    row = drafts.lock(article)
    here = row.edition(edition)
    move, origin = check_withdrawal(here, by), here.status
    reason = story_log.reason_for(move, reason)
    here.status = Status.WITHDRAWN
    row.save(update_fields=[*here.columns("status"), "updated_at"])
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
    row = drafts.lock(article)
    draft = drafts.shared_draft_of(row)
    if version not in (None, draft.version):
        raise ValidationError(changed_meanwhile(draft))
    if draft.is_changed:
        drafts.apply_shared(row, draft)
        refuse_shared_faults(row)
        story_log.record(row, Act.PUBLISH_SHARED, by=by, version=draft.version)
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
    if to != Work.WRITING and not draft.has_words:
        raise ValidationError(_("The edition “%(edition)s” has no text.") % {"edition": edition.autonym})
    reason = story_log.reason_for(move, reason)
    draft.state = to
    drafts.save_row(draft)
    drafts.raise_in_list(row.pk)
    story_log.record(row, Act.MOVE, by=by, language=edition.code, origin=origin, target=to, reason=reason)


def check_draft_move(draft, to, by):
    """Return the move. Raise PermissionDenied or ValidationError if `by` cannot move a draft to the state `to`."""
    return check_move(DRAFT_MOVES, draft.state, to, draft_moves_open_to(by, draft.state))


def check_move(moves, origin, to, is_open):
    if (origin, to) not in moves:
        raise ValidationError(_("The status cannot be changed to “%(state)s”.") % {"state": getattr(to, "label", to)})
    if to not in is_open:
        raise PermissionDenied
    return moves[origin, to]
