"""Find what stayed in order. `difflib` looks for long runs instead, and its work can grow with the square of a list."""

from bisect import bisect_left


def longest_ascending(numbers):
    """Return the indexes of a longest part of `numbers` that ascends. The work grows like that of sorting."""
    # For each length of a part: its lowest possible last number, and the index of that. For each index: the one before.
    lowest, ends, before = [], [], []
    for index, number in enumerate(numbers):
        length = bisect_left(lowest, number)
        before.append(ends[length - 1] if length else None)
        lowest[length : length + 1], ends[length : length + 1] = [number], [index]
    chain, index = [], ends[-1] if ends else None
    while index is not None:
        chain.append(index)
        index = before[index]
    return chain[::-1]
