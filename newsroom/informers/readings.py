"""Rules that decide whether a reading is plausible and whether it is old. They need values and days, but no database.

A rate is compared with the one before it. The dollar rose by a third in one day of August 2015, but it never rose
tenfold: a rate that is ten times too large has a misplaced decimal point or ignores the quantity, and is not news.
"""

from django.conf import settings

HISTORY = 10
"""How many rates of a currency are searched for the newest plausible one."""
ENOUGH = 5
"""How many rates are needed for the majority to show which one is wrong."""
COLDEST, WARMEST = -70, 60
FARTHEST_APART = 40
"""Degrees Celsius: the limits on earth, and the largest difference between two hours of one day."""


def is_plausible_weather(low, high):
    """Whether a day can have these temperatures."""
    return COLDEST <= low <= high <= WARMEST and high - low <= FARTHEST_APART


def can_follow(rate, before):
    """Whether a rate is plausible after another. It may change more in more days, up to a limit."""
    days = min(max((rate.valid_on - before.valid_on).days, 1), 365)  # the power for many years would overflow
    return within(rate, before, min(settings.INFORMERS_RATE_CHANGE_A_DAY**days, settings.INFORMERS_RATE_CHANGE))


def within(rate, other, times):
    return 1 / times <= float(rate.value) / float(other.value) <= times


def newest_good(rates):
    """Return the newest plausible rate of one currency's `rates`, sorted oldest first; None if there are none.

    Each rate is compared with the last plausible one before it. The comparison starts at the last rate that an editor
    has confirmed. If there is none, rates far from the oldest one are left out or, if there are enough rates, those far
    from the median, because the oldest rate may be the wrong one.
    """
    if not rates:
        return None
    confirmed = [index for index, rate in enumerate(rates) if rate.is_confirmed]
    if confirmed:
        chain = rates[confirmed[-1] :]
    else:
        trusted = median_of(rates) if len(rates) >= ENOUGH else rates[0]
        chain = [rate for rate in rates if within(rate, trusted, settings.INFORMERS_RATE_CHANGE)]
    good, *later = chain
    for rate in later:
        if can_follow(rate, good):
            good = rate
    return good


def median_of(rates):
    """The median rate. Of two in the middle it is the older, because a rate that came first needs no proof."""
    by_value = sorted(rates, key=lambda rate: rate.value)
    half = len(rates) // 2
    return min(by_value[half - 1 + len(rates) % 2 : half + 1], key=lambda rate: rate.valid_on)


def is_old(day, today, limit):
    """Whether a reading for `day` must be shown with its day. `limit` is a number of days."""
    return (today - day).days > limit
