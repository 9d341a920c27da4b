"""The editor's buttons and choices, whose words it has in English only. `static/desk/menu-words.js` sets them."""

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
