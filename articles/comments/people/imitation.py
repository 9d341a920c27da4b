"""Whether a nickname could be taken for somebody of the paper. Names are compared by their looks and by their sound.

So «Аскар Ахметов» is found in Latin letters, with look-alikes of other alphabets, with digits for letters, and spaced.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.comments.models import Voice
from articles.comments.people.offices import CHINESE, forms
from articles.comments.words.folding import EMOJI, SIGN, fold
from articles.comments.words.letters import TWINS
from articles.models import Author
from newsroom import editions
from newsroom.alphabets.folding import coarse_key
from newsroom.database.cached_values import CachedValues, computed_from
from newsroom.editions.columns import columns
from newsroom.identity.models import SiteIdentity
from newsroom.staff.models import User

WRITTEN_ALIKE = {"и": "u", "п": "n", "г": "r", "ш": "w", "ӏ": "i", "l": "i", "ı": "i"}
TO_LATIN = str.maketrans(TWINS | dict(zip("0134567!|$@", "oieasgtiisa", strict=True)) | WRITTEN_ALIKE)
TO_LETTERS = str.maketrans(dict(zip("0134567!|$@", "oieasgtiisa", strict=True)))
WITHOUT_DOTS = str.maketrans("ёЁ", "еЕ")
LONG = 8
"""Letters of a name of two words that may not be a part of a nickname, such as «Аскар Ахметов, редактор»."""
FIRST = 4
"""Letters by which such names are looked up. A Chinese one needs no more."""
TICKS = frozenset("✓✔☑✅🗸")
BETWEEN_WORDS = re.compile(r"[\W_]")
DIGITS = "0123456789"
MOST_JOINED = 3
"""Words of a nickname that are read as one."""
AFFIXES = "kz ru com org net tv news press media info online official газета газеті портал ньюс".split()
"""What stands before or behind the name of the paper in one word: aimaqkz."""
FIRST_CHINESE = "㐀"


def by_look(name):
    """Return what a name looks like, without spaces and signs: Latin letters for all that look like them."""
    folded = fold(unicodedata.normalize("NFKC", name)).text.translate(TO_LATIN)
    return "".join(sign for sign in folded if sign.isalnum() and sign not in (EMOJI, SIGN))


def by_sound(name):
    """Return how a name sounds, whichever of the three Kazakh alphabets it has."""
    return "".join(coarse_key(unicodedata.normalize("NFKC", name)).split())


WAYS = range(3)


@lru_cache(maxsize=20_000)
def keys_in_ways(text):
    """Return the keys of a text by look, by sound, and by sound with digits for letters.

    Most names are made of words that others have, too.
    """
    text = text.translate(WITHOUT_DOTS)
    sound, read_digits = by_sound(text), fold(text).text.translate(TO_LETTERS)
    return by_look(text), sound, sound if read_digits == text.lower() else by_sound(read_digits)


def keys_of_word(word):
    return {*keys_in_ways(word)} - {""}


def words_of(nickname):
    """Return the words of a nickname. Letters that stand alone are one word: «р е д а к т о р»."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", nickname) if unicodedata.category(sign)[0] != "M")
    found, last_is_letter = [], False
    for word in filter(None, BETWEEN_WORDS.split(plain)):
        is_letter = len(word) == 1
        found[-1:] = [found[-1] + word] if is_letter and last_is_letter else [*found[-1:], word]
        last_is_letter = is_letter
    return found


@lru_cache(maxsize=500)
def read(name):
    """Return for each way the keys of a name, in the order of its words and the other way round; and those of words.

    The key of joined words is that of each, joined: so few are computed.
    """
    words = [word for word in words_of(name) if not word.isdecimal()]
    keys = [keys_in_ways(word) for word in words]
    whole = joined(keys) if name.replace(" ", "").isalnum() else keys_in_ways(name)
    pieces = [keys[start:end] for start in range(len(keys)) for end in range(start + 1, len(keys) + 1)]
    of_words = {key for piece in pieces if len(piece) <= MOST_JOINED for key in joined(piece)}
    bare = {key for word in words if word != word.strip(DIGITS) for key in keys_of_word(word.strip(DIGITS))}
    back = joined(keys[::-1])
    return [{*pair} - {""} for pair in zip(whole, back, strict=True)], frozenset({*of_words, *bare, *whole} - {""})


def joined(keys):
    return ["".join(word[way] for word in keys) for way in WAYS]


@dataclass(frozen=True)
class Protected:
    """The keys of the names that no reader may have."""

    whole: list
    """For each way to read, the keys of whole names."""
    parts: list
    """The same for those that may not be a part of a nickname either: {their first letters: the keys}."""
    words: frozenset
    """Keys of the name of the paper, which may not be a word of a nickname."""

    def has(self, nickname):
        own, words = read(nickname)
        if not self.words.isdisjoint(words):
            return True
        for mine, whole, parts in zip(own, self.whole, self.parts, strict=True):
            if not whole.isdisjoint(mine) or any(has_part(text, parts) for text in mine):
                return True
        return False


def has_part(text, parts):
    """Whether a text has one of the parts. It is read once, however many parts there are."""
    starts = range(len(text) - FIRST + 1)
    return any(text.startswith(part, at) for at in starts for part in parts.get(text[at : at + FIRST], ()))


def by_first_letters(keys):
    found = {}
    for key in keys:
        if len(key) >= (LONG if key < FIRST_CHINESE else FIRST):
            found.setdefault(key[:FIRST], set()).add(key)
    return found


def imitates(nickname, values=None):
    """Return whether a nickname is that of the staff, of an author, of the paper, of an office, or of nobody."""
    if not TICKS.isdisjoint(nickname) or is_office(nickname):
        return True
    return (values or CachedValues()).get(protected_names).has(nickname)


def is_office(nickname):
    """Return whether a word of a nickname, or all of it, is one of an office."""
    return not office_keys().isdisjoint(read(nickname)[1]) or any(word in nickname for word in CHINESE)


@lru_cache
def office_keys():
    return frozenset(key for word in forms() for key in keys_of_word(word))


@computed_from(User, Author, SiteIdentity)
def protected_names():
    papers = [*names_of_the_paper()]
    names = [*names_of_people(), *papers, *names_of_nobody()]
    keys = [(read(name)[0], has_words(name)) for name in names]
    return Protected(
        [frozenset().union(*(key[way] for key, _long in keys)) for way in WAYS],
        [by_first_letters(one for key, is_long in keys if is_long for one in key[way]) for way in WAYS],
        frozenset(key for name in papers for key in with_affixes(name)),
    )


def has_words(name):
    """Whether a name has several words, as far as one can tell: Chinese has no spaces."""
    return len(name.split()) > 1 or name >= FIRST_CHINESE


def with_affixes(name):
    """Yield the keys of the name of the paper, alone and joined with what often stands beside it."""
    joined = "".join(BETWEEN_WORDS.split(name))
    yield from keys_of_word(joined)
    for affix in AFFIXES:
        yield from keys_of_word(joined + affix)
        yield from keys_of_word(affix + joined)


def names_of_people():
    """Yield the names of staff, as colleagues and readers know them, and of authors."""
    for user in User.objects.filter(is_staff=True).only("first_name", "last_name", "username"):
        yield user.get_full_name() or user.get_username()
    for names in Author.objects.values_list(*columns("name")):
        yield from {*filter(None, names)}


def names_of_the_paper():
    yield settings.SITE_NAME
    for names in SiteIdentity.objects.values_list(*columns("name")):
        yield from {*filter(None, names)}


def names_of_nobody():
    """Yield what stands instead of a name or beside one, in all languages."""
    for edition in editions.STORED:
        with override(edition.code):
            yield from (_("Deleted reader"), _("Newsroom"), str(Voice.AUTHOR.label), str(Voice.NEWSROOM.label))
