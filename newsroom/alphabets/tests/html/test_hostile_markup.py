"""Hostile markup in a converted page: no element or attribute is added or removed, and no URL changes."""

import base64
import json
import random
import zlib
from html import escape

import pytest
from django.conf import settings

from conftest import import_or_fail
from newsroom.alphabets import ARABIC, LATIN, Latin, Spelling, convert, convert_html

import_or_fail("html5lib")  # reads markup as a browser does

from newsroom.alphabets.tests.html.trees import READ, name_of, tree_of  # noqa: E402 (it imports html5lib)

HOSTILE = settings.BASE_DIR.parent / "shared/hostile/live.jsonl"
pytestmark = pytest.mark.skipif(not HOSTILE.exists(), reason=f"the collection of hostile markup is not here: {HOSTILE}")

SPELLINGS = [(LATIN, Spelling()), (LATIN, Spelling(latin=Latin.ACUTE_2018)), (ARABIC, Spelling())]
LOOK_ALIKES = dict(zip("aceiopxyhktmABCEHIKMOPTXlrsn", "асеіорхуһктмАВСЕНІКМОРТХлрсн", strict=True))
CHANGEABLE = {*READ, "lang", "value", "label", "content"}
CHUNK = 30
SOME = 5  # with this step every kind of page and every seed is used


def payloads():
    if not HOSTILE.exists():
        return []
    rows = [json.loads(line) for line in HOSTILE.read_text(encoding="utf-8").splitlines()]
    return [row["payload"] if "payload" in row else unpacked(row["payload_zlib_b64"]) for row in rows]


def unpacked(packed):
    return zlib.decompress(base64.b64decode(packed)).decode("utf-8", "surrogatepass")


def with_look_alikes(payload, seed, share):
    """The payload with Cyrillic letters in place of some Latin ones that look alike or that they are converted to."""
    draw = random.Random(seed)
    return "".join(LOOK_ALIKES.get(letter, letter) if draw.random() < share else letter for letter in payload)


def pages_with(payload):
    """The payload among words and numbers: as it is, with look-alikes, as text, in a title and in a value."""
    for seed, share in enumerate((0, 0.4, 1)):
        changed = with_look_alikes(payload, seed, share)
        text = escape(changed)
        yield f"Үй 5-10 {changed} тілі 2026-01-29"
        yield f"<p>Үй{changed}5-10</p><table><tr><td>тілі 07:00 – 08:30"
        yield f"<p>{text} тілі</p><p>{text}</p><b title='{text}'>Үй #{text}</b>"
        yield f'<title>{changed}</title><b title="{changed} үй">{changed.replace("<", "&lt;")}5-10'


def pages_from(first):
    return [page for payload in payloads()[first : first + CHUNK] for page in pages_with(payload)]


def shape(html):
    """The elements in order without `bdi`, their attributes, and the values that are not text for readers."""
    return [
        (
            name_of(element),
            sorted((str(name), value) for name, value in element.attrib.items() if name not in CHANGEABLE),
        )
        for element in tree_of(html).iter()
        if name_of(element) not in ("", "bdi")
    ]


def changed_shapes(pages, convert_page, shapes):
    """The pages whose shape is different after the conversion."""
    before = shapes(pages)
    changed = []
    for to, spelling in SPELLINGS:
        after = shapes([convert_page(page, to, spelling) for page in pages])
        changed += [page for page, one, other in zip(pages, before, after, strict=True) if one != other]
    return changed


def by_parser(pages):
    return list(map(shape, pages))


CHUNKS = pytest.mark.parametrize("first", range(0, max(len(payloads()), 1), CHUNK))


def test_replacing_only_letters_would_change_the_elements_of_these_pages():
    assert len(payloads()) == 390
    assert len(changed_shapes(pages_from(0), convert, by_parser)) > CHUNK


@CHUNKS
def test_a_parser_finds_no_other_elements_and_attributes(first):
    # html5lib takes a hundred times as long as the browser below, which reads all pages. It reads some of each payload.
    assert changed_shapes(pages_from(first)[::SOME], convert_html, by_parser) == []


# Form elements can have fields named `tagName` or `attributes`, which would hide the properties.
SHAPES = """([pages, changeable]) => {
    const ask = (element, name) => Reflect.get(Element.prototype, name, element);
    const said = ({ name, value }) => (changeable.includes(name) ? name : `${name}=${value}`);
    return pages.map((page) =>
        [...new DOMParser().parseFromString(page, "text/html").querySelectorAll("*:not(bdi)")]
            .map((element) => [ask(element, "tagName"), ...[...ask(element, "attributes")].map(said).sort()]));
}"""


@pytest.mark.browser
@CHUNKS
def test_a_browser_finds_no_other_elements_and_attributes(chromium, first):
    page = chromium.new_page()

    def by_browser(pages):
        return page.evaluate(SHAPES, [pages, sorted({*CHANGEABLE, "dir"})])

    assert changed_shapes(pages_from(first), convert_html, by_browser) == []
    page.close()
