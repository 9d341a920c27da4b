"""Discard the changes of a draft: it gets what readers have, and stays in the database with its earlier versions."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.editorial import draft_versions, drafts, embargo, shared_fields, silence, story_log
from articles.editorial.merge import Content
from articles.models import Act, DraftChange


def discard(article, edition, *, by, version=None):
    """Give the draft of an edition the words that readers have, or last had. The discarded ones stay in its changes.

    `version` is the version that `by` has seen: ValidationError if the draft has changed since. None discards any.
    """
    with transaction.atomic():
        article = drafts.lock(article)
        live = article.edition(edition)
        check_discarding(live)
        draft = drafts.draft_of(article, edition)
        check_seen(draft, version)
        drafts.set_live_content(draft, live, by, is_discarding=True)
        story_log.record(article, Act.DISCARD, by=by, language=edition.code, version=draft.version)


def discard_shared(article, *, by, version=None):
    """Give the draft of the shared fields the values that readers see. `version` is as in `discard`."""
    with transaction.atomic():
        article = drafts.lock(article)
        draft = drafts.shared_draft_of(article)
        check_seen(draft, version)
        matters = silence.matters_of(article, draft.values)
        content = Content(shared_fields.values_of(article), {})
        embargo.check_change(article, draft, content.fields, by)
        if content != draft_versions.content_of(draft):
            drafts.write(draft, content, by, is_discarding=True)
        drafts.mark_live(draft)
        story_log.record(article, Act.DISCARD_SHARED, by=by, version=draft.version)
        silence.note_unmarked(article, matters, draft.values, by=by)


def last_discarding(draft, since):
    """Return the last `DraftChange` after version `since` that discarded what others may have on their pages, or None.

    Of a version that does not exist yet, which pages ask for to get everything, it is the last one of all.
    """
    later = DraftChange.objects.filter(**draft_versions.about(draft), is_discarding=True).select_related("by")
    return later.filter(version__gt=since if since <= draft.version else 0).order_by("-version").first()


def check_seen(draft, version):
    if version not in (None, draft.version):
        raise ValidationError(changed_before_discarding(draft))


def changed_before_discarding(draft):
    message = _("%(person)s has changed this since you opened it. Look at it again before you discard it.")
    return message % {"person": draft.changed_by or _("Somebody")}


def check_discarding(live):
    if not drafts.has_live(live):
        raise ValidationError(_("This edition has not been published yet, so there is nothing to return to."))
