"""Acts on comments that change more than their states: put off, pin, answer. Each is undone as any other."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.comments.appeals.rules import not_for, refuse_own
from articles.comments.closing import held_back
from articles.comments.desk.queue import reported
from articles.comments.models import Comment, DecisionAct, DecisionKind, Discussion, State, Voice
from articles.comments.moderation import carry_out, locked, refuse_others


@transaction.atomic
def approve(comments, *, by):
    """Approve a queryset of comments as `moderation.approve` does. Those that readers have reported stay, and are
    not among the reported any more.
    """
    refuse_others(by)
    free = comments.exclude(state=State.REMOVED).exclude(pk__in=held_back(comments).values("pk"))
    free = free.exclude(pk__in=not_for(by).values("pk"))
    rows, again = locked(free), set(reported().filter(pk__in=comments.values("pk")).values_list("pk", flat=True))
    changes = [(row, State.APPROVED) for row in rows if row.state != State.REMOVED]
    changes = [(row, state) for row, state in changes if row.state != state or row.pk in again]
    return carry_out(DecisionAct(kind=DecisionKind.APPROVE, by=by), changes)


@transaction.atomic
def put_off(comments, *, by):
    """Move a queryset of waiting comments to the end of the queue. Return and raise as `moderation.approve` does."""
    refuse_others(by)
    rows = [row for row in locked(comments.waiting()) if row.state == State.WAITING]
    ids = [row.pk for row in rows]
    earlier = dict(Comment.objects.filter(pk__in=ids).values_list("pk", "postponed_at"))
    kept = {pk: {"postponed_at": at.isoformat() if at else None} for pk, at in earlier.items()}
    Comment.objects.filter(pk__in=ids).update(postponed_at=timezone.now())
    act = DecisionAct(kind=DecisionKind.LATER, by=by)
    return carry_out(act, [(row, row.state) for row in rows], kept)


@transaction.atomic
def pin(comment, *, by):
    """Let a comment stand above all others of its discussion. One that waits is approved.

    Return and raise as `moderation.approve` does; raise ValidationError if it can't be pinned.
    """
    refuse_others(by)
    row = approvable(comment, by)
    if row.thread_id:
        raise ValidationError(_("Only a comment that begins a thread can be pinned."))
    discussion = Discussion.objects.get(article=row.article_id, language=row.language)
    if discussion.pinned_id == row.pk and row.state == State.APPROVED:
        return None
    kept = {row.pk: {"pinned": discussion.pinned_id}}
    act = carry_out(DecisionAct(kind=DecisionKind.PIN, by=by), [(row, State.APPROVED)], kept)
    Discussion.objects.filter(pk=discussion.pk).update(pinned=row.pk)
    return act


@transaction.atomic
def unpin(comment, *, by):
    """Let a pinned comment stand among the others again. Return and raise as `moderation.approve` does."""
    refuse_others(by)
    row = next(iter(locked(Comment.objects.filter(pk=comment.pk))))
    if not Discussion.objects.filter(pinned=row).update(pinned=None):
        return None
    return carry_out(DecisionAct(kind=DecisionKind.UNPIN, by=by), [(row, row.state)], {row.pk: {"pinned": row.pk}})


@transaction.atomic
def answer(comment, text, *, by, name, voice=Voice.NEWSROOM):
    """Answer a comment under a name (`signatures.py`). One that waits is approved. Undone, the answer is removed.

    A form that is sent twice is one answer: return the act of the first. Otherwise, return and raise as `pin` does.
    """
    refuse_others(by)
    row = approvable(comment, by)
    if earlier := same_answer(row, text, by):
        return earlier
    changes = [(written_answer(row, text, name, voice), State.APPROVED), (row, State.APPROVED)]
    return carry_out(DecisionAct(kind=DecisionKind.ANSWER, by=by), changes)


def written_answer(comment, text, name, voice):
    """Save an answer that nobody sees until the act that approves it. Undone, it is as it was."""
    written = Comment(article_id=comment.article_id, language=comment.language, name=name, text=text, voice=voice)
    written.answer(comment)
    written.state = State.REMOVED
    written.save()
    return written


def same_answer(comment, text, by):
    """Return the act in which somebody has answered a comment with the same words; None if there is none."""
    answers = Comment.objects.filter(parent=comment, text=text, state=State.APPROVED).exclude(voice=Voice.READER)
    return DecisionAct.objects.filter(kind=DecisionKind.ANSWER, by=by, decisions__comment__in=answers).first()


def approvable(comment, by):
    """Return a comment, locked, that `by` may make public. Raise ValidationError otherwise.

    What somebody has rejected or hidden is published only by approving it, never by the way.
    """
    chosen = Comment.objects.filter(pk=comment.pk)
    refuse_own(chosen, by=by)
    if held_back(chosen).exists():
        raise ValidationError(_("A day of silence concerns the story of this comment. It cannot be approved now."))
    row = next((row for row in locked(chosen) if row.state != State.REMOVED), None)
    if row is None:
        raise ValidationError(_("The writer has removed this comment."))
    if row.state in (State.REJECTED, State.HIDDEN):
        raise ValidationError(_("This comment is rejected or hidden. Approve it first if readers shall see it."))
    row.refresh_from_db(fields=["thread"])
    return row
