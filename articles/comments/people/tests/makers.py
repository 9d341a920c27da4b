"""Make commenters for tests."""

import itertools

from django.conf import settings
from django.utils import timezone

from articles.comments.people.models import Commenter, Contact

PHONE = "+77011234567"
NUMBERS = itertools.count(1)


def make_person(nickname="Reader", contact=PHONE, kind="sms", **fields):
    """Make a commenter whose agreement is in force."""
    now = timezone.now()
    values = {"skeleton": f"skeleton {next(NUMBERS)}", "language": "ru", "agreement": settings.COMMENTER_AGREEMENT}
    values |= {"agreed_at": now, "joined_at": now}
    person = Commenter.objects.create(nickname=nickname, **values | fields)
    row = Contact(person=person, kind=kind, confirmed_at=now)
    row.set_value(contact)
    row.save()
    return person
