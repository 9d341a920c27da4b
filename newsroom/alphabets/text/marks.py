"""Characters that no text has, used while one is being converted: where tags cut it, what is kept, what is isolated.

Unicode sets U+FDD0 to U+FDEF aside for a program's own use. A text that holds one all the same is cut there.
"""

import re

INLINE = "\ufdd0"
"""An inline tag stands here: the word goes on."""
BIDI = "\ufdd1"
"""The tag of an element with a direction of its own: the word goes on, a run from left to right doesn't."""
BLOCK = "\x1e"
"""A block begins or ends here: the control character that parts records, for which `splitlines` parts lines too."""
REFERENCE = "\ufdd3"
"""The next character was written as a character reference."""
OPEN_LTR, CLOSE = "\ufdd4", "\ufdd5"
"""Around a run from left to right in a text from right to left."""
OPEN_UNCONVERTED = "\ufdd6"
"""Before something that keeps its Cyrillic letters; ends with CLOSE too."""
LTR_TOKEN, UNCONVERTED_TOKEN, DICTIONARY_FORM = "\ufdd7", "\ufdd8", "\ufdd9"
"""In place of what is put aside: addresses; what keeps Cyrillic letters; forms out of the dictionary."""
PLACEHOLDERS = LTR_TOKEN + UNCONVERTED_TOKEN + DICTIONARY_FORM
WESTERN_COMMA, WESTERN_SEMICOLON, WESTERN_QUESTION_MARK = "\ufdda", "\ufddb", "\ufddc"
"""Punctuation that stays as it is: inside numbers, in lines without a Kazakh letter."""
UNCODED_IN_WORD, UNCODED = "\ufddd", "\ufdde"
"""In place of a character without a code (`codes.py`): one that may stand inside a word, any other."""
SKIPPED = "\ufddf"
"""Something stands here that isn't read: in another language, code, a hashtag in its element."""

PROTECTED_START, PROTECTED_END = "\ufdee", "\ufdef"
"""Around what keeps its letters where no tag can say so: whoever makes a page puts them in, and takes them out."""

MARKS = BLOCK + "".join(chr(code) for code in range(0xFDD0, 0xFDE0))
ANY_MARK = re.compile("[\x1e\ufdd0-\ufdef]")

# What may stand inside a word without parting it: soft hyphens, joiners, marks of direction and stress.
INVISIBLE = "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
IN_WORD = INVISIBLE + INLINE + BIDI + REFERENCE
ACCENTS = "".join(map(chr, range(0x300, 0x370)))
IN_WORD_CLASS = IN_WORD + "\u0300-\u036f"
IGNORED = frozenset(IN_WORD + ACCENTS)

LTR, RTL, FIRST_STRONG, POP = "\u2066", "\u2067", "\u2068", "\u2069"
"""Isolates (Unicode's bidirectional algorithm, UAX 9), for plain text."""


def visible_before(text, at):
    """The character before index `at`, with what may stand inside a word passed over; "" if there is none."""
    before = at - 1
    while before >= 0 and text[before] in IGNORED:
        before -= 1
    return text[before] if before >= 0 else ""


def visible_after(text, at):
    """The character after index `at`, in the same way."""
    after = at + 1
    while after < len(text) and text[after] in IGNORED:
        after += 1
    return text[after : after + 1]
