from django.core.management.base import BaseCommand

from articles.editorial.roles import ROLES, set_roles


class Command(BaseCommand):
    help = "Make the newsroom's roles as groups, with exactly the permissions of the table. Safe to repeat."

    def handle(self, *args, **options):
        set_roles()
        self.stdout.write(f"Roles: {', '.join(ROLES)}.")
