"""How phone numbers and addresses of commenters are stored: encrypted, with a keyed hash by which they are found.

The keys are settings. The first of each list is used for what is written, all of them for what is read, so that they
can be changed (`rotate_commenter_keys`).
"""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class CannotOpen(Exception):
    """None of the keys opens it."""


def seal(text):
    return _fernet().encrypt(text.encode()).decode()


def unseal(sealed):
    try:
        return _fernet().decrypt(sealed).decode()
    except InvalidToken as error:
        raise CannotOpen from error


def hash_of(purpose, text):
    """Return a keyed hash. Each purpose has other hashes, so that they can't be connected."""
    return _hash(settings.COMMENTER_HASH_KEYS[0], purpose, text)


def hashes_of(purpose, text):
    """Return the hashes with all keys, for finding what was written with a former one."""
    return [_hash(key, purpose, text) for key in settings.COMMENTER_HASH_KEYS]


def is_hash_of(stored, purpose, text):
    """Compare in a time that tells nothing about the hash."""
    matches = [hmac.compare_digest(stored.encode(), one.encode()) for one in hashes_of(purpose, text)]
    return any(matches)


def _fernet():
    keys = [urlsafe_b64encode(sha256(f"commenters {key}".encode()).digest()) for key in settings.COMMENTER_KEYS]
    return MultiFernet([Fernet(key) for key in keys])


def _hash(key, purpose, text):
    return hmac.new(key.encode(), f"{purpose}\n{text}".encode(), sha256).hexdigest()
