"""What no alphabet changes: addresses of the web and of mail, @handles, #hashtags."""

import re

from newsroom.alphabets.marks import BLOCK, EDGE, STRESS, THROUGH, THROUGH_CLASS

T = THROUGH_CLASS.replace(EDGE, "")
LABEL = rf"[{T}]*+[\w+-][\w{T}+-]*+"
NAME = rf"{LABEL}(?:\.{LABEL})*+"
OURS = rf"(?:қаз|рф)(?![{T}]*+\w)"
LAST = f"(?:(?:[a-zA-Z][{T}]*+){{2,}}+|[қҚ][{T}]*+[аА][{T}]*+[зЗ][{T}]*+|[рР][{T}]*+[фФ][{T}]*+)"
"""The last part of a domain's name; «және/немесе» has none."""
REST = rf"[^\s{BLOCK}{EDGE}<>\"«»„“”‹›،؛؟\u2066-\u2069]++"
GLUED = f"(?:[@#＃]{REST})?+"
# No alternative can match in two ways, and none begins inside what another has read: the time is linear.
UNTOUCHED = re.compile(
    rf"(?<![\w{T}.+@/&#＃-])[{T}]*+(?:"
    rf"(?P<hashtag>[#＃](?=[\d_{T}]*+[^\W\d_])[\w{T}]++(?:[#＃@][\w{T}]++)*+)"
    rf"|[a-zA-Z][a-zA-Z0-9+.{T}-]*+:/{REST}"
    rf"|mailto:{REST}"
    rf"|[wW]{{3}}\.{REST}"
    rf"|@{NAME}{GLUED}"
    rf"|{NAME}@{NAME}{GLUED}"
    rf"|{LABEL}(?:\.(?!{LAST}/){LABEL})*+\.{LAST}/{REST}"
    rf"|{LABEL}(?:\.(?!{OURS}){LABEL})*+\.{OURS}{GLUED}"
    r")"
)
SIGNS = re.compile("[@#＃/]")
REMOVED = str.maketrans("", "", THROUGH + STRESS)
# A full stop after an address ends the sentence, not the address.
AFTER = ".,;:!?…)]}'’*+-" + THROUGH + STRESS


def may_have_some(text):
    """Whether it is worth looking: every address has one of these."""
    return bool(SIGNS.search(text)) or any(part in text for part in ("www.", "WWW.", ".қаз", ".рф"))
