"""Mails to staff: in their language, at most one, and known to be uncertain where nobody can know."""

import pytest
from django.db import transaction
from django.utils.translation import gettext

from newsroom.outbox.delivery import deliver_due
from newsroom.outbox.models import Effect
from newsroom.staff.mail import write_to
from newsroom.staff.models import User
from newsroom.tests.mail_server import MailServer

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def server(settings):
    with MailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        yield server


@pytest.fixture
def dana():
    return User.objects.create_user("dana", "dana@example.kz", language="kk")


def write(person, act="act 1"):
    with transaction.atomic():
        return write_to(person, lambda: (gettext("Newsroom") + "\nBcc: all@example.kz", "Сәлем!"), act=act)


def test_a_mail_arrives_once_in_the_language_of_the_person(server, dana):
    assert [write(dana), write(dana)] == [True, True]
    assert write(User.objects.create_user("asel", "asel@example.kz", language="ru"))
    assert deliver_due() == 2
    assert [(mail["to"], mail["subject"], mail["bcc"], mail.get_content().strip()) for mail in server.received] == [
        ("dana@example.kz", "Редакция Bcc: all@example.kz", None, "Сәлем!"),
        ("asel@example.kz", "Редакция Bcc: all@example.kz", None, "Сәлем!"),
    ]
    assert deliver_due() == 0


@pytest.mark.parametrize("changes", [{"email": ""}, {"is_active": False}], ids=str)
def test_nobody_gets_mail_who_has_no_address_or_has_left_in_the_meantime(server, dana, changes):
    assert write(dana)
    User.objects.update(**changes)
    dana.refresh_from_db()
    assert not write(dana, "act 2")
    assert (deliver_due(), server.received) == (1, [])


@pytest.mark.parametrize(
    ("command", "answer", "state"),
    [
        (b"MAIL", "451 later", "waiting"),
        (b"RCPT", "550 nobody", "waiting"),
        (b"DATA", "554 no", "waiting"),
        ("mail", "554 spam", "waiting"),
        ("mail", None, "sending"),  # it has the mail, and breaks off before it says so
        (b"QUIT", None, "done"),
    ],
)
def test_only_a_mail_that_has_certainly_not_arrived_is_tried_again(server, dana, command, answer, state):
    write(dana)
    server.answers[command] = answer
    assert deliver_due() == 1
    effect = Effect.objects.get()
    assert (effect.state, effect.is_uncertain) == (state, state == "sending")


def test_no_mail_server_at_all(server, dana):
    write(dana)
    server.server_close()
    assert deliver_due() == 1
    assert Effect.objects.get().state == "waiting"
