"""Post a comment: the checks decide whether it is published, waits for a moderator, or is refused."""

import unicodedata
from dataclasses import replace

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from articles.comments import proofs
from articles.comments.checks import verdicts_on
from articles.comments.checks.attempt import Attempt
from articles.comments.checks.refusals import remember
from articles.comments.checks.repeated import refusal
from articles.comments.checks.urgency import urgency_of
from articles.comments.checks.verdicts import Outcome
from articles.comments.models import RecentComment, RecentRefusal, State
from articles.comments.origins import origin_of
from articles.comments.recent import NO_REPEATS, REFUSED_BEFORE, note
from articles.comments.replies import wishes as replies
from articles.comments.replies.telling import tell_of
from articles.comments.warning import acknowledge
from newsroom.content.visible_text import is_visible_character
from newsroom.content.word_patterns import AROUND_WORDS
from newsroom.database.cached_values import CachedValues
from newsroom.serving import senders

SHORT = 30
"""Characters, without spaces, below which different people may well write the same."""
MOST_REMEMBERED = 20_000


class NotPosted(Exception):
    """A check has refused the comment. Its verdict has the message for the writer."""

    def __init__(self, verdict, attempt=None):
        super().__init__(verdict.message)
        self.message, self.status, self.warning = verdict.message, verdict.status, verdict.warning
        self.field, self.wait = verdict.field, verdict.wait
        self.attempt = attempt if verdict.reason == "banned word" else None

    def remember(self):
        """Note the refusal of words for the next comments of the sender (`checks/refusals.py`)."""
        if self.attempt:
            remember(self.attempt)


def post(comment, *, address, person=None, values=None, guards=None):
    """Save a new comment, or don't if a check refuses it. This is the only way in which readers' comments come in.

    `address` is the sender's, None if it isn't known. `person` is the `Commenter` who writes it, under their nickname;
    None if nobody has signed in. `guards` has the other fields of the form: the trap for programs, its time, the proof
    of work, the warning that the writer acknowledges, and whether they want mails about answers.

    A form that is sent again within minutes is one comment: return None without saving it. Otherwise return the
    comment, which waits for a moderator if any check holds it. Raise `NotPosted` if one refuses it.
    """
    if person:
        comment.person, comment.name = person, person.nickname
        if guards and guards.get("acknowledged"):
            acknowledge(person, guards["acknowledged"])
    return carry_out(attempt_of(comment, address, values, guards))


def attempt_of(comment, address, values, guards, kind=Attempt):
    now = timezone.now()
    sender = hash_of_sender(address, timezone.localdate(now)) if address else None
    comment.origin = origin_of(address)
    text_hash = hash_of_text(comment.text, sender)
    return kind(comment, sender, text_hash, now, values or CachedValues(), guards or {}, address)


def carry_out(attempt):
    if attempt.recent.has_old:
        forget_senders(attempt.now)
    if attempt.recent.is_again:
        return None
    verdicts = verdicts_on(attempt)
    refuse_by(attempt, verdicts)
    decide_by(attempt.comment, verdicts)
    try:
        return save(attempt)
    except IntegrityError as error:  # something else was faster by a moment
        return after_a_race(attempt, error)


def refuse_by(attempt, verdicts):
    last = [*verdicts.values()][-1]
    if last.outcome != Outcome.REFUSE:
        return
    refused = NotPosted(last, attempt)
    refused.remember()
    raise refused


def decide_by(comment, verdicts):
    """Keep what the checks said, and let the strongest of them decide."""
    is_held = any(verdict.outcome == Outcome.HOLD for verdict in verdicts.values())
    comment.state = State.WAITING if is_held else State.APPROVED
    comment.verdicts = {name: verdict.as_json() for name, verdict in verdicts.items()}
    comment.urgency = urgency_of(verdicts.values())


@transaction.atomic
def save(attempt):
    note(attempt)
    if attempt.proof:
        proofs.spend(attempt.proof)
    attempt.comment.save(force_insert=True)
    replies.keep(attempt.comment, attempt.guards)
    if attempt.comment.parent_id and attempt.comment.is_shown:
        tell_of([attempt.comment.pk])
    return attempt.comment


def after_a_race(attempt, error):
    """Answer a comment whose rows the database refused: the same was sent twice, or its proof was spent before."""
    is_spent = attempt.proof and proofs.is_spent(attempt.proof)
    attempt = replace(attempt, guards={} if is_spent else attempt.guards)
    if attempt.recent.is_same and not attempt.recent.is_again:
        raise NotPosted(refusal()) from error
    return carry_out(attempt)


def forget_senders(now):
    """Erase what the limits no longer need; return how many comments that concerns."""
    RecentRefusal.objects.filter(at__lte=now - REFUSED_BEFORE).delete()
    proofs.forget(now)
    return RecentComment.objects.filter(sent_at__lte=now - NO_REPEATS).delete()[0]


def hash_of_sender(address, day):
    return senders.hash_of_sender("comments", address, day)


def hash_of_text(text, sender):
    """Return the same hash for texts that differ only in case, spaces, punctuation of sentences and invisible signs.

    A short text has another hash for each sender: many readers congratulate with the same word.
    """
    known = unicodedata.normalize("NFKC", text).casefold().translate(KNOWN) or text
    own = sender or "" if len(known) < SHORT else ""
    return salted_hmac("comments.text", f"{own} {known}", algorithm="sha256").hexdigest()


class _Known(dict):
    """A table for `translate` that deletes what doesn't tell texts apart. It remembers the first characters it met."""

    def __missing__(self, code):
        character = chr(code)
        kept = code if is_visible_character(character) and character not in AROUND_WORDS else None
        if len(self) < MOST_REMEMBERED:
            self[code] = kept
        return kept


KNOWN = _Known()
