"""With a second factor, a password alone opens no page. A role can require one."""

import json

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django_mfa.models import Authenticator

from articles.tests.desk import change_url
from articles.tests.makers import make_article
from articles.tests.page_content import elements, page_of, parts_of, words_of
from newsroom.staff.models import SecondFactorRule, SignInEvent, User
from newsroom.staff.tests.second_factor import (
    LOGIN,
    SECURITY,
    VERIFY,
    App,
    is_let_in,
    recovery_codes,
    set_up_app,
    sign_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def app(monkeypatch):
    return App(monkeypatch)


@pytest.fixture
def dana(staff, app):
    """A reporter with an app that shows codes, who was signed in when she set it up."""
    user = staff("reporter")
    user.client = sign_in(user)
    assert set_up_app(user.client, app).status_code == 302
    return user


def verify(client, code, factor="totp"):
    """Return whether the code opened the newsroom."""
    client.post(f"{VERIFY}{factor}/", {"code": code})
    return is_let_in(client)


def events():
    return [*SignInEvent.objects.order_by("pk").values_list("event", flat=True)]


# A password is not enough


def test_a_password_alone_opens_nothing(dana):
    story, client = make_article("ru", title_kk="Құпия"), sign_in(dana)
    pages = {
        "/admin/": 302, change_url(story): 302, f"/kk/preview/{story.pk}/": 302,
        f"/admin/articles/article/{story.pk}/draft/kk/": 302,
        "/admin/password_change/": 302, SECURITY: 302, "/admin/account/enroll/totp/": 302,
        "/admin/account/enroll/webauthn/": 302, "/admin/account/recovery/codes/": 302,
    }  # fmt: skip
    assert {page: dana.client.get(page).status_code for page in pages if "draft" not in page} == {
        page: 200 for page in pages if "draft" not in page
    }
    found = {page: client.get(page) for page in pages}
    assert {page: answer.status_code for page, answer in found.items() if answer.status_code not in (302, 404)} == {}
    assert [page for page, answer in found.items() if "Құпия" in answer.content.decode()] == []
    headers = {"X-Sent-By": "script"}
    body = json.dumps({"base": 0, "fields": {"title": "Бұзылды"}})
    sent = client.post(f"/admin/articles/article/{story.pk}/draft/kk/", body, "application/json", headers=headers)
    assert sent.status_code == 401
    own = {"secret_key": "A" * 32, "code": "000000"}
    assert client.post("/admin/account/enroll/totp/", own).status_code == 302
    assert client.post("/admin/account/manage/", {"pk": Authenticator.objects.get(type="totp").pk}).status_code == 302
    assert Authenticator.objects.filter(type="totp").exists()


def test_whoever_has_only_shown_a_password_is_led_to_the_code_and_then_where_they_wanted(dana, app):
    story = make_article("ru")
    client, target = sign_in(dana), change_url(story)
    app.add(60)
    page = client.get(target, follow=True)
    assert page.redirect_chain[-1][0] == f"{VERIFY}totp/?next={target.replace('/', '%2F')}"
    assert parts_of(page, "desk-nav") == []
    (target_field,) = elements(page, "input", name="next")
    answer = client.post(f"{VERIFY}totp/", {"code": app.code(), "next": target_field.get("value")})
    assert (answer.status_code, answer.headers["Location"]) == (302, target)
    assert client.get(target).status_code == 200
    client.post("/admin/account/sign-out/")
    assert not is_let_in(client)


def test_a_script_that_signs_in_again_is_told_to_complete_it_on_a_page(dana):
    form = {"username": dana.username, "password": "correct horse"}
    answer = Client().post(LOGIN, form, headers={"X-Sent-By": "script", "Accept-Language": "en"})
    assert (answer.status_code, "second factor" in answer.json()["errors"][0]) == (422, True)


# Codes


def test_a_code_works_once_and_for_half_a_minute_around_its_time(dana, app):
    used = app.code()
    assert not verify(sign_in(dana), used)  # it was used to set up the app
    app.add(30)
    assert verify(sign_in(dana), app.code())
    assert not verify(sign_in(dana), app.code())
    app.add(30)
    assert verify(sign_in(dana), app.code(1))  # a phone whose clock is fast
    assert not verify(sign_in(dana), app.code())  # an earlier code, after a later one
    app.add(90)
    assert verify(sign_in(dana), app.code(-1))
    app.add(90)
    client = sign_in(dana)
    assert [steps for steps in (-2, 2) if verify(client, app.code(steps))] == []
    assert events().count("passed") == 3


def test_codes_cannot_be_tried_out(dana, app):
    app.add(60)
    client = sign_in(dana)
    assert [verify(client, f"{number:06}") for number in range(5)] == [False] * 5
    assert not verify(client, app.code())
    assert not verify(sign_in(dana), app.code())
    assert events().count("factor") == 7


def test_a_recovery_code_works_once_and_is_stored_as_a_hash(dana, app):
    codes = recovery_codes(dana.client)
    assert (len(codes), recovery_codes(dana.client)) == (10, [])
    stored = json.dumps(Authenticator.objects.get(type="recovery_codes").data)
    assert [code for code in codes if code in stored] == []
    assert verify(sign_in(dana), codes[3], "recovery_codes")
    assert not verify(sign_in(dana), codes[3], "recovery_codes")
    assert verify(sign_in(dana), codes[4], "recovery_codes")
    assert events().count("code") == 2


def test_the_secret_is_encrypted_in_the_database(dana, app, settings):
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM django_mfa_authenticator")
        stored = str(cursor.fetchall())
    assert len(app.secret) == 32
    assert "secret" in stored
    assert app.secret not in stored
    assert Authenticator.objects.get().data["secret"].startswith("gAAAA")  # as Fernet encrypts
    app.add(60)
    settings.SECRET_KEY = "another"
    assert not verify(sign_in(dana), app.code())
    settings.SECRET_KEY_FALLBACKS = ["known-to-everybody-and-used-by-pytest-only"]
    assert verify(sign_in(dana), app.code())


# Roles that need a second factor


def test_a_member_of_a_role_that_needs_it_sets_it_up_before_anything_else(staff, app):
    reporter, editor = staff("reporter"), staff("editor")
    before = sign_in(reporter)
    assert is_let_in(before)
    SecondFactorRule.objects.create(role=Group.objects.get(name="reporter"))
    assert is_let_in(sign_in(editor))
    for client in (before, sign_in(reporter)):
        page = client.get("/admin/articles/article/", follow=True)
        assert page.redirect_chain[-1][0].split("?")[0] == SECURITY
        assert "Your role needs a second factor" in words_of(page_of(page))
        assert client.get("/admin/account/verify/totp/").status_code == 302
    assert set_up_app(client, app).headers["Location"] == "/admin/account/recovery/codes/"
    assert is_let_in(client)
    assert not is_let_in(before)  # that browser has shown only a password
    client.post("/admin/account/manage/", {"pk": Authenticator.objects.get().pk})
    assert not is_let_in(client)


def test_administrators_need_one_as_soon_as_any_role_does(staff):
    client = sign_in(User.objects.create_superuser("root", password="correct horse"))
    staff("reporter")
    assert is_let_in(client)
    SecondFactorRule.objects.create(role=Group.objects.get(name="reporter"))
    assert not is_let_in(client)


# Lost factors


def test_an_administrator_resets_the_factors_of_a_colleague_and_it_is_logged(dana, superuser, staff):
    address = f"/admin/staff/user/{dana.pk}/reset-second-factor/"
    for role in ("chief editor", "reporter"):
        assert sign_in(staff(role)).post(address).status_code == 403
    assert is_let_in(dana.client)
    root = superuser()
    assert root.get(address).status_code == 405
    page = root.get(f"/admin/staff/user/{dana.pk}/change/")
    assert [form.get("action") for form in elements(page, "form") if form.get("action") == address] == [address]
    assert root.post(address).status_code == 302
    assert (Authenticator.objects.filter(user=dana).count(), is_let_in(dana.client)) == (0, False)
    assert is_let_in(sign_in(dana))
    line = SignInEvent.objects.get(event="reset")
    assert (line.user, line.by) == (dana, User.objects.get(username="root-en"))


def test_it_costs_the_desk_no_query(dana, app, django_assert_num_queries):
    from django.contrib.auth import get_user

    request = type("Request", (), {"session": dana.client.session})()
    with django_assert_num_queries(2):  # the session and the user
        user = get_user(request)
        assert (user.has_second_factor, user.needs_second_factor) == (True, False)
