"""What no alphabet changes: addresses of the web and of mail, @handles, #hashtags."""

import re

from newsroom.alphabets import codes
from newsroom.alphabets.marks import BLOCK, FIRST_STRONG, KEPT, LTR, POP, RTL, STRESS, THROUGH
from newsroom.alphabets.marks import THROUGH_CLASS as T

ISOLATES = LTR + RTL + FIRST_STRONG + POP
LABEL = rf"[{T}]*+[\w+-][\w{T}+-]*+"
NAME = rf"{LABEL}(?:\.{LABEL})*+"
KAZ_OR_RF = f"(?:[қҚ][{T}]*+[аА][{T}]*+[зЗ]|[рР][{T}]*+[фФ])[{T}]*+"
OURS = rf"[{T}]*+{KAZ_OR_RF}(?!\w)"
LAST = f"[{T}]*+(?:(?:[a-zA-Z][{T}]*+){{2,}}+|{KAZ_OR_RF})"
"""The last part of a domain's name; «және/немесе» has none."""
REST = rf"[^\s{BLOCK}{KEPT}<>\"«»„“”‹›،؛؟{ISOLATES}]++"
GLUED = f"(?:[@#＃]{REST})?+"
# No alternative can match in two ways, and none begins inside what another has read: the time is linear.
UNTOUCHED = re.compile(
    rf"(?<![\w{T}{ISOLATES}{KEPT}.+@/&#＃-])[{T}{ISOLATES}]*+(?:"
    rf"(?P<hashtag>[#＃](?=[\d_{T}]*+[^\W\d_])[\w{T}]++(?:[#＃@][\w{T}]++)*+)"
    rf"|[a-zA-Z][a-zA-Z0-9+.{T}-]*+:[{T}]*+/{REST}"
    rf"|{f'[{T}]*+'.join('mailto:')}{REST}"
    rf"|(?:[wW][{T}]*+){{3}}\.{REST}"
    rf"|@{NAME}{GLUED}"
    rf"|{NAME}@{NAME}{GLUED}"
    rf"|{LABEL}(?:\.(?!{LAST}/){LABEL})*+\.{LAST}/{REST}"
    rf"|{LABEL}(?:\.(?!{OURS}){LABEL})*+\.{OURS}{GLUED}"
    r")"
)
SIGNS = re.compile("[@#＃/]")
WITHOUT_SIGN = [re.compile(rf"{first}[{T}]*+{then}") for first, then in ((r"\.", "[қҚрР]"), ("w", r"\."), ("W", r"\."))]
REMOVED = str.maketrans("", "", THROUGH + STRESS)
# A full stop after an address ends the sentence, not the address.
AFTER = ".,;:!?…)]}'’*+-" + THROUGH + STRESS


def may_have_some(text, there=codes.EVERYTHING):
    """Whether it is worth looking: every address has one of these. `there` is what `codes.unusual` has found."""
    has_sign = there & codes.ADDRESSES and SIGNS.search(text)
    return bool(has_sign) or any(part.search(text) for part in WITHOUT_SIGN)
