"""Isolates the parts of a right-to-left text that are read from left to right, where a browser would get them wrong.

After an Arabic letter a European number counts as an Arabic one (UAX 9, rule W2), so hyphens no longer join numbers and
2026-01-29 is shown as 29-01-2026. Such runs are isolated, and so are words in Latin letters with what belongs to them.
A single number, a decimal and a time of day are shown correctly without isolation.
"""

import re

from newsroom.alphabets.text import abbreviations
from newsroom.alphabets.text.marks import (
    ACCENTS,
    BIDI,
    BLOCK,
    CLOSE,
    FIRST_STRONG,
    IGNORED,
    IN_WORD,
    IN_WORD_CLASS,
    LTR,
    LTR_TOKEN,
    OPEN_LTR,
    POP,
    REFERENCE,
    RTL,
    SKIPPED,
    UNCONVERTED_TOKEN,
)
from newsroom.alphabets.text.untouched import WITHOUT_INVISIBLE

T = IN_WORD_CLASS.replace(BIDI, "")
ARABIC = "\u0600-\u06ff"
# Latin, Greek, Chinese, Japanese and Korean letters, which are written from left to right.
LEFT = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u03ff\u1e00-\u1fff\u3040-\u9fff\uac00-\ud7af"
LEFT += LTR_TOKEN
CURRENCY = "$€£¥₸₽₺₴₩"
BLANK_CHARACTERS = " \u00a0\u2009\u202f"
BLANK_CHARACTER = f"[{BLANK_CHARACTERS}]"
BLANK = f"[{BLANK_CHARACTERS}{REFERENCE}]{{1,4}}+"

PHONE = rf"\+?[0-9][0-9 \u00a0{T}-]{{0,12}}[(\[][0-9{T}]{{2,10}}[)\]][{T}]*+[ \u00a0-]?[{T}]*+(?=[0-9])"
# Without a digit before the bracket, the digits after it must be those of a phone: «(2026) 15-20» isn't a phone number.
APART = "[ \u00a0‑–.-]"
GROUPS = f"[0-9]{{1,3}}{APART}[0-9]{{2}}{APART}[0-9]{{2}}|[0-9]{{3}}(?:[‑–-][0-9]{{3}}|{APART}[0-9]{{4}})|[0-9]{{5,7}}"
SUBSCRIBER = f"(?:{GROUPS})(?![0-9])"
PHONE += (
    rf"|[(\[](?!(?:19|20)[0-9][0-9][)\]])(?:\+?[0-9][ \u00a0-]?)?[0-9]{{3,5}}(?:-[0-9]{{1,2}})?[)\]]"
    rf"[{T}]*+[ \u00a0-]?[{T}]*+(?={SUBSCRIBER})"
    rf"|[(\[](?:\+[0-9]{{1,3}}|8)[)\]][{T}]*+[ \u00a0-]?[{T}]*+(?=[0-9]{{3}}{APART}{SUBSCRIBER})"
)
ATOM = rf"{REFERENCE}?[{LEFT}0-9][{LEFT}0-9¹²³⁰-₉{T}]*+(?:['’][{LEFT}0-9{T}]++)*+"
OF_NUMBERS = "+−–±~≈<>-"
SIGNS = CURRENCY + OF_NUMBERS
SIGN = (
    rf"(?:{REFERENCE}?[{SIGNS}](?={REFERENCE}?[0-9{CURRENCY}])|{REFERENCE}?[{CURRENCY}]{BLANK}(?={REFERENCE}?[0-9]))*+"
)
UNIT = f"(?:[%‰℃′″{CURRENCY}]|[°˚⁰º][CF]?)"
# E. coli, J.P. Morgan, Vol. 5; and Apple Inc., U.S., whose full stop is inside the run.
STOP = rf"[{T}]*+\.[{T}]*+"
NUMBER_OR_NAME = rf"(?:{'|'.join(abbreviations.ALL)}){STOP}(?:{BLANK}[{T}]*+)?+(?=[{LEFT}0-9])"
INITIAL = rf"[A-Z\u00c0-\u00de]{STOP}(?:{BLANK}[{T}]*+)?+(?=[{LEFT}])"
IN_SMALL_LETTERS = rf"(?:[a-z]{STOP}){{2,3}}+"  # e.g., a.m., a.k.a.
BEFORE_WORD = rf"{IN_SMALL_LETTERS}(?:{BLANK}[{T}]*+)?+(?=[{LEFT}0-9])"
ABBREVIATED = rf"(?:{REFERENCE}?(?:{NUMBER_OR_NAME}|{INITIAL}|{BEFORE_WORD}))*+"
WITH_STOP = (
    rf"{REFERENCE}?(?:(?:[A-Z][a-z]?{STOP}){{2,4}}+|{IN_SMALL_LETTERS}"
    rf"|(?:{abbreviations.AFTER_NAME.replace(' ', '|')}){STOP})"
    rf"(?!(?:{BLANK})?+[{LEFT}]|[0-9])"
)
# A phone number is one run with the word before it: tel. 8 (7172) 74-50-00.
TO_CALL = (
    rf"(?:{'|'.join(abbreviations.BEFORE_PHONE)})(?:[{T}]*+[.:]){{1,2}}+[{T}]*+(?:{BLANK}[{T}]*+)?+"
    rf"(?:\+(?=[0-9])|(?=[0-9]|{PHONE}))"
)
# Yahoo! has its mark inside the name, .NET its full stop.
EXCLAIMED = rf"{REFERENCE}?(?:{'|'.join(abbreviations.WITH_EXCLAMATION_MARK)})[{T}]*+!"
POINT = rf"\.(?<![^{BLANK_CHARACTERS}\n({BLOCK}{T}«“„\[].)(?=[A-Za-z])"
AFTER = rf"(?:{REFERENCE}?(?:{UNIT}|[+#*])[{T}]*+|{BLANK}{REFERENCE}?{UNIT}[{T}]*+)*+"
NAME = rf"(?:{WITH_STOP}|{EXCLAIMED}|{ABBREVIATED}(?:{WITH_STOP}|{EXCLAIMED}|{ATOM}))"
ITEM = rf"(?:{TO_CALL})?+(?:{PHONE}|{POINT})?+{NAME}{AFTER}(?:(?<=[%‰°˚℃′″+#*{CURRENCY}]){ATOM}{AFTER})*+"
JOIN = rf"[‐‑–—/\\:.&@_=+−±~≈<>×·…|,{REFERENCE}-]{{1,3}}+[{T}]*+"
COMMA = rf",[{T}]*+{BLANK}[{T}]*+(?=(?:{'|'.join(abbreviations.AFTER_COMMA)})[{T}]*+\.)"
PART = rf"{BLANK}(?:(?:[–—&+=×·÷<>≤≥≈xX-]|(?<=[0-9]{BLANK_CHARACTER})[:/](?={BLANK}[0-9])){BLANK})?+[{T}]*+"
STARTS = f"(\\[.{LEFT}0-9{LTR}{RTL}{FIRST_STRONG}{REFERENCE}{SIGNS}"
NOT_AFTER_ARABIC = f"(?<![{ARABIC}])(?<![{ARABIC}]{REFERENCE})"
ONLY_SIGNS = re.compile(NOT_AFTER_ARABIC + SIGN)
# Something that is isolated already, or a run.
RUN = re.compile(
    rf"(?P<isolated>[{LTR}{RTL}{FIRST_STRONG}][^{LTR}{RTL}{FIRST_STRONG}{POP}{UNCONVERTED_TOKEN}{SKIPPED}\n{BLOCK}]*+{POP})"
    rf"|(?:{NOT_AFTER_ARABIC}{SIGN})?+{ITEM}(?:(?:{JOIN}|{PART}|{COMMA}){SIGN}{ITEM})*+"
)
# Most numbers and dashes need no isolation, and nothing after them belongs to them.
NUMBER_BEFORE_WORD = rf"[0-9]++(?:[.,:][0-9]++)?+(?=[{T}]*+(?: [{ARABIC}]|[\n{BLOCK}]|\Z))"
BEFORE_START = re.compile(
    rf"(?:[^{STARTS}]++|[(\[](?![0-9+])|\.(?![A-Za-z])|[{OF_NUMBERS}](?![{STARTS}])|{NUMBER_BEFORE_WORD})*+"
)
REST_OF_LINE = re.compile(rf"[^\n\v\f\r\x1c-{BLOCK}\x85\u2028\u2029]*+(?:\r\n|.)?+", re.DOTALL)
READS_RIGHT = re.compile("[0-9]+(?:[.,:][0-9]+)?")
NO_NUMBERED = "".join(rf"(?<!\b{word}\.)" for word in [*abbreviations.BEFORE_NUMBER.split(), "al"])
NUMBER_ALONE = re.compile(rf"{NO_NUMBERED}(?<![0-9)\]–—&+=×·÷<>≤≥≈:/{CURRENCY}-])(?<!\s[xX]) [0-9]+\Z")
RTL_LETTER = re.compile(f"[{ARABIC}]")
LTR_LETTER = re.compile(f"[{LEFT}]")
NOT_ALONE = re.compile(f"[{UNCONVERTED_TOKEN}{SKIPPED}{LTR}{RTL}{FIRST_STRONG}{POP}]")
ENDS = IN_WORD + ACCENTS
BLANKS = " \t\u00a0\u2009\u202f"
# These stay outside the isolate at the ends of a line.
OUTER = "".join({*BLANKS, *ENDS, *filter(str.isspace, map(chr, range(0x3000)))} - {REFERENCE})
OUTER_START = re.compile(f"(?:{REFERENCE}?[{OUTER}])*+")


def isolate(text):
    """Put OPEN_LTR and CLOSE around every left-to-right run of `text`, which is in Arabic letters."""
    tokens, done = [], 0
    start = BEFORE_START.match(text).end()
    while start < len(text):
        end = REST_OF_LINE.match(text, start).end()
        *others, line = text[done:end].splitlines(keepends=True)
        tokens += *others, _isolated_in(line)
        done = end
        start = BEFORE_START.match(text, done).end()
    return "".join([*tokens, text[done:]]) if tokens else text


def _isolated_in(line):
    if RTL_LETTER.search(line) or NOT_ALONE.search(line) or not LTR_LETTER.search(line):
        return _runs_isolated(line)
    parts = line.split(BIDI)
    return BIDI.join(_isolated_line(part) if LTR_LETTER.search(part) else _runs_isolated(part) for part in parts)


def _runs_isolated(line):
    tokens, done = [], 0
    start = BEFORE_START.match(line).end()
    while start < len(line):
        run = RUN.match(line, start)
        end = run.end() if run else _after_signs(line, start)
        if run and not run["isolated"]:
            body = run[0]
            if body[-1] in IGNORED:  # a REFERENCE mark at its end belongs to what follows
                body = body.rstrip(ENDS)
            tokens += line[done:start], _isolated(body, run)
            done = end = start + len(body)
        start = BEFORE_START.match(line, end).end()
    return "".join([*tokens, line[done:]])


def _after_signs(line, start):
    """Where to continue. Signs without a number after them are skipped together: one at a time would be quadratic."""
    signs = ONLY_SIGNS.match(line, start)
    return max(start + 1, signs.end()) if signs else start + 1


def _isolated_line(text):
    """Isolate the whole text, but leave blanks and invisible characters at its ends outside."""
    start = OUTER_START.match(text).end()
    inner = text[start:].rstrip(OUTER + REFERENCE)
    return f"{text[:start]}{OPEN_LTR}{inner}{CLOSE}{text[start + len(inner) :]}"


def _isolated(body, found):
    inner = _without_number_of_next_word(body, found)
    if READS_RIGHT.fullmatch(inner if inner.isascii() else inner.translate(WITHOUT_INVISIBLE)):
        return body
    return f"{OPEN_LTR}{inner}{CLOSE}{body[len(inner) :]}"


def _without_number_of_next_word(body, found):
    """In «Toyota 2026 жылы» the year belongs to the word after it and is shown beside that word."""
    number = NUMBER_ALONE.search(body) if body[-1].isdecimal() else None
    following = found.string[found.end() : found.end() + 2]
    if number and following[:1].isspace() and RTL_LETTER.match(following[1:]):
        return body[: number.start()].rstrip(ENDS + BLANKS)
    return body
