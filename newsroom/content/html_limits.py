"""Limits for HTML. Before it is cleaned: without them, a few kilobytes could occupy the parser for minutes.

The parser repeats formatting that is left open in each later block, and looks through all open elements at each tag.
"""

import re
from html import unescape

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from newsroom.alphabets.html.markup import END, START, VOID, tokens

MOST_CHARACTERS = 300_000
MOST_NESTED = 100
LONGEST_VALUE = 2_000
"""The most characters of an attribute, such as the address of a link. `static/desk/paste/addresses.js` knows it."""
FORMATTING = frozenset("b big code em font i nobr s small strike strong tt u".split())
"""Elements that the parser opens again. `a` is one too, but each link ends the one before."""
CLOSED_BY_THE_NEXT = VOID | frozenset("p li dd dt td th tr thead tbody tfoot option".split())
# The end tag of an element outside of these does not end it.
SCOPES = frozenset(
    "applet caption foreignobject marquee math object select svg table template desc title mi mo mn ms mtext".split()
)

# No character is read by two attempts: each ends at the next quotation mark.
LONG_VALUE = re.compile(rf'="[^"]{{{LONGEST_VALUE}}}[^"]')
# nh3 writes attributes in double quotes and escapes "<" and ">" in them. Nodes have limits of their own.
TAG_WITH_VALUES = re.compile(r"<(?!figure )[a-z][a-z0-9]*+ [^<>]*+>")
VALUE = re.compile(r'="([^"]*+)"')


def within_limits(html):
    """Return `html` with bare formatting tags. ValidationError if it is too long, or nested too deeply.

    The parser opens the same formatting again three times at most. With attributes, each tag would be another one.
    """
    if len(html) > MOST_CHARACTERS:
        message = _("This text has %(count)s characters, with its markup. At most %(most)s are allowed.")
        raise ValidationError(message, params={"count": len(html), "most": MOST_CHARACTERS}, code="too_long")
    parts, open_elements = [], []
    for kind, token, name, blank, _note in tokens(html):
        if kind is START and name not in CLOSED_BY_THE_NEXT:
            open_elements.append(name)
            if len(open_elements) > MOST_NESTED:
                message = _("In this text, elements are nested more than %(most)s deep: “%(start)s”.")
                raise ValidationError(message, params={"most": MOST_NESTED, "start": token[:40]}, code="too_deep")
        elif kind is END:
            close(name, open_elements)
        parts += [f"<{name}>" if kind is START and name in FORMATTING else token, blank]
    return "".join(parts)


def refuse_long_values(html):
    """Raise ValidationError if output of nh3 has a longer attribute than anybody needs."""
    if not LONG_VALUE.search(html):
        return  # most texts have nothing like it, not even between their tags
    for tag in TAG_WITH_VALUES.finditer(html):
        for value in map(unescape, VALUE.findall(tag[0])):
            if len(value) > LONGEST_VALUE:
                message = _(
                    "An address in this text has %(count)s characters. At most %(most)s are allowed: “%(start)s…”."
                )
                params = {"count": len(value), "most": LONGEST_VALUE, "start": value[:40]}
                raise ValidationError(message, params=params, code="too_long")


def close(name, open_elements):
    """End an element as the parser does. Where that is not certain, leave it open."""
    for index in range(len(open_elements) - 1, -1, -1):
        if open_elements[index] == name:
            del open_elements[index : index + 1 if name in FORMATTING or name == "a" else None]
            return
        if open_elements[index] in SCOPES:
            return
