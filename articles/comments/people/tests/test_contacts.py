"""Contacts have one form, are unreadable in the database, and survive a change of the keys."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from articles.comments.people import contacts, sealing
from articles.comments.people.models import CodeRequest, Contact
from articles.comments.people.tests.makers import PHONE, make_person

MAIL = "dana@example.kz"


@pytest.mark.parametrize(
    "typed",
    ["+7 701 123 45 67", "8 (701) 123-45-67", "87011234567", "7011234567", "+77011234567", "８７０１１２３４５６７"],
)
def test_a_phone_number_has_one_form(typed):
    assert contacts.phone_number(typed) == PHONE


@pytest.mark.parametrize("typed", ["", "701", "Dana", "+7 7172 70 00 00", "8 800 080 77 77", "+1 212 555 01 23", "\0"])
def test_what_gets_no_message_is_refused(typed):
    with pytest.raises(ValidationError):
        contacts.phone_number(typed)


def test_countries_are_a_setting(settings):
    assert contacts.phone_number("+7 912 345-67-89") == "+79123456789"
    settings.SMS_COUNTRIES = ["KZ"]
    with pytest.raises(ValidationError, match="country"):
        contacts.phone_number("+7 912 345-67-89")


def test_a_mail_address_has_one_form():
    assert contacts.mail_address("  Dana@Example.KZ ") == MAIL
    assert contacts.mail_address("dana@қазақ.kz") == contacts.mail_address("DANA@ҚАЗАҚ.kz")


@pytest.mark.parametrize(
    "typed",
    ["", "dana", "dana@", "a@b.kz\nBcc: all@b.kz", f"{'a' * 64}@{'b' * 63}.{'c' * 200}.kz", "a@[127.0.0.1]"],
)
def test_what_is_no_mail_address_is_refused(typed):
    with pytest.raises(ValidationError):
        contacts.mail_address(typed)


@pytest.mark.django_db
def test_the_database_has_no_contact_that_can_be_read():
    make_person()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM commenters_contact")
        row = str(cursor.fetchall())
    assert Contact.objects.of("sms", PHONE).get().value == PHONE
    assert [part for part in (PHONE, PHONE[1:], "1234567") if part in row] == []
    assert not Contact.objects.of("email", PHONE).exists()


@pytest.mark.django_db
def test_nobody_joins_twice_with_one_contact():
    make_person()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_person("Another")
    make_person("Another", "+77011234568")


def test_two_seals_of_one_contact_differ_and_another_key_opens_none(settings):
    sealed = sealing.seal(PHONE)
    assert sealed != sealing.seal(PHONE)
    assert sealing.unseal(sealed) == PHONE
    settings.COMMENTER_KEYS = ["another"]
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(sealed)


@pytest.mark.django_db
def test_contacts_get_new_keys_by_a_command(settings, capsys):
    make_person()
    before = Contact.objects.values_list("sealed", "lookup").get()
    old, old_hash = settings.COMMENTER_KEYS, settings.COMMENTER_HASH_KEYS
    settings.COMMENTER_KEYS, settings.COMMENTER_HASH_KEYS = ["new", *old], ["new hash", *old_hash]
    assert Contact.objects.of("sms", PHONE).get().value == PHONE  # while the site runs with both
    CodeRequest.objects.create(kind="sms", asked_at=Contact.objects.get().confirmed_at)

    call_command("rotate_commenter_keys")

    assert capsys.readouterr().out == "Contacts encrypted again: 1.\n"
    settings.COMMENTER_KEYS, settings.COMMENTER_HASH_KEYS = ["new"], ["new hash"]
    contact = Contact.objects.of("sms", PHONE).get()
    assert (contact.value, CodeRequest.objects.count()) == (PHONE, 0)
    assert {contact.sealed, contact.lookup}.isdisjoint(before)
