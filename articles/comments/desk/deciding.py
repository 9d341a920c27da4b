"""Carry out what a moderator has chosen on the page of the queue, on comments that nobody else has in hand."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.comments import banning, moderation, warning
from articles.comments.appeals import acts as appeals
from articles.comments.appeals.rules import refuse_own
from articles.comments.desk import acts, leases
from articles.comments.desk.forms import ABOUT_ONE, AnswerForm, BanForm, WarnForm
from articles.comments.desk.signatures import signature_of
from articles.comments.models import Comment, Decision, DecisionAct, DecisionKind, State

UNDONE_QUICKLY = datetime.timedelta(hours=1)


@dataclass(frozen=True)
class Outcome:
    missed: frozenset
    """Ids of comments that were not decided about."""
    others: frozenset
    """Ids of further comments on the screen of the moderator that the act has decided about."""

    @property
    def warning(self):
        return words_of_missed(len(self.missed)) if self.missed else ""


def words_of_missed(number):
    words = ngettext(
        "%d comment was not decided: somebody else has it or has decided about it, or a day of silence holds it.",
        "%d comments were not decided: somebody else has them or has decided, or a day of silence holds them.",
        number,
    )
    return words % number


def decide(name, reason, tickets, posted, *, by, page):
    """Carry out an act by its name on comments: {id: state in which the moderator saw it}. `page` is its token.

    Raise ValidationError if it can't be carried out. The page keeps what it shows besides. Leases have transactions of
    their own, so nobody waits for a lease who has locked a comment.
    """
    moderation.refuse_others(by)
    mine = leases.claim(tickets.keys(), by=by, page=page)
    decided = decide_free(name, reason, {pk: tickets[pk] for pk in mine}, posted, by=by)
    others = leases.held(decided - mine, by=by, page=page)
    stay = mine if name == "ban" and not posted.get("ban-hides") else set()
    leases.leave(by=by, page=page, only=(mine | others) - stay)
    leases.extend(by=by, page=page)
    return Outcome(frozenset(tickets.keys() - decided), frozenset(others))


@transaction.atomic
def decide_free(name, reason, tickets, posted, *, by):
    """Carry out an act on comments that nobody else has. Return the ids of those that it has decided about."""
    as_seen = Q(pk__in=[])
    for state in set(tickets.values()):
        as_seen |= Q(state=state, pk__in=[pk for pk in tickets if tickets[pk] == state])
    comments = Comment.objects.filter(as_seen)
    banned = set(comments.values_list("pk", flat=True)) if name == "ban" else set()  # whatever else becomes of them
    acts_done = carry_out(name, reason, comments, posted, by=by)
    return banned | set(Decision.objects.filter(act__in=filter(None, acts_done)).values_list("comment", flat=True))


def carry_out(name, reason, comments, posted, *, by):
    """Return the acts that were made of one press; None stands for one that has changed nothing."""
    refuse_own(comments, by=by)
    if name == "reject" and reason:  # the appealed ones first: what is rejected now has no appeal to refuse
        reject = {"by": by, "reason": reason}
        return [appeals.refuse(comments, **reject), moderation.reject(comments, **reject)]
    return [one_act(name, comments, posted, by=by)]


def one_act(name, comments, posted, *, by):
    if name == "approve":
        return acts.approve(comments, by=by)
    if name == "hide":
        return moderation.hide(comments, by=by, reason="")
    if name == "later":
        return acts.put_off(comments, by=by)
    if name == "ban":
        return ban(comments, posted, by=by)
    if name == "warn":
        return warn(comments, posted, by=by)
    if name in ABOUT_ONE:
        return on_one(name, comments, posted, by=by)
    raise ValidationError(_("Choose what to do with the comment."))


def ban(comments, posted, *, by):
    form = BanForm(posted)
    if not form.is_valid():
        raise ValidationError(_("Choose for how long and why."))
    bans, act = banning.ban_writers(comments, by=by, **form.cleaned_data)
    if comments and not bans:
        raise ValidationError(_("It is not known any more who has written this. It can still be hidden or rejected."))
    return act


def warn(comments, posted, *, by):
    form = WarnForm(posted)
    if not form.is_valid():
        raise ValidationError(_("Choose why the writer is warned."))
    return warning.warn_writers(comments, by=by, **form.cleaned_data) if comments else None


def on_one(name, comments, posted, *, by):
    comment = comments.first()
    if comment is None:
        return None
    if name == "pin":
        return acts.pin(comment, by=by)
    if name == "unpin":
        return acts.unpin(comment, by=by)
    form = AnswerForm(posted)
    if not form.is_valid():
        raise ValidationError(form.errors["text"])
    voice, name = signature_of(by, comment)
    return acts.answer(comment, form.cleaned_data["text"], by=by, name=name, voice=voice)


def words_of(act):
    """Say what an act did: «Rejected: an insult · Reader», or to how many comments."""
    about = act.decisions.exclude(was=State.REMOVED)
    names = list(about.values_list("comment__name", flat=True)[:2])
    if len(names) == 1:
        is_approved = act.kind in (DecisionKind.PIN, DecisionKind.ANSWER) and about.filter(was=State.WAITING).exists()
        title = f"{act.title}, {_('the comment is approved, too')}" if is_approved else act.title
        return f"{title} · {names[0]}"
    number = act.decisions.count()
    return f"{act.title} · " + ngettext("%d comment", "%d comments", number) % number


def undoable_by(user):
    """Return the recent acts of a moderator that can still be undone, newest first."""
    recent = DecisionAct.objects.filter(by=user, at__gt=timezone.now() - UNDONE_QUICKLY, undone_by=None)
    return recent.exclude(kind=DecisionKind.UNDO).order_by("-at", "-pk")  # an annotation drops the order of the model
