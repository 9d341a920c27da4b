"""Random documents, the same for the same number: valid and broken HTML with everything that pages and texts have.

A document is a list of parts. Each part says what a conversion may do with it, and tests compare what it has done.
"""

import json
import random
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from html import escape


class Part(Enum):
    MARKUP = "tags, names, addresses, comments, which never change"
    TEXT = "text in the language of the document"
    VALUE = "a value that people read, in quotes"
    UNCONVERTED = "text and values in other languages, code"
    LANGUAGE = "the value of a lang, which changes too"
    DATA = "structured data, in which the strings for people change"


KAZAKH = """
    Қазақстан қазақ тілі бойынша жыл күні әкім Әлем өңір үкімет Момышұлы бүлінбесін көші-қон іс-шара ұлттық төраға
    ЮНЕСКО Юра ЦИРК экономика Конституция объект тарихи қия ащы Щучинск самолёт һәм ІШКІ Й Ә. сөз ел су мен
    бiлiм Kазақ қəзір сɵз Ай нуры\u0306 ё\u0301лка ХХІ ғасыр Ө бейімделген жию ұлы қызы Тоқаев Вьетнам т.б.
""".split()
RUSSIAN = "Президент сообщил, что съезд начнётся в объявленный срок ещё щука".split()
LATIN = "Kazakh Invest Reuters «The New York Times» COVID-19 Wi-Fi iPhone x ñandú Ελλάδα 北京 IT KZ O’Neill".split()
FIGURES = """
    2026-01-29 29.01.2026 5-10 07:00-08:30 +7(727)250-00-00 5,11% $100 1,5 №5 -5 °C 1/2 12 2026 ±3 10:45 3×4 I II
    5,11\u00a0% 1\u00a0234\u00a0567 5;6 50% 7? +15…+20
""".split()
ADDRESSES = """
    https://aimaq.kz/жаңалық?a=1,2 www.aimaq.kz/қ desk@aimaq.kz @aimaq_kz #Қазақстан #жаңа_жыл2026 aimaq.kz/kk қазақ.қаз
    mailto:пошта@аймақ.қаз #1 және/немесе tel:+77272500000 C# F&B a/b/ғ
""".split()
PUNCTUATION = [
    ", ",
    "; ",
    "? ",
    "! ",
    ". ",
    " – ",
    " (",
    ") ",
    " «",
    "» ",
    "\n",
    " ",
    ": ",
    "…",
    "-",
    "/",
    "’",
    ",",
    "·",
]
REFERENCES = """
    &nbsp; &shy; &amp; &lt;b&gt; &quot; &#1179; &#x49B;аз &#1201; &copy; &copy2026 &laquo;Абай&raquo; &unknown; &лт;
    &ampқ & &#0; &#x10FFFF0; &notit; &notін; &zwj; &hellip; &#39;
""".split()
ODD = [
    *"\u00ad\u200b\u200d\u2060\u200f\u061c\u0301\u2066\u2068\u2069\u202e\ufeff😀é",
    "e\u0301",
    "\u2028",
    "\x0b",
    "\x85",
]
WORSE = [
    "\0",
    "\x01",
    "\x1e",
    "\ufdd0",
    "\ufdd4",
    "\ufdd6",
    "\ufdd8",
    "\ufddc",
    "\ufffe",
    "\r",
    "\r\n",
]
ALMOST_MARKUP = ["< 5", "<5", "<қ", "a < б", "<ëл", "<<", "&#", "&&", "&қ;", "<\u00adb", "&#xFDD0;"]

BLOCKS = "div section article p h2 ul table figure details blockquote dl nav select".split()
INLINE = "b i em strong span a q cite small mark abbr sub time font bdi wbr br img input".split()
# If these are left open at the end of a paragraph, a parser opens them again in the next one.
REPEATED = {"a", "b", "i", "em", "strong", "small", "font"}
VOID = {"br", "wbr", "img", "input", "hr"}
READ = ["title", "alt", "aria-label", "placeholder", "abbr", "aria-description"]
UNREAD = [
    "data-x",
    "href",
    "src",
    "id",
    "class",
    "hreflang",
    "onclick",
    "style",
    "value",
    "name",
    "Қ",
    "@x",
    "x<y",
    "datetime",
]

OWN_LANGUAGES = [
    ("lang", "ru"),
    ("lang", "en-GB"),
    ("lang", ""),
    ("lang", "kk"),
    ("translate", "no"),
    ("translate", "yes"),
]
OWN_LANGUAGES += [("class", "a notranslate")]


@dataclass(frozen=True)
class Document:
    parts: tuple
    is_sound: bool
    """Whether a parser finds in it exactly what was generated."""

    @cached_property
    def html(self):
        return "".join(source for _, source in self.parts)

    @property
    def keeps_nothing(self):
        return all(kind not in (Part.UNCONVERTED, Part.DATA) for kind, _ in self.parts)


def make_document(number):
    """A third are valid and converted completely, a third are valid, a third are broken. Some are whole pages."""
    draw = random.Random(number)
    writer = Writer(draw, keeps=number % 3 > 0, is_odd=number % 3 == 2)
    if draw.random() < 0.2:
        writer.page()
    else:
        writer.flow(depth=draw.randint(0, 2))
    parts = broken(draw, writer.parts) if writer.is_odd else writer.parts
    return Document(tuple(parts), not writer.is_odd)


def make_text(draw, length=8, odd=ODD):
    """Words of all kinds, sometimes without a space between two."""
    made = []
    for _ in range(draw.randint(1, length)):
        words = draw.choices([KAZAKH, RUSSIAN, LATIN, FIGURES, ADDRESSES, odd], [50, 5, 10, 15, 8, 5])[0]
        made += draw.choice(words), draw.choice(PUNCTUATION) if draw.random() < 0.4 else " "
        if draw.random() < 0.05:
            made.append(draw.choice(KAZAKH))
    return "".join(made)


def broken(draw, parts):
    """The parts, some of them removed, repeated, moved or split."""
    parts = list(parts)
    for _ in range(draw.randint(1, 4)):
        at = draw.randrange(len(parts))
        act = draw.randrange(5)
        kind, source = parts[at]
        if act == 0 and len(parts) > 1:
            del parts[at]
        elif act == 1:
            parts.insert(draw.randrange(len(parts)), parts[at])
        elif act == 2:
            parts[at] = kind, source[: draw.randint(0, len(source))]
        elif act == 3:
            cut = draw.randint(0, len(source))
            parts[at] = (
                kind,
                source[:cut] + draw.choice(['"', "'", "<", ">", "</", "<!--", "]]>", "/>", "&", "="]) + source[cut:],
            )
        else:
            parts.insert(
                at,
                (
                    Part.MARKUP,
                    draw.choice(["</p>", "</b>", "<p>", "<table>", "</div>", "<svg>", "</title>", "<!", "</>"]),
                ),
            )
    return parts


class Writer:
    """Writes one document, part by part."""

    def __init__(self, draw, keeps, is_odd):
        self.draw, self.keeps, self.is_odd = draw, keeps, is_odd
        self.parts = []
        self.open = [(True, True)]  # (whether it is in Kazakh, whether it may be translated)

    def write(self, kind, source):
        self.parts.append((kind, source))

    def markup(self, source):
        self.write(Part.MARKUP, source)

    def chance(self, of):
        return self.draw.random() < of

    @property
    def is_kept(self):
        return not all(self.open[-1])

    # Texts

    def text(self, odd=True):
        made = make_text(self.draw, 4, ODD + WORSE if self.is_odd else ODD)
        made = escape(made, quote=False)
        for _ in range(self.draw.randint(0, 2)):
            cut = self.draw.randint(0, len(made))
            more = REFERENCES + ALMOST_MARKUP if self.is_odd else REFERENCES
            # Not inside a reference, which would become another text.
            if "&" not in made[max(0, cut - 8) : cut]:
                made = made[:cut] + self.draw.choice(more) + made[cut:]
        self.write(Part.UNCONVERTED if self.is_kept else Part.TEXT, made)

    # Elements

    def flow(self, depth):
        for _ in range(self.draw.randint(1, 2)):
            if depth and self.chance(0.75):
                self.block(self.draw.choice(BLOCKS), depth - 1)
            else:
                self.phrases(2)

    def block(self, name, depth):
        if self.keeps and self.chance(0.12):
            return self.code(self.draw.choice(["pre", "code", "script", "style", "textarea", "kbd"]))
        if self.chance(0.06):
            return self.drawing()
        with_tags = {"ul": "li", "dl": "dd", "select": "option"}
        self.start(name)
        if name == "table":
            self.rows()
        elif name in with_tags:
            self.items(with_tags[name])
        elif name in ("p", "h2"):
            self.phrases(3)
        else:
            self.flow(depth)
        self.end(name)
        return None

    def items(self, name):
        for _ in range(self.draw.randint(1, 2)):
            self.start(name)
            self.text() if name == "option" else self.phrases(1)
            self.end(name, may_be_left_out=True)

    def rows(self):
        self.markup("<tbody>")
        for _ in range(self.draw.randint(1, 2)):
            self.start("tr")
            for _ in range(self.draw.randint(1, 2)):
                self.start(self.draw.choice(["td", "th"]))
                self.phrases(1)
                self.end(self.last, may_be_left_out=True)
            self.end("tr", may_be_left_out=True)
        self.markup("</tbody>")

    def phrases(self, depth):
        for _ in range(self.draw.randint(1, 2)):
            self.text()
            if depth and self.chance(0.5):
                self.phrase(self.draw.choice(INLINE), depth - 1)
            if self.chance(0.08):
                self.markup(
                    self.draw.choice(["<!-- Қазақ <b> -->", "<!---->", "<!-->", "<?xml қ?>", "<!-- a -- b --!>"])
                )

    def phrase(self, name, depth):
        self.start(name)
        if name not in VOID:
            self.phrases(depth)
            self.end(name)

    def start(self, name):
        self.last = name
        written = name.upper() if self.chance(0.1) else name
        self.markup(f"<{written}")
        self.open.append(self.open[-1])
        if name == "a":
            self.attribute("href", "/қ?a=1&b=2", Part.MARKUP)
        may_keep = name not in VOID and not (self.is_odd and name in REPEATED)
        if self.keeps and may_keep and self.chance(0.15):
            self.own_language()
        for _ in range(self.draw.choice([0, 0, 0, 1, 1, 2])):
            self.any_attribute(name)
        self.markup(self.draw.choice([">", ">", ">", " >", "\n>", " / >"]))
        if name in VOID:
            self.open.pop()

    def end(self, name, may_be_left_out=False):
        self.open.pop()
        if not may_be_left_out or self.chance(0.5):
            self.markup(self.draw.choice([f"</{name}>", f"</{name} >", f"</{name.upper()}>"]))
        else:
            self.markup("")

    def own_language(self):
        """Write an attribute with the language of the element, or whether it may be translated."""
        speaks, may_change = self.open[-1]
        name, said = self.draw.choice(OWN_LANGUAGES)
        if name == "lang":
            speaks = said == "kk"
        else:
            may_change = said == "yes"
        self.open[-1] = speaks, may_change
        self.attribute(name, said, Part.MARKUP if name != "lang" or self.is_kept else Part.LANGUAGE)

    def any_attribute(self, name):
        if self.chance(0.5):
            kind = Part.UNCONVERTED if self.is_kept else Part.VALUE
            self.attribute(self.draw.choice(READ), make_text(self.draw, 3), kind)
        elif self.chance(0.2):
            self.markup(
                self.draw.choice([" hidden", " қ", " a=b=c", " /", " =x", " checked=''", " dir=auto", " dir='ltr'"])
            )
        else:
            self.attribute(self.draw.choice(UNREAD), make_text(self.draw, 2), Part.MARKUP)

    def attribute(self, name, value, kind):
        if name in self.names():
            return
        blank = self.draw.choice([" ", " ", "\n", "  "])
        equals = self.draw.choice(["=", "=", " = ", "= "])
        quote = self.draw.choice('""\'')
        name = name.upper() if self.chance(0.1) else name
        if kind is not Part.VALUE and value.isalnum() and self.chance(0.4):
            quote = ""
        value = value.replace("&", "&amp;").replace(quote or " ", "&#34;" if quote == '"' else "&#39;")
        self.markup(f"{blank}{name}{equals}{quote}")
        self.write(kind, value)
        self.markup(quote)

    def names(self):
        """The attributes that the open tag has so far, because a second one of the same name is ignored."""
        tag = ""
        for _, source in reversed(self.parts):
            tag = source + tag
            if source.startswith("<"):
                break
        return {word.split("=")[0].lower() for word in tag.split()}

    # Code, drawings and pages

    def code(self, name):
        inner = self.draw.choice(["if (a < b) қазақ();", "Қазақ тілі", "a { content: 'қ' }", "<!-- қ -->", "\n\nә"])
        self.markup(f"<{name}>")
        self.write(Part.UNCONVERTED, inner if name in ("script", "style", "textarea") else escape(inner))
        self.markup(f"</{name}>")

    def drawing(self):
        self.markup("<svg viewBox='0 0 1 1' preserveAspectRatio=none><title>")
        self.text()
        self.markup("</title><g><text x=1>")
        self.text()
        self.markup(self.draw.choice(["</text><path d='M0'/></g></svg>", "</text></g><![CDATA[]]></svg>"]))

    def page(self):
        self.markup(self.draw.choice(["<!doctype html>", "<!DOCTYPE html>\n", "\ufeff<!doctype html>"]))
        self.markup("<html")
        self.attribute("lang", self.draw.choice(["kk", "kk-Cyrl", "KK-KZ"]), Part.LANGUAGE)
        self.markup(">\n<head><meta charset=utf-8><title>")
        self.text()
        self.markup('</title><meta name="description"')
        self.attribute("content", make_text(self.draw, 6), Part.VALUE)
        self.markup('><meta name="viewport" content="width=қ"><link rel="canonical" href="/қ/" hreflang="kk">')
        if self.keeps:
            self.markup('<script type="application/ld+json">')
            self.write(Part.DATA, self.data())
            self.markup("</script>")
        self.markup("</head>\n<body>")
        self.flow(2)
        self.markup("</body></html>")

    def data(self):
        made = {
            "@type": "NewsArticle",
            "headline": make_text(self.draw, 5),
            "url": "https://aimaq.kz/қ",
            "inLanguage": "kk",
            "author": [{"@type": "Person", "name": "Абай", "inLanguage": self.draw.choice(["ru", "kk"])}],
        }
        return json.dumps(made, ensure_ascii=self.chance(0.5), indent=self.draw.choice([None, 2])).replace(
            "<", "\\u003C"
        )
