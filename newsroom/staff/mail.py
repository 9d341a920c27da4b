"""Mails to members of staff, by the outbox: at most once each, and a chief editor sees those that may not have come."""

from contextlib import suppress
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils import translation
from django.utils.translation import gettext as _

from newsroom.outbox import adding as outbox
from newsroom.outbox.channels import Kind, NotDoneError, channel
from newsroom.staff.models import User

MAIL = "mail"
MOST_LETTERS = 200
"""Of a subject."""


def write_to(person, words, *, act):
    """Add a mail to a member of staff to the outbox, in the transaction of the act with the key `act`.

    `words` returns its subject and its text. It is called in the language of the person. Nobody gets two mails about
    one act, and nobody without an address gets any. Return whether there will be one.
    """
    if not person.is_active or not person.email:
        return False
    with translation.override(person.language or settings.DESK_LANGUAGES[0]):
        subject, text = words()
    letter = {"user": person.pk, "name": str(person), "subject": " ".join(subject.split())[:MOST_LETTERS], "text": text}
    outbox.add(MAIL, act=f"{act}, to {person.pk}", **letter)
    return True


def words_of_mail(name, subject, **rest):
    return _("Mail to %(person)s: %(subject)s") % {"person": name, "subject": subject}


@channel(MAIL, Kind.MESSAGE, words_of_mail)
def send(user, name, subject, text):
    """Send a mail to the address that the person has now. Somebody who has left gets none."""
    person = User.objects.filter(pk=user, is_active=True).exclude(email="").first()
    if person:
        hand_over(EmailMessage(subject, text, to=[person.email]))


def hand_over(letter):
    """Hand a mail over to the mail server. Raise NotDoneError if it has certainly not taken it."""
    connection = get_connection()
    try:
        connection.open()
    except (OSError, SMTPException) as error:
        raise NotDoneError(str(error)) from error
    try:
        connection.send_messages([letter])
    except (SMTPResponseException, SMTPRecipientsRefused) as error:  # the server has answered that it won't
        raise NotDoneError(str(error)) from error
    finally:
        with suppress(OSError, SMTPException):  # it has the mail, whatever happens to the connection afterwards
            connection.close()
