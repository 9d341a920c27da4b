"""Properties of every conversion, tested on generated documents.

What must stay stays, text never becomes markup, converting twice changes nothing more, and the text of a converted
document is the converted text of the document.
"""

import json
import random
import re
from functools import lru_cache
from html import unescape

import pytest

from conftest import import_or_fail
from newsroom.alphabets import ALPHABETS, ARABIC, LATIN, Latin, Spelling, convert, convert_html
from newsroom.alphabets.tests.html.documents import ODD, REPEATED, WORSE, Part, make_document, make_text

import_or_fail("html5lib")  # reads markup as a browser does

from newsroom.alphabets.tests.html.trees import ISOLATES, bones, content_of, shape_of, text_of  # noqa: E402 (it imports html5lib)

DOCUMENTS, CHUNK = 10_000, 500
BDI = re.compile("</?bdi[^>]*>")
STAYS = (Part.MARKUP, Part.UNCONVERTED)

document = lru_cache(maxsize=CHUNK)(make_document)


@lru_cache(maxsize=2 * CHUNK)
def in_letters(number, to):
    return convert_html(document(number).html, to)


OTHER_CHUNKS = [pytest.param(first, marks=pytest.mark.slow) for first in range(CHUNK, DOCUMENTS, CHUNK)]


@pytest.fixture(scope="module", params=[0, *OTHER_CHUNKS])
def first(request):
    """The first document of a chunk. All tests of a chunk run in a row, so it is generated and converted once."""
    return request.param


def chunk(first):
    return [(number, to) for number in range(first, first + CHUNK) for to in ALPHABETS]


# What stays


def test_only_the_bytes_of_texts_and_values_change(first):
    sound = [(number, to) for number, to in chunk(first) if document(number).is_sound]
    assert len(sound) > CHUNK
    assert sum(document(number).html != in_letters(number, to) for number, to in sound) > CHUNK
    assert [(number, to) for number, to in sound if not stays(document(number), in_letters(number, to), to)] == []


def stays(made, converted, to):
    """Whether all constant parts are there in order, with nothing between them but the converted parts."""
    converted = converted.replace('<html dir="rtl"', "<html")
    runs = [[made.parts[0][0], ""]]
    for kind, source in made.parts:
        same = kind is runs[-1][0] or (kind in STAYS and runs[-1][0] in STAYS)
        runs += [] if same else [[kind, ""]]
        runs[-1][1] += source
    at = 0
    for (kind, source), (_, following) in zip(runs, [*runs[1:], [None, ""]], strict=True):
        if kind in STAYS:
            end = at + len(source) if converted.startswith(source, at) else -1
        else:
            end = converted.find(following, at) if following else len(converted)
            while end >= 0 and not may_stand(kind, source, converted[at:end], to):
                end = converted.find(following, end + 1) if following else -1
        if end < 0:
            return False
        at = end
    return at == len(converted)


def may_stand(kind, source, converted, to):
    if kind is Part.LANGUAGE:
        return converted.strip('"') == to
    if kind is Part.DATA:
        return bones_of_data(json.loads(converted)) == bones_of_data(json.loads(source))
    return bones(unescape(BDI.sub("", converted))) == bones(unescape(BDI.sub("", source)))


def bones_of_data(data):
    if isinstance(data, dict):
        return {key: key == "inLanguage" or bones_of_data(value) for key, value in data.items()}
    return [bones_of_data(item) for item in data] if isinstance(data, list) else bones(data)


def test_a_change_anywhere_is_noticed():
    number = 300
    made, converted = document(number), in_letters(number, LATIN)
    assert stays(made, converted, LATIN)
    for at in range(0, len(converted), 7):
        assert not stays(made, converted[:at] + "\N{SNOWMAN}" + converted[at:], LATIN)


def test_a_parser_finds_the_same_elements_attributes_and_unconverted_texts(first):
    changed = []
    for number in (number for number in range(first, first + CHUNK) if number % 12 in (0, 1, 5)):
        before = content_of(document(number).html)
        for to in ALPHABETS:
            after = content_of(in_letters(number, to))
            if skeleton(after, number) != skeleton(before, number):
                changed.append((number, to))
    assert changed == []


def skeleton(content, number):
    """What must be the same. For elements that a parser opens again it is not known which text is converted."""
    is_known = document(number).is_sound or not any(f"<{name}" in document(number).html for name in (*REPEATED, "svg"))
    return [
        (what, "" if what in ("lang", "data") else bones(value).split() if may_change or not is_known else value)
        for what, value, may_change in content
    ]


# Text stays text


ONLY_TEXT = [
    "<сcript>alert(1)</сcript>",
    "<ѕcript src=x>",
    "<ёлка onclick=x>",
    "<ëлка onclick=x>",
    "<ьimg src=x>",
    "<ъ!-- x -->",
    "<ь/p>",
    "<&#1089;cript>",
    "<&#x44c;img src=x>",
    "&лт;script&гт;",
    "&ьlt;b&ъgt;",
    "&ltь;b",
    "&#6ь0;b",
    "&#х3c;b",
    "&notін;",
    "&notiн;",
    "&&лт;b",
    "&аmp;lt;b",
    "<title>а</tіtlе><img src=x></title>",
    "<title>а</&#1090;itle><img src=x></title>",
    "<textarea></textаrea><img src=x></textarea>",
    "<a title='&quоt; x=y'>",
    "<a title=қ&quot;x=y>",
    "<a title='қ&#39;x=y'>",
    "<p>Қазақ</p><p>&lt;script>alert(1)</p>",
    "<p>Қазақ</p><p>5&lt;6 &lt;b&gt; AFP&lt;b>",
    "<p>&lt;img src=x onerror=alert(1)&gt; – Reuters",
    "#қ&lt;b>",
    "https://қ.kz/&lt;b> https://қ.kz/&quot;>",
]
IN_EVERY_SPELLING = [(LATIN, Spelling()), (LATIN, Spelling(latin=Latin.ACUTE_2018)), (ARABIC, Spelling())]


@pytest.mark.parametrize(("to", "spelling"), IN_EVERY_SPELLING)
def test_text_never_becomes_markup(to, spelling):
    pages = [f"<div>Үй {text} үй</div>" for text in ONLY_TEXT]
    converted = [convert_html(page, to, spelling) for page in pages]
    assert [page for page, after in zip(pages, converted, strict=True) if after == page] == []
    assert list(map(shape_of, converted)) == list(map(shape_of, pages))


def test_some_of_these_texts_would_become_markup_if_only_letters_were_replaced():
    for to, spelling in IN_EVERY_SPELLING[:2]:
        replaced = [convert(text, to, spelling) for text in ONLY_TEXT]
        became = [text for text, new in zip(ONLY_TEXT, replaced, strict=True) if shape_of(new) != shape_of(text)]
        assert len(became) >= 5


# Converting twice


def test_converting_a_document_again_changes_nothing(first):
    assert [
        (number, to)
        for number, to in chunk(first)
        if convert_html(in_letters(number, to), to) != in_letters(number, to)
    ] == []


def test_converting_a_text_again_changes_nothing(first):
    draw = random.Random(first)
    texts = [make_text(draw, 12, ODD + WORSE) for _ in range(CHUNK)]
    for to in ALPHABETS:
        converted = [convert(text, to) for text in texts]
        assert sum(new != text for text, new in zip(texts, converted, strict=True)) > CHUNK * 0.9
        assert [text for text in converted if convert(text, to) != text] == []


# Texts

NO_TEXT = re.compile(r"<!--(?:-?>|.*?--!?>)|<[?!][^>]*>", re.DOTALL)
TAG = re.compile(r"""</?([a-zA-Z][a-zA-Z0-9]*)(?:[^>"']|"[^"]*"|'[^']*')*>""")
WITHIN_WORDS = set("b i em strong span a q cite small mark abbr sub time font bdi wbr g text".split())


def text_by_hand(html):
    """The text of a valid document without isolates, with a line break wherever a tag separates words."""
    parted = TAG.sub(lambda tag: "" if tag[1].lower() in WITHIN_WORDS else "\n", NO_TEXT.sub("", html))
    return ISOLATES.sub("", unescape(parted))


def test_the_text_of_a_converted_document_is_the_converted_text_of_the_document(first):
    numbers = [number for number in range(first, first + CHUNK) if document(number).is_sound]
    numbers = [number for number in numbers if document(number).keeps_nothing]
    assert len(numbers) > CHUNK / 4
    for number in numbers[:10]:
        html = document(number).html
        assert "".join(text_by_hand(html).split()) == "".join(text_of(html).split())
    for to in ALPHABETS:
        for number in numbers:
            expected = ISOLATES.sub("", convert(text_by_hand(document(number).html), to))
            assert text_by_hand(in_letters(number, to)) == expected
