"""Compares the speed of the converter with ICU's transliterator, and measures whether it is linear in the page size.

    python -m benchmarks.alphabets_speed

The comparison needs PyICU (`pip install PyICU`), which is in no requirements file. Without it only pages are measured.
The exit status is 1 if a target is missed. All times are processor time, and the converters take turns in one run.
"""

import functools
import gc
import sys
import time
import tracemalloc
from statistics import median

from benchmarks import alphabets_text
from benchmarks.alphabets_figures import Figure, left_out, table
from newsroom.alphabets import ALPHABETS, ARABIC, LATIN, convert, convert_html
from newsroom.alphabets.text.conversion import converter
from newsroom.alphabets.text.letters import KAZAKH, LATIN_2021, TO_ARABIC, upper

try:
    import icu
except ImportError:
    icu = None

HOW_TO_GET_IT = (
    "Speed against ICU: .venv/bin/pip install PyICU (Debian: first apt-get install libicu-dev pkg-config g++)."
)
TIMES = 15
RATIO = 2  # at least, compared with ICU's rules for Kazakh
PAGE = 100  # KB, at 1,000 bytes
SIZES = (PAGE, 4 * PAGE, 16 * PAGE)
MILLISECONDS = 8  # at most, for that page
WARM = 60
LINEAR = 1.5  # at most: the time for a KB of a page sixteen times as long, compared with one of PAGE
CACHED = 20_000  # entries at most
MEMORY_LEFT = 64  # KB at most that stay in memory after a conversion

BGN = "Kazakh-Latin/BGN"
"""The only rules for Kazakh in ICU. Our own rules in its syntax are compared too, but they only replace letters."""


# ICU


def rivals(to):
    """{name: a function that makes an ICU transliterator} for one of our alphabets."""
    made = {
        BGN: lambda: icu.Transliterator.createInstance(BGN),
        "ICU, our rules of 2021": lambda: _by_rules("Kazakh-Latin/2021", latin_rules()),
    }
    if to == ARABIC:
        made["ICU, our Arabic letters, no hamza"] = lambda: _by_rules("Kazakh-Arabic/Letters", arabic_rules())
    return made


def _by_rules(name, rules):
    return icu.Transliterator.createFromRules(name, rules, icu.UTransDirection.FORWARD)


def latin_rules():
    """The letters of April 2021 in ICU's rule syntax. The second letter of İu is a capital beside a capital."""
    rules = [f"$capital = [{KAZAKH.upper()}];"]
    for letter, form in LATIN_2021.items():
        large = letter.upper()
        if len(form) > 1:
            rules += [f"{large} }} $capital > {upper(form)};", f"$capital {{ {large} > {upper(form)};"]
        rules += [f"{large} > {upper(form[:1])}{form[1:]};", f"{letter} > {form};"]
    return "\n".join(rules)


def arabic_rules():
    rules = [f"{letter} > {form};" for small, form in TO_ARABIC.items() for letter in (small, small.upper())]
    return "\n".join([*rules, "',' > '،';", "';' > '؛';", "'?' > '؟';"])


# Measuring


def seconds(work):
    began = time.process_time()
    work()
    return time.process_time() - began


def passes(text, to):
    """{name: [seconds of the first pass, of the second …]}. Each pass converts all paragraphs, one by one.

    ICU takes quadratic time for a long text, so paragraphs are separate. The first pass includes building the tables.
    """
    paragraphs = text.splitlines(keepends=True)
    workers = {"ours": lambda: functools.partial(convert, to=to), **{n: _icu(make) for n, make in rivals(to).items()}}
    converter.cache_clear()
    times, ready = {name: [] for name in workers}, {}
    for name, make in workers.items():
        times[name].append(seconds(lambda n=name, make=make: _convert_all(ready.setdefault(n, make()), paragraphs)))
    for _ in range(TIMES):
        for name, worker in ready.items():
            times[name].append(seconds(lambda worker=worker: _convert_all(worker, paragraphs)))
    return times


def _icu(make):
    return lambda: make().transliterate


def _convert_all(worker, paragraphs):
    for paragraph in paragraphs:
        worker(paragraph)


def page_times(to, kilobytes, times=WARM):
    """Milliseconds for each of `times` different pages of that size, after one to warm up."""
    pages = [alphabets_text.page(kilobytes, number) for number in range(times + 1)]
    convert_html(pages.pop(), to)
    return [1000 * seconds(lambda page=page: convert_html(page, to)) for page in pages]


def caches():
    """{name of each cache of the converter: (maximum number of entries, current number)}."""
    found = [thing for thing in gc.get_objects() if type(thing) is functools._lru_cache_wrapper]
    ours = {cache.__name__: cache.cache_info() for cache in found if cache.__module__.startswith("newsroom.alphabets")}
    return {name: (info.maxsize or float("inf"), info.currsize) for name, info in ours.items()}


def memory_left_after(text, to):
    """KB that stay in memory after a text was converted and the result deleted. The tables are built before."""
    convert(text[:2000], to)
    gc.collect()
    tracemalloc.start()
    convert(text, to)
    gc.collect()
    left, _most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return left / 1000


# Reporting


def measured():
    """([Figure], lines that explain them) of everything that can be measured here."""
    text = alphabets_text.text()
    parts = [_page(), _memory(text), _against_icu(text) if icu else _without_icu()]
    return [figure for figures, _ in parts for figure in figures], [line for _, lines in parts for line in lines]


def _page():
    page = alphabets_text.page(PAGE)
    figures, lines = (
        [],
        [f"A page of {PAGE} KB with {page.count('<'):,} tags, warm, best and median of {WARM} different ones:"],
    )
    for to in ALPHABETS:
        taken = sorted(page_times(to, PAGE))
        each = [1000 * min(page_times(to, size, 5)) / size for size in SIZES]
        lines.append(f"  {to}: {taken[0]:.1f} ms, {taken[WARM // 2]:.1f} ms")
        lines.append(
            "    microseconds per KB: " + ", ".join(f"{t:.0f} at {s} KB" for s, t in zip(SIZES, each, strict=True))
        )
        growth = each[-1] / each[0]
        figures += [
            Figure(
                f"a {PAGE} KB page, {to}, warm",
                "–",
                f"<= {MILLISECONDS} ms",
                f"{taken[0]:.1f} ms",
                taken[0] <= MILLISECONDS,
            ),
            Figure(
                f"a KB of a {SIZES[-1]} KB page against one of {PAGE} KB, {to}",
                "–",
                f"<= {LINEAR} x",
                f"{growth:.2f} x",
                growth <= LINEAR,
            ),
        ]
    return figures, lines


def _memory(text):
    most = sum(may for may, _ in caches().values())
    left = max(memory_left_after(text, to) for to in ALPHABETS)
    lines = [
        "No word is cached. Entries of the caches: "
        + ", ".join(f"{name} {has:,} of {may:,}" for name, (may, has) in sorted(caches().items())),
        f"After converting {len(text):,} characters, {left:.0f} KB stay in memory.",
    ]
    return [
        Figure("entries of all caches together", "–", f"<= {CACHED:,}", f"{most:,} at most", most <= CACHED),
        Figure("memory in use after a conversion", "–", f"<= {MEMORY_LEFT} KB", f"{left:.0f} KB", left <= MEMORY_LEFT),
    ], lines


def _without_icu():
    return [left_out(_ratio(to), "1", f">= {RATIO}") for to in ALPHABETS], [HOW_TO_GET_IT]


def _ratio(to):
    return f"speed against ICU's rule transliterator, {to}"


def _against_icu(text):
    words = set(alphabets_text.WORD.findall(text.lower()))
    lines = [
        f"A text of {len(text):,} characters with {len(words):,} distinct words, paragraph by paragraph, in ms.",
        f"ICU {icu.ICU_VERSION}, PyICU {icu.VERSION}, Python {sys.version.split()[0]}.",
        f"First: with building the tables. Warm: best of {TIMES}, in turns. Faster: the median ratio of the turns.",
        f"The target is {RATIO} x of {BGN}, ICU's only rules for Kazakh. The others only replace letters.",
    ]
    figures = []
    for to in ALPHABETS:
        times = passes(text, to)
        lines.append(f"  {to:34}{'first':>8}{'second':>8}{'warm':>8}{'ours is faster':>16}")
        lines += [_line(name, taken, times["ours"]) for name, taken in times.items()]
        whole = min(seconds(lambda to=to: convert(text, to)) for _ in range(TIMES))
        lines.append(f"    {'ours, the whole text at once':32}{'':16}{1000 * whole:8.0f}")
        ratio = faster(times[BGN], times["ours"])
        figures.append(Figure(_ratio(to), "1", f">= {RATIO}", f"{ratio:.1f}", ratio >= RATIO))
    is_same = _by_rules("Kazakh-Latin/2021", latin_rules()).transliterate(text[:50_000]) == convert(
        text[:50_000], LATIN
    )
    lines.append(
        f"ICU with our Latin rules and our converter write {'the same text' if is_same else 'different texts'}."
    )
    return figures, lines


def _line(name, taken, ours):
    ratio = "" if taken is ours else f"{faster(taken, ours):.1f} x"
    first, second = 1000 * taken[0], 1000 * taken[1]
    return f"    {name:32}{first:8.0f}{second:8.0f}{1000 * warm(taken):8.0f}{ratio:>16}"


def warm(taken):
    """The best pass after the first."""
    return min(taken[1:])


def faster(taken, ours):
    """How many times as fast: the median of the ratios of all turns, because the speed of a machine varies."""
    return median(other / own for other, own in zip(taken[1:], ours[1:], strict=True))


def main():
    figures, lines = measured()
    print(*table(figures), "", *lines, sep="\n")
    return not all(figure.is_reached for figure in figures)


if __name__ == "__main__":
    sys.exit(main())
