"""Fold a text so that letters which only look different become the same, while each keeps its place in the text.

A folded text has one character for each that readers see as a letter, a digit or a sign. What it doesn't decide is
which letter of a word a sign stands for, because that depends on the word: `letters.py`.
"""

import re
import unicodedata
from functools import cached_property

from newsroom.content.visible_text import UNSEEN

# Letters that no table of Unicode decomposes and what they look like: of Greek, Cherokee, Armenian, Coptic, Lisu and
# Canadian syllabics, turned letters, rare Cyrillic ones, and Persian ones of Arabic.
LOOK_ALIKES_TABLE = """
    ӏi ĸk αa οo ςc ϲc νv κk ρp τt υu χx ιi εe ββ ηn ωw ɑa ɡg ɩi յj օo սu ոn հh ԁd ԛq ԝw ѕs
    ցg զq եt ւi վy ᴎи ᴙя ᴨп ᴦг ᴧл ᴫл ɯш ɥч ɸф ɘe ǝe ɜз ɐa ɔc ɟf ɹr ʇt ʞk ʎy ʍm ҥн ҵц ѣе ѳф ѵу ꙋу ԑз یي کك ہه
    ∂д ∏п ∩п ∧л ∨v ∪u √v ⭕o ❌x ✖x ✕x ✝t 💲$ ❗!
    Ꭺa Ᏼb Ꮯc Ꭼe Ꮋh Ꭻj Ꮶk Ꮇm Ꮎo Ꮲp Ꮢr Ꮪs Ꭲt Ꮩv Ꮓz ⲁa ⲃb ⲉe ⲏh ⲓi ⲕk ⲙm ⲛn ⲟo ⲡп ⲣp ⲥc ⲧt ⲩy ⲭx
    ꓐb ꓚc ꓝf ꓖg ꓧh ꓙj ꓗk ꓡl ꓟm ꓠn ꓳo ꓑp ꓣr ꓢs ꓔt ꓴu ꓦv ꓪw ꓫx ꓬy ꓮa ꓰe
    ᗩa ᗷb ᑕc ᗪd ᖴf ᕼh ᒍj ᒪl ᗰm ᑎn ᑭp ᖇr ᔕs ᑌu ᐯv ᗯw ᙭x ᘔz
"""
LOOK_ALIKES = str.maketrans({own.lower(): latin for own, latin in LOOK_ALIKES_TABLE.split()})
CAPITALS = str.maketrans("ΒΗΝΥΖΜՍՕՏԼӀІ", "bhnyzmuosliі")
"""Capitals that look like other letters than their small forms do."""
NEVER_DECOMPOSED = frozenset("йёїўќѓäáöóüúūñńğǵşšçýíéìğőяюєəɵґ")
"""Letters with marks that are letters of their own in an alphabet of ours."""
ENCLOSED = ((0x1F130, 26), (0x1F150, 26), (0x1F170, 26), (0x1F1E6, 26))
"""Letters in squares and circles, and those of flags, which begin at these code points."""
NAMED = re.compile("(LATIN|CYRILLIC|GREEK) (?:SMALL LETTER|CAPITAL LETTER|LETTER SMALL CAPITAL) (.+?)(?: WITH .+)?$")
GONE, SPACE, SIGN, EMOJI = "\0", " ", "·", "•"
KEPT_SIGNS = frozenset("@$€#%&*+!|()[]{}<>/\\^~=_-.,:;?\"'`´")
UNWRITTEN = frozenset("ٴءـ")
"""Arabic signs that mark a word or stretch it."""
STARS = frozenset("∗✱✲✳⋆★☆•●■□○▪×¤█▓░※⁎＊")
DASHES = frozenset("‐‑‒–—―−﹣－")
MOST_REMEMBERED = 20_000


class Folded:
    """A folded text. Where its characters stand in the original is computed when something was found."""

    def __init__(self, with_gone):
        """`with_gone` has a character for each of the original."""
        self._with_gone = with_gone
        self.text = RUN.sub(r"\1\1", with_gone.replace(GONE, ""))

    def span(self, start, end):
        """Return where the characters from `start` to `end` stand in the original."""
        if len(self.text) == len(self._with_gone):
            return start, end
        return self._places[start], self._places[end - 1] + 1

    @cached_property
    def _places(self):
        """For each character its index in the original. Invisible ones may stand within a run."""
        visible = [at for at, character in enumerate(self._with_gone) if character != GONE]
        places, last = [], 0
        for run in RUN.finditer(self._with_gone.replace(GONE, "")):
            places += visible[last : run.start() + 2]
            last = run.end()
        return places + visible[last:]


class _Folds(dict):
    def __missing__(self, code):
        folded = fold_character(chr(code))
        if len(self) < MOST_REMEMBERED:
            self[code] = folded
        return folded


def fold_character(character):
    """Return the one character that stands for another: a small letter, a digit, a sign, a space or `GONE`."""
    category = unicodedata.category(character)
    if category[0] == "M" or UNSEEN.match(character) or character in UNWRITTEN:
        return GONE
    if category[0] in "ZC":
        return SPACE
    small = character.translate(CAPITALS).lower()[:1] if character != "İ" else "i"
    if small in NEVER_DECOMPOSED or small.isascii():
        return small
    if character in STARS or character in DASHES:
        return "*" if character in STARS else "-"
    return folded_letter(character, small, category)


def folded_letter(character, small, category):
    for first, count in ENCLOSED:
        if first <= ord(character) < first + count:
            return chr(ord("a") + ord(character) - first)
    plain = next((part for part in unicodedata.normalize("NFKD", small) if part.isalnum()), small).lower()[:1]
    plain = without_stroke(plain).translate(LOOK_ALIKES)
    if category[0] in "LN" or plain.isalnum():
        return plain
    if plain in KEPT_SIGNS:
        return plain
    return EMOJI if category in ("So", "Sk", "Cn") else SIGN


def without_stroke(letter):
    """Return the plain letter of one with a hook, a stroke or small capitals, which Unicode does not decompose."""
    named = None if letter in KEPT_LETTERS else NAMED.match(unicodedata.name(letter, ""))
    if not named:
        return letter
    try:
        return unicodedata.lookup(f"{named[1]} SMALL LETTER {named[2]}")
    except KeyError:
        return letter


KEPT_LETTERS = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһіґўҳєїıŋəɵæβγδεηλμπσφχθʌʒ")
FOLDS = _Folds()
RUN = re.compile(r"([^\W\d_])\1{2,}")


def fold(text):
    """Return the `Folded` text. Invisible characters and accents are left out; a letter repeats at most twice."""
    return Folded(text.translate(FOLDS))
