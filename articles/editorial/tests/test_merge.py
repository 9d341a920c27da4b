"""Two people's changes to a draft merge, and no text of either is lost."""

import random
import sys

import pytest

from articles.editorial.merge import BadChange, Conflict, Content, Merged, apply_change, changes_between, merge

CASES = range(4_000)


def content(text, **fields):
    """Return a content with a block for each word: "a b2" has the blocks a (with the text a) and b (with b2)."""
    return Content(fields, {word[0]: word for word in text.split()})


def text(content):
    return " ".join(content.blocks.values())


# One rule each


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ("a b c", "a2 b c", "a b c2", "a2 b c2"),  # different blocks are edited
        ("a b c", "a2 b c", "a2 c", "a2 c"),  # the same edit, and a deletion
        ("a b", "a m b", "a t b", "a m t b"),  # inserted at the same place
        ("a b", "a b m n", "a b t u", "a b m n t u"),
        ("a b", "m a b", "t a b", "m t a b"),
        ("", "m", "t", "m t"),
        ("a b", "a s b", "s a b", "s a b"),  # the same block inserted at two places
        ("a b c", "a c", "a b m c", "a m c"),  # inserted after a deleted block
        ("a b c", "c a b", "a b2 c", "c a b2"),  # moved, and edited
        ("a b c", "c a b", "a c", "c a"),  # moved, and deleted
        ("a b c", "c2 a b", "a b", "c2 a b"),  # moved and edited, and deleted: a conflict
        ("a b c d e", "c d e a b", "a t b c d e", "c d e a t b"),  # an inserted block moves with the one before it
        ("a t b c d e", "a m t b c d e", "c d e a t b", "c d e a m t b"),
        ("a b c d", "d a b c", "b c d a", "d b c a"),  # both moved another block
        ("a b c d", "d a b c", "a d b c", "a d b c"),  # both moved the same block
        ("a b c d", "d c b a", "d c b a", "d c b a"),
        ("a b", "", "a b t", "t"),
        ("a b", "", "", ""),
    ],
)
def test_blocks_merge(base, mine, theirs, merged):
    assert text(merge(content(base), content(mine), content(theirs)).content) == merged


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged", "conflicts"),
    [
        ("a b", "a2 b", "a3 b", "a3 b", [Conflict("a", "a", "a2", "a3")]),
        ("a b", "a2 b", "b", "a2 b", [Conflict("a", "a", "a2", None)]),
        ("a b", "b", "a3 b", "a3 b", [Conflict("a", "a", None, "a3")]),
        ("a", "a n", "n3 a", "n3 a", [Conflict("n", None, "n", "n3")]),
    ],
)
def test_a_block_that_both_changed_differently_is_a_conflict(base, mine, theirs, merged, conflicts):
    assert merge(content(base), content(mine), content(theirs)) == Merged(content(merged), conflicts)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        (
            {"title": "A", "lead": ""},
            {"title": "B", "lead": ""},
            {"title": "A", "lead": "L"},
            {"title": "B", "lead": "L"},
        ),
        ({"title": "A"}, {"title": "B"}, {"title": "B"}, {"title": "B"}),
        ({"section": 1}, {"section": None}, {"section": 1}, {"section": None}),
        ({}, {"title": "B"}, {"lead": "L"}, {"title": "B", "lead": "L"}),
        ({"tags": [1, 2, 3]}, {"tags": [1, 3, 4]}, {"tags": [2, 3, 5]}, {"tags": [3, 4, 5]}),
        ({"bylines": ["a", "b"]}, {"bylines": ["b", "a"]}, {"bylines": ["a", "b", "c"]}, {"bylines": ["b", "c", "a"]}),
        ({}, {"tags": [1, 2]}, {"tags": [2, 3]}, {"tags": [1, 2, 3]}),
        ({"tags": [1]}, {"tags": [1, 2, 2]}, {"tags": [1, 3]}, {"tags": [1, 2, 3]}),
    ],
)
def test_fields_merge(base, mine, theirs, merged):
    assert merge(*(Content(fields, {}) for fields in (base, mine, theirs))) == Merged(Content(merged, {}), [])


def test_a_field_that_both_changed_differently_is_a_conflict():
    sides = [Content({"title": title, "crop": [[title]]}, {}) for title in "ABC"]
    conflicts = [Conflict("title", "A", "B", "C"), Conflict("crop", [["A"]], [["B"]], [["C"]])]
    assert merge(*sides) == Merged(sides[2], conflicts)


# Any mixture of changes


def some_content(dice):
    ids = "abcdefg"[: dice.randint(0, 7)]
    return Content({"title": "T", "tags": dice.sample(range(5), 3)}, {id: id for id in ids})


def changed(dice, base, by, ids, acts=("edit", "delete", "insert", "move")):
    """Return `base` with up to four acts of a person on the blocks `ids`. Both may insert the block "s"."""
    fields, blocks = dict(base.fields), list(base.blocks.items())
    for number in range(dice.randint(0, 4)):
        act, mine = dice.choice(acts), [block for block in blocks if block[0] in ids or block[0].isupper()]
        if act == "insert":
            id = dice.choice([f"{by}{number}", "s"]) if "s" in ids else f"{by}{number}"
            if id not in dict(blocks):
                blocks.insert(dice.randint(0, len(blocks)), (id, dice.choice([id, f"{id} {by}"])))
        elif mine:
            block = dice.choice(mine)
            at = blocks.index(block)
            del blocks[at]
            if act == "edit":
                blocks.insert(at, (block[0], dice.choice([f"{block[0]} same", f"{block[0]} {by}"])))
            elif act == "move":
                blocks.insert(dice.randint(0, len(blocks)), block)
    if "title" in ids and dice.random() < 0.3:
        fields["title"] = f"T {by}"
    fields["tags"] = dice.sample([*fields["tags"], f"{by}t"], dice.randint(1, 4))
    return Content(fields, dict(blocks))


def case(seed):
    dice = random.Random(seed)
    base = some_content(dice)
    everything = [*base.blocks, "s", "title"]
    return base, changed(dice, base, "M", everything), changed(dice, base, "T", everything)


def disjoint_case(seed):
    dice = random.Random(seed)
    base = some_content(dice)
    mine = {id for id in [*base.blocks, "title"] if dice.random() < 0.5}
    return base, changed(dice, base, "M", mine), changed(dice, base, "T", {*base.blocks, "title"} - mine)


def case_in_order(seed):
    """Like `disjoint_case`, but nobody moves a block."""
    dice, acts = random.Random(seed), ("edit", "delete", "insert")
    base = some_content(dice)
    return base, changed(dice, base, "M", {"a", "b", "c"}, acts), changed(dice, base, "T", {"d", "e", "f"}, acts)


def edits(base, side):
    """Return {(name, value)} of the blocks and fields, except lists, that a side edited or inserted."""
    return {
        (name, value)
        for old, new in ((base.fields, side.fields), (base.blocks, side.blocks))
        for name, value in new.items()
        if old.get(name) != value and not isinstance(value, list)
    }


def deletions(base, side):
    return set(base.blocks) - set(side.blocks)


def parts(content):
    return {*content.blocks.items(), ("title", content.fields["title"])}


def without(content, ids):
    return [id for id in content.blocks if id not in ids]


def broken_rules(merge, cases=CASES):
    """Return the rules that `merge` breaks in some of the cases."""
    rules = {
        "identities": all(identities(merge, *case(seed)) for seed in cases),
        "nothing is lost": all(nothing_is_lost(merge, *case(seed)) for seed in cases),
        "conflicts are real": all(conflicts_are_real(merge, *case(seed)) for seed in cases),
        "both sides are alike": all(sides_are_alike(merge, *case(seed)) for seed in cases),
        "disjoint changes merge": all(disjoint_changes_merge(merge, *disjoint_case(seed)) for seed in cases),
        "order stays": all(order_stays(merge, *case_in_order(seed)) for seed in cases),
        "lists merge": all(lists_merge(merge, *case(seed)) for seed in cases),
    }
    return {rule for rule, is_kept in rules.items() if not is_kept}


def identities(merge, base, mine, theirs):
    return all(
        merge(*sides) == Merged(mine, []) for sides in ((base, mine, base), (base, base, mine), (base, mine, mine))
    )


def nothing_is_lost(merge, base, mine, theirs):
    merged = merge(base, mine, theirs)
    in_conflicts = {(one.part, value) for one in merged.conflicts for value in (one.mine, one.theirs)}
    wanted = edits(base, mine) | edits(base, theirs)
    untouched = {id for id in base.blocks if id in mine.blocks and id in theirs.blocks}
    return wanted <= parts(merged.content) | in_conflicts and untouched <= set(merged.content.blocks)


def conflicts_are_real(merge, base, mine, theirs):
    """Each side changed the part, and not in the same way. All such parts are conflicts."""
    touched = [{name for name, _ in edits(base, side)} | deletions(base, side) for side in (mine, theirs)]
    values = [dict(parts(side)) for side in (base, mine, theirs)]
    real = {part for part in touched[0] & touched[1] if values[1].get(part) != values[2].get(part)}
    wanted = {Conflict(part, *(value.get(part) for value in values)) for part in real}
    return set(merge(base, mine, theirs).conflicts) == wanted


def sides_are_alike(merge, base, mine, theirs):
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    conflicts = [{conflict.part for conflict in merged.conflicts} for merged in (one, other)]
    agreed = [{part for part in parts(merged.content) if part[0] not in conflicts[0]} for merged in (one, other)]
    return (
        conflicts[0] == conflicts[1] and agreed[0] == agreed[1] and set(one.content.blocks) == set(other.content.blocks)
    )


def disjoint_changes_merge(merge, base, mine, theirs):
    merged = merge(base, mine, theirs)
    gone = deletions(base, mine) | deletions(base, theirs)
    edited = edits(base, mine) | edits(base, theirs)
    names = {name for name, _ in edited}
    wanted = edited | {(name, value) for name, value in parts(base) if name not in names | gone}
    return merged.conflicts == [] and parts(merged.content) == wanted


def order_stays(merge, base, mine, theirs):
    merged = merge(base, mine, theirs).content
    for side, other in ((mine, theirs), (theirs, mine)):
        gone = deletions(base, other)
        if [id for id in merged.blocks if id in side.blocks] != without(side, gone):
            return False
    return True


def lists_merge(merge, base, mine, theirs):
    old, new, tags = (side.fields["tags"] for side in (mine, theirs, merge(base, mine, theirs).content))
    removed = set(base.fields["tags"]) - (set(old) & set(new))
    return len(set(tags)) == len(tags) and set(tags) == {*old, *new} - removed


def test_no_mixture_of_changes_breaks_a_rule():
    assert broken_rules(merge) == set()


def last_one_wins(base, mine, theirs):
    return Merged(mine, [])


def whole_text_is_a_conflict(base, mine, theirs):
    same = mine in (base, theirs)
    return Merged(theirs if same or theirs != base else mine, [] if same or theirs == base else [Conflict("", 0, 0, 0)])


def inserted_at_the_end(base, mine, theirs):
    merged = merge(base, mine, theirs)
    blocks = {id: merged.content.blocks[id] for id in theirs.blocks if id in merged.content.blocks}
    return Merged(Content(merged.content.fields, blocks | merged.content.blocks), merged.conflicts)


def deletions_win(base, mine, theirs):
    merged = merge(base, mine, theirs)
    gone = deletions(base, mine) | deletions(base, theirs)
    blocks = {id: html for id, html in merged.content.blocks.items() if id not in gone}
    return Merged(Content(merged.content.fields, blocks), [one for one in merged.conflicts if one.part not in gone])


@pytest.mark.parametrize(
    ("wrong", "broken"),
    [
        (last_one_wins, {"nothing is lost", "conflicts are real", "disjoint changes merge", "lists merge"}),
        (whole_text_is_a_conflict, {"nothing is lost", "conflicts are real", "disjoint changes merge", "lists merge"}),
        (inserted_at_the_end, {"identities", "order stays"}),
        (deletions_win, {"nothing is lost", "conflicts are real"}),
    ],
)
def test_wrong_merges_are_noticed(wrong, broken):
    assert broken <= broken_rules(wrong, range(300))


def test_the_cases_are_not_all_alike():
    merged = [(side, merge(*side)) for side in map(case, CASES)]
    assert sum(bool(one.conflicts) for _, one in merged) > 500
    assert sum(None in (c.mine, c.theirs) for _, one in merged for c in one.conflicts) > 200
    assert sum(one.content not in sides for sides, one in merged) > 1_000


def steps(function, *arguments):
    """Return how many lines of Python a call runs."""
    counted = [0]

    def count(_frame, event, _argument):
        counted[0] += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        function(*arguments)
    finally:
        sys.settrace(before)
    return counted[0]


def swapped(count):
    """Return three long contents. Mine has each two blocks swapped; theirs has all in another order."""
    ids = [f"b{number}" for number in range(count)]
    mine = [id for pair in zip(ids[1::2], ids[::2], strict=True) for id in pair]
    theirs = random.Random(1).sample(ids, count)
    return [Content({"tags": order}, dict.fromkeys(order, "")) for order in (ids, mine, theirs)]


def test_the_work_grows_with_the_length_of_the_text():
    """Ten times the length takes about ten times the steps, and 100 times if they were quadratic."""
    short, long = (steps(merge, *swapped(count)) for count in (100, 1_000))
    assert short > 1_000
    assert long / short < 20


# Changes


def test_a_change_is_applied():
    base = content("a b c", title="T", lead="L")
    change = {"fields": {"title": "U"}, "blocks": {"b": "b2", "n": "n"}, "order": ["c", "n", "b"]}
    assert apply_change(base, change) == content("c n b2", title="U", lead="L")


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        ({}, "a b"),
        ({"blocks": {"b": "b2", "n": "n"}}, "a b2 n"),
        ({"blocks": {"n": "n"}, "order": ["b"]}, "b n"),
        ({"blocks": {"b": "b2"}, "order": ["a"]}, "a"),
        ({"order": []}, ""),
    ],
)
def test_only_an_order_deletes_or_moves_blocks(change, changed):
    assert apply_change(content("a b"), change) == content(changed)


@pytest.mark.parametrize(
    "change",
    [
        {"order": ["a", "x"]},
        {"order": ["a", "b", "a"]},
        {"order": "ab"},
        {"order": [["a"]]},
        {"order": [1]},
        {"blocks": ["a"]},
        {"blocks": {"a": None}},
        {"fields": [["title", "T"]]},
        ["order"],
        None,
    ],
)
def test_a_change_that_does_not_fit_is_an_error(change):
    with pytest.raises(BadChange):
        apply_change(content("a b"), change)


def test_what_a_change_has_differs():
    old, new = content("a b", title="T", lead="L"), content("a2 b", title="U", lead="L")
    assert changes_between(old, new) == {"fields": {"title": "U"}, "blocks": {"a": "a2"}}
    assert changes_between(old, content("b a n", title="T", lead="L")) == {
        "fields": {},
        "blocks": {"n": "n"},
        "order": ["b", "a", "n"],
    }
    assert changes_between(old, old) == {"fields": {}, "blocks": {}}
    without_a_section, without_fields = content("a", section=None), content("a")
    assert changes_between(without_fields, without_a_section) == {"fields": {"section": None}, "blocks": {}}
    assert changes_between(content("a", section=1), without_fields) == {"fields": {"section": None}, "blocks": {}}


def test_each_change_can_be_undone():
    for old, new, other in map(case, CASES):
        assert apply_change(old, changes_between(old, new)) == new
        assert apply_change(new, changes_between(new, old)) == old
        assert apply_change(new, changes_between(new, other)) == other


def test_contents_with_another_order_differ():
    assert content("a b") == content("a b")
    assert content("a b") != content("b a")
