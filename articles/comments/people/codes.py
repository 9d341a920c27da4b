"""Codes that show that a phone or a mail address belongs to a reader. They are asked for, sent by the outbox and typed.

Nothing here depends on whether the contact is known, so nobody can find that out.
"""

import logging
import secrets
import unicodedata
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.comments.people import sealing
from articles.comments.people.contacts import masked
from articles.comments.people.models import CodeRequest
from articles.comments.people.ways import WAYS
from newsroom.database.locks import lock_until_commit
from newsroom.identity.models import SiteIdentity
from newsroom.outbox import adding as outbox
from newsroom.outbox.channels import Kind, NotDoneError, channel
from newsroom.serving.senders import hash_of_sender

logger = logging.getLogger(__name__)

CHANNEL = "commenter code"
DIGITS, LIFE, MOST_TRIES = 6, timedelta(minutes=10), 5
PROOF_LIFE = timedelta(hours=1)
"""How long a right code counts while the reader chooses a nickname."""
KEPT_FOR = timedelta(days=1)
LIMITS_OF_CONTACT = [(timedelta(minutes=1), 1), (KEPT_FOR, 5)]
LIMITS_OF_SENDER = [(timedelta(minutes=10), 10), (KEPT_FOR, 60)]
"""Higher than those of a contact: behind one address of a mobile network there can be hundreds of readers."""


class NotAccepted(Exception):
    status, message = 400, ""
    field = None
    """The field of the form that is wrong, if it is one."""


class TooManyCodes(NotAccepted):
    status = 429
    message = gettext_lazy("Too many codes have been asked for. Please wait a while, and then ask again.")


class WrongCode(NotAccepted):
    field = "code"
    message = gettext_lazy("This is not the code. Please look at the latest message again.")


class CodeEnded(NotAccepted):
    status = 410
    message = gettext_lazy("This code does not hold any more. Please ask for a new one.")


@transaction.atomic
def ask(kind, contact, *, address, language, story=""):
    """Make a code for a normalised contact, to be sent after the transaction, and return its row.

    `address` is the sender's, None if it isn't known. Raise TooManyCodes.
    """
    lock_until_commit(CodeRequest, "commenter codes")  # or many at once would pass the limits
    now = timezone.now()
    forget_old_codes(now)
    row = CodeRequest(kind=kind, lookup=sealing.hash_of(kind, contact), language=language, story=story, asked_at=now)
    row.sender = hash_of_sender("codes", address, timezone.localdate(now)) if address else None
    refuse_floods(row)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    row.sealed, row.sealed_code = sealing.seal(contact), sealing.seal(code)
    row.code_hash = sealing.hash_of("code", f"{row.mark} {code}")
    row.save()
    outbox.add(CHANNEL, act=f"code {row.mark}", mark=row.mark)
    return row


def refuse_floods(row):
    limits = [({"lookup": row.lookup}, *limit) for limit in LIMITS_OF_CONTACT]
    limits += [({"sender": row.sender}, *limit) for limit in LIMITS_OF_SENDER if row.sender]
    limits.append(({}, timedelta(hours=1), settings.MOST_CODES_AN_HOUR))
    for same, period, most in limits:
        if CodeRequest.objects.filter(asked_at__gt=row.asked_at - period, **same).count() >= most:
            raise TooManyCodes


def forget_old_codes(now):
    """Delete what was asked for a day ago or earlier. Return how many rows that was."""
    return CodeRequest.objects.filter(asked_at__lte=now - KEPT_FOR).delete()[0]


@channel(CHANNEL, Kind.MESSAGE, lambda mark: _("Code for a commenter"))
def send(mark):
    """Send a code, unless it is too late. Nobody has to decide about one that may not have arrived: readers ask again.

    The code can't be read any more when it was sent.
    """
    row = CodeRequest.objects.filter(mark=mark, asked_at__gt=timezone.now() - LIFE).exclude(sealed_code="").first()
    if row is None:
        return
    try:
        with translation.override(row.language):
            WAYS[row.kind].send(sealing.unseal(row.sealed), text_of(row))
    except NotDoneError:
        raise
    except Exception:
        logger.exception("A code for a commenter may not have been sent")
    CodeRequest.objects.filter(pk=row.pk).update(sealed_code="")


def text_of(row):
    """Return the message, short enough for one SMS in Cyrillic letters, if the name of the site is."""
    identity = SiteIdentity.objects.first()
    names = {"code": sealing.unseal(row.sealed_code), "site": identity.name if identity else settings.SITE_NAME}
    return _("%(code)s: your code for comments at %(site)s") % names


def sent_to(mark):
    """Return to whom a code was sent, masked; "" if nobody knows any more."""
    row = CodeRequest.objects.filter(mark=mark).first()
    return masked(sealing.unseal(row.sealed)) if row else ""


def check(mark, typed):
    """Return what proves that the typed code is right, for `proved`. Raise WrongCode or CodeEnded.

    Each try is counted before it is compared, so many at once have no more tries than one after another.
    """
    holds = {"mark": mark, "asked_at__gt": timezone.now() - LIFE, "proof_hash": ""}
    if not CodeRequest.objects.filter(tries__lt=MOST_TRIES, **holds).update(tries=F("tries") + 1):
        raise CodeEnded
    row = CodeRequest.objects.get(mark=mark)
    if not sealing.is_hash_of(row.code_hash, "code", f"{mark} {digits_of(typed)}"):
        raise CodeEnded if row.tries >= MOST_TRIES else WrongCode
    proof = secrets.token_urlsafe(24)
    if not CodeRequest.objects.filter(**holds).update(proof_hash=sealing.hash_of("proof", proof)):
        raise CodeEnded  # another request was faster
    return proof


def digits_of(typed):
    """Return the digits as ASCII: keyboards have others, and people copy spaces."""
    return "".join(str(unicodedata.digit(sign)) for sign in typed if sign.isdecimal())


def proved(proof):
    """Return the row of a code that was right and is not used yet; None if there is none."""
    rows = CodeRequest.objects.filter(is_used=False, asked_at__gt=timezone.now() - PROOF_LIFE)
    return rows.filter(proof_hash__in=sealing.hashes_of("proof", proof)).first()
