"""What is done with a package: schedule it, publish it at once, cancel it. Only this and `undoing.py` change its state.

Whoever asks first after the time of a scheduled package publishes it (`due.py`).
"""

import logging

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.editorial import silence, story_log
from articles.editorial.packages.going_out import items_of, lock_stories, put_out, refuse_undecided, try_out
from articles.editorial.packages.holding import hold
from articles.editorial.packages.refused import Refused
from articles.editorial.states import PACKAGE_MOVES
from articles.law_days import law_days
from articles.models import Act, Article, Package, PackageState

logger = logging.getLogger(__name__)


def lock(package, seen=None):
    """Let nobody else change the package, or the days of silence, until the end of the transaction. Return its row.

    `seen` is the version of the package that the person has seen. Raise ValidationError if it has changed since.
    Stories are locked after it. Acts on stories that lock packages do so before (`holding.py`).
    """
    silence.keep_days()
    row = Package.objects.select_for_update(of=("self",)).select_related("changed_by").get(pk=package.pk)
    if seen not in (None, row.version):
        message = _("%(person)s has changed this package since you opened it. Nothing was done: look at it again.")
        raise ValidationError(message % {"person": row.changed_by or _("Somebody")}, code="stale")
    return row


def check_move(row, to, by):
    """Return the move. Raise PermissionDenied or ValidationError if `by` cannot move a package to the state `to`."""
    move = PACKAGE_MOVES.get((row.state, to))
    if move is None:
        message = _("This package is “%(state)s” meanwhile: look at it again.")
        raise ValidationError(message % {"state": row.get_state_display()})
    if not by.has_perm(move.permission):
        raise PermissionDenied
    return move


@transaction.atomic
def schedule(package, at, *, by, seen=None, asks=False):
    """Let a package go out at a later time. `seen` is as in `lock`, here and in all other acts.

    `asks` says that a person can be asked what readers are told of other words: then it has to be decided before.

    Raise PermissionDenied if `by` may not, and Refused or ValidationError if it could not go out then, as far as that
    is known now.
    """
    row = lock(package, seen)
    check_move(row, PackageState.PLANNED, by)
    if at <= timezone.now():
        raise ValidationError(_("This time is over."))
    if asks:
        refuse_undecided(row)
    if faults := try_out(row, at, by):
        raise Refused(faults)
    set_state(row, PackageState.PLANNED, publish_at=at, by=by, changed_by=by)
    log(row, Act.PLAN_PACKAGE, by, publish_at=at.isoformat())
    package.refresh_from_db()


@transaction.atomic
def publish_now(package, *, by, seen=None, asks=False):
    """Let a package go out at once. Arguments and exceptions as in `schedule`."""
    row = lock(package, seen)
    check_move(row, PackageState.OUT, by)
    if asks:
        refuse_undecided(row)
    at = timezone.now()
    put_out(row, at, by)
    set_state(row, PackageState.OUT, publish_at=at, by=by, changed_by=by)
    package.refresh_from_db()


@transaction.atomic
def cancel(package, *, by, seen=None):
    """Take back the order. Its items stay, and can be changed again."""
    row = lock(package, seen)
    check_move(row, PackageState.OPEN, by)
    set_state(row, PackageState.OPEN, changed_by=by)
    log(row, Act.CANCEL_PACKAGE, by)
    package.refresh_from_db()


def set_state(row, state, **fields):
    for name, value in fields.items():
        setattr(row, name, value)
    row.state, row.faults, row.version = state, fields.get("faults", []), row.version + 1
    row.save()


def log(row, act, by, reason="", **details):
    """Log an act on a package in each of its stories, whose open pages learn that they show an outdated state."""
    items = items_of(row)
    lock_stories(items)
    for article in {item.article for item in items if item.article}:
        story_log.record(article, act, by=by, reason=reason, package=row.name, **details)
    pks = [item.article_id for item in items if item.article_id]
    Article.objects.filter(pk__in=pks).update(updated_at=timezone.now())


# When the time has come


def apply_or_log(package):
    """Publish a package whose time has come. Whatever goes wrong with it, readers get their page."""
    try:
        return apply(package)
    except Package.DoesNotExist:
        return False
    except OperationalError:  # as of a busy database: the next request tries again
        logger.exception("A package could not go out yet: %s", package)
    except Exception:
        logger.exception("A package could not go out: %s", package)
        fail_or_log(package, {None: [_("It failed.")]})
    return False


def fail_or_log(package, faults):
    """Note that a package did not go out. If not even the history of its stories can be written, the state tells it."""
    try:
        with transaction.atomic():
            fail(lock(package), faults)
    except Exception:
        logger.exception("The failure of a package could not be logged: %s", package)
        faults = [[pk, message] for pk in faults for message in faults[pk]]
        Package.objects.planned().filter(pk=package.pk).update(state=PackageState.FAILED, faults=faults)


@transaction.atomic
def apply(package):
    """Return False if another process was first, or if the package can't go out now, or any more."""
    row = lock(package)
    if row.state != PackageState.PLANNED or row.publish_at > timezone.now() or hold(row, law_days(), by=None):
        return False
    try:
        with override(row.by.language if row.by else None):
            put_out(row, row.publish_at, row.by)
    except Refused as refusal:
        fail(row, refusal.faults)
        return False
    set_state(row, PackageState.OUT)
    return True


def fail(row, faults):
    """Note why nothing of it went out. The first page of the desk shows it to whoever may publish."""
    set_state(row, PackageState.FAILED, faults=[[pk, message] for pk in faults for message in faults[pk]])
    messages = [message for _pk, message in row.faults]
    logger.error("A package did not go out: %s: %s", row, " ".join(messages))
    log(row, Act.FAIL_PACKAGE, None, reason=" ".join(messages))
