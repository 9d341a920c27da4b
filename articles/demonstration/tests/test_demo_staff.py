"""Accounts with known passwords exist on a developer's machine only."""

import pytest
from django.core.management import call_command

from articles.editorial.roles import ROLES
from newsroom.staff.models import User

pytestmark = pytest.mark.django_db


def test_without_debug_there_is_nobody(settings, capsys):
    settings.DEBUG = False
    call_command("create_demo_staff")
    assert User.objects.count() == 0
    assert "demo" in capsys.readouterr().out


def test_with_debug_there_is_one_for_each_role_and_their_passwords_are_printed(settings, capsys, client):
    settings.DEBUG = True
    call_command("create_demo_staff")
    printed = capsys.readouterr().out
    assert User.objects.count() == len(ROLES) + 1
    for role in ROLES:
        name = role.replace(" ", "-")
        assert f"password {name}-demo" in printed
        assert client.login(username=name, password=f"{name}-demo")
        assert [group.name for group in User.objects.get(username=name).groups.all()] == [role]


def test_a_password_that_was_changed_stays(settings):
    settings.DEBUG = True
    call_command("create_demo_staff")
    editor = User.objects.get(username="editor")
    editor.set_password("of my own")
    editor.save()
    call_command("create_demo_staff")
    assert User.objects.get(username="editor").check_password("of my own")
