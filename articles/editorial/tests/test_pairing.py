import random
from dataclasses import replace

import pytest

from articles.editorial.pairing import Row, State, assumed_rows, mark_of, pairs_of

FIELDS = {"title": "T", "lead": "L"}


def text(**blocks):
    return FIELDS | {id: html if html.startswith("<") else f"<p>{html}</p>" for id, html in blocks.items()}


def checked(source, rows):
    """The rows after somebody has checked everything."""
    return [replace(row, source_words=mark_of(source[row.source_part]), checked_at=1) for row in rows]


def shown(pairs):
    return [(pair.source_part, pair.part, str(pair.state)) for pair in pairs[2:]]


SOURCE = text(a="Бір", b="Екі", c="Үш")
TRANSLATION = text(x="Один", y="Два", z="Три")
ROWS = checked(SOURCE, assumed_rows(SOURCE, TRANSLATION))
ALL_CHECKED = [("a", "x", "checked"), ("b", "y", "checked"), ("c", "z", "checked")]


@pytest.mark.parametrize(
    ("source", "translation", "pairs"),
    [
        (SOURCE, TRANSLATION, ALL_CHECKED),
        (text(a="Бір", b="<p><strong>Екі</strong></p>", c="Үш "), TRANSLATION, ALL_CHECKED),  # only its look
        (text(a="Бір", b="Екі және", c="Үш"), TRANSLATION, [ALL_CHECKED[0], ("b", "y", "changed"), ALL_CHECKED[2]]),
        (text(a="Бір", n="Жаңа", b="Екі", c="Үш"), TRANSLATION, [ALL_CHECKED[0], ("n", "", "new"), *ALL_CHECKED[1:]]),
        (text(a="Бір", n="<hr>", b="Екі", c="Үш"), TRANSLATION,
         [ALL_CHECKED[0], ("n", "", "checked"), *ALL_CHECKED[1:]]),
        (text(a="Бір", c="Үш"), TRANSLATION, [ALL_CHECKED[0], ("b", "y", "removed"), ALL_CHECKED[2]]),
        (text(c="Үш", a="Бір", b="Екі"), TRANSLATION, [ALL_CHECKED[2], *ALL_CHECKED[:2]]),
        (SOURCE, text(z="Три", x="Один", y="Два"), ALL_CHECKED),
        (SOURCE, text(x="Один", o="Своё", y="Два", z="Три"), [ALL_CHECKED[0], ("", "o", "own"), *ALL_CHECKED[1:]]),
        (SOURCE, text(x="Один", z="Три"), [ALL_CHECKED[0], ("b", "", "checked"), ALL_CHECKED[2]]),
        (SOURCE, text(x="Один", w="Два", z="Три"), [ALL_CHECKED[0], ("b", "w", "checked"), ALL_CHECKED[2]]),
        (text(a="Бір", n="Жаңа", c="Үш"), TRANSLATION,
         [ALL_CHECKED[0], ("b", "y", "removed"), ("n", "", "new"), ALL_CHECKED[2]]),
        (text(), text(), []),
    ],
    ids=["the same", "formatted", "changed", "inserted", "line inserted", "deleted", "moved", "other order",
         "own", "deleted in the translation", "rewritten in the translation", "replaced", "emptied"],
)  # fmt: skip
def test_what_changed_since_all_was_checked(source, translation, pairs):
    assert shown(pairs_of(source, translation, ROWS)) == pairs


LONG, LONGER = "<p>" + "сөз " * 40 + "</p>", "<p>" + "слово " * 40 + "</p>"


@pytest.mark.parametrize(
    ("source", "translation", "pairs"),
    [
        (SOURCE, TRANSLATION, {"a": "x", "b": "y", "c": "z"}),
        (text(a="<h2>Бір</h2>", b="Екі", c="<h2>Үш</h2>"), text(x="Два", y="<h2>Три</h2>"), {"b": "x", "c": "y"}),
        (text(a=LONG, b="Екі", c=LONG), text(x="Два", y=LONGER), {"b": "x", "c": "y"}),
        (text(a="Екі 1", b="Екі 2", c="Екі 3"), text(x="Два 3"), {"c": "x"}),
        (text(a="<ul><li>а</li></ul>"), text(x="Один"), {}),
        (text(), TRANSLATION, {}),
    ],
    ids=["equally many", "other kinds", "other lengths", "other numbers", "nothing alike", "no source"],
)
def test_texts_are_paired_by_place(source, translation, pairs):
    found = pairs_of(source, translation, assumed_rows(source, translation))
    assert {pair.source_part: pair.part for pair in found[2:] if pair.part and pair.source_part} == pairs
    assert not any(pair.is_stale for pair in found)


def test_long_texts_are_paired_from_their_start():
    source = text(**{f"a{number}": "а" for number in range(200)})
    translation = text(**{f"x{number}": "б" for number in range(199)}, last="<h2>в</h2>")
    rows = assumed_rows(source, translation)
    assert [row.part for row in rows[2:]] == [f"x{number}" for number in range(199)] + [""]


# Random edits


def edited(chance, blocks, prefix):
    """Change, insert, delete or move some blocks."""
    ids = [id for id in blocks if id not in FIELDS]
    blocks = dict(blocks)
    for _edit in range(chance.randrange(4)):
        act, id = chance.choice(["change", "insert", "delete", "move"]), chance.choice(ids or [""])
        if act == "insert" or not ids:
            id = f"{prefix}{len(blocks)}{chance.random()}"
            ids.insert(chance.randrange(len(ids) + 1), id)
            blocks[id] = f"<p>{chance.random()}</p>"
        elif act == "change":
            blocks[id] = f"<p>{chance.random()}</p>"
        else:
            ids.remove(id)
            if act == "move":
                ids.insert(chance.randrange(len(ids) + 1), id)
    return FIELDS | {id: blocks[id] for id in ids}


def after_ticking(pair, source, rows):
    rows = [row for row in rows if row.source_part != pair.source_part]
    if pair.state == State.REMOVED:
        return rows
    return [*rows, Row(pair.part, pair.source_part, mark_of(source[pair.source_part]), 1)]


def states(pairs, but=""):
    return {pair.source_part: pair.state for pair in pairs if pair.source_part not in (but, "")}


def test_no_block_is_lost_and_ticking_one_never_ticks_another():
    ticked = set()
    for seed in range(200):
        chance = random.Random(seed)
        source, translation = SOURCE, TRANSLATION
        rows = ROWS if seed % 3 else assumed_rows(source, translation)
        for _round in range(4):
            source, translation = edited(chance, source, "s"), edited(chance, translation, "t")
            pairs = pairs_of(source, translation, rows)
            in_source = [pair.source_part for pair in pairs if pair.source_part in source]
            assert in_source == [*source]
            assert sorted(pair.part for pair in pairs if pair.part) == sorted(translation)
            stale = [pair for pair in pairs if pair.is_stale]
            for pair in chance.sample(stale, len(stale) // 2):
                rows = after_ticking(pair, source, rows)
                after = pairs_of(source, translation, rows)
                assert states(after, pair.source_part) == states(pairs, pair.source_part)
                assert states(after).get(pair.source_part, State.CHECKED) == State.CHECKED
                ticked.add(pair.state)
                pairs = after
    assert ticked == {State.CHANGED, State.NEW, State.REMOVED}
