"""Two versions of an edition are compared part by part: what was changed, added, removed, moved."""

import random

import pytest

from articles.editorial.comparing import ADDED, CHANGED, LOOKS, REMOVED, SAME, compare, compared_blocks
from articles.editorial.draft_versions import WORDS
from articles.editorial.merge import Content

PHOTO = '<figure data-photo="lake"></figure>'


def texts(**blocks):
    return {id: html if html.startswith("<") else f"<p>{html}</p>" for id, html in blocks.items()}


def told(before, after):
    """Return (what happened, number of the paragraph, words of the new text) of each block."""
    parts = compared_blocks(texts(**before), texts(**after))
    found = [(part, *part.differences()) for part in parts]
    return [(kind + " moved" * part.is_moved, part.number, "".join(words for how, words in said if how != "deleted"))
            for part, kind, said in found]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"a": "one"}, {"a": "one"}, [(SAME, 1, "one")]),
        ({"a": "one"}, {"z": "one"}, [(SAME, 1, "one")]),  # the same words under another id
        ({"a": "one two"}, {"a": "one three"}, [(CHANGED, 1, "one three")]),
        ({"a": "one"}, {"a": "<p><strong>one</strong></p>"}, [(LOOKS, 1, "one")]),
        ({"a": "A", "b": "B"}, {"b": "B"}, [(REMOVED, 1, ""), (SAME, 1, "B")]),
        ({"a": "A"}, {"a": "A", "b": "B"}, [(SAME, 1, "A"), (ADDED, 2, "B")]),
        ({"a": "A", "b": "B", "c": "C"}, {"c": "C", "a": "A", "b": "B"},
         [(f"{SAME} moved", 1, "C"), (SAME, 2, "A"), (SAME, 3, "B")]),
        ({"a": "A", "p": PHOTO, "b": "B"}, {"a": "A", "b": "B"}, [(SAME, 1, "A"), (REMOVED, 0, ""), (SAME, 2, "B")]),
        ({}, {}, []),
        ({"a": "A"}, {}, [(REMOVED, 1, "")]),
    ],
)  # fmt: skip
def test_blocks_are_paired_by_their_ids(before, after, expected):
    assert told(before, after) == expected


def test_fields_come_first():
    before, after = (Content(dict.fromkeys(WORDS, "") | {"title": title}, {}) for title in ("old", "new"))
    assert [(part.name, part.differences()[0]) for part in compare(before, after)] == [
        ("title", CHANGED), ("lead", SAME), ("slug", SAME), ("source_name", SAME)]  # fmt: skip


def test_every_block_of_both_versions_is_shown_once():
    chance = random.Random(14)
    for _round in range(300):
        ids = [*"abcdefgh"]
        before = texts(**{id: chance.choice("xyz") for id in chance.sample(ids, chance.randrange(9))})
        after = texts(**{id: chance.choice("xyz") for id in chance.sample(ids, chance.randrange(9))})
        parts = compared_blocks(before, after)
        assert [part.after for part in parts if part.after is not None] == [*after.values()]
        shown = sorted(part.before for part in parts if part.before is not None)
        assert shown == sorted(before.values())
