"""Change the status of an edition. No other code does."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.editorial.states import MOVES, moves_open_to
from articles.models import Article, Status
from articles.share_cards import cards
from articles.slugs import SLUGS
from newsroom.database.locks import lock_until_commit


@transaction.atomic
def move(article, edition, to, *, by, at=None):
    """Move one edition of a story to another status.

    `by` is the user who makes the change. `at` is the time of publication; it defaults to the edition's own time, or
    to now. Raise PermissionDenied if `by` lacks the permission, and ValidationError if there is no such move or
    something is missing for publication. Nothing is changed then. Other editions are never changed.
    """
    if to == Status.PUBLISHED:
        lock_until_commit(Article, SLUGS)  # the edition may get a slug; `saving.py` takes the locks in the same order
    row = Article.objects.select_for_update().get(pk=article.pk)
    here = row.edition(edition)
    if (here.status, to) not in MOVES:
        state = dict(Status.choices).get(to, to)
        raise ValidationError(_("The status cannot be changed to “%(state)s”.") % {"state": state})
    if to not in moves_open_to(by, here.status):
        raise PermissionDenied
    here.status = to
    if to == Status.PUBLISHED:
        here.published_at = at or here.published_at or timezone.now()
        if faults := here.faults(row.all_photos()):
            raise ValidationError(list(faults.values()))
    fields = here.columns("status", "published_at", "slug")
    row.save(update_fields=[*fields, "first_published_at", "updated_at"])
    if to == Status.WITHDRAWN:
        transaction.on_commit(lambda: cards.delete_story_cards(row, edition), robust=True)
    article.refresh_from_db()


def publish(article, edition, *, by, at=None):
    """Publish an edition now or at a later time."""
    move(article, edition, Status.PUBLISHED, by=by, at=at)


def withdraw(article, edition, *, by):
    """Withdraw an edition from the site. It keeps its slug."""
    move(article, edition, Status.WITHDRAWN, by=by)
