from contextlib import suppress

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand

from articles.demonstration.demo_staff import create_demo_staff
from articles.demonstration.working_day import add_working_day
from newsroom.staff.demo_accounts import demo_password


class Command(BaseCommand):
    help = "Create demo accounts, and a day of their work. Works only with DEBUG on, because the passwords are public."

    def handle(self, *args, **options):
        if not settings.DEBUG:
            self.stdout.write("No demo accounts created: DEBUG is off, and their passwords are public.")
            return
        accounts = create_demo_staff()
        with suppress(PermissionDenied):  # an administrator may have changed what the roles may do
            add_working_day()
        self.stdout.write("Demo accounts for /admin/:")
        for username, role in accounts.items():
            self.stdout.write(f"  {username:<14} password {demo_password(username):<19} ({role})")
