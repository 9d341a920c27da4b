"""A Kazakh text in other letters. Everything else in it stays as it is."""

import re
from functools import lru_cache

from newsroom.alphabets.text import arabic, codes, marks
from newsroom.alphabets.text.codes import read
from newsroom.alphabets.text.dictionary import Dictionary
from newsroom.alphabets.text.direction import isolate
from newsroom.alphabets.text.latin import LatinLetters
from newsroom.alphabets.text.letters import CYRILLIC, capitals
from newsroom.alphabets.text.repair import repair
from newsroom.alphabets.text.spelling import ALPHABETS, ARABIC, DEFAULT
from newsroom.alphabets.text.untouched import AFTER, HAS_SIGN, ISOLATES, REMOVED, UNTOUCHED, may_have_some

NO_WORDS = Dictionary()
HAS_CYRILLIC = re.compile(f"[{CYRILLIC}]")
HAS_LEFT = re.compile("[A-Za-z]")
READ_FROM_LEFT = codes.DIGITS | codes.LATIN
HELD = re.compile(f"(?P<isolated>[{marks.LTR}{marks.RTL}{marks.FIRST_STRONG}]?)(?P<kind>[{marks.HELD}])")
FROM_RIGHT = re.compile("[\u0600-\u06ff]")


def kept(text):
    """`text` between marks that keep it from `convert_html` where no tag can: in titles, in attributes."""
    return marks.KEPT_FROM + text + marks.KEPT_TO


def convert(text, to, spelling=DEFAULT, dictionary=NO_WORDS):
    """Kazakh `text` in the alphabet `to` (`kk-Latn`, `kk-Arab`).

    In Arabic letters, runs from left to right (dates, prices, Latin words) stand in Unicode's isolates. ValueError for
    any other alphabet.
    """
    return converter(to, spelling, dictionary).plain(text)


@lru_cache(maxsize=16)
def converter(to, spelling=DEFAULT, dictionary=NO_WORDS):
    if to not in ALPHABETS:
        raise ValueError(f"{to!r} is no alphabet to convert to: {', '.join(ALPHABETS)}")
    return Converter(to, spelling, dictionary)


class Converter:
    """One alphabet, one spelling, one dictionary, with their tables made."""

    def __init__(self, to, spelling, dictionary):
        self.tag = to
        self.is_arabic = to == ARABIC
        self.spelling = spelling
        self.letters = arabic.arabic_letters(spelling) if self.is_arabic else LatinLetters(spelling)
        self.capital = capitals(spelling)
        self.words = dictionary.pattern(to)
        self.lookup = dictionary.lookup(to)

    @property
    def direction(self):
        return "rtl" if self.is_arabic else "ltr"

    def plain(self, text):
        """The text with isolates where its lines need them."""
        if not HAS_CYRILLIC.search(text):
            return text
        known = read(text)
        if not known.there & codes.OWN or not marks.OWN.search(text):
            return self.with_isolates(self.marked(text, known))
        between = [*marks.OWN.findall(text), ""]
        converted = [self.with_isolates(self.marked(piece)) for piece in marks.OWN.split(text)]
        return "".join(piece + mark for piece, mark in zip(converted, between, strict=True))

    def with_isolates(self, text):
        """Marks made characters, in lines that are read from right to left; removed in all others."""
        if marks.CLOSE not in text:
            return text
        if not self.is_arabic:
            return without_marks(text)
        lines = text.splitlines(keepends=True)
        if all(map(FROM_RIGHT.search, lines)):
            return with_characters(text)
        return "".join(with_characters(line) if FROM_RIGHT.search(line) else without_marks(line) for line in lines)

    def marked(self, text, known=None):
        """The text converted, with OPEN and OPEN_KEPT … CLOSE around what is to be isolated and kept.

        `known` is what `codes.read` says of it: most texts have little to look for.
        """
        known = known or read(text)
        known, held = self._hold(known.but(repair(known)))
        if not self.is_arabic:
            text = self.letters(known)
        else:
            text = self.letters(known.but(arabic.with_names(known.text, self.spelling)))
            text = isolate(text) if held or not known.there.isdisjoint(READ_FROM_LEFT) else text
        return self._release(text, held) if held else text

    # What is put aside while letters are replaced

    def _hold(self, known):
        """(the text with a mark for everything put aside, what was put aside in its order)."""
        text, held = known.text, []
        if may_have_some(known):
            lines = text.splitlines(keepends=True)
            text = "".join(_put_aside(line, held) if HAS_SIGN.search(line) else line for line in lines)
        if self.words:
            earlier, held = iter(held), []
            text = self.words.sub(lambda found: self._looked_up(found, earlier, held), text)
        return (known.but(text) if held else known), held

    def _looked_up(self, found, earlier, held):
        written = found[0]
        if written in marks.HELD:
            held.append(next(earlier))
            return written
        before = marks.last_seen(found.string, found.start())
        if before.isalnum() or before == "_":  # a tag stands between them: it is one word
            return written
        clean = written.translate(REMOVED)
        for word in self.lookup[clean.lower()]:
            if word.cyrillic.islower() or clean == word.cyrillic or clean.isupper():
                return self._form(word, written, clean, held)
        return written

    def _form(self, word, written, clean, held):
        if word.is_kept:
            held.append(written)
            return marks.HELD_KEPT
        form = word.form(self.tag)
        if not self.is_arabic:
            form = self._in_case_of(clean, word.cyrillic, form)
        held.append(form)
        # Tags that cut the word stand after it: a form has no place for them.
        kind = marks.HELD_RUN if self.is_arabic and HAS_LEFT.search(form) else marks.HELD_FORM
        return kind + "".join(letter for letter in written if letter in marks.THROUGH)

    def _in_case_of(self, written, word, form):
        if written == word:
            return form
        if written.isupper() and len(written) > 1:
            return self.capital(form)
        return self.capital(form[:1]) + form[1:] if written[0].isupper() else form

    def _release(self, text, held):
        following = iter(held)
        return HELD.sub(lambda found: self._released(found, next(following)), text)

    def _released(self, found, held):
        if found["kind"] == marks.HELD_RUN and self.is_arabic:
            held = held.replace(marks.EDGE, marks.CLOSE + marks.EDGE + marks.OPEN)
        if found["kind"] != marks.HELD_KEPT or found["isolated"]:
            return found["isolated"] + held
        for mark in (marks.CUT, marks.EDGE):  # nothing can be marked across a tag: each piece is
            held = held.replace(mark, marks.CLOSE + mark + marks.OPEN_KEPT)
        return marks.OPEN_KEPT + held + marks.CLOSE


def _put_aside(line, held):
    return UNTOUCHED.sub(lambda found: _aside(found, held), line)


def _aside(found, held):
    token = found[0].rstrip(AFTER)
    start = token.lstrip(marks.THROUGH + ISOLATES)
    before, start = of_first_character(token[: len(token) - len(start)], start)
    held.append(start)
    kind = marks.HELD_KEPT if HAS_CYRILLIC.search(start) or found["hashtag"] else marks.HELD_RUN
    return before + kind + found[0][len(token) :]


def of_first_character(before, text):
    """(what stands before a text, the text), to which the mark of a reference at its first character belongs."""
    return (before[:-1], marks.REFERENCE + text) if before.endswith(marks.REFERENCE) else (before, text)


def with_characters(text):
    text = text.replace(marks.OPEN, marks.LTR).replace(marks.OPEN_KEPT, marks.FIRST_STRONG)
    return text.replace(marks.CLOSE, marks.POP)


def without_marks(text):
    return text.replace(marks.OPEN, "").replace(marks.OPEN_KEPT, "").replace(marks.CLOSE, "")
