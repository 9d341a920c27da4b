"""A story's text is split into complete blocks, so that a photo is never placed inside one."""

import random

import pytest

from articles import reading_time, story_text
from articles.models import Article, Photo
from articles.tests.makers import add_node, make_article, make_photo, photo_node
from articles.tests.page_content import elements, parts_of, words_of
from newsroom import editions
from newsroom.content.clean_html import clean_html, plain_text
from newsroom.editions.columns import in_all_columns
from newsroom.tests.html_tree import parse

pytestmark = pytest.mark.one_database

BLOCKS = {"p", "h2", "h3", "ul", "ol", "blockquote", "table", "hr"}


def joined(html):
    return "".join(story_text.paragraphs(html))


def top_level(html):
    """Return the top-level elements and texts of a document as a browser parses them, without blanks."""
    body = parse(html).find("body")
    kinds, is_stray = [], bool((body.text or "").strip())
    for element in body:
        if element.tag in BLOCKS:
            kinds += ["stray"] * is_stray + [element.tag]
            is_stray = bool((element.tail or "").strip())
        else:
            is_stray = True
    return kinds + ["stray"] * is_stray


# Splitting


@pytest.mark.parametrize(
    ("html", "pieces"),
    [
        ("", []),
        ("<p>One</p>", ["<p>One</p>"]),
        ("<p>One</p><p>Two</p>", ["<p>One</p>", "<p>Two</p>"]),
        ("<p>One</p>\n\n<p>Two</p>\n", ["<p>One</p>", "<p>Two</p>"]),
        ("<p>One<br>line</p><hr><p>Two</p>", ["<p>One<br>line</p>", "<hr>", "<p>Two</p>"]),
        ("<hr><hr>word", ["<hr>", "<hr>", "word"]),
        ("<h2>Head</h2><p>One</p><h3>Sub</h3>", ["<h2>Head</h2>", "<p>One</p>", "<h3>Sub</h3>"]),
        ("stray<p>One</p><em>stray</em> too", ["stray", "<p>One</p>", "<em>stray</em> too"]),
        (
            "<blockquote><p>One</p><p>Two</p></blockquote><p>Three</p>",
            ["<blockquote><p>One</p><p>Two</p></blockquote>", "<p>Three</p>"],
        ),
        (
            "<ul><li><p>One</p></li><li><p>Two</p></li></ul><p>Three</p>",
            ["<ul><li><p>One</p></li><li><p>Two</p></li></ul>", "<p>Three</p>"],
        ),
        (
            "<ul><li><p>One</p><ul><li><p>In</p></li></ul></li><li><p>Two</p></li></ul><p>Three</p>",
            ["<ul><li><p>One</p><ul><li><p>In</p></li></ul></li><li><p>Two</p></li></ul>", "<p>Three</p>"],
        ),
        (
            '<ol start="3"><li><ol><li>In</li></ol></li></ol><p>Three</p>',
            ['<ol start="3"><li><ol><li>In</li></ol></li></ol>', "<p>Three</p>"],
        ),
        (
            "<blockquote><blockquote><p>In</p></blockquote><p>Out</p></blockquote><p>Three</p>",
            ["<blockquote><blockquote><p>In</p></blockquote><p>Out</p></blockquote>", "<p>Three</p>"],
        ),
        (
            "<table><tbody><tr><td><p>One</p></td></tr></tbody></table><p>Two</p>",
            ["<table><tbody><tr><td><p>One</p></td></tr></tbody></table>", "<p>Two</p>"],
        ),
        (
            "<table><tbody><tr><td><table><tbody><tr><td>In</td></tr></tbody></table></td></tr></tbody></table><p>Two</p>",
            [
                "<table><tbody><tr><td><table><tbody><tr><td>In</td></tr></tbody></table></td></tr></tbody></table>",
                "<p>Two</p>",
            ],
        ),
    ],
)
def test_a_text_is_split_into_its_blocks(html, pieces):
    assert clean_html(html) == html
    assert [*story_text.paragraphs(html)] == pieces


def some_text(dice):
    words = ["Слово", "сөз", "词", "&lt;p&gt;", "&amp;", "a&nbsp;b", "&lt;/p", "hr", "«p»", "ul&gt;"]
    text = " ".join(dice.choices(words, k=dice.randint(1, 4)))
    tag = dice.choice(["", "", "strong", "em", "sub", "a"])
    if tag == "a":
        return f'<a href="https://example.com/?a=1&amp;b=%3Cp%3E">{text}</a>'
    return f"<{tag}>{text}</{tag}>{dice.choice(['', '<br>', ' tail'])}" if tag else text


def some_block(dice, depth=0):
    kind = dice.choice(
        ["p", "p", "h2", "h3"] if depth > 2 else ["p", "p", "h2", "ul", "ol", "blockquote", "table", "hr"]
    )
    if kind == "hr":
        return "<hr>"
    if kind in ("p", "h2", "h3"):
        return f"<{kind}>{some_text(dice)}</{kind}>"
    inside = "".join(some_block(dice, depth + 1) for _ in range(dice.randint(1, 3)))
    if kind in ("ul", "ol"):
        items = "".join(f"<li>{part}</li>" for part in (inside, some_text(dice), f"<p>{some_text(dice)}</p>{inside}"))
        start = dice.choice(["", ' start="3"']) if kind == "ol" else ""
        return f"<{kind}{start}>{items}</{kind}>"
    if kind == "table":
        cells = (
            f'<th colspan="2">{some_text(dice)}</th></tr><tr><td>{inside}</td><td rowspan="2">{some_text(dice)}</td>'
        )
        return f"<table>{dice.choice(['<tbody>', ''])}<tr>{cells}</tr></table>"
    return f"<blockquote>{inside}</blockquote>"


def some_document(seed):
    dice = random.Random(seed)
    between = ["", "", "", "\n", f" {some_text(dice)} "]
    return "".join(some_block(dice) + dice.choice(between) for _ in range(dice.randint(1, 6)))


SEEDS = range(400)


@pytest.mark.slow
def test_the_generated_documents_are_not_all_alike():
    documents = [clean_html(some_document(seed)) for seed in SEEDS]
    assert len(set(documents)) > 300
    for tag in ("<ul>", "<ol", "<blockquote>", "<table>", "<hr>", "<h2>", "<br>"):
        assert sum(tag in document for document in documents) > 20
    assert sum("stray" in top_level(document) for document in documents) > 20


def test_splitting_loses_nothing():
    """Everything but blanks between blocks, which have no meaning in HTML, is kept in order."""
    losing = []
    for seed in SEEDS:
        html = clean_html(some_document(seed))
        if "".join(joined(html).split()) != "".join(html.split()):
            losing.append(seed)
    assert losing == []


def test_joining_the_blocks_restores_a_text_without_blanks_between_them():
    documents = [clean_html("".join(some_block(random.Random(seed + n)) for n in range(4))) for seed in SEEDS]
    assert [html for html in documents if joined(html) != html] == []


@pytest.mark.slow
def test_every_piece_is_one_complete_block():
    torn = []
    for seed in SEEDS:
        html = clean_html(some_document(seed))
        pieces = [piece for piece in story_text.paragraphs(html) if plain_text(piece).strip() or "<hr>" in piece]
        kinds, whole = [top_level(piece) for piece in pieces], [clean_html(piece) in (piece, "") for piece in pieces]
        if kinds != [[kind] for kind in top_level(html)] or not all(whole):
            torn.append(seed)
    assert torn == []


@pytest.mark.django_db
@pytest.mark.usefixtures("seeds")
def test_splitting_the_seed_texts_loses_nothing():
    bodies = [
        body
        for row in Article.objects.rewrite(False).values()
        for name, body in row.items()
        if name.startswith("body_") and body
    ]
    assert len(bodies) > 10
    assert [body for body in bodies if joined(body) != body] == []


# The photos


def blocks(story):
    return story_text.blocks(story, Photo.objects.in_bulk(field_name="key"))


def arrangement(story):
    """Return the texts of a story's blocks, and the keys of photos."""
    return [block["photo"].key if "photo" in block else plain_text(block["html"]) for block in blocks(story)]


@pytest.fixture
def place(db):
    """Return a function: place(0, 2) makes a story of three paragraphs with photos after these."""

    def place(*after, body="<p>One</p><p>Two</p><p>Three</p>"):
        story = make_article("en", body=body)
        for number, paragraph in enumerate(after):
            add_node(story, photo_node(make_photo(key=f"photo-{number}")), after=paragraph)
        return story

    return place


@pytest.mark.parametrize(
    ("after", "arranged"),
    [
        ([], ["One", "Two", "Three"]),
        ([0], ["photo-0", "One", "Two", "Three"]),
        ([1], ["One", "photo-0", "Two", "Three"]),
        ([3], ["One", "Two", "Three", "photo-0"]),
        ([4], ["One", "Two", "Three", "photo-0"]),
        ([999], ["One", "Two", "Three", "photo-0"]),
        ([2, 0], ["photo-1", "One", "Two", "photo-0", "Three"]),
        ([1, 1], ["One", "photo-0", "photo-1", "Two", "Three"]),
    ],
)
def test_a_photo_stands_where_the_text_has_it(place, after, arranged):
    assert arrangement(place(*after)) == arranged


def test_a_text_may_consist_of_photos(place):
    story = place()
    for body, arranged in (("", []), (None, []), (clean_html(photo_node(make_photo(key="lake"))), ["lake"])):
        story.body_en = body
        assert (arrangement(story), reading_time.minutes(story), story_text.opening(story)) == (arranged, None, "")


def test_splitting_a_text_with_photos_loses_nothing():
    """A photo within a block follows it, and each is a block."""
    nodes = [f'<figure data-photo="photo-{number}"></figure>' for number in range(3)]
    for seed in range(60):
        html = some_document(seed)
        at = sorted(random.Random(seed).choices([tag.end() for tag in story_text.TAG.finditer(html)] or [0], k=3))
        pieces = [html[start:end] for start, end in zip([0, *at], [*at, None], strict=True)]
        cleaned = clean_html("".join(piece + node for piece, node in zip(pieces, [*nodes, ""], strict=True)))
        assert sorted(piece for piece in story_text.paragraphs(cleaned) if piece.startswith("<figure")) == nodes


@pytest.mark.django_db
def test_the_page_shows_photos_where_editors_placed_them(client, place):
    story = place(0, 2)
    html = client.get(story.address_in(story.original_edition)).content.decode()
    order = [html.index(mark) for mark in (*photo_urls(story)[:1], ">One<", ">Two<", *photo_urls(story)[1:], ">Three<")]
    assert order == sorted(order)


def photo_urls(story):
    return [placed.photo.file.url for placed in story.placed_photos.all()]


@pytest.mark.django_db
def test_words_of_its_own_replace_those_of_the_photo_desk(client):
    photo = make_photo(**in_all_columns(alt="Desk alt", caption="Desk caption", credit="Desk credit"))
    for own, alt, printed in (
        ({}, "Desk alt", ["Desk caption", "Desk credit"]),
        ({"alt": 'A "lake"', "caption": "", "credit": "<Me>"}, 'A "lake"', ["<Me>"]),
        ({"caption": "Own"}, "Desk alt", ["Own", "Desk credit"]),
    ):
        story = make_article("kk", body=f"<p>One</p>{photo_node(photo, **own)}")
        page = client.get(story.address_in(editions.BY_CODE["kk"]))
        (picture,) = [image for image in elements(page, "img") if image.get("src") == photo.file.url]
        (caption,) = elements(page, "figcaption")
        assert (picture.get("alt"), [*map(words_of, caption)]) == (alt, printed)


@pytest.mark.django_db
def test_photos_in_a_row_have_one_caption_and_all_credits(client):
    words = [("Lake", "A. B."), ("Hills", "C. D."), ("Lake", "A. B.")]
    photos = [make_photo(**in_all_columns(alt=f"{at}", caption=one, credit=two)) for at, (one, two) in enumerate(words)]
    keys = " ".join(photo.key for photo in photos)
    for caption, printed in (("", "Lake · Hills"), (' data-caption="Both"', "Both")):
        gallery = f'<figure data-gallery="{keys} gone"{caption}></figure>'
        page = client.get(make_article("ru", body=f"<p>One</p>{gallery}").address_in(editions.BY_CODE["ru"]))
        (figure,) = parts_of(page, "gallery")
        assert [image.get("alt") for image in figure.iter("img")] == ["0", "1", "2"]
        assert [*map(words_of, figure.find("figcaption"))] == [printed, "A. B.", "C. D."]


@pytest.mark.django_db
def test_nothing_is_printed_of_what_is_not_there(client):
    nodes = ['data-photo="gone"', 'data-gallery="gone gone-too"', 'data-story="gone"', 'data-embed="https://t.me/a/1"']
    text = [f"<p>One</p><figure {node}></figure>" for node in nodes]
    own = make_article("ru", key="own", body="".join([*text, '<figure data-story="own"></figure>']))
    (part,) = parts_of(client.get(own.address_in(editions.BY_CODE["ru"])), "story-text")
    assert [child.tag for child in part] == ["p"] * 4


# The opening


@pytest.mark.parametrize(
    ("lead", "body", "opening"),
    [
        ("The lead", "<p>The text</p>", "The lead"),
        ("", "<p>The <em>text</em> &amp; more</p><p>Second</p>", "The text & more"),
        (None, "stray<p>The text</p>", "stray"),
        ("", "<hr><p>&nbsp;</p><p><br></p><hr><h2>The text</h2>", "The text"),
        ("", "<hr>", ""),
        ("", "", ""),
        (None, None, ""),
    ],
)
def test_a_card_shows_the_lead_or_the_first_paragraph_with_words(lead, body, opening):
    assert story_text.opening(Article(lead_en=lead, body_en=body)) == opening
