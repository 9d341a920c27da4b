"""What an edition is, and everything a page needs to be in one: language, letters, dates, names."""

from newsroom.editions.registry import (
    BY_CODE,
    BY_TAG,
    DEFAULT,
    EDITIONS,
    STORED,
    Edition,
    active,
    best_for,
    first_part,
    stored,
)

__all__ = [
    "BY_CODE",
    "BY_TAG",
    "DEFAULT",
    "EDITIONS",
    "STORED",
    "Edition",
    "active",
    "best_for",
    "first_part",
    "stored",
]
