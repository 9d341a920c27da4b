"""How far two spellings are from each other. Letters that are often taken for each other count half."""

from functools import lru_cache
from itertools import combinations

GROUPS = ["аоә", "ая", "еиэ", "ыиій", "уұүў", "оөў", "ою", "ую", "тд", "пб", "сзц", "шжщч", "кгхқғһҳ", "фв", "нң",
          "ao", "ei", "iy", "uo", "td", "pb", "szc", "zj", "kgqxc", "hg", "fvw"]  # fmt: skip
ALIKE = {pair for group in GROUPS for one, other in combinations(group, 2) for pair in [(one, other), (other, one)]}
LIGHT = frozenset("ьъйyh-'")
"""What is often left out or added: Tokayev, Tokaev; Гульнара, Гулнара; Касым-Жомарт, Касымжомарт."""
HALF, WHOLE = 0.5, 1.0
FAR = 99.0
MOST_APART = 6
ALLOWED = [0.0] * 4 + [0.5] + [1.0] * 3 + [1.5] * 3 + [2.0]
VOWELS = frozenset("аәеиоуыэюяөұүіўйaeiouy")
CLASSES = {letter: group[0] for group in ["тд", "пб", "сзц", "шжщч", "кгхқғһҳ", "фв", "нң", "td", "pb", "szcj",
           "kgqx", "fvw"] for letter in group}  # fmt: skip
LONGEST_SKELETON = 4


def swap(one, other):
    if one == other:
        return 0.0
    return HALF if (one, other) in ALIKE else WHOLE


def extra(word, at):
    """Return what a letter costs that one of two spellings has more. One of a pair, as in «Кассым», counts half."""
    letter = word[at]
    is_double = letter in (word[at - 1 : at], word[at + 1 : at + 2])
    return HALF if letter in LIGHT or is_double else WHOLE


@lru_cache(maxsize=20_000)
def distance(one, other):
    """Return the least cost of turning one word into the other: letters swapped, left out, added or exchanged."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    ends = [len(one), len(other)]
    while min(ends) > start and one[ends[0] - 1] == other[ends[1] - 1]:
        ends = [ends[0] - 1, ends[1] - 1]
    if max(ends) - start > MOST_APART:
        return FAR
    return table(one, other, start, ends)


def table(one, other, start, ends):
    """Fill the table of Damerau and Levenshtein for the parts in which two words differ, at most 6 by 6 letters."""
    rows = [[0.0]]
    for column in range(start, ends[1]):
        rows[0].append(rows[0][-1] + extra(other, column))
    for row in range(start, ends[0]):
        above, costs = rows[-1], [rows[-1][0] + extra(one, row)]
        for column in range(start, ends[1]):
            at = column - start
            best = min(above[at] + swap(one[row], other[column]), above[at + 1] + extra(one, row),
                       costs[at] + extra(other, column))  # fmt: skip
            if row > start and column > start and one[row - 1 : row + 1] == other[column - 1 : column + 1][::-1]:
                best = min(best, rows[-2][at - 1] + WHOLE)
            costs.append(best)
        rows.append(costs)
    return rows[-1][-1]


def allowed(length):
    """Return the distance at which a word of this length can be a slip of another. Short names have many neighbours."""
    return ALLOWED[min(length, len(ALLOWED) - 1)]


def differ_at_the_end(one, other):
    """Whether only the last three letters differ: often another suffix, as in Байтұрсынов and Байтұрсынұлы."""
    kept = max(len(one), len(other)) - 3
    return one[:kept] == other[:kept]


def begin_alike(one, other):
    """Whether two words begin alike: Омаров and Комаров are two surnames, but Ermek and Yermek are one name."""
    if one[0] == other[0]:
        return True
    is_exchanged = one[:2] == other[:2][::-1]
    return is_exchanged or swap(one[0], other[0]) < WHOLE or has_light_start(one, other) or has_light_start(other, one)


def has_light_start(longer, shorter):
    return longer[0] in LIGHT and longer[1:2] == shorter[:1]


@lru_cache(maxsize=20_000)
def skeleton(word):
    """Return the first consonants of a folded word, alike for letters of one sound: what slips rarely change."""
    found = []
    for letter in word:
        kind = CLASSES.get(letter, letter)
        if letter in VOWELS or letter in LIGHT or found[-1:] == [kind]:
            continue
        found.append(kind)
    return "".join(found[:LONGEST_SKELETON])


def initial(word):
    """Return the sound of its first letter; one for all vowels."""
    return "-" if word[0] in VOWELS else CLASSES.get(word[0], word[0])
