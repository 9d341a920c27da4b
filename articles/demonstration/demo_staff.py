"""Demo accounts for trying out the admin, one for each role. Their passwords are public."""

from django.contrib.auth.models import Group

from articles.editorial.roles import ROLES
from newsroom.staff.demo_accounts import ADMIN, demo_password, demo_username
from newsroom.staff.models import User


def create_demo_staff():
    """Create the accounts that don't exist yet; return {username: role} of all of them."""
    accounts = {}
    for role in ROLES:
        username = demo_username(role)
        user, is_new = User.objects.get_or_create(username=username, defaults={"is_staff": True})
        if is_new:
            set_demo_password(user)
            user.groups.add(*Group.objects.filter(name=role))  # an administrator may have deleted the role
        accounts[username] = role
    admin, is_new = User.objects.get_or_create(username=ADMIN, defaults={"is_staff": True, "is_superuser": True})
    if is_new:
        set_demo_password(admin)
    return accounts | {ADMIN: "everything"}


def set_demo_password(user):
    user.set_password(demo_password(user.username))
    user.save()
