"""Editions of the site: what each is, and its language, letters, dates and names."""

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
