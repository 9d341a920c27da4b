from articles.comments.people.ending import erase
from articles.comments.people.management.one_commenter import OneCommenterCommand


class Command(OneCommenterCommand):
    help = (
        "Erase the contact and the name of a commenter at once, for good: «erase_commenter +77011234567», a mail"
        " address, a nickname or «#17», the number at the desk. Their comments stay without a name. The list of"
        " erasures (ERASURES_FILE) keeps them erased when an old backup is restored."
    )

    def handle_person(self, person):
        erase(person)
        self.stdout.write(f"Erased: #{person.pk}.")
