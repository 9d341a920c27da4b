"""What an administrator does with the account of a colleague. Each act is logged."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django_mfa.models import Authenticator

from newsroom.staff.models import Event
from newsroom.staff.sign_in_log import note


@transaction.atomic
def reset_second_factor(person, *, by, request):
    """Delete the factors of a person who has lost them. The next sign-in with the password may set up new ones."""
    Authenticator.objects.filter(user=person).delete()
    person.sessions.all().delete()
    note(Event.RESET, person, by=by, request=request)


@transaction.atomic
def end_sessions(person, *, by, request):
    """Sign a person out everywhere."""
    person.sessions.all().delete()
    note(Event.ENDED, person, by=by, request=request)


@transaction.atomic
def close_account(person, *, by, request):
    """Close the account of somebody who leaves. Bylines, drafts and the log keep their name.

    They are signed out everywhere, and neither their password nor their second factor works again, even if somebody
    makes the account active later.
    """
    if person.pk == by.pk:
        raise ValidationError(_("You cannot close your own account."))
    person.is_active = False
    person.set_unusable_password()
    person.save(update_fields=["is_active", "password"])
    Authenticator.objects.filter(user=person).delete()
    person.sessions.all().delete()
    note(Event.CLOSED, person, by=by, request=request)
