"""What the editor says: its buttons and choices, the nodes in a text, its dialogs and notes.

Each dictionary names the script that shows its words.
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

# {kind of node, field or button of one, or what to say of it: its name at the desk}: `static/desk/nodes/`
NODE_WORDS = {
    "photo": _("photo"),
    "gallery": _("photos in a row"),
    "embed": _("embedded post or video"),
    "story": _("recalled story"),
    "missing": _("There is nothing any more to show here."),
    "unreadable": _("Readers can’t open this story: it was withdrawn, or never published."),
    "other_story": _("Remove it from the text, or recall another story."),
    "page": _("Page of the photo"),
    "undescribed": _("This photo has no description in this edition."),
    "alt": _("Description for those who can’t see it"),
    "caption": _("Caption"),
    "credit": _("Credit"),
    "up": _("Move up"),
    "down": _("Move down"),
    "below": _("New paragraph below"),
    "remove": _("Remove from the text"),
    "photos": _("Photos for the story"),
    "recall": _("Recall a story"),
}
# The dialog of a link: `static/desk/links.js`
LINK_WORDS = {
    "link": _("Link"),
    "address": _("Address"),
    "address_or_story": _("Address, or words of an own story"),
    "stories": _("Own stories"),
    "nothing": _("Nothing was found."),
    "title": _("Hint that is shown over the link"),
    "apply": _("Apply"),
    "refused": _("An address can’t begin with {scheme}"),
    "invalid": _("This is no address. Example: www.inform.kz"),
    "long": _("This address is too long. At most {most} characters are allowed."),
}
# What a paste could not bring: `static/desk/paste/notes.js`
PASTE_WORDS = {
    "pictures": _("Pictures that could not be pasted: {count}. Add them from files."),
    "links": _("Links that are only text now, because their addresses are not allowed: {count}"),
    "close": _("Close"),
}
# Suggested changes: `static/desk/suggestions/`
SUGGESTION_WORDS = {
    "suggest": _("Suggest"),
    "on": _("Suggesting: your changes wait until somebody accepts them"),
    "off": _("Suggest changes instead of making them"),
    "of": "{name}, {time}",
    "inserted": _("Suggested: {of}"),
    "deleted": _("Suggested to remove: {of}"),
    "accept": _("Accept"),
    "refuse": _("Refuse"),
    "accept_all": _("Accept all"),
    "refuse_all": _("Refuse all"),
    "count": _("Suggestions: {count}"),
    "nothing": _("There is no suggestion where the caret is."),
    "is_removed": _("Somebody suggests removing this block. Accept or refuse that before you change it."),
}
