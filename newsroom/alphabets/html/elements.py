"""What a conversion has to know about HTML: which elements separate words, and which text is converted."""

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from newsroom.alphabets.html.markup import UNPARSED, VOID

BLOCKS = frozenset(
    (
        "address article aside audio base blockquote body br button canvas caption center col colgroup datalist "
        "dd details dialog dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 "
        "h5 h6 head header hgroup hr html iframe img input legend li link main map menu meta nav noscript object "
        "ol optgroup option p param picture pre progress script search section select source style summary svg "
        "math table tbody td template textarea tfoot th thead title tr track ul video area meter output marquee "
        "listing xmp plaintext noframes noembed"
    ).split()
)
"""Elements that separate words. All others are inline."""
ISOLATING = frozenset({"bdi", "bdo"})
CODE = frozenset({"code", "pre", "kbd", "samp", "textarea", "script", "style", "listing", "xmp", "plaintext"})
"""Elements with code, or with text that readers type. It is not converted."""
TEXT_ONLY = frozenset({"title", "option", "optgroup", "select", "noscript", "datalist"})
"""Elements in which a `bdi` is not allowed, or has no reliable effect."""

# Start tags that end an open element which has no end tag (HTML standard, 13.1.2.4), as far as it matters for text.
PARAGRAPHS = frozenset(
    (
        "address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre search section summary table ul "
        "listing"
    ).split()
)
OPTIONS = {"option": ({"option"},), "optgroup": ({"option"}, {"optgroup"})}
ITEMS = {"li": {"li"}, "dd": {"dd", "dt"}, "dt": {"dd", "dt"}}
CELLS, ROWS, ROW_GROUPS = ({"td", "th"},), ({"tr"},), ({"thead", "tbody", "tfoot"},)
IN_TABLES = {"td": CELLS, "th": CELLS, "tr": CELLS + ROWS}
IN_TABLES |= dict.fromkeys(("thead", "tbody", "tfoot"), CELLS + ROWS + ROW_GROUPS)
LISTS = frozenset({"ul", "ol", "dl", "menu", "select", "table", "template", "body", "html"})
TABLES = frozenset({"table", "template", "html"})
SCOPE = frozenset("applet caption html marquee object table td template th".split())
BUTTON_SCOPE = SCOPE | {"button", "select"}
TABLE_PARTS = frozenset("table caption colgroup thead tbody tfoot tr td th".split())
# These are not ended by the end tag of an ordinary element around them.
SPECIAL = BLOCKS - frozenset(
    "audio canvas datalist dialog label legend map meter optgroup option output picture progress svg math video".split()
)

INLINE, BIDI, SKIPPED, BLOCK = range(4)
"""What is between two texts: an inline tag, one with its own direction, something not converted, a block."""


class Element(NamedTuple):
    """What follows from the name of an element."""

    boundary: int
    is_void: bool
    is_code: bool
    is_text_only: bool
    is_ordinary: bool
    """Whether nothing but its attributes can change how its text is treated."""
    implied_ends: tuple
    """({elements that its start tag ends}, {elements that stop the search for one}), nearest first."""
    all_implied_ends: tuple
    """All elements that its start tag can end."""
    end_barriers: frozenset
    """{elements that stop the search for its start tag} (section 13.2.4.2, "in scope")."""


@lru_cache(maxsize=1024)
def element_named(name):
    implied_ends = [(names, LISTS) for names in OPTIONS.get(name, ())]
    implied_ends += [(names, TABLES) for names in IN_TABLES.get(name, ())]
    if name in ITEMS:
        implied_ends.append((ITEMS[name], SPECIAL - {"address", "div", "p"}))
    if name in PARAGRAPHS:
        implied_ends.append(({"p"}, BUTTON_SCOPE))
    boundary = BLOCK if name in BLOCKS else BIDI if name in ISOLATING else INLINE
    end_barriers = TABLES - {name} if name in TABLE_PARTS else (SCOPE if name in BLOCKS else SPECIAL) - {name}
    is_ordinary = name not in CODE | TEXT_ONLY | UNPARSED | {"html"}
    all_implied_ends = tuple(sorted({one for names, _ in implied_ends for one in names}))
    return Element(
        boundary=boundary,
        is_void=name in VOID,
        is_code=name in CODE,
        is_text_only=name in TEXT_ONLY,
        is_ordinary=is_ordinary,
        implied_ends=tuple(implied_ends),
        all_implied_ends=all_implied_ends,
        end_barriers=end_barriers,
    )


# Attributes

READABLE = frozenset(
    (
        "alt title placeholder abbr aria-label aria-description aria-roledescription aria-valuetext aria-placeholder"
    ).split()
)
NEED_ALL_ATTRIBUTES = frozenset({"input", "meta", "script"})
"""Elements with attributes that are relevant only there: `type`, `name` …"""
LABELLED = frozenset({"track", "option", "optgroup"})
BUTTONS = frozenset({"button", "submit", "reset"})
META = frozenset(
    (
        "description title keywords author application-name apple-mobile-web-app-title subject abstract og:title "
        "og:description og:site_name og:image:alt og:video:alt twitter:title twitter:description "
        "twitter:image:alt twitter:label1 twitter:data1 twitter:label2 twitter:data2 article:section article:tag "
        "headline name"
    ).split()
)
LOCALE = re.compile(r"kk(?P<land>_[A-Z]{2})?")


def attribute_value(tag, attributes, name):
    """The value of an attribute, unescaped. "" if there is no attribute or no value."""
    span = attributes.get(name)
    return unescape(tag[span[0] : span[1]]) if span else ""


def keyword(tag, attributes, name):
    """The value of an attribute that is a keyword, whose case does not matter."""
    return attribute_value(tag, attributes, name).strip().lower()


def language_of(tag, attributes):
    """The `lang` of an element. None if it has none."""
    return attribute_value(tag, attributes, "lang").strip() if "lang" in attributes else None


def is_kazakh(language, target):
    """Whether a language tag (BCP 47) means Kazakh, in Cyrillic letters or already in the alphabet `target`."""
    subtags = language.lower().split("-")
    script = next((subtag for subtag in subtags[1:] if len(subtag) == 4 and subtag.isalpha()), "cyrl")
    return subtags[0] == "kk" and script in ("cyrl", (target or "").lower().removeprefix("kk-"))


def is_translated(tag, attributes, inherited):
    """Whether the text of an element may be converted, by its `translate` and `class`."""
    if "class" in attributes and "notranslate" in attribute_value(tag, attributes, "class").split():
        return False
    said = attribute_value(tag, attributes, "translate").lower() if "translate" in attributes else None
    return {"no": False, "yes": True, "": True}.get(said, inherited)


def readable_attributes(name, tag, attributes):
    """The names of the attributes of an element whose values are text for readers."""
    found = [attribute for attribute, span in attributes.items() if span and attribute in READABLE]
    if name in LABELLED and attributes.get("label"):
        found.append("label")
    if name == "input" and attributes.get("value") and keyword(tag, attributes, "type") in BUTTONS:
        found.append("value")
    if (
        name == "meta"
        and attributes.get("content")
        and META.intersection(keyword(tag, attributes, named) for named in ("name", "property", "itemprop"))
    ):
        found.append("content")
    return found
