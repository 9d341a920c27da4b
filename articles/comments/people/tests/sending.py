"""Sign in as a reader does: with forms of our own pages, and the message that has arrived."""

from articles.comments.people.tests.makers import PHONE
from articles.tests.page_content import elements
from newsroom.outbox.delivery import deliver_due

OURS = {"Sec-Fetch-Site": "same-origin"}
HERE = "/ru/commenter/"


def ask_for_code(client, contact=PHONE, here=HERE, **fields):
    return client.post(here, {"contact": contact} | fields, headers=OURS)


def code_from(gateway):
    deliver_due()
    return gateway.received[-1][1]["text"][:6]


def type_code(client, gateway, asked):
    return client.post(asked.url, {"code": code_from(gateway)}, headers=OURS)


def join(client, page, nickname="Айгүл", here=HERE, **fields):
    (proof,) = elements(page, "input", name="proof")
    values = {"proof": proof.get("value"), "nickname": nickname, "agrees": "on"} | fields
    return client.post(f"{here}join/", values, headers=OURS)


def sign_up(client, gateway, nickname="Айгүл", contact=PHONE, here=HERE):
    asked = ask_for_code(client, contact, here)
    return join(client, type_code(client, gateway, asked), nickname, here)
