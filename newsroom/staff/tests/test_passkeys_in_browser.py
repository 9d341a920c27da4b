"""A passkey is set up, asked for after the password, and signs in alone. The browser has a virtual authenticator."""

import pytest
from django_mfa.models import Authenticator

from newsroom.staff.models import SignInEvent
from newsroom.staff.tests.second_factor import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.one_database]
KEY = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
       "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip


def test_a_passkey_is_added_asked_for_and_signs_in_alone(desk, page):
    desk("reporter")
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]
    page.goto("/admin/account/enroll/webauthn/")
    page.locator("#id_name").fill("Мой телефон")
    page.locator("#webauthn-start").click()
    page.locator(".recovery-codes li").nth(9).wait_for()
    row = Authenticator.objects.get(type="webauthn")
    assert row.name == "Мой телефон"
    stored = devtools.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]
    assert len(stored) == 1

    def sign_out():
        page.goto("/admin/account/security/")
        page.locator("#logout-form button").click()
        page.locator("[name=username]").wait_for()

    sign_out()
    page.locator("[name=username]").fill(row.user.username)
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/account/verify/**")
    if page.locator(".factor-choices a").count():
        page.locator(".factor-choices a").first.click()
    page.locator("#webauthn-start").click()
    page.locator("#user-tools .avatar").wait_for()

    sign_out()
    page.locator("#webauthn-passkey-start").click()
    page.locator("#user-tools .avatar").wait_for()
    assert page.url.endswith("/admin/")
    events = SignInEvent.objects.filter(user=row.user).order_by("pk").values_list("event", flat=True)
    assert [*events][-5:] == ["in", "passed", "out", "passed", "in"]
