from django.core.management.base import BaseCommand

from articles.editorial.roles import ROLES, set_roles


class Command(BaseCommand):
    help = "Give each role exactly the permissions that it has in a new installation. Changes made by hand are lost."

    def handle(self, *args, **options):
        set_roles()
        self.stdout.write(f"Roles: {', '.join(ROLES)}.")
