"""A text is divided into blocks with ids, which survive until the text is opened again."""

import random
from html import escape

import pytest
from django.core.exceptions import ValidationError

from articles.editorial.blocks import ID, blocks_of, clean_block, html_of, html_with_ids, new_id
from articles.models import Article
from articles.story_text import paragraphs
from newsroom.content.clean_html import clean_html, only_allowed, plain_text

pytestmark = pytest.mark.one_database

A, B, C = "aaaaaaa1", "bbbbbbb2", "ccccccc3"


def test_ids_are_read_and_written():
    html = f'<h2 data-block="{A}">One</h2><ol data-block="{B}" start="3"><li>Two</li></ol><hr data-block="{C}">'
    blocks = {A: "<h2>One</h2>", B: '<ol start="3"><li>Two</li></ol>', C: "<hr>"}
    assert [*blocks_of(html).items()] == [*blocks.items()]
    assert html_with_ids(blocks) == html
    assert html_of(blocks) == '<h2>One</h2><ol start="3"><li>Two</li></ol><hr>'


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("", []),
        (" \n", []),
        ("<p></p><p><br></p>", ["<p></p>", "<p><br></p>"]),
        ("stray<p>One</p> and <em>stray</em>", ["<p>stray</p>", "<p>One</p>", "<p>and <em>stray</em></p>"]),
        ("<div>One</div>", ["<p>One</p>"]),
        ("<li>One</li><li>Two</li>", ["<ul><li>One</li><li>Two</li></ul>"]),
        ("<li><p>One</p>two</li>", ["<p>One</p>", "<p>two</p>"]),
        (
            '<b>x<p>One</p><a href="https://a.kz/"><h2>Two</h2><p></p></a>y</b><a href="https://a.kz/"><hr></a>z',
            [
                "<p>x</p>",
                "<p>One</p>",
                '<h2><a href="https://a.kz/">Two</a></h2>',
                "<p></p>",
                "<p>y</p>",
                "<hr>",
                "<p>z</p>",
            ],
        ),
        (
            "<strong>x<p>One</p><hr><ul><li>Two</li></ul>y</strong>z<p>Three</p>",
            [
                "<p><strong>x</strong></p>",
                "<p><strong>One</strong></p>",
                "<hr>",
                "<ul><li>Two</li></ul>",
                "<p><strong>y</strong>z</p>",
                "<p>Three</p>",
            ],
        ),
        ("<script>x</script><p onclick='x'>One</p>", ["<p>One</p>"]),
    ],
)
def test_each_block_is_one_element(html, blocks):
    assert [*blocks_of(html).values()] == blocks


@pytest.mark.parametrize(
    "attribute",
    [
        "",
        "data-block",
        'data-block=""',
        'data-block="AAAAAAA1"',
        'data-block="aaaaaaa"',
        'data-block="aaaaaaa11"',
        'data-block="aaaaaaa1\n"',
        "data-block='\"><img src=x>'",
        "data-block='&quot; data-block=&quot;aaaaaaa1'",
        "data-x='\" data-block=\"aaaaaaa1'",
        "title=' data-block=\"aaaaaaa1\" '",
        'data-block="x" data-block="aaaaaaa1"',
        "DATA-BLOCK-X=aaaaaaa1",
    ],
)
def test_an_id_that_is_missing_or_malformed_is_replaced(attribute):
    [(id, html)] = blocks_of(f"<p {attribute}>One</p>").items()
    assert (html, bool(ID.fullmatch(id)), id == A) == ("<p>One</p>", True, False)


def test_the_first_of_repeated_ids_counts_and_nested_ones_do_not():
    html = f"<p data-block={A} data-block={B}>One</p><p data-block={A}>Two</p>"
    html += f'<ul data-block={C}><li data-block={B}><p data-block="{B}">Three</p></li></ul>'
    (first, second, third), texts = blocks_of(html), [*blocks_of(html).values()]
    assert (first, third) == (A, C)
    assert second not in (A, B, C)
    assert texts == ["<p>One</p>", "<p>Two</p>", "<ul><li><p>Three</p></li></ul>"]


def test_an_attribute_cannot_hide_an_id():
    html = f'<p><a href="https://a.kz/?&quot;&gt;<p data-block=&quot;{A}&quot;">x</a></p>'
    assert [*blocks_of(html)] != [A]
    assert html_of(blocks_of(html)) == clean_html(html)


def test_an_id_from_elsewhere_is_escaped():
    hostile = '"><script>\\1'
    assert html_with_ids({hostile: "<p>One</p>"}) == f'<p data-block="{escape(hostile)}">One</p>'


def test_new_ids_are_valid_and_differ():
    ids = {new_id() for _ in range(1_000)}
    assert len(ids) == 1_000
    assert all(ID.fullmatch(id) for id in ids)


@pytest.mark.parametrize(
    ("html", "block"),
    [
        (f'<p data-block="{A}">One</p>', "<p>One</p>"),
        ("", "<p></p>"),
        ("One", "<p>One</p>"),
        ("<p>One</p>two<hr>", "<blockquote><p>One</p><p>two</p><hr></blockquote>"),
        ("<h2 onclick=x>One<script>x</script></h2>", "<h2>One</h2>"),
    ],
)
def test_a_single_block_is_cleaned(html, block):
    assert clean_block(html) == block


def test_a_text_beyond_the_limits_is_refused():
    for html in ("<p>" + "x" * 300_000, "<blockquote>" * 200):
        with pytest.raises(ValidationError):
            blocks_of(html)
        with pytest.raises(ValidationError):
            clean_block(html)


# Ids of a text that is opened again


def ids_again(old, new):
    """Return the ids of `new`, divided after `old`. Both are {id: html}; "?" means a new id."""
    found = blocks_of(html_of(new), known=old)
    assert [*found.values()] == [*new.values()]
    return "".join(id[0] if id in old else "?" for id in found)


ONE, TWO, THREE = "<p>Жаңа мектеп ашылды</p>", "<p>Көктемде егін егілді</p>", "<p>Қарашада қар жауды</p>"


@pytest.mark.parametrize(
    ("new", "ids"),
    [
        ([ONE, TWO, THREE], "abc"),
        ([TWO, THREE, ONE], "bca"),
        ([ONE, "<p>Жоқ нәрсе</p>", TWO, THREE], "a?bc"),
        ([ONE, THREE], "ac"),
        (["<h2>Жаңа мектеп ашылды</h2>", TWO, THREE], "abc"),
        ([ONE, "<p>Көктемде көп егін егілді</p>", THREE], "abc"),
        (["<p>Жоқ</p>", "<p>Жаңа үлкен мектеп ашылды</p>", THREE], "?ac"),
        (["<p>Жаңа мектеп бар</p>", "<p>Көктемде егін бар</p>", "<p>Қарашада қар бар</p>"], "abc"),
        (["<p>Қарашада көп қар жауды</p>"], "c"),
        ([ONE, ONE, TWO], "a?b"),
        (["<p>Жаңа мектеп ашылды ма</p>", ONE, TWO], "?ab"),
        (["<p>Көктемде егін көп егілді</p>", ONE, "<p>Көктемде егін аз егілді</p>"], "ba?"),
        ([], ""),
    ],
)
def test_blocks_without_ids_keep_those_they_had(new, ids):
    assert ids_again({A: ONE, B: TWO, C: THREE}, dict(enumerate(new))) == ids


def test_an_edited_block_keeps_its_id_anywhere_in_a_long_text():
    known = {f"block{n:03}": f"<p>Same word{n} and other{n} here</p>" for n in range(30)}
    for id in known:
        edited = known | {id: known[id].replace("Same", "Other")}
        assert [*blocks_of(html_of(edited), known).items()] == [*edited.items()]


def test_given_ids_are_not_given_again():
    known = {A: ONE, B: ONE}
    assert [*blocks_of(f'{ONE}<p data-block="{A}">Басқа</p>', known)] == [B, A]


# Any text


def some_html(dice):
    """Return words between tags that are not always closed or nested as they should be."""
    tags = "p p h2 ul ol li blockquote table tr td hr br strong em a span div script".split()
    parts = []
    for _ in range(dice.randint(1, 15)):
        tag = dice.choice(tags)
        attribute = dice.choice(["", "", f' data-block="{dice.choice([A, B, C])}"', ' href="https://a.kz/" lang="ru"'])
        parts.append(
            dice.choice([f"<{tag}{attribute}>", f"<{tag}{attribute}>", f"</{tag}>", "сөз ", "&lt;p&gt;", "\n"])
        )
    return "".join(parts)


def letters(html):
    return "".join(plain_text(html).split())


def test_no_text_is_lost_and_each_block_is_clean_and_whole():
    seen = set()
    for seed in range(2_000):
        html = some_html(random.Random(seed))
        blocks = blocks_of(html)
        seen.update(block.split(">")[0].split(" ")[0] for block in blocks.values())
        assert letters(html_of(blocks)) == letters(only_allowed(html)), html
        assert [
            block for block in blocks.values() if paragraphs(block) != (block,) or only_allowed(block) != block
        ] == []
        assert [*blocks_of(html_with_ids(blocks)).items()] == [*blocks.items()]
    assert {"<p", "<h2", "<ul", "<ol", "<blockquote", "<table", "<hr"} <= seen


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_the_texts_of_the_demonstration_survive():
    rows = Article.objects.rewrite(False).values()
    bodies = [body for row in rows for name, body in row.items() if name.startswith("body_") and body]
    assert len(bodies) > 10
    for body in bodies:
        blocks = blocks_of(body)
        assert html_of(blocks) == clean_html(body)
        assert len(blocks) == len(paragraphs(body))
        assert [*blocks_of(body, known=blocks).items()] == [*blocks.items()]
        assert [*blocks_of(html_with_ids(blocks)).items()] == [*blocks.items()]
