"""Suggestions in HTML: what is left of them when they are accepted or refused, byte for byte."""

import random

import pytest

from newsroom.content.clean_html import clean_html, only_allowed_in_drafts, plain_text
from newsroom.content.suggestions import (
    accepted,
    blocks_decided,
    has_suggestions,
    marks_in,
    refused,
    suggestions_of,
    with_marks,
)

ANNA, BOTA = "aaaaaaaa-7-1764345600", "bbbbbbbb-8-1764345660"
MARKS = [ANNA, BOTA, "cccccccc-9-1764345720"]


def ins(html, mark=ANNA):
    return f'<ins data-suggestion="{mark}">{html}</ins>'


def gone(html, mark=ANNA):
    return f'<del data-suggestion="{mark}">{html}</del>'


@pytest.mark.parametrize(
    ("html", "with_them", "without"),
    [
        (f"<p>a{ins('b')}{gone('c')}d</p>", "<p>abd</p>", "<p>acd</p>"),
        (f"<p>a<strong>{ins('b')}</strong>c</p>", "<p>a<strong>b</strong>c</p>", "<p>ac</p>"),
        (f"<p>{gone('b')}<strong>{ins('b')}</strong></p>", "<p><strong>b</strong></p>", "<p>b</p>"),
        (
            f"<p><em>a</em><strong>{ins('b')}</strong><em>c</em></p>",
            "<p><em>a</em><strong>b</strong><em>c</em></p>",
            "<p><em>ac</em></p>",
        ),
        (
            f"<p><em>a<strong>b</strong></em>{ins('x')}<em><strong>c</strong></em></p>",
            "<p><em>a<strong>b</strong></em>x<em><strong>c</strong></em></p>",
            "<p><em>a<strong>bc</strong></em></p>",
        ),
        (f"<p>a{ins('<br>')}b &amp;&nbsp;c</p>", "<p>a<br>b &amp;&nbsp;c</p>", "<p>ab &amp;&nbsp;c</p>"),
        (f'<p data-inserted="{ANNA}">a{gone("b", BOTA)}</p>', "<p>a</p>", ""),
        (f'<figure data-photo="k" data-deleted="{ANNA}"></figure>', "", '<figure data-photo="k"></figure>'),
        ('<p title="no > mark">a</p>', '<p title="no > mark">a</p>', '<p title="no > mark">a</p>'),
    ],
)
def test_a_decided_text_is_as_the_editor_writes_it(html, with_them, without):
    assert (accepted(html), refused(html)) == (with_them, without)


def test_one_suggestion_is_decided_and_others_wait():
    html = f"<p>{ins('a')}{ins('b', BOTA)}{gone('c', BOTA)}</p>"
    assert accepted(html, ["aaaaaaaa"]) == f"<p>a{ins('b', BOTA)}{gone('c', BOTA)}</p>"
    assert refused(html, ["bbbbbbbb"]) == f"<p>{ins('a')}c</p>"


def random_runs(random, tags=("strong", "em", "sub")):
    """Return [(formatting, text, "" | "ins" | "del", mark)] of a block."""
    kinds = ["", "", "ins", "del"]
    return [
        (
            tuple(tag for tag in tags if random.random() < 0.3),
            "".join(random.choices(["a", "ә ", "&amp;", "&nbsp;", "  ", "қ", "<br>"], k=random.randint(1, 4))),
            random.choice(kinds),
            random.choice(MARKS),
        )
        for _ in range(random.randint(0, 9))
    ]


def written(runs):
    """Write runs as the editor does: neighbours share the formatting that both have, from the outside."""
    html, opened = "", []
    for formatting, text, kind, mark in runs:
        tags = [f"<{tag}>" for tag in formatting] + ([f'<{kind} data-suggestion="{mark}">'] if kind else [])
        shared = 0
        while shared < min(len(tags), len(opened)) and tags[shared] == opened[shared]:
            shared += 1
        html += closing(opened[shared:]) + "".join(tags[shared:]) + text
        opened = tags
    return f"<p>{html}{closing(opened)}</p>"


def closing(tags):
    return "".join(f"</{tag[1:-1].split(' ')[0]}>" for tag in reversed(tags))


def without_kind(runs, kind):
    return written([(formatting, text, "", "") for formatting, text, own, _mark in runs if own != kind])


def test_thousands_of_random_texts_are_decided_byte_for_byte():
    chance = random.Random(14)
    for _ in range(3_000):
        runs = random_runs(chance)
        html = written(runs)
        assert (accepted(html), refused(html)) == (without_kind(runs, "del"), without_kind(runs, "ins")), html
        assert only_allowed_in_drafts(html) == html


def test_deciding_one_by_one_in_any_order_gives_what_deciding_all_gives():
    chance = random.Random(15)
    for _ in range(500):
        html = one_by_one = written(random_runs(chance))
        for mark in chance.sample(MARKS, 3):
            one_by_one = accepted(one_by_one, [mark[:8]])
        assert one_by_one == accepted(html)


def test_a_text_of_which_nothing_is_left_has_no_blocks():
    assert blocks_decided({"a": f"<p>{ins('x')}</p>"}) == {}
    assert blocks_decided({"a": f"<p>{ins('x')}</p>", "b": "<p></p>"}) == {"a": "<p></p>", "b": "<p></p>"}
    assert blocks_decided({"a": "<p></p>"}) == {"a": "<p></p>"}  # nobody has suggested anything


def test_what_there_is():
    blocks = {"one": f"<p>{gone('old &amp; ')}<strong>{gone('grey')}</strong>{ins('new')}</p>", "two": "<p>x</p>"}
    blocks |= {"three": f'<p data-inserted="{BOTA}">more<br>words</p>'}
    found = [(one.id, one.by, one.at, one.block, one.inserted, one.deleted) for one in suggestions_of(blocks)]
    assert found == [
        ("aaaaaaaa", 7, 1764345600, "one", "new", "old & grey"),
        ("bbbbbbbb", 8, 1764345660, "three", "morewords", ""),
    ]


def test_a_suggestion_gets_another_mark():
    other = "cccccccc-5-1764345700"
    html = f"<p>{ANNA} {ins('a')}{ins('b', BOTA)}</p>"
    assert with_marks(html, {"aaaaaaaa": other}) == f"<p>{ANNA} {ins('a', other)}{ins('b', BOTA)}</p>"


# Cleaning


def test_only_drafts_have_suggestions():
    html = f'<p>a{ins("b")}{gone("c")}</p><p data-inserted="{BOTA}">new</p><p data-deleted="{BOTA}">old</p>'
    assert only_allowed_in_drafts(html) == html
    assert clean_html(html) == "<p>ac</p><p>old</p>"
    assert clean_html(html.replace("data-suggestion", "DATA-SUGGESTION")) == "<p>ac</p><p>old</p>"


HOSTILE = [
    '<p><ins data-suggestion="x">a</ins><del>b</del></p>',
    '<p><ins data-suggestion="aaaaaaaa-7-1764345600&quot;onclick=alert(1)" onclick="alert(1)">a</ins>b</p>',
    "<p><ins data-suggestion='<script>alert(1)</script>' style='color:red'>a</ins>b</p>",
    '<p data-inserted="aaaaaaaa-0-1764345600" data-deleted="</p><script>">ab</p>',
    '<p><del cite="javascript:alert(1)" datetime="x">a</del>b</p>',
]


@pytest.mark.parametrize("html", HOSTILE)
def test_marks_that_are_none_leave_their_words(html):
    assert only_allowed_in_drafts(html) == clean_html(html) == "<p>ab</p>"


def test_marks_in_wrong_places_can_be_decided():
    """Nobody's editor writes these, so only that they are clean and end without marks."""
    for html in [
        f"<p>{ins(gone('a', BOTA))}</p>",
        ins("<p>a</p>"),
        f'<ul><li><p data-inserted="{ANNA}">a</p></li></ul>',
        f'<p data-inserted="{ANNA}" data-deleted="{BOTA}">a</p>',
        f"<p>{ins('a<p>b</p>')}c</p>",
        f'<p data-suggestion="{ANNA}">a</p>',
    ]:
        draft = only_allowed_in_drafts(html)
        assert only_allowed_in_drafts(draft) == draft
        for decided in (accepted(draft), refused(draft), clean_html(html)):
            assert not has_suggestions(decided)
            assert "data-" not in decided
        assert plain_text(draft)
    assert marks_in(only_allowed_in_drafts(f'<ul><li><p data-inserted="{ANNA}">a</p></li></ul>')) == []
