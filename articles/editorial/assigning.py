"""Who works on an edition, until when, and which editions a story does not need.

If a source is corrected or withdrawn, each of its translations is marked. The mark is shown to the assignee, or else to
the person who last changed the translation.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.editorial import drafts, translations
from articles.editorial.shown_states import ShownState, state_of
from articles.editorial.states import ASSIGN, CHANGE
from articles.models import Assignment
from newsroom.staff.models import User


def people():
    """Return the members of staff who can be asked to work on an edition."""
    backend = "django.contrib.auth.backends.ModelBackend"
    return User.objects.with_perm(CHANGE, backend=backend).filter(is_staff=True).order_by("first_name", "username")


def assignment_of(article, edition):
    """Return what was decided about an edition. If nothing was, the row is not in the database."""
    return Assignment.objects.filter(article=article.pk, language=edition.code).first() or Assignment(
        article=article, language=edition.code
    )


@transaction.atomic
def assign(article, edition, *, by, assignee, deadline=None):
    """Ask somebody to work on an edition until a time; None takes the assignment back. Return whether that is news.

    Everybody who may change stories can take work, and give back what they have. Only those who may publish ask others.
    """
    assignment = assignment_of(drafts.lock(article), edition)
    check_may_assign(by, assignment.assignee, assignee)
    decided = {"assignee": assignee, "deadline": deadline if assignee else None}
    return change(assignment, **decided)


def check_may_assign(by, before, after):
    if not by.has_perm(CHANGE):
        raise PermissionDenied
    if not by.has_perm(ASSIGN) and {before, after} - {by, None}:
        raise ValidationError(_("Only those who may publish assign work to others. You can take it yourself."))
    if after and after != before and after not in people():
        raise ValidationError(_("%(person)s may not change stories.") % {"person": after})


@transaction.atomic
def decide(article, edition, *, by, is_needed):
    """Decide whether a story needs an edition. There is nothing to decide about one that has words."""
    if not by.has_perm(ASSIGN):
        raise PermissionDenied
    row = drafts.lock(article)
    if not is_needed and state_of(row.edition(edition), drafts.stored_draft(row, edition)) != ShownState.EMPTY:
        raise ValidationError(_("The edition “%(edition)s” has a text already.") % {"edition": edition.autonym})
    assignment = assignment_of(row, edition)
    if is_needed != (assignment.not_needed_at is None):
        moment = None if is_needed else timezone.now()
        return change(assignment, not_needed_at=moment, not_needed_by=None if is_needed else by)
    return False


def change(assignment, **values):
    """Store other values, and return whether there were any."""
    changed = {name for name, value in values.items() if getattr(assignment, name) != value}
    for name in changed:
        setattr(assignment, name, values[name])
    if changed:
        assignment.save()
    return bool(changed)


# News of the source


def note_source_news(article, edition, news):
    """Note for each edition with words that is translated from `edition` that its source was corrected or withdrawn."""
    own = {draft.language: draft for draft in article.drafts.all()}
    rows = [*article.translated_blocks.all()]
    for here in article.editions():
        is_written = state_of(here, own.get(here.edition.code)) != ShownState.EMPTY
        if is_written and translations.source_of(article, here.edition, rows) == edition:
            change(assignment_of(article, here.edition), source_news=news)


def forget_source_news(article, edition):
    """The newsroom has dealt with what happened to the source of an edition."""
    return change(assignment_of(article, edition), source_news="")


@transaction.atomic
def acknowledge(article, edition, *, by):
    """Somebody has seen what happened to the source, and the edition stays as it is."""
    if not by.has_perm(CHANGE):
        raise PermissionDenied
    return forget_source_news(drafts.lock(article), edition)
