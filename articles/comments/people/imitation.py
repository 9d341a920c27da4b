"""Whether a nickname could be taken for somebody of the paper. Names are compared by their looks and by their sound.

So «Аскар Ахметов» is found in Latin letters, with look-alikes of other alphabets, with digits for letters, and spaced.
"""

import unicodedata

from django.conf import settings

from articles.comments.words.folding import EMOJI, SIGN, fold
from articles.comments.words.letters import TWINS
from articles.models import Author
from newsroom.alphabets.folding import coarse_key
from newsroom.editions.columns import columns
from newsroom.identity.models import SiteIdentity
from newsroom.staff.models import User

WRITTEN_ALIKE = {"и": "u", "п": "n", "г": "r", "ш": "w", "ӏ": "i", "l": "i", "ı": "i"}
TO_LATIN = str.maketrans(TWINS | dict(zip("0134567!|$@", "oieasgtiisa", strict=True)) | WRITTEN_ALIKE)
TO_LETTERS = str.maketrans(dict(zip("0134567!|$@", "oieasgtiisa", strict=True)))
LONG = 8
"""Letters of a name of two words that may not be a part of a nickname, such as «Аскар Ахметов, редактор»."""
OFFICES = frozenset(
    "admin administrator moderator moder editor newsroom editorial support staff official"
    " админ администратор модератор модер редактор редакция редакции администрация поддержка официально"
    " әкімші редакциясы редакторы модераторы қызметкер ресми муҳаррир таҳририят маъмур"
    " 编辑 编辑部 总编辑 管理员 版主 官方 审核员".split()
)
TICKS = frozenset("✓✔☑✅🗸")


def by_look(name):
    """Return what a name looks like, without spaces and signs: Latin letters for all that look like them."""
    folded = fold(unicodedata.normalize("NFKC", name)).text.translate(TO_LATIN)
    return "".join(sign for sign in folded if sign.isalnum() and sign not in (EMOJI, SIGN))


def by_sound(name):
    """Return how a name sounds, whichever of the three Kazakh alphabets it has."""
    return "".join(coarse_key(unicodedata.normalize("NFKC", name)).split())


def by_sound_of_digits(name):
    return by_sound(fold(name).text.translate(TO_LETTERS))


WAYS = (by_look, by_sound, by_sound_of_digits)


def keys_of(name):
    """Return the keys of a name, in the order of its words and the other way round."""
    words = name.split()
    return [{way(text) for text in (name, " ".join(words[::-1]))} - {""} for way in WAYS]


def imitates(nickname):
    """Return whether a nickname is that of the staff, of an author, of the paper or of an office in it."""
    if TICKS & {*nickname} or is_office(nickname):
        return True
    own = keys_of(nickname)
    return any(is_like(own, name) for name in protected_names())


def is_like(own, name):
    is_long = len(name.split()) > 1
    for mine, theirs in zip(own, keys_of(name), strict=True):
        if mine & theirs:
            return True
        if is_long and any(len(key) >= LONG and key in text for key in theirs for text in mine):
            return True
    return False


def is_office(nickname):
    """Return whether a word of a nickname, or all of it, is one of an office."""
    parts = [*nickname.replace("-", " ").replace("_", " ").replace(".", " ").split(), nickname]
    own = {way(part.strip(".,:;!?()[]«»\"'")) for part in parts for way in WAYS}
    return bool(own & OFFICE_KEYS) or any(word in nickname for word in OFFICES if word > "㐀")  # Chinese


OFFICE_KEYS = {way(word) for word in OFFICES for way in WAYS} - {""}


def protected_names():
    """Yield the names of staff, as colleagues and readers know them, of authors, and of the paper."""
    for user in User.objects.filter(is_staff=True).only("first_name", "last_name", "username"):
        yield user.get_full_name() or user.get_username()
    for names in Author.objects.values_list(*columns("name")):
        yield from {*filter(None, names)}
    yield settings.SITE_NAME
    for names in SiteIdentity.objects.values_list(*columns("name")):
        yield from {*filter(None, names)}
