"""Splits HTML into tokens as a browser does (HTML standard, section 13.2.5). Joined again, they are the same bytes.

A parser that serializes the page again would change quotes, references and the case of names.
"""

import re
from collections import Counter
from enum import Enum
from functools import lru_cache


class Kind(Enum):
    TEXT = "text"
    TITLE = "text in which tags are text, but references are references: title, textarea"
    START = "start tag"
    END = "end tag"
    RAW = "content of script, style and their like"
    OTHER = "comment, doctype, or something that browsers ignore"


BLANK = r"[\t\n\f\r ]"
NAME = r"[^\t\n\f\r />]"
VALUE = r"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\t\n\f\r >"'][^\t\n\f\r >]*+)"""
# Attributes with text, or with information about the text in an element. `class` is relevant only for "notranslate".
RELEVANT = "(?i:a(?:lt|bbr|ria-(?:d|label|p|r|v))|content|dir|la(?:ng|bel)|placeholder|t(?:itle|ranslate)|value)"
ATTRIBUTE = rf"[^\t\n\f\r />][^\t\n\f\r />=]*+(?:{BLANK}*+={BLANK}*+{VALUE}?+)?+"
IRRELEVANT = rf"(?:[\t\n\f\r /]++|(?!(?=[aAcCdDlLpPtTvV]){RELEVANT}){ATTRIBUTE})*+"
# Irrelevant attributes are matched first, then the rest, because a group must not be inside a repetition.
MARKUP = re.compile(
    rf"<(?:(?P<slash>/)?(?P<name>[a-zA-Z]{NAME}*+){IRRELEVANT}"
    rf"(?:(?P<irrelevant>>)|(?:[\t\n\f\r /]++|{ATTRIBUTE})*+(?P<complete>>)?)(?P<blank>[\t\n\f\r ]++(?=<))?"
    r"|!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|!\[CDATA\[(?P<cdata>)"
    r"|/>"
    r"|[!?/][^>]*+(?:>|\Z))",
    re.DOTALL,
)
NAME_OF_TAG = re.compile(rf"{NAME}+")
NEXT = (
    rf"(?P<name>[^\t\n\f\r />][^\t\n\f\r />=]*)"
    rf"(?:{BLANK}*={BLANK}*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\t\n\f\r >\"'][^\t\n\f\r >]*))?)?"
)
NEXT_ATTRIBUTE, NEXT_RELEVANT_ATTRIBUTE = re.compile(rf"[\t\n\f\r /]*+{NEXT}"), re.compile(IRRELEVANT + NEXT)
QUOTES = {"double": '"', "single": "'", "bare": ""}

RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes"})
TITLES = frozenset({"title", "textarea"})
UNPARSED = RAW | TITLES | {"plaintext"}
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Tags that end an svg or a formula, because they belong to HTML (section 13.2.6.5).
BREAKING_OUT = frozenset(
    (
        "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing "
        "menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var"
    ).split()
)
# Elements of an svg or a formula whose content is HTML again.
INTEGRATION_POINTS = frozenset("foreignobject desc title mi mo mn ms mtext annotation-xml".split())


class ForeignContent:
    """Tracks whether a token is inside svg or math. There script, style and title contain tags like other elements."""

    def __init__(self):
        self.open = []  # (name, whether its content is HTML)
        self.count = Counter()

    @property
    def is_here(self):
        return bool(self.open) and not self.open[-1][1]

    def start(self, name, is_self_closing):
        if self.is_here and name in BREAKING_OUT:
            self.leave()
        elif name in ("svg", "math") or self.open:
            is_html = name in INTEGRATION_POINTS or (not self.is_here and name not in ("svg", "math"))
            if not (name in VOID if is_html and name not in INTEGRATION_POINTS else is_self_closing):
                self.open.append((name, is_html))
                self.count[name] += 1

    def end(self, name):
        if self.is_here and name in ("p", "br"):
            self.leave()
        while self.count[name]:  # elements left open inside it end too
            last, _ = self.open.pop()
            self.count[last] -= 1
            if last == name:
                return

    def leave(self):
        self.open.clear()
        self.count.clear()


# Module constants, because looking up a member of an enum for every token is slow.
TEXT, START, END, TITLE, CONTENT, OTHER = Kind.TEXT, Kind.START, Kind.END, Kind.TITLE, Kind.RAW, Kind.OTHER


def tokens(html):
    """Yield (kind, token, name of the tag in lower case or "", white space between it and another tag, note).

    The note of a text or of content says whether it is inside svg or math. The note of a start tag says whether it has
    relevant attributes.
    """
    foreign, at = ForeignContent(), 0
    svg, following = foreign.open, MARKUP.finditer(html)
    while found := next(following, None):
        start, end = found.span()
        slash, name, irrelevant, complete, blank, _ = found.groups("")
        if start > at:
            yield TEXT, html[at:start], "", "", bool(svg)
        if not (irrelevant or complete):
            at = end
            if found["cdata"] is not None:
                at = _after(html, "]]>" if foreign.is_here else ">", at)
                following = MARKUP.finditer(html, at)
            yield OTHER, html[start:at], "", "", bool(svg)
            continue
        name = name.lower()
        is_raw = name in UNPARSED and not slash and not foreign.is_here
        at = end
        if blank:
            end -= len(blank)
            if is_raw or svg:  # the white space is content
                at, blank = end, ""
        token = html[start:end]
        if slash:
            if svg:
                foreign.end(name)
            yield END, token, name, blank, False
            continue
        if svg or name in ("svg", "math"):
            foreign.start(name, is_self_closing=_is_self_closing(token))
        yield START, token, name, blank, not irrelevant or "notranslate" in token
        if is_raw:
            if content := html[at : _end_of(html, name, at)]:
                at += len(content)
                yield TITLE if name in TITLES else CONTENT, content, name, "", bool(svg)
            following = MARKUP.finditer(html, at)
    if at < len(html):
        yield TEXT, html[at:], "", "", bool(svg)


def _is_self_closing(tag):
    """Whether the tag ends with a slash of its own. The slash of `<path d=M0/>` belongs to the value."""
    if tag[-2] != "/":
        return False
    return all(found.end() < len(tag) - 1 for found in NEXT_ATTRIBUTE.finditer(tag, NAME_OF_TAG.match(tag, 1).end()))


def _after(html, mark, at):
    end = html.find(mark, at)
    return len(html) if end < 0 else end + len(mark)


def _end_of(html, name, at):
    """The end of the content of a raw element: before its end tag, or at the end of the page."""
    if name == "plaintext":
        return len(html)
    if name == "script":
        return _end_of_script(html, at)
    end = _end_tag(name).search(html, at)
    return end.start() if end else len(html)


@lru_cache
def _end_tag(name):
    return re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE | re.ASCII)


SCRIPT = re.compile(r"<!--|-->|<(?P<end>/?)script(?=[\t\n\f\r />])", re.IGNORECASE | re.ASCII)


def _end_of_script(html, at):
    """The end tag of a script inside a comment doesn't end the outer script (section 13.2.5.17 and following)."""
    is_escaped = is_twice = False
    found = SCRIPT.search(html, at)
    while found:
        if found[0] == "<!--":
            is_escaped = True
            found = SCRIPT.search(html, found.start() + 2)  # `<!-->` is both the start and the end
            continue
        if found[0] == "-->":
            is_escaped = is_twice = False
        elif not found["end"]:
            is_twice = is_twice or is_escaped
        elif is_twice:
            is_twice = False
        else:
            return found.start()
        found = SCRIPT.search(html, found.end())
    return len(html)


def attributes(tag):
    """{name in lower case: (start and end of its value in the tag, its quote)}, or None if it has no value.

    If a name occurs twice, the first counts.
    """
    return _attributes(tag, NEXT_ATTRIBUTE)


def relevant_attributes(tag):
    """The same for the attributes in RELEVANT only. It takes half the time."""
    return _attributes(tag, NEXT_RELEVANT_ATTRIBUTE)


def _attributes(tag, one):
    found, attribute = {}, one.match(tag, NAME_OF_TAG.match(tag, 1).end())
    while attribute:
        name = attribute["name"].lower()
        if name not in found:
            written = attribute.lastgroup
            found[name] = (*attribute.span(written), QUOTES[written]) if written != "name" else None
        attribute = one.match(tag, attribute.end())
    return found
