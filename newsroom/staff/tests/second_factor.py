"""An app that shows codes, and people who have one, for tests."""

import time
from datetime import UTC, datetime

from django.test import Client
from django.utils import timezone
from django_mfa.totp import TOTP

from articles.tests.page_content import elements, parts_of, words_of

PASSWORD = "correct horse"
LOGIN, SECURITY, VERIFY = "/admin/login/", "/admin/account/security/", "/admin/account/verify/"


class App:
    """An app on the phone with a secret. Its clock can be moved, and that of the site with it."""

    def __init__(self, monkeypatch):
        self.secret, self.passed = "", 0
        monkeypatch.setattr(timezone, "now", lambda: self.now())

    def now(self):
        return datetime.fromtimestamp(time.time() + self.passed, UTC)

    def add(self, seconds):
        self.passed += seconds

    def code(self, steps=0):
        """The code of this half minute, or of one before or after it."""
        return TOTP(self.secret).generate_otp(int(self.now().timestamp()) // 30 + steps)


def sign_in(user, password=PASSWORD, client=None):
    client = client or Client()
    answer = client.post(LOGIN, {"username": user.get_username(), "password": password})
    assert answer.status_code == 302
    return client


def set_up_app(client, app):
    page = client.get("/admin/account/enroll/totp/")
    (field,) = elements(page, "input", name="secret_key")
    app.secret = field.get("value")
    return client.post("/admin/account/enroll/totp/", {"secret_key": app.secret, "code": app.code()})


def recovery_codes(client):
    page = client.get("/admin/account/recovery/codes/")
    return [words_of(item) for part in parts_of(page, "recovery-codes") for item in part.iter("li")]


def is_let_in(client):
    return client.get("/admin/").status_code == 200
