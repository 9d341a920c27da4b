"""Text in pictures: the choice of the font, the line breaks and the font size.

Pillow draws a line with one font, and an empty box for each letter that the font lacks. So before a text is drawn, this
module checks that the font has all its letters.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path

from django.conf import settings
from PIL import ImageFont, features

from newsroom.editions.numbers import with_numbers_together

FONTS = Path(__file__).parent / "fonts"
NO_CHARACTER = "\U0010ffff"
MEASURED_AT = 100
"""The font size at which widths are measured. They scale with the size, because the fonts are not hinted."""
SEEN_AT = 32
"""The font size at which letters are compared with the empty box."""

NOT_LETTERS = frozenset(("So", "Sk", "Cf", "Cc", "Co", "Cn"))
"""Unicode categories that can be omitted from a text: emoji and invisible characters."""
BLANKS = re.compile(r"[ \t\r\n\u2028\u2029]+")  # without the no-break space
CHINESE = r"[\u2e80-\u2fff\u3001-\u30ff\u31c0-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
PIECES = re.compile(rf"{CHINESE} ?|(?:(?!{CHINESE})[^ ])+ ?")
NOT_FIRST = frozenset("、。，．：；！？）》」』】〕”’…·—～％!?,.:;)]}»%")
NOT_LAST = frozenset("（《「『【〔“‘([{«№")
DASHES = frozenset("-–—")


class CannotBeSetError(LookupError):
    """No font on this machine has every letter of a text, or one of its words is too wide for the box."""


@lru_cache
def can_shape():
    """Whether Pillow can join Arabic letters. Its wheels need the system's FriBiDi for that."""
    return features.check("raqm")


# Faces


@dataclass(frozen=True)
class Face:
    """One font in a font file, in any size."""

    path: str
    index: int = 0

    def at(self, size):
        return opened(self, size)

    def has(self, text):
        return not any(is_missing(self, character) for character in set(text))


@lru_cache(maxsize=64)
def opened(face, size):
    return ImageFont.truetype(face.path, size, index=face.index)


@lru_cache(maxsize=4096)
def is_missing(face, character):
    """Whether a font draws its empty box for a character."""
    mask, size, empty_box = face.at(SEEN_AT).getmask(character), *empty_box_of(face)
    return mask.size == size and bytes(mask) == empty_box


@lru_cache(maxsize=16)
def empty_box_of(face):
    mask = face.at(SEEN_AT).getmask(NO_CHARACTER)
    return mask.size, bytes(mask)


SERIF, NASKH = Face(str(FONTS / "serif.ttf")), Face(str(FONTS / "naskh.ttf"))


@lru_cache(maxsize=4)
def chinese_face(path):
    """Return the face for simplified Chinese in a font file of the system; None if there is no such file."""
    if not Path(path).is_file():
        return None
    for index in range(64):
        try:
            family, _ = ImageFont.truetype(path, MEASURED_AT, index=index).getname()
        except OSError:
            break
        if family.endswith("SC"):
            return Face(path, index)
    return Face(path)  # all faces of such a file have the same characters, with regional variants


def faces_of(edition):
    """Return the faces on this machine, the edition's own first. The others are for text in another script."""
    chinese = chinese_face(settings.CHINESE_FONT)
    ours = [NASKH] if edition.direction == "rtl" else [SERIF, NASKH]
    if not can_shape():
        ours.remove(NASKH)  # unjoined letters are unreadable
    return [*ours, chinese] if chinese else ours


def drawable(text, edition):
    """Return (the text to draw, the face for it). Emoji that no face has are omitted.

    Raise CannotBeSetError if a letter is missing or no text is left.
    """
    text = with_numbers_together(BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip())
    letters = "".join(sign for sign in text if unicodedata.category(sign) not in NOT_LETTERS)
    for words in (text, BLANKS.sub(" ", letters).strip()):
        for face in faces_of(edition):
            if words and face.has(words):
                return words, face
    raise CannotBeSetError(text)


def layout(edition):
    """Return Pillow's layout arguments: none without FriBiDi, as Pillow's basic layout doesn't support them."""
    return {"direction": edition.direction, "language": edition.tag} if can_shape() else {}


# Lines


@dataclass(frozen=True)
class Lines:
    """A text broken into lines. `size` is in pixels, `leading` is a multiple of the size."""

    lines: tuple
    face: Face
    size: int
    leading: float


@dataclass(frozen=True)
class Box:
    """The space for a text: `width` and `height` in pixels, and the font `sizes` to try, largest first."""

    width: int
    height: int
    sizes: Sequence
    leading: float
    most_lines: int = 6

    def lines_at(self, size):
        return min(self.most_lines, int(self.height // (size * self.leading)))


def fitted(text, edition, box):
    """Return the text as `Lines` in the largest size that fits, or None. Raise CannotBeSetError as `drawable` does."""
    text, face = drawable(text, edition)
    parts, width_of = pieces(text), ruler(face, edition)
    for size in box.sizes:
        width = box.width * MEASURED_AT / size
        lines = wrapped(parts, width, width_of)
        if lines and len(lines) <= box.lines_at(size):
            return Lines(tuple(balanced(parts, width, width_of)), face, size, box.leading)
    return None


def shortened(text, edition, box):
    """Return the beginning of a text that is too long, in the smallest size, with an ellipsis after a whole word.

    Raise CannotBeSetError as `drawable` does, and if not even one word fits.
    """
    text, face = drawable(text, edition)
    parts, width_of, size = pieces(text), ruler(face, edition), box.sizes[-1]
    while parts:
        ended = [*parts[:-1], parts[-1].rstrip(" ,.:;–—-\N{NO-BREAK SPACE}") + "…"]
        lines = wrapped(ended, box.width * MEASURED_AT / size, width_of)
        if lines and len(lines) <= box.lines_at(size):
            return Lines(tuple(lines), face, size, box.leading)
        parts.pop()
    raise CannotBeSetError(text)


def ruler(face, edition):
    """Return a function that measures the width of a line in pixels at MEASURED_AT."""
    return cache(partial(face.at(MEASURED_AT).getlength, **layout(edition)))


def pieces(text):
    """Split a text where a line may break. Each piece includes the space after it.

    No line begins with a dash or closing punctuation, and a word of one letter stays with the next word.
    """
    parts = []
    for piece in PIECES.findall(text):
        word, before = piece.rstrip(" "), parts[-1].rstrip(" ") if parts else ""
        last = before.split(" ")[-1]
        is_bound = len(last) == 1 and last.isalpha() and not re.match(CHINESE, last)
        if parts and (word in DASHES or word[:1] in NOT_FIRST or before[-1:] in NOT_LAST or is_bound):
            parts[-1] += piece
        else:
            parts.append(piece)
    return parts


def wrapped(parts, width, measure):
    """Fill lines up to `width`. Return an empty list if a part is wider than that."""
    lines = [""]
    for part in parts:
        if measure(part.rstrip(" ")) > width:
            return []
        if measure((lines[-1] + part).rstrip(" ")) > width:
            lines.append("")
        lines[-1] += part
    return [line.rstrip(" ") for line in lines]


def balanced(parts, width, measure):
    """Break into as many lines as `wrapped` does, but of similar length."""
    best = wrapped(parts, width, measure)
    narrow, wide = 0, width
    while best and wide - narrow > width / 200:
        middle = (narrow + wide) / 2
        lines = wrapped(parts, middle, measure)
        if len(lines) == len(best):
            best, wide = lines, middle
        else:
            narrow = middle
    return best
