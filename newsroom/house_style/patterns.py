r"""The patterns of house style. They are words with a few signs, not regular expressions.

| in a pattern | matches |
|---|---|
| `*` | any further letters of a word, also none |
| `#` | a number, such as 5, 1 200 or 3,5 |
| `…` | up to three words |
| `(a|b)` | either |
| a blank | one blank or more, no-break spaces, too |
| `\*` | the sign itself |

A pattern in lower case matches in any letter case. Editors know these signs from search fields, and a text costs time
in proportion to its length, whatever the pattern: each sign is bounded, and a pattern with too many ways to match is
refused. A rule is only tried where its first word stands, so a thousand rules cost little more than one.

`static/desk/hints/house-style.js` matches the same patterns in the browser.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from math import prod

from django.utils.translation import gettext_lazy as _

MOST_WAYS = 200
"""In how many ways a pattern may match at one place."""
MOST_LETTERS, MOST_DIGITS, MOST_GROUPS, MOST_WORDS, MOST_BLANKS = 30, 15, 4, 3, 3
MOST_HEADS = 50
STAR, NUMBER, WORDS, BLANK = "*", "#", "…", " "
SIGNS = STAR + NUMBER + WORDS
PIECE = re.compile(r"\\(?P<escaped>\S)|(?P<sign>[*#…()|])|(?P<blank>\s+)|(?P<text>.)", re.DOTALL)

BLANKS = r"[ \t\u00a0\u202f]"
IN_WORD = r"[^ \t\n\u00a0\u202f]"
MARKS = r"\u0300-\u036f\u064b-\u065f"
# Written so that Python and browsers read it alike. In a browser, \p{L} would take a millisecond to compile.
LETTER = r"[^\x00-@[-`{-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7\u2000-\u2bff\u3000-\u303f\ufe10-\ufe6f\uff00-\uff20]"
END = f"(?![0-9]|{LETTER})"
HAN = r"\u3400-\u9fff"
"""Chinese has no spaces, so each of its characters counts as a word."""
TOKEN = re.compile(rf"[{HAN}]|(?:(?![{HAN}])[^\W_]|[{MARKS}])+|[^\w\s]|_")
"""A word, or any other sign: where a pattern can begin."""
SPECIAL = re.compile(r"[\\^$.*+?()\[\]{}|/]")
"""What both engines need to have escaped. The browser refuses other escapes."""


class InvalidPatternError(ValueError):
    """The pattern or the suggestion can't be used. Its message is for the desk."""


@dataclass(frozen=True)
class Literal:
    text: str


@dataclass(frozen=True)
class Choice:
    options: tuple
    """Each is a sequence like that of a pattern."""


class Pattern:
    """A pattern that has been read. InvalidPatternError if it can't be used."""

    def __init__(self, text):
        self.parts = read(text)
        self.ignores_case = text == text.lower()
        self.heads = frozenset(self._heads())
        if ways(self.parts) > MOST_WAYS:
            raise InvalidPatternError(_("This pattern can match in too many ways. Use fewer of the signs * # … ( )."))

    def _heads(self):
        """Yield the beginnings of what it matches, in lower case: see `head_of`."""
        openings = openings_of(self.parts)
        if len(openings) > MOST_HEADS:
            raise InvalidPatternError(_("This pattern begins in too many ways. Make several rules of it."))
        return map(head_of, openings)

    @cached_property
    def regex(self):
        return re.compile(self.source, re.IGNORECASE if self.ignores_case else 0)

    @property
    def source(self):
        """The regular expression that matches at the beginning of a word, for Python and for browsers."""
        return "".join(map(source_of, self.parts)) + (END if ends_in_word(self.parts) else "")

    @property
    def signs(self):
        """Return its signs `*`, `#` and `…` in order. Each is a group of the expression."""
        return [sign for sign in flat(self.parts) if sign in (STAR, NUMBER, WORDS)]


# Reading


def read(text):
    """Return the parts of a pattern: `Literal`, `Choice`, and the signs as strings."""
    pieces = [(found.lastgroup, found[found.lastgroup]) for found in PIECE.finditer(text.strip().replace("...", WORDS))]
    sequences, options = [[]], None  # the options of the parentheses that are open
    for kind, piece in pieces:
        if kind != "sign" or piece in SIGNS:
            sequences[-1].append(BLANK if kind == "blank" else piece if kind == "sign" else Literal(piece))
        elif piece == "(" and options is None:
            options = len(sequences)
            sequences.append([])
        elif piece == "|" and options is not None:
            sequences.append([])
        elif piece == ")" and options is not None:
            sequences[options:], choice = [], Choice(tuple(map(joined, sequences[options:])))
            sequences[-1].append(choice)
            options = None
        else:
            raise InvalidPatternError(_("Write alternatives as (one|two), without parentheses inside of others."))
    if options is not None:
        raise InvalidPatternError(_("A parenthesis is not closed."))
    return joined(sequences[0])


def joined(parts):
    """Return the parts with neighbouring letters as one literal."""
    result = []
    for part in parts:
        if isinstance(part, Literal) and result and isinstance(result[-1], Literal):
            result[-1] = Literal(result[-1].text + part.text)
        else:
            result.append(part)
    return tuple(result)


def flat(parts):
    for part in parts:
        if isinstance(part, Choice):
            for option in part.options:
                yield from flat(option)
        else:
            yield part


# Where it can begin


def openings_of(parts):
    """Return every sequence of parts, without a choice before the first sign or blank."""
    for index, part in enumerate(parts):
        if isinstance(part, Choice):
            before, after = parts[:index], parts[index + 1 :]
            return [full for option in part.options for full in openings_of(joined((*before, *option, *after)))]
        if not isinstance(part, Literal):
            break
    return [parts]


def head_of(parts):
    """Return (a word or sign, whether the word may go on) in lower case; ("#", True) for any number."""
    first, *more = parts or [BLANK]
    if first == NUMBER:
        return NUMBER, True
    if not isinstance(first, Literal):
        raise InvalidPatternError(_("A pattern begins with a word, a number or a sign, not with * or …"))
    head = TOKEN.match(first.text)[0]
    goes_on = head == first.text and is_in_word(head[-1]) and bool(more) and more[0] != BLANK
    if goes_on and len(head) < 2:
        raise InvalidPatternError(_("Write at least two letters before * at the beginning of a pattern."))
    return head.lower(), goes_on


# The regular expression


def source_of(part):
    if isinstance(part, Literal):
        return SPECIAL.sub(r"\\\g<0>", part.text)
    if isinstance(part, Choice):
        return f"(?:{'|'.join(''.join(map(source_of, option)) for option in part.options)})"
    return {
        STAR: f"({LETTER}{{0,{MOST_LETTERS}}})",
        NUMBER: rf"([0-9]{{1,{MOST_DIGITS}}}(?:[ \u00a0\u202f.,][0-9]{{1,{MOST_DIGITS}}}){{0,{MOST_GROUPS}}})",
        WORDS: f"({IN_WORD}{{1,{MOST_LETTERS}}}(?:{BLANKS}{IN_WORD}{{1,{MOST_LETTERS}}}){{0,{MOST_WORDS - 1}}})",
        BLANK: f"{BLANKS}{{1,{MOST_BLANKS}}}",
    }[part]


def ends_in_word(parts):
    last = parts[-1]
    if isinstance(last, Choice):
        return any(ends_in_word(option) for option in last.options if option)
    return last in (STAR, NUMBER) or (isinstance(last, Literal) and is_in_word(last.text[-1]))


def is_in_word(character):
    return character.isalnum() and not re.match(f"[{HAN}]", character)


def ways(parts, following=None):
    """Return in how many ways a sequence can match at one place, at most. `following` is the part after it."""
    return prod(map(ways_of, parts, [*parts[1:], following]))


def ways_of(part, following):
    if isinstance(part, Choice):
        return sum(ways(option, following) for option in part.options)
    may_go_on = isinstance(following, Choice) or following in (STAR, NUMBER, WORDS)
    if part == STAR:
        return MOST_LETTERS if may_go_on or begins_with(following, str.isalpha) else 1
    if part == NUMBER:
        return MOST_DIGITS if may_go_on or begins_with(following, str.isdigit) or following == BLANK else 1
    return MOST_WORDS * (MOST_LETTERS if may_go_on or isinstance(following, Literal) else 1) if part == WORDS else 1


def begins_with(part, test):
    return isinstance(part, Literal) and test(part.text[0])


# What it should be instead


def suggestion_parts(text, pattern):
    """Return a suggestion as texts and numbers of groups: its first `*` is what the first `*` of the pattern matched.

    InvalidPatternError if it has a sign that the pattern lacks.
    """
    groups = [*enumerate(pattern.signs, start=1)]
    unused = {sign: [group for group, own in groups if own == sign] for sign in SIGNS}
    parts = []
    for part in read_suggestion(text):
        if isinstance(part, str) and not unused[part]:
            message = _("The suggestion has more signs “%(sign)s” than the pattern.")
            raise InvalidPatternError(message % {"sign": part})
        parts.append(unused[part].pop(0) if isinstance(part, str) else part.text)
    return parts


def read_suggestion(text):
    """Return the parts of a suggestion: literals and signs. Parentheses and bars are letters like others."""
    found = PIECE.finditer(text.strip().replace("...", WORDS))
    return joined(part_of(piece) for piece in found)


def part_of(piece):
    is_sign = piece["sign"] and piece["sign"] in SIGNS
    return piece["sign"] if is_sign else Literal(piece["escaped"] or piece[0])
