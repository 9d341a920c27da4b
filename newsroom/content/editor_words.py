"""The words of the editor: its buttons and choices, which it has in English only, and the nodes in a text.

`static/desk/menu-words.js` sets the buttons' words, `story-nodes.js` the nodes'.
"""

from django.utils.translation import gettext_lazy as _

# {what the editor calls a button or a choice of its dialogs: its name at the desk}
WORDS = {
    "heading 2": _("level 2 heading"),
    "heading 3": _("level 3 heading"),
    "paragraph": _("paragraph"),
    "unordered list": _("bulleted list"),
    "ordered list": _("numbered list"),
    "blockquote": _("quotation"),
    "horizontal rule": _("horizontal line"),
    "bold": _("bold"),
    "italic": _("italic"),
    "subscript": _("subscript"),
    "superscript": _("superscript"),
    "insert link": _("insert a link"),
    "remove link": _("remove the link"),
    "Insert table": _("insert a table"),
    "Add column": _("add a column"),
    "Delete column": _("delete the column"),
    "Add row": _("add a row"),
    "Delete row": _("delete the row"),
    "Merge cells": _("merge cells"),
    "Split cell": _("split the cell"),
    "Toggle header cell": _("heading cell or not"),
    "Delete table": _("delete the table"),
    "undo": _("undo"),
    "redo": _("redo"),
    "Yes": _("Yes"),
    "No": _("No"),
}

# {kind of node, or what to say of one: its name at the desk}
NODE_WORDS = {
    "photo": _("photo"),
    "gallery": _("photos in a row"),
    "embed": _("embedded post or video"),
    "story": _("recalled story"),
    "missing": _("There is nothing any more to show here."),
}
