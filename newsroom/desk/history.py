"""The history of a row, in the language of the desk."""

import json

from django.contrib.admin.models import LogEntry
from django.utils.text import capfirst
from django.utils.translation import gettext

from newsroom import editions


def change_words(entry):
    """Return what an entry of a row's history tells, in the language of the desk.

    Django stores labels of fields as forms show them, «Headline [ru]», and then looks for these in the catalogue.
    """
    code, _colon, status = entry.change_message.partition(": ")
    if edition := editions.stored(code):  # the story was moved, as in "ru: in_review"
        return f"{edition.autonym}: {gettext(status.replace('_', ' '))}"
    if not entry.change_message.startswith("["):
        return entry.change_message
    changes = json.loads(entry.change_message)
    for change in (part["changed"] for part in changes if "changed" in part):
        change["fields"] = [label_words(label) for label in change["fields"]]
    return LogEntry(change_message=json.dumps(changes)).get_change_message()


def label_words(label):
    """Translate the label of a field, which begins with a capital and may end with the code of an edition."""
    name, bracket, code = label.partition(" [")
    translated = gettext(name)
    if translated == name:
        translated = gettext(name[:1].lower() + name[1:])
    return capfirst(translated) + bracket + code
