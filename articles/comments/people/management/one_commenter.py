"""What the commands about one commenter share: they are told who it is."""

from django.core.management.base import BaseCommand, CommandError

from articles.comments.people.finding import found


class OneCommenterCommand(BaseCommand):
    """Calls `handle_person` with the commenter that its argument names. It is an error if there is not exactly one."""

    def add_arguments(self, parser):
        parser.add_argument("who")

    def handle(self, *args, who, **options):
        people = found(who)
        if not people:
            raise CommandError("No commenter matches.")
        if len(people) > 1:
            raise CommandError("More than one commenter matches. Use the number that the desk shows, such as #17.")
        self.handle_person(people[0])

    def handle_person(self, person):
        raise NotImplementedError
