"""Tokens that are never converted: URLs, e-mail addresses, @handles and #hashtags."""

import re

from newsroom.alphabets.text import codes
from newsroom.alphabets.text.marks import ACCENTS, BLOCK, FIRST_STRONG, IN_WORD, LTR, POP, RTL, SKIPPED
from newsroom.alphabets.text.marks import IN_WORD_CLASS as T

ISOLATES = LTR + RTL + FIRST_STRONG + POP
LABEL = rf"[{T}]*+[\w+-][\w{T}+-]*+"
NAME = rf"{LABEL}(?:\.{LABEL})*+"
KAZ_OR_RF = f"(?:[қҚ][{T}]*+[аА][{T}]*+[зЗ]|[рР][{T}]*+[фФ])[{T}]*+"
NATIONAL_DOMAIN = rf"[{T}]*+{KAZ_OR_RF}(?!\w)"
TOP_LEVEL_DOMAIN = f"[{T}]*+(?:(?:[a-zA-Z][{T}]*+){{2,}}+|{KAZ_OR_RF})"
"""The last label of a domain name. Because it is required, «және/немесе» is not an address."""
REST = rf"[^\s{BLOCK}{SKIPPED}<>\"«»„“”‹›،؛؟{ISOLATES}]++"
GLUED = f"(?:[@#＃]{REST})?+"
# No alternative can match in two ways, and none can start inside what another has read, so the time is linear.
TOKEN = re.compile(
    rf"(?<![\w{T}{ISOLATES}{SKIPPED}.+@/&#＃-])[{T}{ISOLATES}]*+(?:"
    rf"(?P<hashtag>[#＃](?=[\d_{T}]*+[^\W\d_])[\w{T}]++(?:[#＃@][\w{T}]++)*+)"
    rf"|[a-zA-Z][a-zA-Z0-9+.{T}-]*+:[{T}]*+/{REST}"
    rf"|{f'[{T}]*+'.join('mailto:')}{REST}"
    rf"|(?:[wW][{T}]*+){{3}}\.{REST}"
    rf"|@{NAME}{GLUED}"
    rf"|{NAME}@{NAME}{GLUED}"
    rf"|{LABEL}(?:\.(?!{TOP_LEVEL_DOMAIN}/){LABEL})*+\.{TOP_LEVEL_DOMAIN}/{REST}"
    rf"|{LABEL}(?:\.(?!{NATIONAL_DOMAIN}){LABEL})*+\.{NATIONAL_DOMAIN}{GLUED}"
    r")"
)
HAS_SIGN = re.compile(rf"[@#＃/.wW](?:(?<=[@#＃/])|(?<=\.)[{T}]*+[қҚрР]|(?<=[wW])[{T}]*+\.)")
"""Every token has one of these signs."""
BEFORE_NATIONAL_DOMAIN = re.compile(rf"\.[{T}]*+[қҚрР]")
WITHOUT_INVISIBLE = str.maketrans("", "", IN_WORD + ACCENTS)
WITH_SIGNS = codes.ADDRESSES | codes.LATIN
# A full stop after an address belongs to the sentence, not to the address.
TRAILING = ".,;:!?…)]}'’*+-" + IN_WORD + ACCENTS


def may_have_token(coded):
    """Whether the text can have a token. This is much faster than searching for one."""
    return HAS_SIGN.search(coded.text) if coded.notable & WITH_SIGNS else BEFORE_NATIONAL_DOMAIN.search(coded.text)
