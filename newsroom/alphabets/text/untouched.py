"""What no alphabet changes: addresses of the web and of mail, @handles, #hashtags."""

import re

from newsroom.alphabets.text import codes
from newsroom.alphabets.text.marks import BLOCK, FIRST_STRONG, KEPT, LTR, POP, RTL, STRESS, THROUGH
from newsroom.alphabets.text.marks import THROUGH_CLASS as T

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
HAS_SIGN = re.compile(rf"[@#＃/.wW](?:(?<=[@#＃/])|(?<=\.)[{T}]*+[қҚрР]|(?<=[wW])[{T}]*+\.)")
"""Every address has one of these."""
BEFORE_OURS = re.compile(rf"\.[{T}]*+[қҚрР]")
REMOVED = str.maketrans("", "", THROUGH + STRESS)
WITH_SIGNS = codes.ADDRESSES | codes.LATIN
# A full stop after an address ends the sentence, not the address.
AFTER = ".,;:!?…)]}'’*+-" + THROUGH + STRESS


def may_have_some(known):
    """Whether it is worth looking, by what `codes.read` says of a text."""
    return HAS_SIGN.search(known.text) if known.there & WITH_SIGNS else BEFORE_OURS.search(known.text)
