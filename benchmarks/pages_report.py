"""The tables that `make bench-pages` prints, and the demands.

Times are milliseconds of processor for a visit, the median of several rounds. With PostgreSQL the server's process is
counted as the database; SQLite is part of Python's process. Buffers are the pages of 8 kB that the queries touch: they
show what grows with the paper.
"""

import os

from benchmarks.papers import BARE, FEW, LARGE, MANY, SMALL, WAGTAIL

MOST_GROWTH = 1.3
LIMITS = {"story": 1.0, "front": 1.5, "section": 0.8, "tag": 0.8}
"""How many times as much as Wagtail's page a page may cost: a story as its article, others as its list of 20."""
OTHERS = {"bare Django, ": BARE, "Wagtail, ": WAGTAIL}


def report(measured):
    """Print everything; whether all demands are reached."""
    show(f"PostgreSQL: ms of processor for a page, with {FEW:,} and with {MANY:,} stories", costs(measured))
    show(f"SQLite: ms of processor for a page, with {FEW:,} and with {MANY:,} stories", costs_on_sqlite(measured))
    show("PostgreSQL: buffers that the queries of a page touch", buffers(measured))
    show(f"PostgreSQL, {MANY:,} stories: how Python's time divides, slowed down by the clock", parts(measured))
    found = list(demands(measured))
    show("Demands", [(asked, seen, "reached" if is_met else "MISSED") for asked, seen, is_met in found])
    print(f"\nLoad of this machine meanwhile: {os.getloadavg()[1]:.1f} on {os.cpu_count()} processors.")
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
    for prefix, paper in OTHERS.items():
        for kind, page in measured[paper].items():
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
    for prefix, paper in OTHERS.items():
        for kind, page in measured[paper].items():
            yield f"{prefix}{kind}", "", page.buffers, ""


def with_sql_of_their_own(kinds):
    """A page of a derived edition sends the queries of the stored one."""
    return [kind for kind in kinds if not kind.endswith("kk-arab")]


def parts(measured):
    papers = {"": LARGE["postgresql"]} | OTHERS
    pages = [(f"{prefix}{kind}", page) for prefix, paper in papers.items() for kind, page in measured[paper].items()]
    yield "", *pages[0][1].parts
    for name, page in pages:
        yield name, *(f"{ms:.1f}" for ms in page.parts.values())


def demands(measured):
    """[(what is asked, what was found, whether that is enough)]."""
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
    """The page of another system that a page is compared with."""
    return "article" if kind.startswith("story") else "list"


def growth(measured, kind):
    few, many = measured[SMALL["postgresql"]], measured[LARGE["postgresql"]]
    return many[kind].buffers / max(few[kind].buffers, 1)
