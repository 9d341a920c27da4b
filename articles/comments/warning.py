"""Warn the writers of comments. A warned writer reads why, and acknowledges it before the next comment.

Only people who have signed in can be warned: nobody else would be known again.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.comments import moderation
from articles.comments.appeals.rules import not_for, refuse_own
from articles.comments.models import Comment, DecisionAct, DecisionKind, State, WriterWarning
from articles.comments.models.comment import other_language
from newsroom import editions
from newsroom.database.cached_values import computed_from


@transaction.atomic
def warn_writers(comments, *, by, reason, text="", rejects=True):
    """Warn all who have written a queryset of comments, each once, and reject the comments with it.

    Return the act; undoing it withdraws the warnings. A form that is sent twice is one act: return the first. Raise
    ValidationError if nobody of them is known.
    """
    moderation.refuse_others(by)
    refuse_own(comments, by=by)
    free = comments.exclude(person=None).exclude(state=State.REMOVED).exclude(pk__in=not_for(by).values("pk"))
    known = dict(free.values_list("pk", "person"))
    if not known:
        raise ValidationError(_("Only readers who have signed in can be warned."))
    rows = [row for row in moderation.locked(Comment.objects.filter(pk__in=known)) if row.state != State.REMOVED]
    changes = [(row, State.REJECTED if rejects else row.state) for row in rows]
    words = {"reason": reason, "text": text, "by": by}
    if earlier := same_warning(changes, words):
        return earlier
    act = moderation.carry_out(DecisionAct(kind=DecisionKind.WARN, by=by, reason=reason), changes)
    if act:
        about = {known[row.pk]: row for row in reversed(rows)}
        words |= {"act": act, "at": act.at}
        made = [WriterWarning(person_id=person, comment=row, **words) for person, row in about.items()]
        WriterWarning.objects.bulk_create(made)
    return act


def same_warning(changes, words):
    """Return the act that has given the same warning about the same comments; None if there is none."""
    if not changes or any(row.state != state for row, state in changes):
        return None
    ids = {row.pk for row, _state in changes}
    pending = WriterWarning.objects.filter(comment__in=ids, acknowledged_at=None, withdrawn_at=None, **words)
    acts = DecisionAct.objects.filter(pk__in=pending.values("act"))
    return next((act for act in acts if ids == {*act.decisions.values_list("comment", flat=True)}), None)


@computed_from(WriterWarning)
def pending_warnings():
    """Return {id of a commenter: the first warning that they have to acknowledge}."""
    pending = WriterWarning.objects.filter(acknowledged_at=None, withdrawn_at=None)
    return {warning.person_id: warning for warning in pending}


def pending_of(person):
    """Return the warnings that a commenter has to acknowledge."""
    return person.warnings.filter(acknowledged_at=None, withdrawn_at=None)


def words_of(warning):
    """Return a warning as HTML, in the active edition. What a moderator has written in another language stays so."""
    said = _("The moderators warn you: %(reason)s.") % {"reason": warning.get_reason_display()}
    if language := other_language(warning.text, editions.active().stored_in):
        return format_html('{} <bdi lang="{}" translate="no">{}</bdi>', said, language, warning.text)
    return format_html("{} {}", said, warning.text) if warning.text else said


def acknowledge(person, pk):
    """Note that a commenter has read a warning of theirs. `pk` is what the form has sent."""
    if pk.isascii() and pk.isdecimal() and len(pk) < 16:
        mine = WriterWarning.objects.filter(pk=pk, person=person, acknowledged_at=None)
        mine.update(acknowledged_at=timezone.now())
