"""What the scripts of the edit page say, in the language of the desk. They put values in place of `{at}` and so on."""

from django.utils.translation import gettext_lazy as _

WRITING_WORDS = {
    # Where the typed text is: `static/desk/draft/save-state.js`
    "saving": _("Saving…"),
    "saved": _("Saved at {at}"),
    "offline": _("No connection: your changes are kept in this browser"),
    "offline-clean": _("No connection"),
    "not-kept": _("No connection, and this browser can’t keep your changes: don’t close this page"),
    "online": _("Connected again"),
    "signed-out": _("You are signed out: sign in again. Your changes are kept in this browser"),
    "conflict": _("Two versions of one part: choose which one stays"),
    "refused": _("Not saved: {message}"),
    "forbidden": _("Not saved: you may not change this any more. Your changes are kept in this browser"),
    "gone": _("{by} has deleted this story. Your text is still on this page"),
    "gone-by-somebody": _("Somebody has deleted this story. Your text is still on this page"),
    "recovered": _("Changes that had not been sent are saved now"),
    "discarded": _("{by} has discarded the changes at {at}"),
    "copy-gone": _("This was here until then. Copy what you need."),
    "restored": _("A new story that was kept in this browser is saved now: open it"),
    "left": _("This text has no place in the form any more. Copy what you need."),
    "throw-away": _("Throw it away"),
    "look-again": _("A colleague has just changed the text: look at it, and press the button again"),
    "conflict-in": _("{by} has changed this at the same time: compare"),
    # Who else has the story open: `static/desk/draft/people-here.js`
    "here": _("Also here: {names}"),
    # `static/desk/draft/document-insert.js`
    "not-read": _("No connection: this document was not read"),
    # Find and replace: `static/desk/writing/find-replace.js`
    "find": _("Find"),
    "replace_with": _("Replace with"),
    "previous": _("Previous match"),
    "next": _("Next match"),
    "replace": _("Replace"),
    "replace_all": _("Replace all"),
    "close": _("Close"),
    "found": _("{number} of {count}"),
    "nothing": _("Nothing found"),
    "replaced": _("Replaced: {count}"),
    # Hints while writing: `static/desk/hints/writing-hints.js`
    "hints": {
        "hints": _("hints: {count}"),
        "none": _("Nothing to improve"),
        "fix": _("Replace"),
        "fix_all": _("Replace all"),
        "letters": _("A letter of another alphabet looks like a Cyrillic one."),
        "typography": _("Quotation marks, dashes and spaces: {count}"),
        "links": _("Readers can’t open this story: it was withdrawn, or never published."),
        "repaired": _("Letters of another alphabet were replaced in:"),
    },
    # `static/desk/writing/counts.js`
    "words": _("words: {count}"),
    "characters": _("characters: {count}"),
    "minutes": _("reading time: {count} min"),
    "headline_search": _("{count} characters: search engines show {most}"),
    "headline_share": _("share cards show {most}"),
}
