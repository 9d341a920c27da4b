"""What the first page of the desk says about outside effects."""

from django.urls import reverse
from django.utils.translation import gettext as _

from newsroom.desk.first_page import Notice
from newsroom.outbox.models import Effect


def undecided(request):
    """Effects that wait for a decision of the user."""
    number = Effect.objects.undecided().count() if request.user.has_perm("outbox.change_effect") else 0
    if number:
        address = reverse("admin:outbox_effect_changelist")
        yield Notice(_("mails and other outside effects wait for your decision"), address, str(number), "blocks")
