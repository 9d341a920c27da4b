"""Codes: sent once by the outbox, typed within ten minutes and few tries, and unreadable in the database."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from articles.comments.people import codes
from articles.comments.people.models import CodeRequest
from articles.comments.people.tests.makers import PHONE, make_person
from newsroom.outbox.delivery import deliver_due
from newsroom.outbox.models import Effect

pytestmark = pytest.mark.django_db

ANOTHER = "+77011234568"


def ask(contact=PHONE, kind="sms", address="203.0.113.7", language="ru"):
    return codes.ask(kind, contact, address=address, language=language)


def sent(gateway):
    """Return the latest code that has arrived."""
    deliver_due()
    return gateway.received[-1][1]["text"].split(":")[0]


def rows_of(*tables):
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            yield from map(str, cursor.fetchall())


def test_a_code_is_sent_once_and_proves_the_number(gateway):
    row = ask()
    assert gateway.received == []  # nothing is sent within the transaction
    code = sent(gateway)
    assert deliver_due() == 0
    assert gateway.received == [
        ("Bearer secret", {"to": PHONE, "text": f"{code}: ваш код для комментариев на сайте «Аймақ»", "from": ""})
    ]
    assert codes.proved(codes.check(row.mark, f" {code[:3]} {code[3:]} ")).pk == row.pk


def test_neither_the_code_nor_the_number_can_be_read_in_the_database(gateway):
    row = ask()
    before = [*rows_of("commenters_coderequest", "outbox_effect")]
    code = sent(gateway)
    row.refresh_from_db()
    texts = [*before, *rows_of("commenters_coderequest", "outbox_effect")]
    assert [text for text in texts if f"'{code}" in text or PHONE[1:] in text or f"{code}'" in text] == []
    assert (row.sealed_code, str(Effect.objects.get())) == ("", "Code for a commenter")


def test_a_code_has_five_tries_even_if_the_last_is_right(gateway):
    row = ask()
    code = sent(gateway)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _number in range(4):
        with pytest.raises(codes.WrongCode):
            codes.check(row.mark, wrong)
    with pytest.raises(codes.CodeEnded):
        codes.check(row.mark, wrong)
    with pytest.raises(codes.CodeEnded):
        codes.check(row.mark, code)


def test_a_code_is_used_once_and_ends(gateway, clock):
    row, now = ask(), timezone.now()
    code = sent(gateway)
    clock(now + codes.LIFE + timedelta(seconds=1))
    with pytest.raises(codes.CodeEnded):
        codes.check(row.mark, code)
    clock(now + codes.LIFE - timedelta(seconds=5))
    proof = codes.check(row.mark, code)
    with pytest.raises(codes.CodeEnded):
        codes.check(row.mark, code)
    assert codes.proved(proof)
    clock(now + codes.PROOF_LIFE + timedelta(seconds=1))
    assert codes.proved(proof) is None
    assert codes.proved("") is None


def test_digits_of_other_keyboards_are_digits(gateway):
    row = ask()
    arabic = sent(gateway).translate({ord("0") + number: 0x660 + number for number in range(10)})
    assert codes.proved(codes.check(row.mark, arabic))


# Limits, which are the same whether the contact is known


@pytest.mark.parametrize("is_known", [True, False])
def test_one_contact_gets_one_code_a_minute_and_five_a_day(clock, is_known):
    now = timezone.now()
    if is_known:
        make_person()
    asked = 0
    for minutes in (0, 0.5, 2, 4, 6, 8, 10, 12):
        clock(now + timedelta(minutes=minutes))
        try:
            ask(address=f"203.0.113.{minutes}")
            asked += 1
        except codes.TooManyCodes:
            assert minutes in (0.5, 10, 12)
    assert asked == 5
    clock(now + timedelta(days=1, minutes=13))
    ask()
    assert CodeRequest.objects.count() == 1  # and those of yesterday are forgotten


def test_one_address_and_the_whole_site_have_limits_too(settings):
    for number in range(10):
        ask(f"+770112340{number:02}")
    with pytest.raises(codes.TooManyCodes):
        ask(ANOTHER)
    settings.MOST_CODES_AN_HOUR = 11
    ask(ANOTHER, address="203.0.113.8")
    with pytest.raises(codes.TooManyCodes):
        ask("+77011234569", address="203.0.113.9")


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_many_requests_at_once_have_one_code():
    start, asked = threading.Barrier(6), []

    def send(number):
        start.wait()
        try:
            asked.append(ask(address=f"203.0.113.{number}"))
        except codes.TooManyCodes:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[number]) for number in range(6)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert len(asked) == 1


# Failures of the gateway


@pytest.mark.parametrize(("status", "state"), [(500, "waiting"), (403, "waiting"), (302, "waiting"), (202, "done")])
def test_a_gateway_that_refuses_is_asked_again_while_the_code_holds(gateway, clock, status, state):
    ask()
    gateway.status, now = status, timezone.now()
    deliver_due()
    assert (Effect.objects.get().state, len(gateway.received)) == (state, 1)
    clock(now + codes.LIFE + timedelta(minutes=1))
    deliver_due()
    assert (Effect.objects.get().state, len(gateway.received)) == ("done", 1)


@pytest.mark.parametrize("is_there", [True, False])
def test_a_gateway_that_does_not_answer_keeps_nobody(gateway, settings, is_there, caplog):
    ask()
    gateway.delay, settings.SMS_TIMEOUT = 1, 0.1
    if not is_there:
        settings.SMS_URL = "http://127.0.0.1:9/send"
    deliver_due()
    assert Effect.objects.get().state == ("done" if is_there else "waiting")  # it may have been sent
    assert "may not have been sent" in caplog.text if is_there else "reached" in Effect.objects.get().error
    assert PHONE not in caplog.text


def test_the_console_prints_codes_in_development(settings, capsys):
    ask(language="kk")
    deliver_due()
    assert capsys.readouterr().out.startswith(f"SMS to {PHONE}: ")


def test_a_code_can_come_by_mail():
    row = ask("dana@example.kz", "email", language="kk")
    deliver_due()
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["dana@example.kz"], "Сіздің кодыңыз")
    assert codes.check(row.mark, letter.body.split(":")[0])
