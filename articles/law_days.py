"""Which day of silence holds when, and for which material. Publication and comments ask the same functions.

`days` are always those of `law_days`.
"""

from articles.models import LawDay
from newsroom.database.cached_values import computed_from


@computed_from(LawDay)
def law_days():
    """Return all days, the earliest first: there are a few a year."""
    return list(LawDay.objects.order_by("starts_at", "pk"))


def day_for(matters, moment, days):
    """Return the day that keeps material with these marks back at a moment, the one that ends last; else None."""
    holding = [day for day in days if day.matter in matters and day.holds_at(moment)]
    return max(holding, key=lambda day: day.ends_at, default=None)


def free_from(matters, moment, days):
    """Return the first moment, from this one on, at which no day keeps material with these marks back."""
    while day := day_for(matters, moment, days):
        moment = day.ends_at
    return moment


def coming_days(matters, moment, days):
    """Return the days for material with these marks that have not ended, the earliest first."""
    return [day for day in days if day.matter in matters and day.ends_at > moment]


def day_closing_comments(article, moment, days):
    """Return the day during which the comments of a story are closed at a moment, or None."""
    return day_for(article.matters, moment, days)


def next_turn(moment, days):
    """Return when the next day begins or ends after a moment, because pages change then; None if none does."""
    turns = [turn for day in days for turn in (day.starts_at, day.ends_at) if turn > moment]
    return min(turns, default=None)
