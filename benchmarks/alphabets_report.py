"""`make alphabets-report`: the targets of the converter, the figures of the best other converter, and ours.

The report says what is counted and how, and lists every difference from published texts with its reason. The exit
status is 1 if a target is missed. Figures that can't be measured are named and left out: the published texts are not
part of this repository, and PyICU is for comparison only.
"""

import sys
from itertools import chain

from benchmarks import alphabets_pages, alphabets_speed, alphabets_text
from benchmarks.alphabets_bytes import changed_bytes_of_document, changed_bytes_of_page, comes_out_equal
from benchmarks.alphabets_differences import reasons
from benchmarks.alphabets_figures import Figure, heading, left_out, table
from benchmarks.alphabets_scores import (
    ARABIC_COLUMN,
    FOLDING,
    LATIN_COLUMN,
    NORMS,
    PAIRS,
    ROOT,
    WORD,
    WORDS,
    arabic_score,
    exact_score,
    pairs,
    rows,
)
from newsroom.alphabets import ALPHABETS, ARABIC, LATIN, Spelling, convert, convert_html
from newsroom.alphabets.russian.detection import is_russian
from newsroom.alphabets.tests.html.documents import make_document

DOCUMENTS = 10_000
COMMENTS = ROOT / "newsroom/alphabets/tests/russian"

NEWS = "Arabic, news (norm of Kazinform) and UDHR (Egemen), words exact, folded"
NEWS_AS_PRINTED = "the same with split patronymics"
CLDR = "Arabic, CLDR (norm of Egemen), words exact, folded"
REAL_LATIN = "Latin 2021, real lines exact"
ASKED = {NEWS: ("98.2 %", 98), NEWS_AS_PRINTED: ("–", 100), CLDR: ("94.0 %", 94.4), REAL_LATIN: ("100 %", 100)}
LISTED = {LATIN: ("words.tsv, Latin, exact", "85 %", "latn_2021"), ARABIC: ("words.tsv, Arabic, exact", "87 %", "arab")}


# Each part: ([Figure], lines that explain them)


def prints(path=PAIRS):
    """The figures that need the published texts. They are left out if the file is missing."""
    if not path.exists():
        missing = [left_out(measure, elsewhere, f">= {least} %") for measure, (elsewhere, least) in ASKED.items()]
        return missing, [f"There are no published texts here ({path.name}). Their figures are left out."]
    arabic, latin = pairs(ARABIC_COLUMN, path), pairs(LATIN_COLUMN, path)
    scores = {
        NEWS: score_in_own_norm(arabic, "news") + score_in_own_norm(arabic, "udhr"),
        NEWS_AS_PRINTED: score_in_own_norm(arabic, "news", splits_patronymics=True) + score_in_own_norm(arabic, "udhr"),
        CLDR: score_in_own_norm(arabic, "cldr"),
        REAL_LATIN: exact_score([*chain(*latin.values())], LATIN),
    }
    return [_accuracy(measure, *ASKED[measure], score) for measure, score in scores.items()], _differences(scores)


def score_in_own_norm(texts, kind, **choices):
    """The score of one kind of published text, converted in the norm of hamza that it follows."""
    return arabic_score(texts[kind], Spelling(hamza=NORMS[kind], **choices))


def listed_words():
    """The word list of the tests. All its words must be exact."""
    figures, scores = [], {}
    for to, (measure, elsewhere, column) in LISTED.items():
        scores[measure] = exact_score([(row["word"], row[column]) for row in rows(WORDS)], to)
        figures.append(_accuracy(measure, elsewhere, 100, scores[measure]))
    return figures, _differences(scores)


def _accuracy(measure, elsewhere, least, score):
    unexplained = [difference for difference in score.differences if not reasons(difference)]
    right = score.words - len(score.differences)
    ours = f"{score.exact:.2f} % ({right} of {score.words}), CER {score.letter_errors:.2f} %"
    return Figure(measure, elsewhere, f">= {least} %", ours, score.exact >= least and not unexplained)


def _differences(scores):
    lines = []
    for measure, score in scores.items():
        if not score.differences:
            lines.append(f"{measure}: no difference")
            continue
        lines.append(f"{measure}: {len(score.differences)} of {score.words} words, with reasons")
        lines += map(_difference, score.differences)
        lines.append(f"  by the number of published words, {score.printed_exact:.2f} % are exact")
    return lines


def _difference(difference):
    why = "; ".join(reasons(difference)) or "NO REASON KNOWN"
    return f"  {difference.source}: ours {difference.ours}, published {difference.printed} – {why}"


def bytes_kept(pages, documents=DOCUMENTS):
    """What a conversion changes although it must not, in {path: page} and in generated documents."""
    made = {f"document {number}": make_document(number) for number in range(documents)}
    sources = pages | {name: document.html for name, document in made.items()}
    unequal = [name for name, source in sources.items() if not comes_out_equal(source)]
    figures = [_bytes(f"not the same when joined again, of {len(sources):,} pages and documents", len(unequal))]
    lines = [f"not the same when joined again: {name}" for name in unequal]
    for to in ALPHABETS:
        in_pages = {name: changed_bytes_of_page(page, to) for name, page in pages.items()}
        in_documents = {name: changed_bytes_of_document(made[name], to) for name in made if made[name].is_sound}
        for kind, found in (("fixture pages", in_pages), ("valid documents", in_documents)):
            figures.append(_bytes(f"bytes changed in {len(found):,} {kind}, {to}", sum(found.values())))
        changed = {name: count for name, count in (in_pages | in_documents).items() if count}
        lines += [f"{to}, {name}: {count} bytes" for name, count in changed.items()]
    return figures, _first(lines)


def _bytes(measure, changed):
    return Figure(measure, "–", "0", str(changed), changed == 0)


def _first(lines, most=20):
    return lines if len(lines) <= most else [*lines[:most], f"… and {len(lines) - most} more"]


def twice(pages, documents=DOCUMENTS // 10):
    """What changes when sentences, pages and documents are converted a second time."""
    sentences = [*alphabets_text.kazakh_texts(), *alphabets_text.text(2000).split("\n")]
    sentences += (row["word"] for row in rows(WORDS))
    made = pages | {f"document {number}": make_document(number).html for number in range(documents)}
    changed = [f"{to}: {text}" for to in ALPHABETS for text in sentences if _changes_again(convert, text, to)]
    changed += [f"{to}: {name}" for to in ALPHABETS for name in made if _changes_again(convert_html, made[name], to)]
    measure = f"convert(convert(x)) = convert(x), {len(sentences):,} texts, {len(made):,} pages and documents"
    lines = [
        "That the text of converted HTML is the converted text of the HTML is tested in test_page_documents.py.",
        *_first(changed),
    ]
    return [Figure(measure, "–", "always", f"{len(changed)} changed", not changed)], lines


def _changes_again(work, source, to):
    once = work(source, to)
    return work(once, to) != once


def comments():
    """How many Russian and Kazakh comments are taken for Russian. Each line of the files is a comment."""
    figures, lines = [], []
    for name, least, most in (("russian", 98, 100), ("kazakh", 0, 0)):
        texts = (COMMENTS / f"{name}_comments.txt").read_text(encoding="utf-8").splitlines()
        taken = [text for text in texts if is_russian(text)]
        share = 100 * len(taken) / len(texts)
        asked = f">= {least} %" if least else str(most)
        measure = f"{name.capitalize()} comments recognised as Russian"
        figures.append(Figure(measure, "–", asked, f"{len(taken)} of {len(texts)}", least <= share <= most))
        wrong = taken if name == "kazakh" else [text for text in texts if text not in taken]
        lines += [f"{name.capitalize()}, not recognised as such: {text}" for text in wrong]
    return figures, lines


# The whole report


def measured():
    """{title: part} of everything that can be measured here."""
    speed = alphabets_speed.measured()  # first, before the other parts use much memory
    try:
        pages, left = alphabets_pages.fixture_pages(), []
    except ImportError as error:
        pages, left = {}, [f"The pages are left out: {error}. `make alphabets-report` installs what they need."]
    byte_figures, lines = bytes_kept(pages)
    return {
        "Published texts": prints(),
        "Words": listed_words(),
        "Bytes": (byte_figures, [*left, *lines]),
        "Converting twice": twice(pages),
        "Comments": comments(),
        "Speed": speed,
    }


def shown(parts):
    """The report's lines."""
    lines = [FOLDING, "", WORD, "", *table(chain(*(figures for figures, _ in parts.values())))]
    for title, (_, explained) in parts.items():
        if explained:
            lines += [*heading(title), *explained]
    return lines


def main():
    parts = measured()
    print(*shown(parts), sep="\n")
    return not all(figure.is_reached for figures, _ in parts.values() for figure in figures)


if __name__ == "__main__":
    sys.exit(main())
