"""Check and clean a change of a draft that a browser sent, before anything is done with it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.editorial.blocks import ID, clean_block
from newsroom.content.html_limits import MOST_CHARACTERS

MOST_IN_FIELDS = {"title": 2_000, "lead": 20_000, "slug": 500, "source_name": 1_000}
MOST_BLOCKS = 2_000
TOO_LONG = gettext_lazy("This text is too long to be one story. Divide it into several.")


class MalformedChangeError(ValueError):
    """The JSON that was sent does not have the shape of a change.

    Our scripts never send that, so the message is for developers and is not translated.
    """


def cleaned(change):
    """Return the change with clean text and clean HTML.

    Raise MalformedChangeError if it is not one, and ValidationError if it is too long.
    """
    fields, blocks, order = change.get("fields") or {}, change.get("blocks") or {}, change.get("order")
    expect(isinstance(fields, dict) and fields.keys() <= MOST_IN_FIELDS.keys(), "fields")
    expect(all(isinstance(value, str) for value in fields.values()), "values of fields")
    expect(isinstance(blocks, dict) and all(map(ID.fullmatch, blocks)), "blocks")
    expect(all(isinstance(html, str) for html in blocks.values()), "texts of blocks")
    expect(order is None or is_list_of_ids(order), "order")
    refuse_too_much(fields, blocks, order)
    clean = {
        "fields": {name: one_line(name, storable(value)) for name, value in fields.items()},
        "blocks": {block: clean_block(storable(html)) for block, html in blocks.items()},
    }
    return clean if order is None else clean | {"order": order}


def expect(is_right, part):
    if not is_right:
        raise MalformedChangeError(part)


def is_list_of_ids(order):
    are_ids = isinstance(order, list) and all(isinstance(one, str) and ID.fullmatch(one) for one in order)
    return are_ids and len(set(order)) == len(order)


def refuse_too_much(fields, blocks, order):
    for name, value in fields.items():
        if len(value) > MOST_IN_FIELDS[name]:
            message = _("This text has %(count)s characters. At most %(most)s are allowed.")
            raise ValidationError(message % {"count": len(value), "most": MOST_IN_FIELDS[name]})
    if sum(map(len, blocks.values())) > MOST_CHARACTERS or len(order or ()) > MOST_BLOCKS or len(blocks) > MOST_BLOCKS:
        raise ValidationError(TOO_LONG)


def storable(text):
    """Remove what PostgreSQL or UTF-8 can't store: NUL and halves of surrogate pairs."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()


def one_line(name, text):
    """Return a text without line breaks: a headline is typed in a field of several lines, so that all of it is seen."""
    text = text.replace("\r\n", "\n")
    return text if name == "lead" else " ".join(text.split("\n"))
