"""The history of a row, in the language of the desk."""

import json
import re

from django.contrib.admin.models import LogEntry
from django.utils.text import capfirst
from django.utils.translation import gettext

from newsroom import editions

LABEL = re.compile(r"(?P<name>.+?)(?P<edition> \[[\w-]+\])?", re.DOTALL)
MOVE = re.compile(r"(?P<edition>[\w-]+): (?P<status>\w+)")


def change_words(entry):
    """Return what an entry of a row's history tells, in the language of the desk.

    Django stores labels of fields as forms show them, «Headline [ru]», and then looks for these in the catalogue.
    """
    message = entry.change_message
    if move := MOVE.fullmatch(message):
        edition = editions.stored(move["edition"])
        return f"{edition.autonym if edition else move['edition']}: {gettext(move['status'].replace('_', ' '))}"
    if not message.startswith("["):
        return message
    changes = json.loads(message)
    for change in (part["changed"] for part in changes if "changed" in part):
        change["fields"] = [label_words(label) for label in change["fields"]]
    return LogEntry(change_message=json.dumps(changes)).get_change_message()


def label_words(label):
    """Translate the label of a field, which begins with a capital and may end with the code of an edition."""
    if not (parts := LABEL.fullmatch(label)):
        return label
    name = parts["name"]
    translated = gettext(name)
    if translated == name:
        translated = gettext(name[0].lower() + name[1:])
    return capfirst(translated) + (parts["edition"] or "")
