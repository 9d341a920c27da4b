"""The history of a row, in the language of the desk."""

import json

from django.contrib.admin.models import LogEntry
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop

from newsroom import editions

SHARED = "shared"
STATES = {
    "writing": "draft",
    "discarded": gettext_noop("changes discarded"),
    "flash": gettext_noop("published as a flash"),
    "needed": gettext_noop("needed again"),
    "not_needed": gettext_noop("not needed"),
    "seen": gettext_noop("nothing to do after the change of the source"),
    "assigned": gettext_noop("assigned"),
    "not_assigned": gettext_noop("assigned to nobody"),
    "killed": gettext_noop("killed"),
    "kill lifted": gettext_noop("kill lifted"),
    "planned": gettext_noop("change planned"),
    "plan cancelled": gettext_noop("planned change cancelled"),
}
"""{what became of an edition: its name in the catalogues, where that is another word}"""


def change_words(entry):
    """Return what an entry of a row's history tells, in the language of the desk.

    Django stores labels of fields as forms show them, «Headline [ru]», and then looks for these in the catalogue.
    """
    code, state = state_in(entry)
    edition = editions.stored(code)
    if state:
        where = edition.autonym if edition else gettext("In all editions")
        return f"{where}: {gettext(STATES.get(state, state.replace('_', ' ')))}"
    if not entry.change_message.startswith("["):
        return entry.change_message
    changes = json.loads(entry.change_message)
    for change in (part["changed"] for part in changes if "changed" in part):
        change["fields"] = [label_words(label) for label in change["fields"]]
    return LogEntry(change_message=json.dumps(changes)).get_change_message()


def state_in(entry):
    """Return ("ru", "in_review") of an entry about an act of the edit page, else ("", "")."""
    code, _colon, state = entry.change_message.partition(": ")
    return (code, state) if code == SHARED or editions.stored(code) else ("", "")


def label_words(label):
    """Translate the label of a field, which begins with a capital and may end with the code of an edition."""
    name, bracket, code = label.partition(" [")
    translated = gettext(name)
    if translated == name:
        translated = gettext(name[:1].lower() + name[1:])
    return capfirst(translated) + bracket + code
