"""The figures of the report: the target, the result of the best other converter, and ours."""

from dataclasses import dataclass

LEFT_OUT = "left out"


@dataclass(frozen=True)
class Figure:
    measure: str
    elsewhere: str
    """The result of the best other converter. A dash if none was measured."""
    asked: str
    ours: str
    is_reached: bool = True


def left_out(measure, elsewhere, asked):
    """A figure that can't be measured here. The report says why, and does not count it as a failure."""
    return Figure(measure, elsewhere, asked, LEFT_OUT)


def table(figures):
    """The lines of a table, with MISSED for a target that is not reached."""
    rows = [("measure", "best elsewhere", "target", "ours", "")]
    rows += [(f.measure, f.elsewhere, f.asked, f.ours, "" if f.is_reached else "MISSED") for f in figures]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    return [lines[0], "-" * len(lines[0]), *lines[1:]]


def heading(title):
    return ["", title, "-" * len(title)]
