"""Converts Kazakh text. Whatever is not Kazakh in it stays as it is."""

import re
from functools import lru_cache

from newsroom.alphabets.text import arabic, codes, marks
from newsroom.alphabets.text.codes import encode
from newsroom.alphabets.text.dictionary import Dictionary
from newsroom.alphabets.text.direction import isolate
from newsroom.alphabets.text.latin import LatinLetters
from newsroom.alphabets.text.letters import CYRILLIC, capitals
from newsroom.alphabets.text.repair import repair
from newsroom.alphabets.text.shcha import with_native_shcha
from newsroom.alphabets.text.spelling import ALPHABETS, ARABIC, DEFAULT
from newsroom.alphabets.text.untouched import HAS_SIGN, ISOLATES, TOKEN, TRAILING, WITHOUT_INVISIBLE, may_have_token

EMPTY_DICTIONARY = Dictionary()
HAS_CYRILLIC = re.compile(f"[{CYRILLIC}]")
LATIN_LETTER = re.compile("[A-Za-z]")
LTR_CODES = codes.DIGITS | codes.LATIN
PLACEHOLDER = re.compile(f"(?P<isolated>[{marks.LTR}{marks.RTL}{marks.FIRST_STRONG}]?)(?P<kind>[{marks.PLACEHOLDERS}])")
RTL_LETTER = re.compile("[\u0600-\u06ff]")


def protect(text):
    """Mark `text` so that `convert_html` leaves it alone. For titles and attributes, where no element can say so."""
    return marks.PROTECTED_START + text + marks.PROTECTED_END


def convert(text, to, spelling=DEFAULT, dictionary=EMPTY_DICTIONARY):
    """Convert Kazakh `text` into the alphabet `to` (`kk-Latn` or `kk-Arab`). Raise ValueError for any other.

    In Arabic letters, left-to-right runs (dates, prices, Latin words) are put between Unicode's isolate characters.
    """
    return converter(to, spelling, dictionary).convert(text)


@lru_cache(maxsize=16)
def converter(to, spelling=DEFAULT, dictionary=EMPTY_DICTIONARY):
    if to not in ALPHABETS:
        raise ValueError(f"{to!r} is not one of the alphabets {', '.join(ALPHABETS)}")
    return Converter(to, spelling, dictionary)


class Converter:
    """Converts with one alphabet, spelling and dictionary. Building the tables is slow, so `converter` caches it."""

    def __init__(self, to, spelling, dictionary):
        self.tag = to
        self.is_arabic = to == ARABIC
        self.spelling = spelling
        self.letters = arabic.arabic_letters(spelling) if self.is_arabic else LatinLetters(spelling)
        self.capital = capitals(spelling)
        self.dictionary_pattern = dictionary.pattern(to)
        self.dictionary_words = dictionary.lookup(to)

    @property
    def direction(self):
        return "rtl" if self.is_arabic else "ltr"

    def convert(self, text):
        """Convert a text, with isolate characters in the lines that need them."""
        if not HAS_CYRILLIC.search(text):
            return text
        coded = encode(text)
        if not coded.notable & codes.MARK_CODES or not marks.ANY_MARK.search(text):
            return self.with_isolates(self.convert_with_marks(text, coded))
        between = [*marks.ANY_MARK.findall(text), ""]
        converted = [self.with_isolates(self.convert_with_marks(piece)) for piece in marks.ANY_MARK.split(text)]
        return "".join(piece + mark for piece, mark in zip(converted, between, strict=True))

    def with_isolates(self, text):
        """Turn marks into isolate characters in lines with right-to-left letters. Remove them from all other lines."""
        if marks.CLOSE not in text:
            return text
        if not self.is_arabic:
            return without_marks(text)
        lines = text.splitlines(keepends=True)
        if all(map(RTL_LETTER.search, lines)):
            return with_isolate_characters(text)
        return "".join(
            with_isolate_characters(line) if RTL_LETTER.search(line) else without_marks(line) for line in lines
        )

    def convert_with_marks(self, text, coded=None):
        """Convert a text, with OPEN_LTR or OPEN_UNCONVERTED and CLOSE around what is to be isolated.

        `coded` is the text as `codes.encode` returns it, if the caller has it already.
        """
        coded = coded or encode(text)
        coded, aside = self._set_aside(coded.with_text(repair(coded)))
        coded = coded.with_text(with_native_shcha(coded.text))
        if not self.is_arabic:
            text = self.letters(coded)
        else:
            text = self.letters(coded.with_text(arabic.with_name_rules(coded.text, self.spelling)))
            text = isolate(text) if aside or not coded.notable.isdisjoint(LTR_CODES) else text
        return self._restore(text, aside) if aside else text

    # Tokens and words of the dictionary are set aside while letters are replaced

    def _set_aside(self, coded):
        """(the text with a placeholder for everything set aside, a list of what was set aside, in order)."""
        text, aside = coded.text, []
        if may_have_token(coded):
            lines = text.splitlines(keepends=True)
            text = "".join(_without_tokens(line, aside) if HAS_SIGN.search(line) else line for line in lines)
        if self.dictionary_pattern:
            earlier, aside = iter(aside), []
            text = self.dictionary_pattern.sub(lambda found: self._dictionary_form(found, earlier, aside), text)
        return (coded.with_text(text) if aside else coded), aside

    def _dictionary_form(self, found, earlier, aside):
        written = found[0]
        if written in marks.PLACEHOLDERS:
            aside.append(next(earlier))
            return written
        before = marks.visible_before(found.string, found.start())
        if before.isalnum() or before == "_":  # only a tag is between them, so this is one word
            return written
        clean = written.translate(WITHOUT_INVISIBLE)
        for word in self.dictionary_words[clean.lower()]:
            if word.cyrillic.islower() or clean == word.cyrillic or clean.isupper():
                return self._form(word, written, clean, aside)
        return written

    def _form(self, word, written, clean, aside):
        if word.is_kept:
            aside.append(written)
            return marks.UNCONVERTED_TOKEN
        form = word.form(self.tag)
        if not self.is_arabic:
            form = self._in_case_of(clean, word.cyrillic, form)
        aside.append(form)
        # Tags inside the word go after it, because there is no place for them inside the form.
        kind = marks.LTR_TOKEN if self.is_arabic and LATIN_LETTER.search(form) else marks.DICTIONARY_FORM
        return kind + "".join(letter for letter in written if letter in marks.IN_WORD)

    def _in_case_of(self, written, word, form):
        if written == word:
            return form
        if written.isupper() and len(written) > 1:
            return self.capital(form)
        return self.capital(form[:1]) + form[1:] if written[0].isupper() else form

    def _restore(self, text, aside):
        following = iter(aside)
        return PLACEHOLDER.sub(lambda found: self._restored(found, next(following)), text)

    def _restored(self, found, aside):
        if found["kind"] == marks.LTR_TOKEN and self.is_arabic:
            aside = aside.replace(marks.BIDI, marks.CLOSE + marks.BIDI + marks.OPEN_LTR)
        if found["kind"] != marks.UNCONVERTED_TOKEN or found["isolated"]:
            return found["isolated"] + aside
        for mark in (marks.INLINE, marks.BIDI):  # an element can't contain half a tag, so each piece is marked
            aside = aside.replace(mark, marks.CLOSE + mark + marks.OPEN_UNCONVERTED)
        return marks.OPEN_UNCONVERTED + aside + marks.CLOSE


def _without_tokens(line, aside):
    return TOKEN.sub(lambda found: _token_placeholder(found, aside), line)


def _token_placeholder(found, aside):
    token = found[0].rstrip(TRAILING)
    start = token.lstrip(marks.IN_WORD + ISOLATES)
    before, start = of_first_character(token[: len(token) - len(start)], start)
    aside.append(start)
    kind = marks.UNCONVERTED_TOKEN if HAS_CYRILLIC.search(start) or found["hashtag"] else marks.LTR_TOKEN
    return before + kind + found[0][len(token) :]


def of_first_character(before, text):
    """(before, text), with a REFERENCE mark at the end of `before` moved to the text, because it belongs there."""
    return (before[:-1], marks.REFERENCE + text) if before.endswith(marks.REFERENCE) else (before, text)


def with_isolate_characters(text):
    text = text.replace(marks.OPEN_LTR, marks.LTR).replace(marks.OPEN_UNCONVERTED, marks.FIRST_STRONG)
    return text.replace(marks.CLOSE, marks.POP)


def without_marks(text):
    return text.replace(marks.OPEN_LTR, "").replace(marks.OPEN_UNCONVERTED, "").replace(marks.CLOSE, "")
