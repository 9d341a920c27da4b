"""Make, open and revoke secret links to the preview of a draft.

A link shows the current draft of one story in one language to anybody who has it, until it expires or is revoked.
"""

import secrets
from base64 import b32encode
from datetime import timedelta
from hashlib import sha256

from django.db.models import F
from django.utils import timezone

from articles.editorial.killing import refuse_killed
from articles.models import PreviewLink

BYTES = 20
"""160 bits. In base 32 they are 32 lower-case letters and digits, which survive everything that mail does to a link."""
LIFETIMES = (1, 3, 7)
"""In days."""
DEFAULT_LIFETIME = 3


def make_link(article, edition, days, *, by):
    """Return (the link, its secret). The secret can't be found out later.

    Raise ValidationError if the story was killed, which has revoked its links.
    """
    refuse_killed(article)
    secret = b32encode(secrets.token_bytes(BYTES)).decode().lower()
    link = PreviewLink.objects.create(
        article=article,
        language=edition.code,
        secret_hash=hash_of(secret),
        made_by=by,
        expires_at=timezone.now() + timedelta(days=days),
    )
    return link, secret


def hash_of(secret):
    """A fast hash is enough for a random secret. The database compares hashes, so its speed tells nothing of it."""
    return sha256(secret.encode()).hexdigest()


def open_link(secret, edition):
    """Return the link that opens in an edition, and count that it was opened; None if there is none."""
    link = PreviewLink.objects.working().filter(secret_hash=hash_of(secret), language=edition.stored_in).first()
    if link:
        PreviewLink.objects.filter(pk=link.pk).update(openings=F("openings") + 1, last_opened_at=timezone.now())
    return link


def revoke_link(link):
    """Let a link open nothing any more. One that was revoked before keeps that time."""
    PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())
