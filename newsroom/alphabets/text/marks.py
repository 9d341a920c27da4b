"""Marks: characters that no text has, which are put into a text while it is converted.

Unicode reserves U+FDD0 to U+FDEF for the internal use of programs. If a text has one of them anyway, it is split there,
and the character stays.
"""

import re
import secrets

INLINE = "\ufdd0"
"""The place of an inline tag. The word continues after it."""
BIDI = "\ufdd1"
"""The place of a tag whose element has its own direction. The word continues, a left-to-right run does not."""
BLOCK = "\x1e"
"""The start or end of a block. It is the control character that separates records; `splitlines` splits there."""
REFERENCE = "\ufdd3"
"""The next character was a character reference."""
OPEN_LTR, CLOSE = "\ufdd4", "\ufdd5"
"""The start and end of a left-to-right run in a right-to-left text."""
OPEN_UNCONVERTED = "\ufdd6"
"""The start of something that keeps its Cyrillic letters. CLOSE is its end."""
LTR_TOKEN, UNCONVERTED_TOKEN, DICTIONARY_FORM = "\ufdd7", "\ufdd8", "\ufdd9"
"""Placeholders for addresses in Latin letters, for what keeps its letters, and for forms from the dictionary."""
PLACEHOLDERS = LTR_TOKEN + UNCONVERTED_TOKEN + DICTIONARY_FORM
WESTERN_COMMA, WESTERN_SEMICOLON, WESTERN_QUESTION_MARK = "\ufdda", "\ufddb", "\ufddc"
"""Punctuation that does not become Arabic: inside numbers, and in lines without a Kazakh letter."""
UNCODED_IN_WORD, UNCODED = "\ufddd", "\ufdde"
"""In place of a character without a code (`codes.py`): one that is allowed inside a word, and any other."""
SKIPPED = "\ufddf"
"""The place of something that is not converted: another language, code, a hashtag in its own element."""

KEY = "".join(secrets.choice("\ufde0\ufde1\ufde2\ufde3\ufde4\ufde5\ufde6\ufde7") for _ in range(24))
PROTECTED_START, PROTECTED_END = f"\ufdee{KEY}", f"\ufdef{KEY}"
"""The start and end of protected text (`protect`). Only these marks are put into a text before the conversion begins.

So they have a key, made anew at each start. Nobody knows it who writes a comment or searches for something.
"""

MARKS = BLOCK + "".join(chr(code) for code in range(0xFDD0, 0xFDE0))
ANY_MARK = re.compile("[\x1e\ufdd0-\ufdef]")

# These don't end a word: soft hyphens, joiners, direction marks and accents.
INVISIBLE = "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
IN_WORD = INVISIBLE + INLINE + BIDI + REFERENCE
ACCENTS = "".join(map(chr, range(0x300, 0x370)))
IN_WORD_CLASS = IN_WORD + "\u0300-\u036f"
IGNORED = frozenset(IN_WORD + ACCENTS)

LTR, RTL, FIRST_STRONG, POP = "\u2066", "\u2067", "\u2068", "\u2069"
"""Unicode's isolate characters (bidirectional algorithm, UAX 9), for plain text."""


def visible_before(text, at):
    """The character before index `at`, without those that are allowed inside a word. "" if there is none."""
    before = at - 1
    while before >= 0 and text[before] in IGNORED:
        before -= 1
    return text[before] if before >= 0 else ""


def visible_after(text, at):
    """The same for the character after index `at`."""
    after = at + 1
    while after < len(text) and text[after] in IGNORED:
        after += 1
    return text[after : after + 1]
