"""What may be said of a reading: whether it can be true, and whether it is old. Values and days only, no database.

A rate is compared with the one before it. The dollar rose by a third in a day of August 2015, and never tenfold: a rate
ten times too large is a misplaced point or a forgotten quantity, not news.
"""

from django.conf import settings

HISTORY = 10
"""How many rates of a currency are looked at to find the newest that can be true."""
ENOUGH = 5
"""How many tell by their majority which one is wrong."""
COLDEST, WARMEST = -70, 60
FARTHEST_APART = 40
"""Degrees Celsius: what there is on earth, and between the coldest and the warmest hour of one day."""


def can_be_felt(low, high):
    """Whether there can be a day with these temperatures."""
    return COLDEST <= low <= high <= WARMEST and high - low <= FARTHEST_APART


def can_follow(rate, before):
    """Whether a rate can be true after another: the longer ago that was, the more may have changed, up to a limit."""
    days = min(max((rate.valid_on - before.valid_on).days, 1), 365)  # a power of some years is too large a number
    return within(rate, before, min(settings.INFORMERS_RATE_CHANGE_A_DAY**days, settings.INFORMERS_RATE_CHANGE))


def within(rate, other, times):
    return 1 / times <= float(rate.value) / float(other.value) <= times


def newest_good(rates):
    """The newest of one currency's rates, oldest first, that can be true; None of none.

    It is a chain: each rate is compared with the last good one before it. The chain begins at what an editor has
    confirmed, else with the oldest, or where most agree when there are enough to tell: the oldest may be the wrong one.
    """
    if not rates:
        return None
    confirmed = [place for place, rate in enumerate(rates) if rate.is_confirmed]
    if confirmed:
        chain = rates[confirmed[-1] :]
    else:
        sure = middle_of(rates) if len(rates) >= ENOUGH else rates[0]
        chain = [rate for rate in rates if within(rate, sure, settings.INFORMERS_RATE_CHANGE)]
    good, *later = chain
    for rate in later:
        if can_follow(rate, good):
            good = rate
    return good


def middle_of(rates):
    """The median; of two, the older: what was there first needs no proof."""
    by_value = sorted(rates, key=lambda rate: rate.value)
    half = len(rates) // 2
    return min(by_value[half - 1 + len(rates) % 2 : half + 1], key=lambda rate: rate.valid_on)


def is_old(day, today, limit):
    """Whether a reading of `day` must be shown with its day; `limit` in days."""
    return (today - day).days > limit
