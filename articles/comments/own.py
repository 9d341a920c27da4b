"""What the writer of a comment may do with it: for fifteen minutes, change it or remove it.

Only the address of a page proves who the writer is: it has a signed token. A cookie leads there (`mine.py`). A changed
comment is a new one, and waits again. A moderator who has read the old one can so never approve words unread.
"""

import datetime

from django.core import signing
from django.db import transaction
from django.utils import timezone

from articles.comments.checks.repeated import refusal
from articles.comments.models import Comment, RecentComment, Report, State
from articles.comments.people.models import PersonState
from articles.comments.posting import NotPosted, hash_of_sender, hash_of_text, post
from newsroom import editions

CHANGEABLE = datetime.timedelta(minutes=15)
MOST_CHANGES = 5
KEPT = datetime.timedelta(days=30)
"""How long the page says what has become of the comment."""
SIGNER = signing.Signer(salt="comments.own")
LIVE = (State.WAITING, State.APPROVED)


class Unchangeable(Exception):
    """It is too late, or the comment is not there any more."""


def changeable_until(comment):
    return comment.sent_at + CHANGEABLE


def token_of(comment, until=None):
    until = until or changeable_until(comment)
    return SIGNER.sign(f"{comment.pk}-{int(until.timestamp())}")


def read_token(token):
    """Return the comment of a token and until when it can be changed; (None, None) if there is none."""
    try:
        pk, _sign, seconds = SIGNER.unsign(token).partition("-")
    except signing.BadSignature:
        return None, None
    until = datetime.datetime.fromtimestamp(int(seconds), datetime.UTC)
    if timezone.now() > until + KEPT:
        return None, None
    return Comment.objects.select_related("article", "parent", "person").filter(pk=pk).first(), until


def is_changeable(comment, until):
    """Whether its writer can remove it, and change it unless readers have reported it (`is_reported`)."""
    return comment.state in LIVE and timezone.now() < until


def is_reported(comment):
    """Whether a moderator has to look at it as it is. Other words in its place would be published unread."""
    return Report.objects.open().filter(comment=comment).exists()


@transaction.atomic
def remove(comment, until):
    """Take back a comment. Raise Unchangeable if it is too late."""
    row = Comment.objects.select_for_update().get(pk=comment.pk)
    if not is_changeable(row, until):
        raise Unchangeable
    Comment.objects.filter(pk=row.pk).update(state=State.REMOVED, decided_at=timezone.now(), decided_by=None)


def may_change(comment, until):
    if not is_changeable(comment, until) or is_reported(comment) or is_changed_often(comment):
        return False
    return is_public(comment) and not has_left(comment.person)


def is_public(comment):
    """Whether readers see the story in the edition of a comment."""
    return comment.article.edition(editions.BY_CODE[comment.language]).is_live


def has_left(person):
    """Whether the agreement of a writer has ended: a new comment would need a name."""
    return person is not None and person.state != PersonState.ACTIVE


def is_changed_often(comment):
    """Whether it has been changed so often that further changes would get around the limits of comments."""
    for _number in range(MOST_CHANGES):
        if comment.replaces is None:
            return False
        comment = comment.replaces
    return True


def replace(comment, until, changed, *, address, **posted):
    """Post a changed comment in place of one, as any new one. Raise Unchangeable, or what `posting.post` does.

    `posted` are further arguments of that.
    """
    if not may_change(comment, until):
        raise Unchangeable
    try:
        return exchange(comment, until, changed, address=address, **posted)
    except NotPosted as refused:
        refused.remember()  # the transaction, which would have kept it, has ended
        raise


@transaction.atomic
def exchange(comment, until, changed, *, address, **posted):
    remove(comment, until)
    forget(comment, address)
    changed.article, changed.language, changed.replaces = comment.article, comment.language, comment
    if comment.parent:
        changed.answer(comment.parent)
    if post(changed, address=address, person=comment.person, **posted) is None:
        raise NotPosted(refusal())  # the sender has posted these words as another comment
    return changed


def newest(comment):
    """Return the last correction of a comment; without one, the comment."""
    while comment.is_removed and (found := comment.corrections.first()):
        comment = found
    return comment


def forget(comment, address):
    """Let the limits forget a comment, or its corrected text would be a repetition."""
    now = timezone.now()
    sender = hash_of_sender(address, timezone.localdate(now)) if address else None
    RecentComment.objects.filter(article=comment.article, text_hash=hash_of_text(comment.text, sender)).delete()
