from django.conf import settings
from django.core.management.base import BaseCommand

from articles.demonstration.demo_staff import create_demo_staff, password_of


class Command(BaseCommand):
    help = "Create one account for each role, for trying the desk out. Only with DEBUG on: the passwords are printed."

    def handle(self, *args, **options):
        if not settings.DEBUG:
            self.stdout.write("No demo staff was created: their passwords are public, and DEBUG is off.")
            return
        accounts = create_demo_staff()
        self.stdout.write("Demo staff at /admin/:")
        for username, role in accounts.items():
            self.stdout.write(f"  {username:<14} password {password_of(username):<19} ({role})")
