"""The worker of `killed_deliveries.py`: three channels, whose effects can be counted, and the loop of `deliver --loop`.

It is imported once, by a process that then makes all workers. The effects take some milliseconds at random places, so
that a kill hits each of them now before and now after what they do.
"""

import os
import random
import time

import django
from django.core.mail import EmailMessage

django.setup()

from django.contrib.auth.models import Group  # noqa: E402

from newsroom.outbox.channels import Kind, channel  # noqa: E402
from newsroom.outbox.worker import work  # noqa: E402
from newsroom.staff.mail import hand_over  # noqa: E402

LONGEST = 0.008
"""Seconds of a pause."""


def pause():
    time.sleep(random.random() * LONGEST)


def name_of(number):
    return f"Effect {number}"


@channel("own", Kind.OWN, name_of)
def write_row(number):
    pause()
    Group.objects.create(name=f"{number} {random.random()}")
    pause()


@channel("repeatable", Kind.REPEATABLE, name_of)
def write_line(number):
    """One write, so that a kill leaves either the whole line or none."""
    pause()
    file = os.open(os.environ["LINES"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(file, f"{number}\n".encode())
    os.close(file)
    pause()


@channel("message", Kind.MESSAGE, name_of)
def send(number):
    pause()
    hand_over(EmailMessage(str(number), "Text", to=["dana@example.kz"]))
    pause()


def run(seed):
    random.seed(seed)
    work()
