"""Demo accounts have public passwords, so nobody can sign in with one of those unless DEBUG is on.

A database that was tried out may become the real one, with the accounts in it.
"""

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.checks import Error, Info, Tags, register
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError

from newsroom.staff.models import User

ADMIN = "admin"


def demo_username(role):
    return role.replace(" ", "-")


def demo_password(username):
    return f"{username}-demo"


class NoDemoPasswords:
    """A backend that accepts nobody, and refuses demo passwords before a later backend accepts them.

    It refuses them whatever the user name, because a demo account may have been renamed.
    """

    def authenticate(self, request, password=None, **credentials):
        if not settings.DEBUG and password in map(demo_password, demo_usernames()):
            raise PermissionDenied


@register(Tags.security, deploy=True)
def check_demo_accounts(app_configs, **kwargs):
    try:
        names = [
            user.username for user in possible_demo_accounts() if user.check_password(demo_password(user.username))
        ]
    except DatabaseError:  # as before the first migration
        return [Info("The database could not be searched for demo accounts.", id="staff.I001")]
    hint = "Delete them, or give them other passwords. Until then nobody can sign in to them with DEBUG off."
    return [Error(f"These accounts have public passwords: {', '.join(names)}.", hint, id="staff.E001")] if names else []


def possible_demo_accounts():
    """Return the accounts with names of demo accounts. To check the passwords of all would take long."""
    return User.objects.filter(username__in=demo_usernames()).order_by("username")


def demo_usernames():
    return [ADMIN, *map(demo_username, Group.objects.values_list("name", flat=True))]
