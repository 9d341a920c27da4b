"""щ stands for two ш in three native words (ащы, тұщы, кеще) and what is made of them, for one in loan words (Щорс).

So says the spelling reform of 2018. Our Latin and Arabic letters follow it.
"""

import re

from newsroom.alphabets.text.letters import CYRILLIC
from newsroom.alphabets.text.marks import IN_WORD_CLASS
from newsroom.alphabets.text.untouched import WITHOUT_INVISIBLE

SHCHA = re.compile(f"[щЩ](?=[{IN_WORD_CLASS}]*+(?P<next>[ыЫеЕ]))")
START = f"(?:^|[^{CYRILLIC}])"
NATIVE = {"ы": re.compile(f"(?:{START}[аА]|[тТ][ұҰ])$"), "е": re.compile(f"{START}[кК][еЕ]$")}
NEAR = 12
"""How many characters before the letter are looked at, with invisible ones."""


def with_native_shcha(text):
    """The text with шш for the щ of native words."""
    return SHCHA.sub(_letter, text) if "щ" in text or "Щ" in text else text


def _letter(found):
    before = found.string[max(0, found.start() - NEAR) : found.start()].translate(WITHOUT_INVISIBLE)
    if not NATIVE[found["next"].lower()].search(before):
        return found[0]
    return "шш" if found[0] == "щ" else "ШШ"
