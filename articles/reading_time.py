"""Estimate how long a story takes to read.

The reading speeds, in words per minute, are those of adults with the standardised IReST texts (Trauzettel-Klosinski
and Dietz, 2012): English 228, Russian 184, Turkish 166. The last is also used for Kazakh and Uzbek. For Chinese, it is
255 characters per minute.
"""

import re
from functools import lru_cache

from newsroom import editions
from newsroom.content.clean_html import plain_text
from newsroom.content.visible_text import is_visible

PER_MINUTE = {"kk": 166, "ru": 184, "en": 228, "uz-cyrl": 166, "zh-hans": 255}
WORD = re.compile(r"\w+(?:[-’'.,]\w+)*")
CHARACTER = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")


def minutes(article):
    """Return whole minutes for the lead and the text in the active edition, at least 1; None if there is no text."""
    if not article.body:
        return None
    return minutes_of(article.lead or "", article.body, editions.active().stored_in)


@lru_cache(maxsize=500)
def minutes_of(lead, body, language):
    """Cached, because the same story is read again and again, and its mark-up takes long to remove."""
    unit = CHARACTER if language == "zh-hans" else WORD
    text = plain_text(body)
    if not is_visible(text):  # only photos
        return None
    length = len(unit.findall(f"{lead} {text}"))
    return max(1, round(length / PER_MINUTE[language]))
