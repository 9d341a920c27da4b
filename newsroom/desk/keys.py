"""The keys of the desk. The list that «?» opens shows them, and the scripts read from that list what a key does.

So a key that is not listed does nothing. Keys are named by their places on the keyboard (`KeyboardEvent.code`), because
they have to work in the Kazakh layout, too.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

NAMES = {"Mod": "Ctrl", "Slash": "/", "Escape": "Esc", "ArrowUp": "↑", "ArrowDown": "↓", "Period": "."}
NAMES |= {"Space": _("Space")}


@dataclass
class Key:
    act: str
    """What scripts call it. Empty if the browser or the editor's own code listens to the key."""
    code: str
    """`Mod+Shift+KeyP`: keys that are held together; `KeyG KeyM`: one after the other."""
    words: str

    @property
    def caps(self):
        """Return what is printed on the keys."""
        if self.code == "Shift+Slash":
            return ["?"]
        return [NAMES.get(name, name.removeprefix("Key")) for name in self.code.replace("+", " ").split()]


EVERYWHERE = [
    Key("find-story", "Slash", _("Find a story")),
    Key("new-story", "KeyN", _("New story")),
    Key("open-newsroom", "KeyG KeyD", _("Newsroom")),
    Key("open-stories", "KeyG KeyM", _("Stories")),
    Key("open-editions", "KeyG KeyI", _("Editions")),
    Key("open-photos", "KeyG KeyP", _("Photos")),
    Key("open-comments", "KeyG KeyC", _("Comments")),
    Key("open-front-page", "KeyG KeyF", _("Front page")),
    Key("open-daybook", "KeyG KeyW", _("Daybook")),
    Key("", "Escape", _("Close a menu")),
    Key("show-keys", "Shift+Slash", _("This list")),
]
STORY = [
    Key("save", "Mod+KeyS", _("Save now")),
    Key("preview", "Mod+Shift+KeyP", _("Preview")),
    Key("find", "Mod+KeyF", _("Find and replace in this edition")),
    Key("insert-photos", "Mod+Shift+KeyF", _("Photos for the story")),
    Key("recall", "Mod+Shift+KeyE", _("Recall a story")),
    Key("note", "Mod+Alt+KeyM", _("Note on the selected words")),
    Key("", "Alt+ArrowUp", _("Move a photo up, or down with ↓")),
    Key("fix-hint", "Mod+Period", _("Apply the next hint")),
    Key("next-hint", "Alt+Period", _("To the next hint")),
    Key("suggest", "Mod+Shift+KeyU", _("Suggest changes, or make them again")),
    Key("accept-suggestion", "Alt+KeyA", _("Accept the suggestion at the caret, and go to the next")),
    Key("refuse-suggestion", "Alt+KeyR", _("Refuse the suggestion at the caret, and go to the next")),
    Key("", "Mod+KeyB", _("bold")),
    Key("", "Mod+KeyI", _("italic")),
    Key("", "Mod+KeyK", _("link")),
    Key("undo", "Mod+KeyZ", _("undo")),
    Key("redo", "Mod+Shift+KeyZ", _("redo")),
]
SIDE_BY_SIDE = [
    Key("next-pair", "Alt+ArrowDown", _("To what changed")),
    Key("check-pair", "Alt+Enter", _("Mark as checked, and go on")),
]
COMPARISON = [Key("next-change", "KeyN", _("Next change"))]
BOARD = [Key("", "ArrowUp", _("From cell to cell, also with ↓ ← →")), Key("", "Enter", _("Open the cell"))]
FRONT = [Key("", "Space", _("Lift a story from its place, carry it with ↑ ↓, and put it down"))]
COMMENTS = [
    Key("approve-comment", "KeyA", _("Approve the comment, or all ticked ones")),
    Key("reject-comment", "KeyR", _("Reject it; then a digit says why")),
    Key("put-off-comment", "KeyS", _("Put it off to the end of the queue")),
    Key("hide-thread", "KeyH", _("Hide it with its answers")),
    Key("pin-comment", "KeyP", _("Pin it")),
    Key("answer-comment", "KeyT", _("Answer it")),
    Key("warn-writer", "KeyW", _("Warn its writer")),
    Key("ban-writer", "KeyB", _("Ban its writer")),
    Key("write-note", "KeyE", _("Write a note on its writer")),
    Key("undo-decision", "KeyU", _("Undo the last decision")),
    Key("next-comment", "KeyJ", _("Next comment")),
    Key("previous-comment", "KeyK", _("Previous comment")),
    Key("tick-comment", "KeyX", _("Tick the comment")),
    Key("next-filter", "KeyV", _("Next filter: waiting, reported, and so on")),
    Key("find-comments", "KeyL", _("Find comments")),
]
GROUPS = [
    (_("On every page"), "", EVERYWHERE),
    (_("In a story"), "open-stories", STORY),
    (_("Side by side"), "open-stories", SIDE_BY_SIDE),
    (_("Publications"), "open-stories", COMPARISON),
    (_("Editions"), "open-editions", BOARD),
    (_("Front page"), "open-front-page", FRONT),
    (_("Comments"), "open-comments", COMMENTS),
]
"""Words, the act that leads to such pages, and the keys. A group is shown to those who have that act in the menu."""
