"""What a member of staff has in hand, so that others can take it over when they leave.

Apps add their part: this one doesn't know them.
"""

PARTS = []


def part_of_work(function):
    """Decorator: add a part. The function gets a member of staff and returns [(words, address at the desk)]."""
    PARTS.append(function)
    return function


def work_of(person):
    return [entry for part in PARTS for entry in part(person)]
