"""The publications of an edition, and bringing the words of one back into the draft."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.editorial import draft_versions, drafts, story_log
from articles.editorial.merge import Content, changes_between
from articles.editorial.states import CHANGE
from articles.models import Act, Revision, StoryAct

BEFORE_RESTORING = "before"
"""Stands for the number of a publication: what the draft had before one was restored the last time."""


def publications_of(article, edition):
    """Return the publications of an edition, the newest first, without their texts."""
    of_edition = Revision.objects.filter(article=article.pk, language=edition.code)
    return of_edition.defer("blocks", "lead").order_by("-number")


def publication(article, edition, number):
    """Return the words of a publication as a `Content`, or None."""
    row = Revision.objects.filter(article=article.pk, language=edition.code, number=number).first()
    return row and Content({name: getattr(row, name) for name in draft_versions.WORDS}, dict(row.blocks))


def before_restoring(draft):
    """Return what a draft had before a publication was restored the last time; None if that isn't known any more."""
    acts = StoryAct.objects.filter(article=draft.article_id, language=draft.language, act=Act.RESTORE)
    last = acts.values_list("details", flat=True).first()
    return last and draft_versions.known_content(draft, last["version"] - 1)


@transaction.atomic
def restore(article, edition, number, *, by, version=None):
    """Write the words of a publication into the draft of an edition. Readers keep what they have.

    `number` can be `BEFORE_RESTORING`. What the draft had stays in its changes. `version` is the version of the draft
    that `by` has seen; None restores over any.
    Raise PermissionDenied if `by` may not change stories, and ValidationError if there is no such publication, if the
    draft has its words already, or if it has changed since `version`.
    """
    if not by.has_perm(CHANGE):
        raise PermissionDenied
    row = drafts.lock(article)
    draft = drafts.draft_of(row, edition)
    if version not in (None, draft.version):
        raise ValidationError(changed_before_restoring(draft))
    content = before_restoring(draft) if number == BEFORE_RESTORING else publication(row, edition, number)
    if content is None:
        raise ValidationError(_("There is no such publication."))
    change = changes_between(draft_versions.content_of(draft), content)
    if not any(change.values()):
        raise ValidationError(_("The draft has these words already."))
    saved = drafts.merge_into(draft, draft.version, change, by)
    details = {"restored": number, "version": saved.version}
    story_log.record(row, Act.RESTORE, by=by, language=edition.code, **details)
    return saved


def changed_before_restoring(draft):
    message = _("%(person)s has changed this since you opened it. Look at it again before you restore a publication.")
    return message % {"person": draft.changed_by or _("Somebody")}
