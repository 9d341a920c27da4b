from django.core.management.base import BaseCommand
from django.db import transaction

from articles.comments.people.models import CodeRequest, Contact


class Command(BaseCommand):
    help = (
        "Encrypt and hash all contacts of commenters with the first keys of COMMENTER_KEYS and COMMENTER_HASH_KEYS."
        " Put a new key before the others, restart, run this command, and then remove the former key of COMMENTER_KEYS."
        " Former keys of COMMENTER_HASH_KEYS stay, because the list of erasures has hashes of them."
    )

    def handle(self, *args, **options):
        number = 0
        for pk in Contact.objects.order_by("pk").values_list("pk", flat=True):
            number += rotate(pk)
        CodeRequest.objects.all().delete()  # they are minutes old; readers ask for another code
        self.stdout.write(f"Contacts encrypted again: {number}.")


@transaction.atomic
def rotate(pk):
    contact = Contact.objects.select_for_update().filter(pk=pk).first()
    if contact is None:  # erased meanwhile
        return 0
    contact.set_value(contact.value)
    contact.save(update_fields=["sealed", "lookup"])
    return 1
