"""Counts the bytes that a conversion has changed although it must not, without the converter's own tokenizer.

Pages are read with Python's parser. These parts must be equal byte for byte and in order: tags (except values that
people read, and the language and direction of the page), comments, scripts, styles, the content of protected elements,
everything but letters in a converted text, its references and addresses, and everything but sentences in JSON-LD.

For generated documents the generator says which parts must be equal.
"""

import json
import re
from difflib import SequenceMatcher
from html import unescape
from html.parser import HTMLParser

from newsroom.alphabets import convert_html
from newsroom.alphabets.html.page import rewrite
from newsroom.alphabets.tests.html.documents import Part

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
CODE = frozenset("code pre kbd samp textarea script style".split())
READ = frozenset("alt title placeholder abbr label aria-label aria-description aria-roledescription".split())
READ_METAS = re.compile(
    r"(?:og:|twitter:)?(?:title|description|site_name|image:alt)|article:(?:section|tag)|keywords|author"
)
ATTRIBUTE = re.compile(r"""(\s+)([^\s=>/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")
WITH_DIRECTION = re.compile(r'^([^<]*<!doctype html>\s*<html) dir="rtl"', re.IGNORECASE)
ADDED = re.compile(r'<bdi dir="ltr">|<bdi translate="no">')

QUOTES = "\"'"
CYRILLIC = re.compile("[\u0400-\u04ff]")
ISOLATES = re.compile("[\u2066-\u2069]")
PUNCTUATION = str.maketrans("،؛؟", ",;?")
REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z]\w*);")
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>«»\u2066-\u2069]+|[\w.+-]+@[\w-]+\.[\w.-]+|(?<!\w)#\w+")


class Identity:
    """An alphabet that changes nothing."""

    tag = None
    direction = "ltr"

    @staticmethod
    def convert_with_marks(text):
        return text

    convert = with_isolates = convert_with_marks


def comes_out_equal(html):
    """Whether the document is the same after it was split into tokens and joined again."""
    return rewrite(html, Identity()) == html


def changed_bytes_of_page(html, to):
    """The number of constant bytes of a page that were changed, removed or added by converting it."""
    before, after = constant_parts(html), constant_parts(convert_html(html, to))
    if before == after:
        return 0
    blocks = SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
    differing = ((before[a:b], after[c:d]) for kind, a, b, c, d in blocks if kind != "equal")
    return sum(max(len("".join(gone).encode()), len("".join(come).encode())) for gone, come in differing)


def changed_bytes_of_document(document, to):
    """The number of constant bytes of a valid generated document that are not in their place after the conversion."""
    converted = WITH_DIRECTION.sub(r"\1", convert_html(document.html, to), count=1)
    first, *between = runs_that_stay(document)
    if not converted.startswith(first):
        return len(first.encode())
    at = len(first)
    for run in between:
        at = converted.find(run, at) + len(run)
        if at < len(run):
            return len(run.encode())
    if not converted.endswith([first, *between][-1]):
        return len(converted) - at
    added = len(ADDED.findall(converted)) - len(ADDED.findall(document.html))
    return abs(converted.count("<") - 2 * added - document.html.count("<"))


def runs_that_stay(document):
    """The constant text before, between and after the parts that a conversion may change."""
    runs = [""]
    for kind, source in document.parts:
        if kind in (Part.MARKUP, Part.UNCONVERTED):
            runs[-1] += source
        else:
            runs.append("")
    return runs


def constant_parts(html):
    """Everything that must not change, as a list of strings."""
    reader = Reader(html)
    reader.feed(html)
    reader.close()
    return reader.constant_parts()


class Reader(HTMLParser):
    def __init__(self, html):
        super().__init__(convert_charrefs=False)
        self.html, self.parts, self.between = html, [], ""
        self.open = [("", True)]  # (name, whether its text is converted)
        self.lines = [0, *(end.end() for end in re.finditer("\n", html))]
        self.started = None  # (start of the last token, what to do with its source)

    @property
    def is_read(self):
        return self.open[-1][1]

    # The source of a token ends where the next token begins.

    def begins(self, taken):
        line, column = self.getpos()
        at = self.lines[line - 1] + column
        if self.started:
            self._take(at)
        self.started = (at, taken)

    def constant_parts(self):
        if self.started:
            self._take(len(self.html))
        self._end_of_text()
        return self.parts

    def _take(self, end):
        start, taken = self.started
        if source := self.html[start:end]:
            taken(source)

    def _constant(self, source):
        self._end_of_text()
        self.parts.append(source)

    def _text(self, source):
        self.between += source

    def _end_of_text(self):
        if self.between:
            self.parts += parts_that_stay(self.between)
            self.between = ""

    # Tags

    def handle_starttag(self, name, attributes):
        said, source, is_around = dict(attributes), self.get_starttag_text(), self.is_read
        is_read = is_around and not is_protected(name, said)
        if ADDED.fullmatch(source):
            is_read = is_around
            self.begins(lambda source: None)
        elif is_read or (is_around and name in CODE):
            self.begins(lambda source: self._constant(tag_that_stays(name, said, source)))
        else:
            self.begins(self._constant)
        if name not in VOID:
            self.open.append((name if not ADDED.fullmatch(source) else "added", is_read))

    def handle_startendtag(self, name, attributes):
        self.handle_starttag(name, attributes)
        if name not in VOID and any(opened in ("svg", "math") for opened, _ in self.open):
            self.open.pop()

    def handle_endtag(self, name):
        is_added = name == "bdi" and self.open[-1][0] == "added"
        self.begins((lambda source: None) if is_added else self._constant)
        names = [opened for opened, _ in self.open]
        ended = "added" if is_added else name
        if ended in names:
            del self.open[len(names) - 1 - names[::-1].index(ended) :]

    # Between tags

    def handle_data(self, text):
        if self.open[-1][0] == "script" and text.lstrip().startswith("{"):
            self.begins(lambda source: self._constant(data_that_stays(source)))
        else:
            self.begins(self._text if self.is_read else self._constant)

    def handle_entityref(self, name):
        self.begins(self._text if self.is_read else self._constant)

    handle_charref = handle_entityref

    def handle_comment(self, text):
        self.begins(self._constant)

    handle_decl = handle_pi = unknown_decl = handle_comment


# Constant parts


def is_protected(name, said):
    language = said.get("lang") or "kk"
    is_foreign = not re.fullmatch(r"kk(?:-(?:Cyrl|KZ|Latn|Arab))*", language, re.IGNORECASE)
    is_marked = (said.get("translate") or "").lower() == "no" or "notranslate" in (said.get("class") or "").split()
    return name in CODE or is_foreign or is_marked


def tag_that_stays(name, said, source):
    """A start tag with only the constant parts of readable values, without the language and direction of the page."""

    def stays(found):
        blank, attribute = found[1], found[2].lower()
        is_locale = attribute == "content" and said.get("property") == "og:locale"
        if is_locale or attribute == "lang" or (attribute == "dir" and name == "html"):
            return ""
        if found[3] and is_read(name, attribute, said):
            return f"{blank}{found[2]}={parts_that_stay(found[3].strip(QUOTES))}"
        return found[0]

    return ATTRIBUTE.sub(stays, source)


def is_read(name, attribute, said):
    if attribute == "content":
        kind = said.get("name") or said.get("property") or said.get("itemprop") or ""
        return name == "meta" and bool(READ_METAS.fullmatch(kind.lower()))
    if attribute == "value":
        return name == "input" and said.get("type") in ("button", "submit", "reset")
    return attribute in READ


def parts_that_stay(text):
    """The constant parts of a converted text: everything but letters, the references, the addresses.

    A reference to a Kazakh letter may be replaced, and an `&` or `<` may become a reference.
    """
    plain = ISOLATES.sub("", unescape(text)).translate(PUNCTUATION)
    references = [written for written in REFERENCE.findall(text) if not may_be_rewritten(written)]
    return ["".join(sign for sign in plain if not is_letter(sign)), *references, *ADDRESS.findall(plain)]


def may_be_rewritten(reference):
    character = unescape(reference)
    return character in ("&", "<") or bool(CYRILLIC.match(character))


def is_letter(sign):
    return sign.isalpha() or "\u0300" <= sign <= "\u036f"


def data_that_stays(source):
    """JSON with only the constant parts of its sentences."""
    try:
        return json.dumps(_staying(json.loads(source)), ensure_ascii=False)
    except ValueError:
        return source


def _staying(value, key=""):
    if isinstance(value, dict):
        return {key: _staying(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [_staying(inner, key) for inner in value]
    if not isinstance(value, str) or key.startswith("@") or ADDRESS.fullmatch(value):
        return value
    return "" if key == "inLanguage" else parts_that_stay(value)
