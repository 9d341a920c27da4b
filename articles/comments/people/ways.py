"""The ways in which a reader can be identified. Another one, such as e-government, is another entry of `WAYS`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.comments.people import contacts, sms
from newsroom.staff.mail import hand_over


@dataclass(frozen=True)
class Way:
    kind: str
    label: str
    """What the reader is asked for."""
    before: str
    """What readers have to know before they write a comment."""
    widget: dict
    """Attributes of the field: which keyboard a phone shows, and what browsers fill in."""
    normalise: Callable
    """Returns the one form of a contact, or raises ValidationError."""
    send: Callable
    """Sends a text to a contact. Raises NotDoneError if it has certainly not left us."""


def send_mail(address, text):
    hand_over(EmailMessage(_("Your code"), text, to=[address]))


WAYS = {
    "email": Way(
        "email",
        gettext_lazy("Your e-mail address"),
        gettext_lazy("Readers who comment sign in: a code comes by e-mail."),
        {"type": "email", "inputmode": "email", "autocomplete": "email", "dir": "ltr"},
        contacts.mail_address,
        send_mail,
    ),
    "sms": Way(
        "sms",
        gettext_lazy("Your mobile phone number"),
        gettext_lazy("Readers who comment sign in: a code comes to their mobile phone."),
        {"type": "tel", "inputmode": "tel", "autocomplete": "tel", "dir": "ltr"},
        contacts.phone_number,
        sms.send,
    ),
}


def current_way():
    """Return how commenters are identified at this site; None if they aren't."""
    return WAYS.get(settings.COMMENTER_IDENTITY)


def is_identity_required():
    return current_way() is not None
