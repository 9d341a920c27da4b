"""Codes of an app on the phone. Their secrets are encrypted in the database, by keys made of SECRET_KEY.

django-mfa only signs them, so whoever reads a backup of the database could make codes.
"""

from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils import timezone
from django_mfa.adapters.totp import TOTP_VALID_WINDOW, TOTPAdapter
from django_mfa.atomic import update_data
from django_mfa.models import Authenticator
from django_mfa.totp import TOTP
from django_mfa.utils import strings_equal

SECONDS = 30
"""How long a code is valid."""
LAST = "last_verified_counter"


def seal():
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(urlsafe_b64encode(sha256(f"totp {key}".encode()).digest())) for key in keys])


def step_of(secret, code):
    """Return the step of time that a code belongs to, which may be the one before or after this one; None if none.

    Steps are counted in UTC. django-mfa counts local time, in which an hour can happen twice.
    """
    now = int(timezone.now().timestamp()) // SECONDS
    steps = range(now - TOTP_VALID_WINDOW, now + TOTP_VALID_WINDOW + 1)
    return next((step for step in steps if strings_equal(code, str(TOTP(secret).generate_otp(step)))), None)


class SealedTOTP(TOTPAdapter):
    def complete_enroll(self, request, data):
        secret = data["secret_key"]
        step = step_of(secret, data["code"])
        if step is None:
            raise ValueError("The code does not match.")
        sealed = seal().encrypt(secret.encode()).decode()
        data = {"secret": sealed, LAST: step}  # this code has been used
        return Authenticator.objects.create(user=request.user, type=self.type, data=data)

    def complete_verify(self, request, user, data):
        """Accept a code once. A code is never accepted after a later one."""
        row = self.get_instances(user).first()
        if row is None:
            return False
        try:
            secret = seal().decrypt(row.data["secret"]).decode()
        except InvalidToken:  # SECRET_KEY is another one now; a passkey or a recovery code still works
            return False
        step = step_of(secret, data.get("code", ""))
        if step is None or not update_data(row, lambda now: {**now, LAST: step} if step > now[LAST] else None):
            return False
        row.record_usage()
        return True
