from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand

from articles.editorial.roles import ROLES, set_roles
from newsroom.staff.models import User


class Command(BaseCommand):
    help = "One account for each role, for trying things out. Only with debug on: the passwords are printed."

    def handle(self, *args, **options):
        if not settings.DEBUG:
            self.stdout.write("No demo staff: their passwords are known to everybody, and debug is off.")
            return
        set_roles()
        self.stdout.write("Demo staff at /admin/:")
        for role in ROLES:
            name = role.replace(" ", "-")
            user, is_new = User.objects.get_or_create(username=name, defaults={"is_staff": True})
            if is_new:
                user.set_password(f"{name}-demo")
                user.save()
                user.groups.add(Group.objects.get(name=role))
            self.stdout.write(f"  {name:<14} password {name}-demo")
        admin, is_new = User.objects.get_or_create(username="admin", defaults={"is_staff": True, "is_superuser": True})
        if is_new:
            admin.set_password("admin-demo")
            admin.save()
        self.stdout.write("  admin          password admin-demo (everything)")
