"""Text in pictures: a font has every letter that it draws, and lines break only where they may."""

import re
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from articles.share_cards import lettering
from articles.share_cards.lettering import (
    NASKH,
    SERIF,
    Box,
    CannotBeSetError,
    balanced,
    can_shape,
    drawable,
    fitted,
    pieces,
    shortened,
    wrapped,
)
from conftest import import_or_fail, skip_or_fail
from newsroom import editions
from newsroom.tests.test_glyphs import ALPHABETS, MARKS

TTFont = import_or_fail("fontTools.ttLib").TTFont

RU, EN, ZH, ARABIC = (editions.BY_CODE[code] for code in ("ru", "en", "zh-hans", "kk-arab"))
BOX = Box(600, 300, range(60, 39, -2), leading=1.2)


@cache
def letters_of(face):
    """Return the code points in the character table of a font."""
    return set(TTFont(face.path, fontNumber=face.index).getBestCmap())


@pytest.fixture
def shaping():
    if not can_shape():
        skip_or_fail("Pillow finds no FriBiDi: apt-get install libfribidi0")


@pytest.fixture
def chinese():
    if not lettering.chinese_face(settings.CHINESE_FONT):
        skip_or_fail("no Chinese font: apt-get install fonts-noto-cjk")


def parts_of(text):
    return [part.rstrip(" ") for part in pieces(text)]


# Letters


@pytest.mark.parametrize("code", ALPHABETS)
def test_our_fonts_have_every_letter_of_every_alphabet(shaping, code):
    face = NASKH if code == "kk-arab" else SERIF
    text = "".join(dict.fromkeys(ALPHABETS[code] + MARKS + "№₸"))

    assert {letter for letter in text if ord(letter) not in letters_of(face)} == set()
    assert drawable(text, editions.BY_CODE[code])[1] == face


@pytest.mark.parametrize("face", [SERIF, NASKH], ids=["serif", "naskh"])
def test_missing_letters_are_those_that_the_font_table_lacks(shaping, face):
    # Letters of every script that news are written in, and symbols. Invisible characters are excluded: they are not in
    # the table, but they aren't missing either.
    asked = [
        chr(code) for start in (0x21, 0xA1, 0x400, 0x5D0, 0x621, 0x4E00, 0x2190) for code in range(start, start + 94)
    ]
    asked = [sign for sign in asked if sign not in "\N{SOFT HYPHEN}\N{ARABIC LETTER MARK}"]
    missing = {sign for sign in asked if not face.has(sign)}

    assert missing == {sign for sign in asked if ord(sign) not in letters_of(face)}
    assert "中" in missing
    assert missing < set(asked)


@pytest.mark.parametrize("path", [SERIF.path, NASKH.path])
def test_a_font_is_small_and_names_its_licence_and_authors(path):
    font = TTFont(path)

    assert Path(path).stat().st_size < 150_000
    assert "SIL Open Font License" in font["name"].getDebugName(13)
    assert "Noto Project Authors" in font["name"].getDebugName(0)


def test_a_letter_that_no_font_has_raises_an_error(settings):
    settings.CHINESE_FONT = ""
    assert drawable("Aimaq", ZH) == ("Aimaq", SERIF)

    for text in ("地区新闻", "Aimaq 地", "", " \n", "🙂"):
        with pytest.raises(CannotBeSetError):
            drawable(text, ZH)


def test_chinese_is_drawn_with_the_font_of_the_system(chinese):
    text, face = drawable("总统：哈萨克斯坦需要Amanat党", ZH)

    assert {sign for sign in text if ord(sign) not in letters_of(face)} == set()
    assert lettering.opened(face, 20).getname()[0].endswith("SC")


def test_the_arabic_font_is_used_only_if_letters_can_be_joined():
    assert (NASKH in lettering.faces_of(ARABIC)) is can_shape()


def test_a_text_in_two_scripts_is_drawn_with_a_font_that_has_both(shaping):
    assert drawable("Слово «سلام»", RU) == ("Слово «سلام»", NASKH)
    assert drawable("قازاق Қазақ Qazaq", ARABIC)[1] == NASKH


def test_emoji_are_omitted_and_spaces_collapsed():
    assert drawable(" Победа 🏆🙂\n в  Астане 🎉", RU) == ("Победа в Астане", SERIF)
    assert drawable("№ 5\N{NO-BREAK SPACE}000 ₸ – 90\N{DEGREE SIGN}", RU)[0] == "№ 5\N{NO-BREAK SPACE}000 ₸ – 90°"


def test_a_decomposed_letter_is_composed():
    assert drawable("и\u0306", RU)[0] == "й"


# Lines


def test_a_line_does_not_break_at_a_hyphen():
    assert parts_of("Северо-Казахстанская область") == ["Северо-Казахстанская", "область"]


def test_no_line_begins_with_a_dash_and_a_word_of_one_letter_stays_with_the_next():
    assert parts_of("Партии – в Казахстане и в мире") == ["Партии –", "в Казахстане", "и в мире"]
    assert parts_of("5\N{NO-BREAK SPACE}000 тенге") == ["5\N{NO-BREAK SPACE}000", "тенге"]


def test_chinese_breaks_between_any_two_characters_but_not_before_punctuation():
    assert parts_of("总统：“需要”政党、市") == ["总", "统：", "“需", "要”", "政", "党、", "市"]
    assert parts_of("Amanat党 2025年") == ["Amanat", "党", "2025", "年"]


def test_lines_are_filled_and_then_balanced():
    parts, text = pieces("aaaa bbb cc d eeee fff"), "aaaa bbb cc d eeee fff"

    assert wrapped(parts, 16, len) == ["aaaa bbb cc", "d eeee fff"]
    assert wrapped(pieces("aaaa bbb cc dd e"), 13, len) == ["aaaa bbb cc", "dd e"]
    assert balanced(pieces("aaaa bbb cc dd ee"), 14, len) == ["aaaa bbb", "cc dd ee"]
    assert " ".join(balanced(parts, 16, len)) == text


def test_a_word_wider_than_the_line_is_not_broken():
    assert wrapped(pieces("aa bbbbbbbb"), 4, len) == []
    with pytest.raises(CannotBeSetError):
        shortened("Ж" * 250, RU, BOX)
    assert fitted("Ж" * 250, RU, BOX) is None


@pytest.mark.parametrize("count", [1, 3, 8, 11])
def test_a_text_gets_the_largest_size_that_fits(count):
    text = " ".join(["Казахстан"] * count)
    lines = fitted(text, RU, BOX)

    assert " ".join(lines.lines) == text
    assert all(lines.face.at(lines.size).getlength(line) <= BOX.width + 1 for line in lines.lines)
    assert len(lines.lines) * lines.size * BOX.leading <= BOX.height
    larger = Box(BOX.width, BOX.height, [lines.size + 2], BOX.leading)
    assert lines.size == BOX.sizes[0] or fitted(text, RU, larger) is None


def test_a_text_that_does_not_fit_ends_in_an_ellipsis_after_a_whole_word():
    text = " ".join(f"слово{number}," for number in range(100))
    assert fitted(text, RU, BOX) is None

    shown = " ".join(shortened(text, RU, BOX).lines)

    assert re.fullmatch(r"(слово\d+, )+слово\d+…", shown)
    assert text.startswith(shown.removesuffix("…") + ",")


def test_arabic_letters_are_joined_and_run_from_right_to_left(shaping):
    font = NASKH.at(100)
    joined = font.getmask("سسس", **lettering.layout(ARABIC))
    apart = 3 * font.getlength("س", **lettering.layout(ARABIC))

    assert joined.size[0] < 0.8 * apart
    assert darkest_column("اب", font) > 0.5
    assert darkest_column("با", font) < 0.5


def darkest_column(text, font):
    """Return the position of the darkest column, from 0 (left) to 1. It is the alif, a vertical stroke."""
    mask = font.getmask(text, **lettering.layout(ARABIC))
    width, height = mask.size
    dark = [sum(mask.getpixel((x, y)) > 128 for y in range(height)) for x in range(width)]
    return dark.index(max(dark)) / width
