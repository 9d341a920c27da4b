"""Whether the characters in which a banned word was read were meant as this word, or only look so by chance."""

import re
from functools import cached_property

from articles.comments.words.letters import KAZAKH_ONLY, OF_LATIN_KAZAKH, SILENT, TWINS, WAYS
from articles.comments.words.rules import DOUBLED, FEWEST_LETTERS, WHOLE
from newsroom.alphabets import is_russian

NUMBER = re.compile(r"\A\d++[^\w\s]")
"""What begins a number with its ending: 40-та, 5-летний."""
APOSTROPHES = "".join(sign for sign in SILENT if not sign.isalpha())
PIECE = re.compile(r"[^\W_]+")
REST_OF_WORD = re.compile(rf"(?:[^\W_]|[{APOSTROPHES}](?=[^\W_]))++")
LONGEST_WORD = 80
TYPED_BETWEEN = frozenset("-_*~|=+^·&%\\")
"""Signs that people don't put between two words of a sentence, except for the hyphen in words of several letters."""
KAZAKH_IN_ANY_LETTERS = "әғқңөұүһіäáöóüúūğǵñńq"
CYRILLIC_TWINS = str.maketrans({latin: own for own, latin in TWINS.items() if own not in KAZAKH_ONLY})
NOT_AT_THE_END = ".,:;!?-_~·•^&%=+ "
"""Signs that end words of a sentence, so they don't stand for the last letter of one."""
NEVER_AT_THE_END = tuple(".,:;?-_~·•&%= ")
"""Those of them that look like no letter."""
SIGNS_AT_THE_END = re.compile(r"[*#@._\-·?%&$!=~^]{2}\Z")
"""Of words in bold letters: **word**."""
BRACKETS = "([{<|"
OF_SENTENCES = frozenset("._-·?%&~=^")
WITHOUT_SILENT = str.maketrans("", "", SILENT)
MOST_AFTER_CUT = 2
"""How many letters may follow a word that is cut by a blank: «кре диты», but not «деб билиши» for дебил."""
HYPHENED = frozenset("по во в кое ал ол ма мен сен".split())
"""Words that have hyphens after them: по-моему, кое-где."""
COMMON = frozenset(
    """
    а в до за и из к на не ни но о об от по под при про с со то у я ты мы вы он она они это так как да же ли бы уже ещё
    для без над раз все всё мне нам вам его её их кто что где
    ал бар біз бір бұл да де деп ді ең жоқ ма мен мұн не ол осы өз па пен сен сіз сол та те үшін
    va bu shu men sen biz siz ham u a i the in on an is it to of at by or for
    """.split()
)
"""Words after which the next one does not go on: «за работу» is not «заработу»."""


class Surroundings:
    """What is asked of a folded text again and again, computed once."""

    def __init__(self, text):
        self.text = text

    @cached_property
    def is_russian(self):
        return is_russian(self.text)

    @cached_property
    def _kazakh_letters(self):
        return kazakh_letters(self.text)

    def are_kazakh(self, start, end):
        """Whether there are Kazakh letters outside a word."""
        return self._kazakh_letters > kazakh_letters(self.text[start:end])


def kazakh_letters(text):
    return sum(map(text.count, KAZAKH_IN_ANY_LETTERS))


def is_meant(rule, around, start, end):
    """Whether a rule that was read between two places of a folded text counts. `around` are its `Surroundings`."""
    text = around.text
    word = word_around(text, start, end)
    if rule.match == WHOLE and end != word[1]:
        return False
    typed = text[start:end]
    if not has_letters(rule, typed) or NUMBER.match(typed) or is_cut_by_signs(rule, typed):
        return False
    if is_another_word(rule, typed):
        return False
    if not typed.isalnum() and not is_one_word(rule, typed, text[end : word[1]]):
        return False
    return not (is_in_other_letters(rule, typed, around, word) or rule.excepts(text, word, start, end))


def is_cut_by_signs(rule, typed):
    """Whether signs around a word were read as its first or last letters."""
    if typed.endswith(NEVER_AT_THE_END) or SIGNS_AT_THE_END.search(typed):
        return True
    if not rule.is_long and (typed[0] in BRACKETS or (typed[-1] in "#@" and typed.isascii())):
        return True
    without_end = typed.rstrip(NOT_AT_THE_END)
    return without_end != typed and without_end.isalpha()


def is_another_word(rule, typed):
    """Whether too many letters differ from those of a word: one may only sound alike, or hide behind a stop."""
    if len(typed) != len(rule.letters):
        return False
    pairs = [(own, sign) for own, sign in zip(rule.letters, typed, strict=True) if own in WAYS]
    return sum(sign not in WAYS[own].by_any and (sign.isalpha() or sign in OF_SENTENCES) for own, sign in pairs) > 1


def word_around(text, start, end):
    """Return the span of the word in which a hit begins, up to the end of the one in which it ends."""
    before = REST_OF_WORD.match(text[max(0, start - LONGEST_WORD) : start][::-1])
    after = REST_OF_WORD.match(text, end, end + LONGEST_WORD)
    return start - (before.end() if before else 0), after.end() if after else end


def has_letters(rule, typed):
    """Whether enough of what was typed are letters, and not digits, signs or hidden letters."""
    letters = sum(map(str.isalpha, typed))
    digits = sum(map(str.isdigit, typed)) - sum(map(str.isdigit, rule.letters))
    if rule.is_long:
        return letters >= max(2, len(rule.letters) // 3) and letters * 2 >= digits
    return letters >= max(2, digits)


def is_one_word(rule, typed, rest):
    """Whether letters with signs or blanks between them are one word. `rest` is what follows in the last of them."""
    typed = typed.translate(WITHOUT_SILENT)
    pieces = PIECE.findall(typed)
    if " " in typed and any(piece.isdigit() and len(piece) > 1 for piece in pieces):
        return False
    if len(pieces) == len(rule.words) > 1 and is_phrase(rule.words, pieces):
        return True
    if sum(map(len, pieces)) < len(rule.letters):  # signs stand for letters
        return not is_english(rule, typed) and (" " not in typed or is_spaced(pieces, rest))
    if is_spaced(pieces, rest):
        return True
    if rule.is_long:
        return len(pieces) > 2 or is_cut_once(rule, typed, pieces, rest)
    if " " in typed:
        return (
            PIECE.sub("", typed).isspace()
            and len(rule.letters) > FEWEST_LETTERS
            and not rest
            and COMMON.isdisjoint(pieces)
        )
    is_cut = TYPED_BETWEEN.issuperset(PIECE.sub("", typed))
    return is_cut or (not rest and len(pieces) == 2 and COMMON.isdisjoint(pieces))


def is_cut_once(rule, typed, pieces, rest):
    """Whether a long word with something between its halves is one. Latin ones are not halves of a Cyrillic one."""
    signs = PIECE.sub("", typed)
    is_plain = rule.sounds_like("".join(pieces)) and (rule.letters.isascii() or not typed.isascii())
    if " " not in typed:
        is_hyphened = pieces[0] in HYPHENED and "-" in signs
        is_cut = TYPED_BETWEEN.issuperset(signs) or is_plain
        return is_cut and not is_hyphened and len(rest) <= MOST_AFTER_CUT * 2
    words = {pieces[0], pieces[-1] + rest if rest else ""}
    return is_plain and signs.isspace() and COMMON.isdisjoint(words) and len(rest) <= MOST_AFTER_CUT


def is_english(rule, typed):
    """Whether Latin words with signs of a sentence were read as a Cyrillic one: no-cache."""
    return typed.isascii() and not rule.letters.isascii() and not OF_SENTENCES.isdisjoint(typed)


def is_phrase(words, pieces):
    return all(abs(len(word) - len(piece)) < 3 for word, piece in zip(words[:-1], pieces[:-1], strict=True))


def is_spaced(pieces, rest):
    """Whether letters stand alone: с п а м. The last one must not belong to a word that goes on."""
    lengths = [len(DOUBLED.sub(r"\1", piece)) for piece in pieces]
    return len(pieces) > 2 and not rest and max(lengths) < 3 and sum(lengths) < 1.5 * len(pieces)


def is_in_other_letters(rule, typed, around, word):
    """Whether a short word was read in letters of one language as a word of another, in a text of the former.

    The Kazakh дұрыс is not the beginning of the Russian дура, and the English kombat not that of кот, whose т looks
    like m in italics. Nor is бас the beginning of бәс, if there are Kazakh letters besides: then the keyboard has them.
    """
    if rule.is_long:
        return False
    if typed.isascii() and not rule.letters.isascii():
        return typed.isalpha() and not rule.sounds_like(typed) and typed.translate(CYRILLIC_TWINS) != rule.letters
    typed_kazakh = KAZAKH_ONLY.intersection(typed.translate(OF_LATIN_KAZAKH))
    if typed_kazakh:
        return not typed_kazakh.issubset(rule.letters) and around.are_kazakh(*word)
    is_cyrillic = any("а" <= letter <= "я" for letter in typed)
    return rule.is_kazakh and is_cyrillic and (around.are_kazakh(*word) or around.is_russian)
