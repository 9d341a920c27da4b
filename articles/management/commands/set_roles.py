from django.core.management.base import BaseCommand

from articles.editorial.roles import ROLES, set_roles


class Command(BaseCommand):
    help = "Create or update a group with its permissions for each role of the newsroom. Safe to repeat."

    def handle(self, *args, **options):
        set_roles()
        self.stdout.write(f"Roles: {', '.join(ROLES)}.")
