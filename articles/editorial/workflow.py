"""The only writers of an edition's status."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.editorial.states import MOVES, moves_open_to
from articles.models import Article, Status
from articles.share_cards import cards


@transaction.atomic
def move(article, edition, to, *, by, at=None):
    """Move one edition of a story to another state.

    `by` is the member of staff who asks, `at` the time of publication (default: the one it has, else now).
    Raises PermissionDenied when `by` may not, ValidationError when there is no such move or publishing is not
    possible yet; nothing is changed then. Other editions are never touched.
    """
    row = Article.objects.select_for_update().get(pk=article.pk)
    here = row.edition(edition)
    if (here.status, to) not in MOVES:
        state = dict(Status.choices).get(to, to)
        raise ValidationError(_("There is no way from here to “%(state)s”.") % {"state": state})
    if to not in moves_open_to(by, here.status):
        raise PermissionDenied
    here.status = to
    if to == Status.PUBLISHED:
        here.published_at = at or here.published_at or timezone.now()
        if faults := here.faults():
            raise ValidationError(list(faults.values()))
    fields = here.columns("status", "published_at", "slug")
    row.save(update_fields=[*fields, "first_published_at", "updated_at"])
    if to == Status.WITHDRAWN:
        transaction.on_commit(lambda: cards.forget_story(row, edition), robust=True)
    article.refresh_from_db()


def publish(article, edition, *, by, at=None):
    """Give an edition to its readers, now or at a later time."""
    move(article, edition, Status.PUBLISHED, by=by, at=at)


def withdraw(article, edition, *, by):
    """Take an edition from its readers; its address stays its own."""
    move(article, edition, Status.WITHDRAWN, by=by)
