"""Whether changed words tell readers something else, or only correct how it is written. Pure, without Django.

A change is not material if it is one of spelling: punctuation, capitals, blanks and hyphens («не смотря» → «несмотря»),
letters that look alike, a word that stood there twice, or one letter in a word of at least four letters (inserted,
removed, replaced, or exchanged with its neighbour), but not the first one, and not the last one, which makes «убил» of
«убит». Anything else is material: words that are added, removed or replaced, any change of a number, of a sign such as
%, and of a letter in a name.

A name is a word with a capital letter that it does not owe to the beginning of a sentence. A Chinese character is a
word, so another one is another word. Where this errs, it asks an editor once too often. Why these limits:
`docs/decisions/material-changes.md`.
"""

import re
import unicodedata

from articles.editorial.differences import IDEOGRAPHS, common_words
from newsroom.alphabets.text.repair import ALWAYS_CYRILLIC, LOOK_ALIKES
from newsroom.content.visible_text import UNSEEN

SHORTEST = 4
"""The letters of a word in which one may be a slip. «на» and «не», «бір» and «бар» are different words."""
SIGNS = "%‰№$€£¥₸₽₴₩°+=<>×±&@#§←→↑↓↔⇐⇒✓✔✗✘"
LETTERS = rf"[^\W\d_{IDEOGRAPHS}]+"
TOKEN = re.compile(
    rf"(?P<number>(?:(?<!\S)[-−+])?\d+(?:[.,:/]\d+|\s\d{{3}}(?!\d))*)"
    rf"|(?P<word>{LETTERS}(?:['’‘ʻʼ`]{LETTERS})*)"
    rf"|(?P<sign>[{SIGNS}{IDEOGRAPHS}])"
    rf"|(?P<end>[.!?…:;]|\n)"
)
SAME = str.maketrans("ё−", "е-", "'’‘ʻʼ`")
CYRILLIC = re.compile("[\u0400-\u052f]")
AS_CYRILLIC = str.maketrans(LOOK_ALIKES | ALWAYS_CYRILLIC)


class Token(str):
    """A word, a number or a sign as it is compared. `is_name` says whether it began with a capital letter by itself."""

    is_name = is_word = False


def is_material(old, new):
    """Whether one of several plain texts tells something else in `new` than in `old`, which has as many."""
    pairs = [(tokens_of(one), tokens_of(other)) for one, other in zip(old, new, strict=True)]
    names = {token for pair in pairs for tokens in pair for token in tokens if token.is_name}
    return any(not is_spelling(*run, names) for one, other in pairs for run in changed_runs(one, other))


def tokens_of(text):
    """Return [`Token`] of a text, without its punctuation."""
    tokens, begins = [], True
    for found in TOKEN.finditer(UNSEEN.sub("", unicodedata.normalize("NFC", text))):
        if found["end"]:
            begins = True
            continue
        token = Token(compared(found[0], bool(found["number"])))
        token.is_word = bool(found["word"])
        token.is_name = token.is_word and found[0][0].isupper() and not begins
        tokens.append(token)
        begins = False
    return tokens


def compared(text, is_number):
    if is_number:
        return "".join(text.translate(SAME).split())
    text = text.translate(AS_CYRILLIC) if CYRILLIC.search(text) else text
    return text.casefold().translate(SAME)


def changed_runs(old, new):
    """Yield (words that went, words that came in their place, whether one side has words twice in a row)."""
    at = other = 0
    for old_end, new_end in [*common_words(old, new), (len(old), len(new))]:
        if at < old_end or other < new_end:
            gone, come = old[at:old_end], new[other:new_end]
            yield gone, come, is_repeated(old, at, old_end) or is_repeated(new, other, new_end)
        at, other = old_end + 1, new_end + 1


def is_repeated(tokens, start, end):
    """Whether some words stand once more, right before or after them."""
    words, length = tokens[start:end], end - start
    return bool(words) and words in (tokens[start - length : start], tokens[end : end + length])


def is_spelling(gone, come, is_twice, names):
    if not all(token.is_word for token in [*gone, *come]):
        return False
    if "".join(gone) == "".join(come) or (is_twice and not (gone and come)):
        return True
    if len(gone) != len(come):
        return False
    return all(one == other or is_slip(one, other, names) for one, other in zip(gone, come, strict=True))


def is_slip(one, other, names):
    """Whether a word is another one with a letter that was mistyped."""
    is_long = min(len(one), len(other)) >= SHORTEST
    is_within = one[0] == other[0] and (one[-1] == other[-1] or sorted(one) == sorted(other))
    return is_long and is_within and names.isdisjoint((one, other)) and is_one_letter_apart(one, other)


def is_one_letter_apart(one, other):
    shorter, longer = sorted((one, other), key=len)
    start = next((at for at, letter in enumerate(shorter) if letter != longer[at]), len(shorter))
    rest, other_rest = shorter[start:], longer[start:]
    if len(rest) < len(other_rest):
        return rest == other_rest[1:]
    return rest[1:] == other_rest[1:] or (rest[1::-1] + rest[2:] == other_rest and len(rest) > 1)
