"""The tables that `make bench-pages` prints, and the targets.

Times are milliseconds of processor time for a visit, the median of several rounds. With PostgreSQL, the process of the
server counts as the database; SQLite is part of Python's process. Buffers are the pages of 8 kB that the queries touch.
They show which costs grow with the number of stories.
"""

import os

from benchmarks.systems import BARE, FEW, LARGE, MANY, SMALL, WAGTAIL

MOST_GROWTH = 1.3
LIMITS = {"story": 1.0, "front": 1.5, "section": 0.8, "tag": 0.8}
"""The most that a page may cost, as a multiple of Wagtail's article (for a story) or of its list of 20 (for others)."""
OTHERS = {"bare Django, ": BARE, "Wagtail, ": WAGTAIL}


def report(measured):
    """Print all tables. Return whether all targets are reached."""
    show(f"PostgreSQL: ms of processor time for a page, with {FEW:,} and with {MANY:,} stories", costs(measured))
    show(f"SQLite: ms of processor time for a page, with {FEW:,} and with {MANY:,} stories", costs_on_sqlite(measured))
    show("PostgreSQL: buffers that the queries of a page touch", buffers(measured))
    show(f"PostgreSQL, {MANY:,} stories: what Python spends its time on (measuring makes it slower)", parts(measured))
    found = list(targets(measured))
    show("Targets", [(asked, seen, "reached" if is_met else "MISSED") for asked, seen, is_met in found])
    print(f"\nLoad of this machine during the measurements: {os.getloadavg()[1]:.1f} on {os.cpu_count()} processors.")
    return all(is_met for *_, is_met in found)


def show(title, rows):
    rows = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    print(f"\n{title}\n")
    for first, *cells in rows:
        print(
            f"{first:{widths[0]}}",
            *(cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True)),
            sep="  ",
        )


def costs(measured):
    yield "", "queries", "kB", "Python", "database", "Python", "database", "× Wagtail"
    few, many = measured[SMALL["postgresql"]], measured[LARGE["postgresql"]]
    for kind, page in many.items():
        times = [f"{time:.1f}" for time in (few[kind].python, few[kind].database, page.python, page.database)]
        yield kind, page.queries, kilobytes(page), *times, f"{ratio_to_wagtail(measured, kind):.2f}"
    for prefix, system in OTHERS.items():
        for kind, page in measured[system].items():
            times = "", "", f"{page.python:.1f}", f"{page.database:.1f}"
            ratio = page.ratio_to(measured[WAGTAIL][kind])
            yield f"{prefix}{kind}", page.queries, kilobytes(page), *times, f"{ratio:.2f}"


def kilobytes(page):
    return f"{page.bytes / 1000:.1f}"


def costs_on_sqlite(measured):
    yield "", "all", "all", "SQL of it"
    few, many = measured[SMALL["sqlite"]], measured[LARGE["sqlite"]]
    for kind, page in many.items():
        yield kind, f"{few[kind].python:.1f}", f"{page.python:.1f}", f"{page.parts['SQL']:.1f}"


def buffers(measured):
    yield "", f"{FEW:,}", f"{MANY:,}", "ratio"
    few, many = measured[SMALL["postgresql"]], measured[LARGE["postgresql"]]
    for kind in with_sql_of_their_own(many):
        yield kind, few[kind].buffers, many[kind].buffers, f"{growth(measured, kind):.2f}"
    for prefix, system in OTHERS.items():
        for kind, page in measured[system].items():
            yield f"{prefix}{kind}", "", page.buffers, ""


def with_sql_of_their_own(kinds):
    """Return the kinds without derived editions, whose queries are those of the stored edition."""
    return [kind for kind in kinds if not kind.endswith("kk-arab")]


def parts(measured):
    systems = {"": LARGE["postgresql"]} | OTHERS
    pages = [(f"{prefix}{kind}", page) for prefix, system in systems.items() for kind, page in measured[system].items()]
    yield "", *pages[0][1].parts
    for name, page in pages:
        yield name, *(f"{ms:.1f}" for ms in page.parts.values())


def targets(measured):
    """Yield (target, measured value, whether the target is reached)."""
    pages = measured[LARGE["postgresql"]]
    for kind, most in LIMITS.items():
        if kind not in pages:
            continue
        ratio = ratio_to_wagtail(measured, kind)
        yield f"{kind}: at most {most} × Wagtail's {counterpart(kind)}", f"{ratio:.2f}", ratio <= most
    for kind in with_sql_of_their_own(pages):
        ratio = growth(measured, kind)
        yield f"{kind}: at most {MOST_GROWTH} × the buffers of {FEW:,} stories", f"{ratio:.2f}", ratio <= MOST_GROWTH


def ratio_to_wagtail(measured, kind):
    return measured[LARGE["postgresql"]][kind].ratio_to(measured[WAGTAIL][counterpart(kind)])


def counterpart(kind):
    """Return the page of another system with which a page is compared."""
    return "article" if kind.startswith("story") else "list"


def growth(measured, kind):
    few, many = measured[SMALL["postgresql"]], measured[LARGE["postgresql"]]
    return many[kind].buffers / max(few[kind].buffers, 1)
