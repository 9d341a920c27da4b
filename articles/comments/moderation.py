"""Approve, reject and hide comments, and undo that. Besides, only its writer can remove a comment (`own.py`).

Each act is a row that says who decided, when and why, and how each comment was before.
"""

from itertools import groupby

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.comments import undoing
from articles.comments.appeals import rules as appeals
from articles.comments.closing import held_back
from articles.comments.models import Ban, Comment, Decision, DecisionAct, DecisionKind, Discussion, State, WriterWarning
from articles.comments.replies.telling import tell_of
from articles.comments.reports import settling as reports


def approve(comments, *, by):
    """Approve a queryset of comments, without those that a day of silence holds back (`closing.py`).

    Return the `DecisionAct`; None if all of them were approved already. Raise PermissionDenied if `by` may not decide.
    """
    comments = comments.exclude(pk__in=held_back(comments).values("pk"))
    return decide(comments, State.APPROVED, DecisionAct(kind=DecisionKind.APPROVE, by=by))


def reject(comments, *, by, reason):
    """Reject a queryset of comments for a `RejectionReason`. Return and raise as `approve` does."""
    return decide(comments, State.REJECTED, DecisionAct(kind=DecisionKind.REJECT, by=by, reason=reason))


def hide(comments, *, by, reason):
    """Hide a queryset of comments with all answers in the threads that they begin, also those that wait.

    Return and raise as `approve` does.
    """
    chosen = comments.order_by().values("pk")
    whole = Comment.objects.filter(Q(pk__in=chosen) | Q(thread__in=chosen)).exclude(state=State.REJECTED)
    return decide(whole, State.HIDDEN, DecisionAct(kind=DecisionKind.HIDE, by=by, reason=reason))


def hide_all(comments, *, by, reason):
    """Hide a queryset of comments, each alone. Return and raise as `approve` does."""
    chosen = comments.exclude(state=State.REJECTED)
    return decide(chosen, State.HIDDEN, DecisionAct(kind=DecisionKind.HIDE_ALL, by=by, reason=reason))


@transaction.atomic
def note_ban(comments, *, by, reason):
    """Keep that the writers of a queryset of comments are banned. The comments keep their states.

    Return and raise as `approve` does.
    """
    refuse_others(by)
    rows = locked(comments.exclude(state=State.REMOVED).exclude(pk__in=appeals.not_for(by).values("pk")))
    return carry_out(DecisionAct(kind=DecisionKind.BAN, by=by, reason=reason), [(row, row.state) for row in rows])


@transaction.atomic
def undo_all(acts, *, by):
    """Undo several acts, such as those against a raid, the latest first. Those that are undone already stay so.

    Return the acts that undo, and the messages about those that are not for `by`.
    """
    undone, refused = [], []
    for act in acts.filter(undone_by=None).exclude(kind=DecisionKind.UNDO).order_by("-at", "-pk"):
        try:
            undone.append(undo(act, by=by))
        except ValidationError as error:
            refused += error.messages
    return undone, list(dict.fromkeys(refused))


@transaction.atomic
def undo(act, *, by):
    """Give the comments of an act the states that they had before, unless somebody has decided about them since.

    Bans that were made with it are lifted, warnings withdrawn. Return the act that undoes, which may have changed no
    comment. Raise PermissionDenied as `approve` does, and what `undoing.refuse` raises.
    """
    refuse_others(by)
    act = DecisionAct.objects.select_for_update().get(pk=act.pk)
    undoing.refuse(act, by=by)
    now = timezone.now()
    Ban.objects.filter(act=act, lifted_at=None).update(lifted_at=now, lifted_by=by)
    WriterWarning.objects.filter(act=act, acknowledged_at=None, withdrawn_at=None).update(withdrawn_at=now)
    before = {decision.comment_id: decision for decision in act.decisions.all()}
    comments = locked(Comment.objects.filter(pk__in=before))
    changes = [(row, before[row.pk].was) for row in comments if row.state == before[row.pk].became]
    held = set(held_back(Comment.objects.filter(pk__in=before)).values_list("pk", flat=True))
    others = set(appeals.not_for(by).filter(pk__in=before).values_list("pk", flat=True)) | undoing.decided_since(act)
    changes = [(row, state) for row, state in changes if row.pk not in others]
    changes = [(row, state) for row, state in changes if state != State.APPROVED or row.pk not in held]
    undone = save(DecisionAct(kind=DecisionKind.UNDO, by=by, undoes=act), changes)
    give_back([before[row.pk] for row, _state in changes])
    reports.reopen(act, [row.pk for row, _state in changes])
    appeals.reopen(act, [row.pk for row, _state in changes])
    return undone


def give_back(decisions):
    """Restore what decisions have changed besides states: the pinned comment, what was put off, what was urgent."""
    for decision in decisions:
        comments = Comment.objects.filter(pk=decision.comment_id)
        if "postponed_at" in decision.kept:
            comments.update(postponed_at=decision.kept["postponed_at"])
        if "urgency" in decision.kept:
            comments.update(urgency=decision.kept["urgency"])
        if "pinned" in decision.kept:
            pin_as_before(comments.get(), decision.kept["pinned"])


def pin_as_before(comment, earlier):
    """Undo a pin or the end of one, unless another comment has been pinned since. `earlier` is an id or None."""
    since = None if earlier == comment.pk else comment
    here = Discussion.objects.filter(article=comment.article_id, language=comment.language, pinned=since)
    here.update(pinned=Comment.objects.filter(pk=earlier).first())


@transaction.atomic
def decide(comments, state, act):
    """Give a queryset of comments a state, in an act that isn't saved yet. Those are left out that are not for `by`."""
    refuse_others(act.by)
    final = [state, State.REMOVED]
    rows = locked(comments.exclude(state__in=final).exclude(pk__in=appeals.not_for(act.by).values("pk")))
    return carry_out(act, [(row, state) for row in rows if row.state not in final])  # somebody may have been faster


def refuse_others(user):
    if not user.has_perm("comments.change_comment"):
        raise PermissionDenied


def locked(comments):
    """Return comments that nobody else can change until the end of the transaction.

    Their threads and discussions, which count them, are locked too, always in the same order: else two moderators could
    wait for each other.
    """
    chosen = set(comments.order_by().values_list("pk", flat=True))
    threads = Comment.objects.filter(pk__in=chosen).exclude(thread=None).order_by().values("thread")
    rows = Comment.objects.filter(Q(pk__in=chosen) | Q(pk__in=threads)).select_for_update().order_by("pk")
    found = [row for row in rows.only("state", "article", "language") if row.pk in chosen]
    lock_discussions(sorted({(row.article_id, row.language) for row in found}))
    return found


def lock_discussions(places):
    new = [Discussion(article_id=article, language=language) for article, language in places]
    Discussion.objects.bulk_create(new, ignore_conflicts=True)
    articles = {article for article, _language in places}
    list(Discussion.objects.filter(article__in=articles).select_for_update().order_by("pk").values_list("pk"))


def carry_out(act, changes, kept=None):
    """Save an act with its decisions, and write the new states. `changes` are pairs of a comment and its new state.

    `kept` is {id of a comment: what the act changes besides, as it was before}.
    """
    return save(act, changes, kept) if changes else None


def save(act, changes, kept=None):
    act.at = timezone.now()
    act.save()
    kept = kept or {}
    Decision.objects.bulk_create(
        Decision(act=act, comment=row, was=row.state, became=state, kept=kept.get(row.pk, {})) for row, state in changes
    )
    moved = [(row, state) for row, state in changes if row.state != state]
    for state, group in groupby(sorted(moved, key=new_state), key=new_state):
        changed = Comment.objects.filter(pk__in=[row.pk for row, _state in group])
        changed.update(state=state, decided_at=act.at, decided_by=act.by)
    reports.settle(act, changes)
    appeals.settle(act, changes)
    tell_of([row.pk for row, state in moved if state == State.APPROVED])
    return act


def new_state(change):
    return change[1]
