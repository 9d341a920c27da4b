"""A real worker is killed while a mail server answers. See also `benchmarks/killed_deliveries.py`."""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection, transaction

from newsroom.outbox.delivery import deliver_due
from newsroom.outbox.models import Effect
from newsroom.outbox.tests.conftest import LATER, let_pass
from newsroom.staff.mail import write_to
from newsroom.staff.models import User
from newsroom.tests.mail_server import MailServer

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def database_url():
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    host = values.get("HOST") or values["OPTIONS"].get("host", "")
    return f"postgres://{values['USER']}:@/{values['NAME']}?host={host}"


def worker(server):
    environment = os.environ | {"DATABASE_URL": database_url(), "MAIL_URL": server.url}
    command = [sys.executable, "manage.py", "deliver", "--loop"]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment)


def test_a_mail_is_not_sent_again_after_the_worker_was_killed_while_it_was_sent():
    for name in ("dana", "asel"):
        person = User.objects.create_user(name, f"{name}@example.kz")
        with transaction.atomic():
            write_to(person, lambda: ("Subject", "Text"), act="act 1")
    with MailServer() as server:
        process = worker(server)
        server.then = lambda: os.kill(process.pid, signal.SIGKILL)
        assert process.wait(timeout=60) == -signal.SIGKILL
        assert [mail["to"] for mail in server.received] == ["dana@example.kz"]
        assert Effect.objects.open().count() == 2  # its lease has not ended yet
        let_pass(LATER)
        process = worker(server)
        server.then = process.terminate
        assert process.wait(timeout=60) == 0  # it completes what it is doing
        assert [mail["to"] for mail in server.received] == ["dana@example.kz", "asel@example.kz"]
        assert [effect.payload["name"] for effect in Effect.objects.undecided()] == ["dana"]
        assert deliver_due() == 0
