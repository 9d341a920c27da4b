"""What readers type as a phone number or a mail address, in the one form in which it is stored and compared."""

import unicodedata

import phonenumbers
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_domain_name, validate_email
from django.utils.translation import gettext as _
from phonenumbers import PhoneNumberType

LONGEST_ADDRESS = 254
MOBILE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}


def phone_number(text):
    """Return a mobile number as +77011234567. Without a code of a country it is one of the site's country."""
    try:
        number = phonenumbers.parse(unicodedata.normalize("NFKC", text), settings.SMS_COUNTRIES[0])
    except phonenumbers.NumberParseException as error:
        raise ValidationError(_("This is not a phone number.")) from error
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in MOBILE:
        raise ValidationError(_("This is not the number of a mobile phone."))
    if phonenumbers.region_code_for_number(number) not in settings.SMS_COUNTRIES:
        raise ValidationError(_("We cannot send messages to numbers of this country."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def masked(contact):
    """Return a contact so that its owner knows it and others don't: +7 … 67, a…@example.kz."""
    name, at, host = contact.rpartition("@")
    return f"{name[:1]}…@{host}" if at else f"{contact[:2]} … {contact[-2:]}"


def mail_address(text):
    """Return an address in small letters, because one person is not two by capitals."""
    address = unicodedata.normalize("NFKC", text).strip().lower()
    name, at, host = address.rpartition("@")
    try:
        address = f"{name}{at}{host.encode('idna').decode()}"
        validate_email(address)
        validate_domain_name(address.rpartition("@")[2])  # no address of a computer, such as [127.0.0.1]
    except (ValidationError, UnicodeError) as error:
        raise ValidationError(_("This is not a mail address.")) from error
    if len(address) > LONGEST_ADDRESS:
        raise ValidationError(_("This is not a mail address."))
    return address
