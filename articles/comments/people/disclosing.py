"""Disclose the contact of a commenter: one person asks with a reason, another one decides, and the first sees it once.

The row of `Disclosure` is the log of these acts.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.comments.people.models import Contact, Disclosure

ASK, DECIDE, SEE = "commenters.add_disclosure", "commenters.change_disclosure", "commenters.view_contact"


def refuse_without(user, *permissions):
    if not user.has_perms(permissions):
        raise PermissionDenied


def ask(person, *, reason, by):
    """Ask for the contact of a person. Raise ValidationError if there is none any more, or no reason."""
    refuse_without(by, ASK)
    if not reason.strip():
        raise ValidationError(_("Please give a reason."))
    if not Contact.objects.filter(person=person).exists():
        raise ValidationError(_("The contact of this person has been erased."))
    return Disclosure.objects.create(person=person, reason=reason, asked_by=by, asked_at=timezone.now())


@transaction.atomic
def decide(disclosure, *, is_granted, by):
    """Grant or refuse what somebody else has asked for. Raise ValidationError if it is decided, or one's own."""
    refuse_without(by, DECIDE)
    row = Disclosure.objects.select_for_update().get(pk=disclosure.pk)
    if row.asked_by_id == by.pk:
        raise ValidationError(_("You have asked for this yourself. Another person has to decide."))
    if row.is_granted is not None:
        raise ValidationError(_("This has been decided already."))
    row.is_granted, row.decided_by, row.decided_at = is_granted, by, timezone.now()
    row.save(update_fields=["is_granted", "decided_by", "decided_at"])
    return row


@transaction.atomic
def see(disclosure, *, by):
    """Return the contact to the person who has asked for it: once, within a day of the decision."""
    refuse_without(by, SEE)
    row = Disclosure.objects.select_for_update().get(pk=disclosure.pk)
    if row.asked_by_id != by.pk:
        raise PermissionDenied
    contact = Contact.objects.filter(person=row.person_id).first()
    if not row.can_be_seen or contact is None:
        raise ValidationError(_("The contact cannot be seen: it was seen already, erased, or the day has passed."))
    row.shown_at = timezone.now()
    row.save(update_fields=["shown_at"])
    return contact.value
