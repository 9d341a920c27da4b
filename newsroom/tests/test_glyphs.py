"""What a browser really draws for the letters of our alphabets: by which font, and in which form.

A stack of font names promises nothing: where a face lacks a letter another steps in, and an Arabic word comes apart.
"""

import re

import pytest
from django.conf import settings

from newsroom import editions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]

STATIC = settings.BASE_DIR / "newsroom/static"
RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
MARKS = "0123456789 \u00a0.,:;!?«»“”„’()%+/-–—…"
CYRILLIC = {"ru": RUSSIAN, "kk": RUSSIAN + "әғқңөұүһі", "uz-cyrl": RUSSIAN + "ўқғҳ"}
LATIN = {
    "en": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "kk-latn": "aäbcdefgğhıijklmnñoöpqrsştuūüvyzAÄBCDEFGĞHIİJKLMNÑOÖPQRSŞTUŪÜVYZ",
}
# Letters that join both neighbours, those that join the one before only, and the one that joins none.
JOIN_BOTH = "بپتجچحسشعفقكگڭلمنھىي"
JOIN_BEFORE = "اەدرزوۇۆۋ"
JOIN_NONE = "ء"
ARABIC = JOIN_BOTH + JOIN_BEFORE + JOIN_NONE
ALPHABETS = {code: letters + letters.upper() for code, letters in CYRILLIC.items()} | LATIN | {"kk-arab": ARABIC}
EVERY_ALPHABET = pytest.mark.parametrize("code", ALPHABETS)
# Three of a letter are its initial, its medial and its final form.
LINES = {code: letters + MARKS + "№₸" for code, letters in ALPHABETS.items()}
LINES["kk-arab"] = ARABIC + MARKS + "،؛؟ " + " ".join(letter * 3 for letter in ARABIC)
FILES = dict.fromkeys(CYRILLIC, "aimaq-cyrl") | dict.fromkeys(LATIN, "aimaq-latn") | {"kk-arab": "aimaq-arab"}

JOINER, NON_JOINER = "\u200d", "\u200c"
NO_CHARACTER, NO_CHARACTER_EITHER = "\U0010ffff", "\U0010fffe"
NOTHING = frozenset()

# Fonts are asked for when the sample is laid out, as for any text; `document.fonts.load` would ask for more.
SHOW = """async ([tag, text]) => {
    const sample = document.createElement(tag);
    sample.id = "sample";
    sample.textContent = text;
    document.querySelector("main").replaceChildren(sample);
    sample.getBoundingClientRect();
    await document.fonts.ready;
}"""
WIDTH = 320
LARGEST_DOT = 240  # the bar of گ has 190 at this size, the smallest stroke, ا, has 290
DRAW = """async ([texts, weight, width]) => {
    const style = getComputedStyle(document.querySelector("#sample"));
    const font = `${weight || style.fontWeight} 64px ${style.fontFamily}`;
    await document.fonts.load(font, texts.join(""));
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width, 160];
    const paper = canvas.getContext("2d", {willReadFrequently: true});
    [paper.font, paper.direction, paper.textAlign] = [font, style.direction, "left"];
    return texts.map((text) => {
        paper.clearRect(0, 0, canvas.width, canvas.height);
        paper.fillText(text, 60, 90);
        const dots = paper.getImageData(0, 0, canvas.width, canvas.height).data;
        return [...Array(dots.length / 4).keys()].filter((dot) => dots[4 * dot + 3] > 32);
    });
}"""
FAULTS = """(rtl) => [...document.querySelectorAll("*")].filter((element) =>
    [null, "::before", "::after"].some((part) => {
        const style = getComputedStyle(element, part);
        return style.textTransform !== "none" || style.fontVariantCaps !== "normal" ||
               rtl && (style.letterSpacing !== "normal" || style.fontStyle !== "normal");
    })).map((element) => element.outerHTML.slice(0, 80))"""


@pytest.fixture
def page(page):
    """A page that waits for our faces: elsewhere one that comes late is left out until the next page."""

    def wait_for_faces(route):
        answer = route.fetch()
        sheet = answer.text()
        assert sheet.count("font-display:optional") == sheet.count("font-display")
        route.fulfill(response=answer, body=sheet.replace("font-display:optional", "font-display:block"))

    page.route("**/css/all*.css", wait_for_faces)
    return page


def show(page, code, text, tag="h2"):
    """Put a text into the page of an edition, with all its styles, and wait for the fonts."""
    page.goto(f"/{code}/")
    page.evaluate(SHOW, [tag, text])


def bare(code):
    """A page of an edition that holds its own letters only; a real one may lend a name of another alphabet."""
    edition = editions.BY_CODE[code]
    head = f'<html lang="{edition.tag}" dir="{edition.direction}"><link rel="stylesheet" href="/static/css/all.css">'
    return f'<!doctype html>{head}<link rel="icon" href="data:,"><h1>{LINES[code]}</h1><p>{LINES[code]}</p>'


def fonts_of(page, selector="#sample"):
    """The fonts that drew the text of an element: {(family, whether it is ours)}."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    node = devtools.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts = devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return {(font["familyName"], font["isCustomFont"]) for font in fonts}


def draw(page, texts, weight=None):
    """The inked dots of each text, drawn in the font of the sample: a frozenset of y * WIDTH + x."""
    return [frozenset(dots) for dots in page.evaluate(DRAW, [list(texts), weight, WIDTH])]


def pieces(ink):
    """The strokes and dots that don't touch one another."""
    left, found = set(ink), []
    while left:
        edge = {left.pop()}
        piece = set(edge)
        while edge:
            edge = {dot + row + side for dot in edge for row in (-WIDTH, 0, WIDTH) for side in (-1, 0, 1)} & left
            left -= edge
            piece |= edge
        found.append(piece)
    return found


def strokes(ink):
    """The pieces larger than dots and bars over letters."""
    return [piece for piece in pieces(ink) if len(piece) > LARGEST_DOT]


def forms(letter):
    """Isolated, initial, medial, final."""
    return [letter, letter + JOINER, JOINER + letter + JOINER, JOINER + letter]


def test_pieces_and_strokes_are_counted():
    dot, stroke = {WIDTH + 1, 2 * WIDTH + 2, WIDTH + 3}, {3 * WIDTH + 1 + step for step in range(LARGEST_DOT + 1)}
    apart = {far + 2 * WIDTH for far in stroke}

    assert pieces(dot) == [dot]
    assert pieces(dot | stroke) == [dot | stroke]
    assert sorted(pieces(dot | apart), key=len) == [dot, apart]
    assert strokes(dot | apart) == [apart]


# Which font


@EVERY_ALPHABET
def test_a_headline_uses_only_our_own_font(page, code):
    show(page, code, LINES[code] + "Ω")
    assert {ours for _, ours in fonts_of(page)} == {True, False}

    show(page, code, LINES[code])
    assert fonts_of(page) == {("Noto Naskh Arabic" if code == "kk-arab" else "Noto Serif", True)}


def test_arabic_text_uses_only_our_own_font(page):
    show(page, "kk", LINES["kk-arab"], "p")
    assert True not in {ours for _, ours in fonts_of(page)}

    show(page, "kk-arab", LINES["kk-arab"], "p")
    assert fonts_of(page) == {("Noto Naskh Arabic", True)}


@EVERY_ALPHABET
def test_a_page_requests_one_font_file_of_at_most_25_kb(page, code):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if request.resource_type == "font" else None)
    page.route(f"**/{code}/", lambda route: route.fulfill(body=bare(code), content_type="text/html; charset=utf-8"))
    page.goto(f"/{code}/")
    page.evaluate("document.fonts.ready.then(() => null)")

    (address,) = asked
    file = STATIC / "fonts" / address.rpartition("/")[2]
    assert file.stem == FILES[code]
    assert 1_000 < file.stat().st_size <= 25_000


def test_the_name_of_the_arabic_edition_loads_no_font_on_other_pages(page):
    show(page, "ru", "Заголовок")
    assert page.locator(".edition-switch [lang=kk-Arab]").is_visible()
    loaded = page.evaluate("[...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family)")

    assert [family.strip('"') for family in loaded] == ["Aimaq Cyrillic"]


# Which shape


@EVERY_ALPHABET
def test_every_letter_has_its_own_glyph(page, code):
    letters = ALPHABETS[code]
    for tag in ("h2", "p"):
        show(page, code, letters, tag)
        missing, missing_too, *drawn = draw(page, [NO_CHARACTER, NO_CHARACTER_EITHER, *letters])
        assert missing == missing_too

        assert [letter for letter, ink in zip(letters, drawn, strict=True) if ink in (NOTHING, missing)] == []
        assert len(set(drawn)) == len(letters)


def test_letters_that_join_both_neighbours_have_four_forms_and_others_two(page):
    show(page, "kk-arab", ARABIC)
    different = {letter: len(set(draw(page, forms(letter)))) for letter in ARABIC}

    assert different == dict.fromkeys(JOIN_BOTH, 4) | dict.fromkeys(JOIN_BEFORE, 2) | {JOIN_NONE: 1}


def test_no_two_letters_share_a_form(page):
    show(page, "kk-arab", ARABIC)
    by_form = zip(*(draw(page, forms(letter)) for letter in JOIN_BOTH), strict=True)

    assert [len(set(drawn)) for drawn in by_form] == [len(JOIN_BOTH)] * 4


def test_letters_touch_only_the_neighbours_that_they_join(page):
    show(page, "kk-arab", ARABIC)

    def joined(pattern, letters):
        drawn = draw(page, [pattern.format(letter) for letter in letters])
        return "".join(letter for letter, ink in zip(letters, drawn, strict=True) if len(strokes(ink)) == 1)

    assert joined("ب{}ب", ARABIC + NON_JOINER) == JOIN_BOTH
    assert joined("ب{}", ARABIC) == JOIN_BOTH + JOIN_BEFORE
    assert joined("{}ب", ARABIC) == JOIN_BOTH


def test_y_has_no_dots_inside_a_word(page):
    show(page, "kk-arab", ARABIC)
    y, i = draw(page, forms("ى")), draw(page, forms("ي"))
    assert [len(pieces(ink)) for ink in i] == [2, 2, 2, 2]

    assert [len(pieces(ink)) for ink in y] == [1, 1, 1, 1]


def test_one_arabic_file_holds_text_and_headline(page):
    show(page, "kk-arab", ARABIC)
    light, headline, bold = (draw(page, [JOIN_BEFORE], weight)[0] for weight in (400, 600, 700))

    assert len(headline) > 1.2 * len(light)
    assert headline == bold


# What styles do to letters


@pytest.mark.parametrize("code", ["kk-latn", "kk-arab"])
def test_letters_have_no_spacing_slant_or_case_change(page, code, seeds):
    rtl = editions.BY_CODE[code].direction == "rtl"
    for tag in ("h2", "p", *(["em", "i"] if rtl else [])):
        show(page, code, LINES[code], tag)
        assert page.evaluate(FAULTS, rtl) == []

    page.evaluate("document.body.style.textTransform = 'uppercase'")
    assert page.evaluate(FAULTS, rtl) != []


def test_no_stylesheet_sets_spacing_slant_or_case():
    fault = re.compile(r"text-transform|letter-spacing|small-caps|font-variant-caps|\b(?:italic|oblique)\b")
    assert fault.search("a { font: italic 1rem serif }")
    sheets = [path.read_text(encoding="utf-8") for path in (STATIC / "css").rglob("*.css")]
    assert len(sheets) > 10

    assert [found for sheet in sheets for found in fault.findall(re.sub(r"/\*.*?\*/", "", sheet, flags=re.S))] == []
