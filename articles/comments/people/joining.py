"""Join as a commenter, and sign in again. Both need a code that was right (`codes.proved`)."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from articles.comments.people import codes, sealing
from articles.comments.people.imitation import by_look, imitates
from articles.comments.people.models import CodeRequest, Commenter, Contact, PersonState, random_mark


class NameTaken(codes.NotAccepted):
    message = gettext_lazy("Somebody else comments under this name, or under one that looks like it.")


class Imitation(codes.NotAccepted):
    message = gettext_lazy("This name could be taken for that of the newsroom or of an author. Please choose another.")


def skeleton_of(nickname):
    """Return what a nickname looks like. Of one without letters, itself."""
    return (by_look(nickname) or f"= {nickname}")[:200]


def sign_in(row):
    """Return the commenter with the contact of a proved code, which is used up; None if they have to agree first."""
    person = person_with(row)
    has_agreed = person and person.state == PersonState.ACTIVE and person.agreement == settings.COMMENTER_AGREEMENT
    return person if has_agreed and use_up(row) else None


def person_with(row):
    contact = Contact.objects.of(row.kind, sealing.unseal(row.sealed)).select_related("person").first()
    return contact.person if contact else None


def use_up(row):
    return CodeRequest.objects.filter(pk=row.pk, is_used=False).update(is_used=True)


def join(row, nickname, *, language):
    """Let the person with the contact of a proved code agree to the rules, under a nickname. Return the commenter.

    Somebody whose agreement has ended, or was about earlier rules, is the same person again. Raise `NotAccepted`.
    """
    if imitates(nickname):
        raise Imitation
    try:
        with transaction.atomic():
            return joined(row, nickname, language)
    except IntegrityError as error:  # the constraint on skeletons, or another request with the same contact
        raise NameTaken from error


def joined(row, nickname, language):
    if not use_up(row):
        raise codes.CodeEnded
    now, person = timezone.now(), person_with(row)
    is_new, person = person is None, person or Commenter(joined_at=timezone.now())
    person.nickname, person.skeleton, person.language = nickname, skeleton_of(nickname), language
    person.agreement, person.agreed_at = settings.COMMENTER_AGREEMENT, now
    person.state, person.ended_at, person.mark = PersonState.ACTIVE, None, random_mark()
    person.save()
    if is_new:
        contact = Contact(person=person, kind=row.kind, confirmed_at=now)
        contact.set_value(sealing.unseal(row.sealed))
        contact.save()
    return person
