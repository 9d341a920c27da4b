"""What stands in a text besides words has one exact form, at the top level, and no words of its own."""

from html import escape

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from newsroom.content.clean_html import ALLOWLIST, clean_html, plain_text
from newsroom.content.excerpts import first_words
from newsroom.content.nodes import ATTRIBUTES, LONGEST, Node, html_of, node_in, nodes_in, photo_keys, story_keys
from newsroom.identity.models import Page

pytestmark = pytest.mark.one_database

NODES = [
    Node("photo", "lake"),
    Node("photo", "lake", {"alt": "", "caption": 'A "lake" & <hills>, 5\N{NO-BREAK SPACE}km', "credit": "Ә. Нұрова"}),
    Node("gallery", "lake hills a-1_B"),
    Node("gallery", "lake", {"caption": "Two lakes"}),
    Node("embed", "https://t.me/aimaq/12?single&a=%3C", {"caption": "A post"}),
    Node("story", "akims-leave-amanat"),
]
LAKE = '<figure data-photo="lake"></figure>'


def test_the_editor_and_the_code_know_the_same_attributes():
    assert {*settings.NODES["figure"]} == ATTRIBUTES == ALLOWLIST["attributes"]["figure"]


@pytest.mark.parametrize("node", NODES)
def test_a_node_is_read_as_it_was_written(node):
    html = html_of(node)
    assert clean_html(html) == html  # also if there are no words at all
    assert clean_html(f"<p>a</p>{html}<p>b</p>") == f"<p>a</p>{html}<p>b</p>"
    assert node_in(html) == node
    assert nodes_in(f"{html}<p>&lt;figure data-photo=&quot;x&quot;&gt;</p>{html}") == [node, node]


def test_keys_are_listed_once_in_the_order_of_the_text():
    html = "<p>a</p>".join(map(html_of, [*NODES, Node("photo", "hills")]))
    assert (photo_keys(html), story_keys(html)) == (["lake", "hills", "a-1_B"], ["akims-leave-amanat"])
    assert (photo_keys(None), photo_keys(""), story_keys("<p>data-story</p>")) == ([], [], [])


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ('<figure data-credit="c" data-alt="a" class="x" data-photo="lake" onclick="x" data-x="y" id="z"></figure>',
         '<figure data-photo="lake" data-alt="a" data-credit="c"></figure>'),
        ('<figure data-story="s" data-photo="lake" data-gallery="x"></figure>', LAKE),
        ('<figure data-photo="lake" data-caption=" two\n lines\t&#0;&#7; "></figure>',
         '<figure data-photo="lake" data-caption="two lines \N{REPLACEMENT CHARACTER}"></figure>'),
        ('<figure data-gallery="a  b a\nc"></figure>', '<figure data-gallery="a b c"></figure>'),
        ('<figure data-gallery="a b" data-alt="x" data-caption="y"></figure>',
         '<figure data-gallery="a b" data-caption="y"></figure>'),
        ('<figure data-story="s" data-caption="x"></figure>', '<figure data-story="s"></figure>'),
        # What stands in a node, and a node in a block, follow it.
        ('<figure data-photo="lake"><img src="x"><figcaption>Words</figcaption></figure>', f"{LAKE}Words"),
        ('<p>a<figure data-photo="lake"></figure>b</p>', f"<p>a</p>{LAKE}b<p></p>"),
        ('<ul><li>a<figure data-photo="lake"></figure></li><li>b</li></ul><p>c</p>',
         f"<ul><li>a</li><li>b</li></ul>{LAKE}<p>c</p>"),
        ('<blockquote><p>a</p><figure data-photo="lake"></figure></blockquote>',
         f"<blockquote><p>a</p></blockquote>{LAKE}"),
        ('<table><tbody><tr><td><figure data-photo="lake">a</figure></td></tr></tbody></table>',
         f"<table><tbody><tr><td>a</td></tr></tbody></table>{LAKE}"),
        ('<figure data-photo="lake"><figure data-story="s"></figure></figure>',
         f'{LAKE}<figure data-story="s"></figure>'),
        ('<strong>a<figure data-photo="lake"></figure>b</strong>', f"<strong>ab</strong>{LAKE}"),
        ('<figure data-photo="lake">', LAKE),
        # What is no node
        ("<p>a</p><figure></figure>", "<p>a</p>"),
        ('<p>a</p><figure data-alt="x"></figure>', "<p>a</p>"),
        ('<figure><img src="x"><figcaption>Words</figcaption></figure>', "Words"),
        ('<p data-photo="lake">a</p><div data-photo="lake"></div>', "<p>a</p>"),
        *[(f'<p>a</p><figure data-photo="{key}"></figure>', "<p>a</p>")
          for key in ("", " ", "a b", "a/b", "ә", "k" * 51, "&quot;", "lake\n")],
        ('<figure data-gallery=""></figure>', ""),
        *[(f'<figure data-embed="{escape(address)}"></figure>', "")
          for address in ("", "http://t.me/a", "javascript:alert(1)", "//t.me/a", "https://", "https://t.me/a b",
                          'https://t.me/"', "https://t.me/<", "https://t.me\\@evil.kz/", "https://a@evil.kz/",
                          "https://t.me:8000/a", "https://t.me/a\n", "https://T.me/a", "https://t.me/ә",
                          f"https://t.me/{'a' * 500}")],
    ],
)  # fmt: skip
def test_only_valid_nodes_stay_at_the_top_level(html, left):
    cleaned = clean_html(html)
    assert cleaned == left
    assert clean_html(str(cleaned)) == cleaned


@pytest.mark.parametrize(("name", "most"), LONGEST.items())
def test_words_that_are_too_long_are_refused(name, most):
    html = '<figure data-photo="lake" data-{}="{}"></figure>'
    assert clean_html(html.format(name, "ә" * most))
    with pytest.raises(ValidationError, match=f"{most + 1} characters"):
        clean_html(html.format(name, "ә" * (most + 1)))


def test_a_gallery_of_too_many_photos_is_refused_and_not_removed():
    gallery = '<figure data-gallery="{}"></figure>'
    assert clean_html(gallery.format(" ".join(["1", *map(str, range(100))])))
    with pytest.raises(ValidationError, match="101 photos"):
        clean_html(gallery.format(" ".join(map(str, range(101)))))


@pytest.mark.django_db
def test_standing_pages_have_no_nodes():
    page = Page.objects.create(key="about", title_en="About", body_en=f"{LAKE}<p>One</p>{LAKE}", body_ru=LAKE)
    Page.objects.rewrite(False).update(body_kk=f"<p>Бір</p>{LAKE}")
    page = Page.objects.get(pk=page.pk)
    assert (page.body_en, page.body_ru, page.body_kk) == ("<p>One</p>", "", "<p>Бір</p>")
    (configured,) = [Page._meta.get_field("body_en").formfield().widget.get_context("body", "", {})]
    assert "StoryNodes" not in str(configured)
    assert "BulletList" in str(configured)


def test_the_words_of_nodes_are_not_words_of_the_text():
    nodes = "".join(map(html_of, NODES))
    assert plain_text(f"{nodes}<p>One</p>{nodes}<p>Two</p>{nodes}") == plain_text("<p>One</p><p>Two</p>") == "One\nTwo"
    assert first_words(f"{nodes}<p>One two three</p>", 2) == "One two…"
