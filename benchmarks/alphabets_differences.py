"""Why a print differs from what the converter makes: every difference has a reason, and every reason is proved.

A reason holds only where applying it to our word gives the printed one, letter for letter; so a new fault of the
converter cannot hide behind it.
"""

import re
from itertools import product

from benchmarks.alphabets_scores import AS_PRINTED, AS_PRINTED_WORDS, folded
from newsroom.alphabets import ARABIC, Spelling, convert
from newsroom.alphabets.text.conversion import EMPTY_DICTIONARY
from newsroom.alphabets.text.spelling import DEFAULT

MOST = 3
"""Reasons that may come together in one word."""
VOWELS = "اەوۇىي"
CONSONANTS = "بۆگعدجزكقلمنڭپرستۋفحھچش"

# By a choice that our converter has, too.


def by_setting(source, ours):
    return _chosen(source, AS_PRINTED)


def by_dictionary(source, ours):
    return _chosen(source, dictionary=AS_PRINTED_WORDS)


def by_soft_sign(source, ours):
    return _chosen(source, Spelling(soft_sign_glides=True))


def _chosen(source, spelling=DEFAULT, dictionary=EMPTY_DICTIONARY):
    """Nothing where the choice makes no difference, or else a wrong word of ours would be put down to it."""
    form = folded(convert(source, ARABIC, spelling, dictionary))
    return [form] if form != folded(convert(source, ARABIC)) else []


# Loan words, respelled as they are said. Each gives what our word could then be.


def single_letters(source, ours):
    yield re.sub(r"(.)\1", r"\1", ours)


def j_for_dj(source, ours):
    yield ours.replace("دج", "ج")


def s_for_ts(source, ours):
    yield ours.replace("تس", "س")


def u_for_v(source, ours):
    yield ours.replace("ۆ", "ۋ")


def vowel_between(source, ours):
    """Any one place between two consonants, or between й and a consonant."""
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
    (by_setting, "the agency parts -ұлы from the name: our setting, off by default"),
    (by_dictionary, "the agency writes a hamza although ғ forbids it: a word for the editors' dictionary"),
    (by_soft_sign, "ье is يە there: our setting, off by default"),
    (j_for_dj, "дж is ج there"),
    (s_for_ts, "ц is س there"),
    (u_for_v, "в is ۋ there"),
    (single_letters, "a doubled letter is written once there"),
    (no_hamza_by_the_stem, "no hamza there before -і on a hard stem"),
    (vowel_between, "a ى is written there between consonants, as one says it"),
    (y_for_i, "и or й is ى there"),
    (spaced_initials, "initials are written apart there, without full stops"),
)

# What no rule gives: the print has another word, given here in Cyrillic.
OTHER_FORM = "the translators wrote another form of the word"
OTHER_SPELLING = "the translators wrote another spelling"
MISPRINT = "the print has a wrong letter or digit"
OTHER_FACT = "the print says something else: hours from 0"
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
    """Why, in the order of the table above; empty where no reason is known."""
    for (source, other), reason in WRITTEN.items():
        if difference.source == source and folded(convert(other, ARABIC)) == difference.printed:
            return [f"{reason}: «{other}»"]
    return _by_rules(difference)


def _by_rules(difference):
    """The fewest rules that make the printed word out of ours."""
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
