"""Turn the words of a query into regular expressions that both databases read alike."""

import re
import unicodedata
from html import escape

from newsroom.content.regex_escape import escape_regex

APOSTROPHES = "'’‘ʼʻ`´′"
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
STRESS = "\N{COMBINING ACUTE ACCENT}"
STRESSED = re.compile(f"(?<=[\u0400-\u04ff]){STRESS}")
WITHIN_WORDS = f"[{SOFT_HYPHEN}{STRESS}]?"
"""What may stand between the letters of a word in a text."""
WITHIN_WORDS_IN_HTML = f"(?:[{SOFT_HYPHEN}{STRESS}]|</?[aes][^<>]*>){{0,4}}"
"""In our HTML, all tags within lines begin with these letters, and no others do: a, em, span, strong, sub, sup."""
HYPHENS = "-\u2010\u2011\u2012\u2013"
# What a sentence has around a word, in all of our languages. It isn't part of the word, but can be a query by itself.
AROUND_WORDS = '.,:;!?…"«»“”„‟‹›()[]،؛؟、。，：；！？（）《》〈〉「」『』' + APOSTROPHES
BRACKETS_AND_QUOTES = "".join(
    sign for sign in map(chr, range(0x80, 0x10000)) if unicodedata.category(sign) in ("Ps", "Pe", "Pi", "Pf")
)
# What messengers and lists have around one. A hyphen or a dash before a number is a minus.
AROUND_QUERIES = AROUND_WORDS + BRACKETS_AND_QUOTES + "*_~|/\\•·—″‶＂＇™®"
AT_THE_END, AT_THE_BEGINNING = AROUND_QUERIES + HYPHENS, AROUND_QUERIES + "#"


def words_of(query):
    """Return the different words of a query in their order, without the punctuation around them.

    Words that differ in case only count once. Words without letters or signs are left out.
    """
    different = {}
    plain = STRESSED.sub("", unicodedata.normalize("NFC", query.replace(SOFT_HYPHEN, "")))
    for written in filter(escape_regex, plain.split()):
        word = written.rstrip(AT_THE_END).lstrip(AT_THE_BEGINNING) or written
        different.setdefault(word.casefold(), word)
    return [*different.values()]


def word_pattern(word, in_html=False):
    """Return a regular expression for a word in any typography: don't and don’t, ё and е, й in one character or two.

    The word may have soft hyphens and stress marks in the text, and in HTML also tags: CO<sub>2</sub>.
    """
    between = WITHIN_WORDS_IN_HTML if in_html else WITHIN_WORDS
    return between.join(character_pattern(character, in_html) for character in word)


def character_pattern(character, in_html):
    if character in "еёЕЁ":
        return "(?:е\u0308?|ё)"
    for alike in (APOSTROPHES, HYPHENS):
        if character in alike:
            return f"[{alike}]"
    own = escape_regex(escape(character, quote=False) if in_html else character)
    decomposed = unicodedata.normalize("NFD", character)
    return own if decomposed == character else f"(?:{own}|{''.join(map(escape_regex, decomposed))})"
