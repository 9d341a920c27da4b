"""Accounts with public passwords are created only where DEBUG is on."""

import pytest
from django.core.management import call_command

from articles.editorial.roles import ROLES
from newsroom.staff.demo_accounts import check_demo_accounts
from newsroom.staff.models import User

pytestmark = pytest.mark.django_db


def test_without_debug_no_account_is_created(settings, capsys):
    settings.DEBUG = False
    call_command("create_demo_staff")
    assert User.objects.count() == 0
    assert "demo" in capsys.readouterr().out


def test_with_debug_each_role_gets_an_account_and_the_passwords_are_printed(settings, capsys, client):
    settings.DEBUG = True
    call_command("create_demo_staff")
    printed = capsys.readouterr().out
    assert User.objects.count() == len(ROLES) + 1
    for role in ROLES:
        name = role.replace(" ", "-")
        assert f"password {name}-demo" in printed
        form = {"username": name, "password": f"{name}-demo"}
        assert client.post("/admin/login/", form).status_code == 302
        assert [group.name for group in User.objects.get(username=name).groups.all()] == [role]


def test_without_debug_nobody_can_sign_in_with_a_public_password_and_the_deployment_check_says_so(settings, client):
    settings.DEBUG = True
    call_command("create_demo_staff")
    settings.DEBUG = False
    form = {"username": "editor", "password": "editor-demo"}
    User.objects.filter(username="reporter").update(username="aigul")
    for name, password in (("editor", "editor-demo"), ("aigul", "reporter-demo")):
        assert client.post("/admin/login/", {"username": name, "password": password}).status_code == 200
    assert "_auth_user_id" not in client.session
    User.objects.filter(username="aigul").update(username="reporter")
    [error] = check_demo_accounts(None)
    names = sorted([*(role.replace(" ", "-") for role in ROLES), "admin"])
    assert error.msg == f"These accounts have public passwords: {', '.join(names)}."
    for user in User.objects.all():
        user.set_password("of my own")
        user.save()
    assert check_demo_accounts(None) == []
    assert client.post("/admin/login/", form | {"password": "of my own"}).status_code == 302


def test_a_changed_password_is_kept(settings):
    settings.DEBUG = True
    call_command("create_demo_staff")
    editor = User.objects.get(username="editor")
    editor.set_password("of my own")
    editor.save()
    call_command("create_demo_staff")
    assert User.objects.get(username="editor").check_password("of my own")
