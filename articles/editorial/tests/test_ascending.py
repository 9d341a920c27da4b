"""The longest part of a list that is in order."""

import random
from itertools import combinations, pairwise

import pytest

from articles.editorial.ascending import longest_ascending


@pytest.mark.parametrize(
    ("numbers", "indexes"),
    [
        ([], []),
        ([7], [0]),
        ([1, 2, 3], [0, 1, 2]),
        ([3, 1, 2], [1, 2]),
        ([1, 2, 3, 0, 4, 5], [0, 1, 2, 4, 5]),
        ([1, 9, 2, 8, 3], [0, 2, 4]),
    ],
)
def test_the_longest_ascending_part_is_found(numbers, indexes):
    assert longest_ascending(numbers) == indexes


def ascends(numbers):
    return all(one < other for one, other in pairwise(numbers))


def longest_of_all(numbers):
    """Return the length of the longest ascending part, by trying every part."""
    lengths = range(len(numbers), -1, -1)
    return next(length for length in lengths if any(map(ascends, combinations(numbers, length))))


def test_no_other_part_is_longer():
    for seed in range(500):
        dice = random.Random(seed)
        numbers = dice.sample(range(9), dice.randint(0, 9))
        found = longest_ascending(numbers)
        assert ascends(found)
        assert ascends([numbers[index] for index in found])
        assert len(found) == longest_of_all(numbers)
