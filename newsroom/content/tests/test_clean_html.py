"""What the allow-list keeps and removes, and that every way of writing a rich text cleans it."""

import json
import re

import pytest
from django.conf import settings
from django.core import serializers
from django.db import connection
from django.utils.translation import override

from newsroom.content.clean_html import clean_html, plain_text
from newsroom.identity.models import Page
from newsroom.tests.html_tree import parse

pytestmark = pytest.mark.one_database

NB = "\N{NO-BREAK SPACE}"

# Repeated here, so that a careless change of the editor's extensions fails.
BARE = re.findall(r"\w+", "blockquote br em h2 h3 hr li p strong sub sup table tbody thead tr ul")
ALLOWED = {tag: set() for tag in BARE} | {
    "a": {"href", "title", "rel"},
    "ol": {"start", "type", "data-type"},
    "span": {"lang"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
SCHEMES = {"http", "https", "mailto", "tel"}

STORY = (
    "<h2>Heading</h2><p>A <strong>bold</strong> and <em>slanted</em> word, H<sub>2</sub>O, m<sup>2</sup>.<br>"
    '<a href="https://example.kz/a?b=1&amp;c=2">A link</a></p><h3>Lower</h3><ul><li><p>one</p></li></ul>'
    '<ol start="3"><li><p>three</p></li></ol><blockquote><p>said</p></blockquote><hr>'
    '<table><tbody><tr><th colspan="2"><p>a</p></th></tr><tr><td rowspan="2"><p>b</p></td></tr></tbody></table>'
)
HOSTILE = settings.BASE_DIR.parent / "shared/hostile/live.jsonl"


def payloads():
    if not HOSTILE.exists():
        return [None]
    return [json.loads(line)["payload"] for line in HOSTILE.read_text(encoding="utf-8").splitlines()]


def faults(html):
    """Everything in a page that is not allowed: tags, attributes, schemes of links, comments."""
    found = []
    for element in parse(html).iter():
        if not isinstance(element.tag, str):
            found.append("a comment")
        elif element.tag not in {"html", "head", "body"}:  # every page has these
            found += [] if element.tag in ALLOWED else [f"<{element.tag}>"]
            found += [f"{element.tag} {name}" for name in element.attrib if name not in ALLOWED.get(element.tag, ())]
        else:
            found += [f"{element.tag} {name}" for name in element.attrib]
        if (scheme := scheme_of(element.get("href", ""))) and scheme not in SCHEMES:
            found.append(f"{scheme}:")
    return found


def scheme_of(address):
    """The scheme as a browser reads it: it skips leading control characters, and tabs and line breaks anywhere."""
    address = re.sub(r"[\t\n\r]", "", address).lstrip("".join(map(chr, range(33))))
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", address, re.IGNORECASE)
    return scheme and scheme.group(1).lower()


# What is kept


@pytest.mark.parametrize(
    "html",
    [
        STORY,
        "<p>Words</p>",
        "<p>a &lt; b &amp; c &gt; d</p>",
        "<p>“Қазақша” — ‘ўзбекча’ … 中文 قازاقشا 👩‍👩‍👧</p>",
        '<p><a href="mailto:desk@example.kz">desk</a> <a href="tel:+77017599019">call</a></p>',
        '<p><a href="http://example.kz">old</a> <a href="/ru/archive/">ours</a> <a href="#top">up</a></p>',
        '<p><a href="https://example.kz" title="Home">a</a></p>',
        "<p>words<br>in two lines</p>",
    ],
)
def test_html_of_the_editor_is_not_changed(html):
    assert faults(html) == []
    assert clean_html(html) == html


# What is removed


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>a</p><script>alert(1)</script>", "<p>a</p>"),
        ("<p>a</p><SCRIPT SRC=//evil.example></SCRIPT>", "<p>a</p>"),
        ("<style>p { display: none }</style><p>a</p>", "<p>a</p>"),
        ('<p>a</p><iframe src="https://evil.example"></iframe>', "<p>a</p>"),
        ('<p>a<img src="x" onerror="alert(1)"></p>', "<p>a</p>"),
        ('<p onclick="alert(1)" onmouseover="alert(1)">a</p>', "<p>a</p>"),
        ('<p class="lead" id="x" style="color: red" dir="rtl">a</p>', "<p>a</p>"),
        ('<p lang="en">a</p>', "<p>a</p>"),
        ('<p title="b">a</p>', "<p>a</p>"),
        ('<p data-x="1" aria-hidden="true" hidden contenteditable>a</p>', "<p>a</p>"),
        ('<p><a href="javascript:alert(1)">a</a></p>', "<p>a</p>"),
        ('<p><a href=" JaVa&#9;ScRiPt:alert(1)">a</a></p>', "<p>a</p>"),
        ('<p><a href="vbscript:x">a</a></p>', "<p>a</p>"),
        ('<p><a href="data:text/html,<script>alert(1)</script>">a</a></p>', "<p>a</p>"),
        ('<p><a href="file:///etc/passwd">a</a></p>', "<p>a</p>"),
        ('<p><a>a</a> <a href="">b</a> <a title="x">c <a href="/x">d</a></a></p>', '<p>a b c <a href="/x">d</a></p>'),
        ('<p><a href="www.inform.kz">a</a> <a href="red@aimaq.kz">b</a> <a href="/a@b.kz">c</a></p>',
         '<p><a href="https://www.inform.kz">a</a> <a href="mailto:red@aimaq.kz">b</a> <a href="/a@b.kz">c</a></p>'),
        ('<p><a href="https://example.kz" target="_blank" ping="/x">a</a></p>', '<p><a href="https://example.kz">a</a></p>'),
        ('<p>a</p><svg><a xlink:href="javascript:x"><text>b</text></a></svg>', "<p>a</p>"),
        ("<p>a</p><math><mi>b</mi></math>", "<p>a</p>"),
        ("<p>a<!-- b --></p>", "<p>a</p>"),
        ('<form action="/x"><p>a</p><input value="b"><button>c</button></form>', "<p>a</p>c"),
        ('<p>a</p><object data="x"></object><embed src="x"><video src="x"></video>', "<p>a</p>"),
        ('<base href="//evil.example"><meta http-equiv="refresh" content="0"><p>a</p>', "<p>a</p>"),
        ('<link rel="stylesheet" href="x"><p>a</p>', "<p>a</p>"),
        ("<p>a</p><template><script>alert(1)</script></template>", "<p>a</p>"),
        ("<p>a\0b</p>", "<p>ab</p>"),
        ("<h1>a</h1><h2>b</h2><h4>c</h4>", "a<h2>b</h2>c"),
        ("<p>not closed", "<p>not closed</p>"),
    ],
)  # fmt: skip
def test_html_that_the_editor_cannot_write_is_removed(html, left):
    assert clean_html(html) == left


def test_the_scanner_finds_faults():
    html = '<p class="x" onclick="x">a<!-- b --></p><script></script><a href="java\tscript:x">c</a><iframe></iframe>'

    assert faults(html) == ["p class", "p onclick", "a comment", "<script>", "javascript:", "<iframe>"]


@pytest.mark.skipif(not HOSTILE.exists(), reason=f"the collection of hostile markup is not here: {HOSTILE}")
@pytest.mark.parametrize("payload", payloads(), ids=range(len(payloads())))
def test_hostile_markup_becomes_harmless(payload):
    more = "<p></p>"  # a page always continues, and so closes a tag that the payload left open
    assert faults(payload + more) != []

    cleaned = clean_html(payload)

    assert faults(cleaned + more) == []
    assert clean_html(cleaned) == cleaned


# Spaces


def test_no_break_spaces_survive():
    assert clean_html(f"<p>26{NB}января, 5&nbsp;%</p>") == "<p>26&nbsp;января, 5&nbsp;%</p>"
    assert clean_html("<p>1\N{NARROW NO-BREAK SPACE}000</p>") == "<p>1\N{NARROW NO-BREAK SPACE}000</p>"


@pytest.mark.parametrize(
    "html",
    [
        "",
        " ",
        "\n\t\r\n",
        "<p></p>",
        "<p> </p>",
        "<p>&nbsp;</p><p>\n</p>",
        f"<p>{NB}{NB}</p>",
        "<p><br></p>",
        "<h2> </h2><ul><li><p></p></li></ul>",
        "<p>\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}</p>",
        "<p>\N{NARROW NO-BREAK SPACE}</p>",
        "<hr>",
        "<script>alert(1)</script>",
        '<p><img src="x"></p>',
    ],
)
def test_html_without_text_becomes_empty(html):
    assert clean_html(html) == ""


@pytest.mark.parametrize(
    "space",
    ["\N{IDEOGRAPHIC SPACE}", "\N{EM SPACE}", "\N{THIN SPACE}", "\N{FIGURE SPACE}"],
    ids=["ideographic", "em", "thin", "figure"],
)
def test_spaces_of_any_width_count_as_empty(space):
    assert clean_html(f"<p>a{space}b</p>") == f"<p>a{space}b</p>"

    assert clean_html(f"<p>{space}</p>") == ""


def test_none_stays_none():
    assert clean_html(None) is None


@pytest.mark.parametrize(
    "html", [STORY, f"<p>a{NB}b &amp;amp; c</p>", "<b>a</b><p>b", "<p>a<p>b", "a < b", "<<p>>", "<p>a&#13;b</p>"]
)
def test_cleaning_a_second_time_changes_nothing(html):
    assert clean_html(clean_html(html)) == clean_html(html)


# Plain text


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>One</p><p>two &amp; three</p>", "One\ntwo & three"),
        ("<h2>Head</h2><ul><li>a</li><li>b</li></ul>", "Head\na\nb"),
        ("<p>a<br>b</p>", "a\nb"),
        ("<p>5&nbsp;%</p>", f"5{NB}%"),
        ("<p>a <strong>b</strong>c</p>", "a bc"),
        ("", ""),
    ],
)
def test_plain_text_has_a_line_break_between_blocks(html, words):
    assert plain_text(html) == words


def test_escaped_markup_becomes_text():
    assert plain_text("<p>&lt;script&gt;</p>") == "<script>"


# The field

DIRTY = '<p onclick="x()">a</p><script>alert(1)</script>'


def stored():
    """The Russian and the Kazakh column as the database has them, without any model or descriptor."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT body_ru, body_kk FROM identity_page ORDER BY id")
        return cursor.fetchall()


@pytest.fixture
def page(db):
    return Page.objects.create(key="rules", title_ru="Правила", body_ru="<p>before</p>", body_kk="<p>before</p>")


def test_sql_that_bypasses_the_field_stores_dirty_html(page):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE identity_page SET body_ru = %s", [DIRTY])

    assert stored() == [(DIRTY, "<p>before</p>")]


def test_save_cleans_the_row_and_the_object(page):
    page.body_ru = page.body_kk = DIRTY

    page.save()

    assert stored() == [("<p>a</p>", "<p>a</p>")]
    assert (page.body_ru, page.body_kk) == ("<p>a</p>", "<p>a</p>")


def test_save_of_one_field_cleans_it(page):
    page.body_ru = DIRTY

    page.save(update_fields=["body_ru"])

    assert stored() == [("<p>a</p>", "<p>before</p>")]


def test_create_cleans(db):
    Page.objects.create(key="new", body_ru=DIRTY)

    assert stored() == [("<p>a</p>", None)]


def test_update_cleans(page):
    Page.objects.update(body_ru=DIRTY, body_kk=DIRTY)

    assert stored() == [("<p>a</p>", "<p>a</p>")]


def test_update_or_create_cleans(page):
    Page.objects.update_or_create(key="rules", defaults={"body_ru": DIRTY}, create_defaults={})

    assert stored() == [("<p>a</p>", "<p>before</p>")]


def test_bulk_create_cleans(db):
    Page.objects.bulk_create([Page(key="one", body_ru=DIRTY), Page(key="two", body_kk=DIRTY)])

    assert stored() == [("<p>a</p>", None), (None, "<p>a</p>")]


def test_bulk_update_cleans(page):
    page.body_ru = DIRTY

    Page.objects.bulk_update([page], ["body_ru"])

    assert stored() == [("<p>a</p>", "<p>before</p>")]


def test_a_fixture_is_cleaned_when_it_is_loaded(db):
    row = {"model": "identity.page", "fields": {"key": "rules", "body_ru": DIRTY, "body_kk": "<p>&nbsp;</p>"}}

    for loaded in serializers.deserialize("json", json.dumps([row])):
        loaded.save()

    assert stored() == [("<p>a</p>", "")]


@pytest.mark.parametrize("code", ["ru", "kk", "en", "kk-latn"])
def test_saving_copies_no_text_into_another_language(db, code):
    with override(code):
        page = Page.objects.create(key="rules", title_ru="Правила", body_ru="<p>a</p>")
        page.save()

    columns = ["body_ru", "body_kk", "body_en", "body_zh_hans", "body_uz_cyrl"]
    assert [getattr(Page.objects.get(), column) for column in columns] == ["<p>a</p>", None, None, None, None]


def test_the_form_field_cleans(page):
    field = Page._meta.get_field("body_ru")

    assert field.clean(DIRTY, page) == "<p>a</p>"
