"""Explains each difference between a published text and our conversion, and proves the explanation.

A reason counts only if applying it to our word gives the published word, letter for letter. So a new bug of the
converter can't be mistaken for a known difference.
"""

import re
from itertools import product

from benchmarks.alphabets_scores import folded
from newsroom.alphabets import ARABIC, Spelling, convert

MOST = 3
"""How many reasons may be combined for one word."""
CONSONANTS = "بۆگعدجزكقلمنڭپرستۋفحھچش"

# Reasons that are choices of our converter


def by_setting(source, ours):
    return _chosen(source, Spelling(splits_patronymics=True))


def by_soft_sign(source, ours):
    return _chosen(source, Spelling(soft_sign_glides=True))


def _chosen(source, spelling):
    """The form with another choice. Empty if it makes no difference, so that it can't explain a wrong word."""
    form = folded(convert(source, ARABIC, spelling))
    return [form] if form != folded(convert(source, ARABIC)) else []


# Loan words that are spelled as they are pronounced. Each function gives the possible forms of our word.


def single_letters(source, ours):
    yield re.sub(r"(.)\1", r"\1", ours)


def j_for_dj(source, ours):
    yield ours.replace("دج", "ج")


def s_for_ts(source, ours):
    yield ours.replace("تس", "س")


def u_for_v(source, ours):
    yield ours.replace("ۆ", "ۋ")


def vowel_between(source, ours):
    """A vowel between any two consonants, or between й and a consonant."""
    for at in range(1, len(ours)):
        if ours[at] in CONSONANTS and ours[at - 1] in CONSONANTS + "ي":
            yield ours[:at] + "ى" + ours[at:]


def y_for_i(source, ours):
    for at, letter in enumerate(ours):
        if letter == "ي":
            yield ours[:at] + "ى" + ours[at + 1 :]


def no_hamza_by_the_stem(source, ours):
    stem = source.lower().rstrip("і")
    if stem != source.lower() and not set(stem) & set("әөүі"):
        yield ours.removeprefix("ء")


def spaced_initials(source, ours):
    if re.fullmatch(r"(?:\w\.)+", source):
        yield ours.replace(".", " ").strip()


RULES = (
    (by_setting, "the agency separates -ұлы from the name: our setting, off by default"),
    (by_soft_sign, "ье is يە there: our setting, off by default"),
    (j_for_dj, "дж is ج there"),
    (s_for_ts, "ц is س there"),
    (u_for_v, "в is ۋ there"),
    (single_letters, "a doubled letter is written once there"),
    (no_hamza_by_the_stem, "no hamza there before -і on a hard stem"),
    (vowel_between, "a ى is written there between consonants, as it is pronounced"),
    (y_for_i, "и or й is ى there"),
    (spaced_initials, "initials are written apart there, without full stops"),
)

# Differences without a rule: the published text has another word, which is listed here in Cyrillic.
OTHER_FORM = "the translators wrote another form of the word"
OTHER_SPELLING = "the translators wrote another spelling"
MISPRINT = "the published text has a wrong letter or digit"
OTHER_FACT = "the published text says something else: hours from 0"
OTHER_WORDS = {
    OTHER_FORM: (
        "Америкасы=Америка Мьянма=Мьянмар накфасы=накфас имп.=имп тіл=тілі ладин=ладино самогития=самогитиан "
        "догри=догра микмак=микмау"
    ),
    OTHER_SPELLING: (
        "Сен-Бартелеми=Сан-Бартемели Чжуинь=Жуинь акусе=акосе генри=хенри гуарани=гуарини камбун=канбун ложбан=лажбан"
    ),
    MISPRINT: "Гуам=Гуан Дат=Дар Тибет=Тибер гульдені=гульдері ЛУНА1918=ЛУНА1998 бетауи=беяуи торуали=тоуали",
    OTHER_FACT: "(1–12)=(0–12) (1–24)=(0–24)",
}
WRITTEN = {
    tuple(pair.split("=")): reason for reason, listed in OTHER_WORDS.items() for pair in listed.split() if "=" in pair
}


def reasons(difference):
    """The reasons, in the order of the table above. Empty if none is known."""
    for (source, other), reason in WRITTEN.items():
        if difference.source == source and folded(convert(other, ARABIC)) == difference.printed:
            return [f"{reason}: «{other}»"]
    return _by_rules(difference)


def _by_rules(difference):
    """The smallest set of rules that turns our word into the published one."""
    reached = {difference.ours: ()}
    for _ in range(MOST):
        following = {}
        for (word, so_far), (rule, reason) in product(reached.items(), RULES):
            for other in rule(difference.source, word):
                if other not in reached:
                    following.setdefault(other, (*so_far, reason))
        if difference.printed in following:
            return list(following[difference.printed])
        reached |= following
    return []
