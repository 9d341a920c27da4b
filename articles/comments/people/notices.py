"""What the first page of the desk says about disclosures."""

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.comments.people import disclosing
from articles.comments.people.models import Disclosure
from newsroom.desk.first_page import Notice


def undecided(request):
    """Disclosures that somebody else has asked for."""
    if not request.user.has_perm(disclosing.DECIDE):
        return
    number = Disclosure.objects.filter(is_granted=None).exclude(asked_by=request.user).count()
    if number:
        address = f"{reverse('admin:commenters_disclosure_changelist')}?is_granted__isnull=True"
        yield Notice(_("disclosures of contacts wait for your decision"), address, str(number), "blocks")
