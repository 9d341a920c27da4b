"""Post a comment. Limits keep floods away from the moderators."""

import datetime
import unicodedata

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from articles.comments.models import RecentComment
from newsroom.content.visible_text import is_visible_character
from newsroom.content.word_patterns import AROUND_WORDS
from newsroom.serving import senders

MOST_A_MINUTE = 5
MINUTE = datetime.timedelta(minutes=1)
NO_REPEATS = datetime.timedelta(minutes=10)
SHORT = 30
"""Characters, without spaces, below which different people may well write the same."""


class NotPosted(Exception):
    status = 400
    message = ""


class Repeated(NotPosted):
    status = 409
    message = _("This comment has already been sent. It will appear once a moderator has read it.")


class TooMany(NotPosted):
    status = 429
    message = _("Too many comments have just come from your network. Please send this one again in a minute.")


def post(comment, *, address):
    """Save a new comment, which waits for a moderator. `address` is the sender's, None if it isn't known.

    A form that is sent again within minutes is one comment: return without saving it. Raise `Repeated` if its text was
    posted minutes ago by the same sender elsewhere or, unless it is short, by another one under the same story. Raise
    `TooMany` after too many comments from the address. Two comments at the same moment may both pass the last limit,
    but not the others, which the database enforces.
    """
    now = timezone.now()
    forget_senders(now)
    sender = hash_of_sender(address, timezone.localdate(now)) if address else None
    recent = RecentComment(
        article=comment.article, sender=sender, text_hash=hash_of_text(comment.text, sender), sent_at=now
    )
    if is_sent_again(recent):
        return
    if sender and RecentComment.objects.filter(sender=sender, sent_at__gt=now - MINUTE).count() >= MOST_A_MINUTE:
        raise TooMany
    try:
        with transaction.atomic():
            recent.save()
            comment.save()
    except IntegrityError as error:
        if not is_sent_again(recent):
            raise Repeated from error


def is_sent_again(recent):
    """Whether the same sender has just posted the same under the same story."""
    same = RecentComment.objects.filter(article=recent.article, sender=recent.sender, text_hash=recent.text_hash)
    return recent.sender is not None and same.exists()


def forget_senders(now):
    """Erase what the limits no longer need; return how many rows that was."""
    return RecentComment.objects.filter(sent_at__lte=now - NO_REPEATS).delete()[0]


def hash_of_sender(address, day):
    return senders.hash_of_sender("comments", address, day)


def hash_of_text(text, sender):
    """Return the same hash for texts that differ only in case, spaces, punctuation of sentences and invisible signs.

    A short text has another hash for each sender: many readers congratulate with the same word.
    """
    known = "".join(filter(tells_texts_apart, unicodedata.normalize("NFKC", text).casefold())) or text
    own = sender or "" if len(known) < SHORT else ""
    return salted_hmac("comments.text", f"{own} {known}", algorithm="sha256").hexdigest()


def tells_texts_apart(character):
    return is_visible_character(character) and character not in AROUND_WORDS
