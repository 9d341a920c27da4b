"""What share cards show: every story in every edition, in the edition's alphabet and direction."""

import io
import random
from dataclasses import replace

import pytest
from django.core.files.base import ContentFile
from PIL import Image, ImageFont, ImageStat

from articles.models import Article, Photo
from articles.models.labels import Age, Paid
from articles.pictures.processing import make_renditions
from articles.pictures.tests.files import PALETTE, png, saved
from articles.share_cards import drawing, lettering
from articles.share_cards.cards import END, LEFT_TO_RIGHT, Card, of_site
from articles.share_cards.checks import NO_SHAPING, check_shaping
from articles.share_cards.drawing import (
    COLUMN,
    EDGE,
    FOOT,
    HEIGHT,
    LOW_RULE,
    MOST_BYTES,
    SIZE,
    TOP,
    WIDTH,
    composed,
    drawn,
    jpeg_of,
)
from articles.share_cards.lettering import NASKH, drawable, layout
from articles.share_cards.tests.cards import address_of, address_on, card_of, cards_of, ink_in, picture_of
from articles.share_cards.tests.test_lettering import letters_of
from articles.tests.makers import make_article, make_category, make_photo
from conftest import skip_or_fail
from newsroom import editions
from newsroom.dictionary.models import Word
from newsroom.web_app.tests.test_web_app import token

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

RU, EN, ZH, KK, LATIN, ARABIC = (editions.BY_CODE[code] for code in ("ru", "en", "zh-hans", "kk", "kk-latn", "kk-arab"))
in_each_edition = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
ON_BODY = (EDGE, TOP, WIDTH - EDGE, HEIGHT)


@pytest.fixture(autouse=True)
def _fonts(settings):
    if not lettering.can_shape():
        skip_or_fail("Pillow finds no FriBiDi: apt-get install libfribidi0")
    if not lettering.chinese_face(settings.CHINESE_FONT):
        skip_or_fail("no Chinese font: apt-get install fonts-noto-cjk")


def a_card(edition=RU, headline="Заголовок", name="Аймақ", **parts):
    return Card(edition=edition, name=name, headline=headline, story=Article(pk=1), **parts)


def noise(size):
    file = io.BytesIO()
    Image.frombytes("RGB", size, random.Random(1).randbytes(3 * size[0] * size[1])).save(file, "JPEG", quality=95)
    return ContentFile(file.getvalue())


# Every story in every edition


@pytest.mark.slow
@in_each_edition
@pytest.mark.usefixtures("seeds")
def test_every_story_has_a_card_of_the_right_format_and_size(client, rf, edition):
    cards = cards_of(rf, edition)
    assert len(cards) == (2 if edition.stored_in in ("zh-hans", "uz-cyrl") else 28)

    for card in cards:
        response = client.get(address_of(card))
        picture = picture_of(response)
        assert (response.status_code, response.headers["Content-Type"]) == (200, "image/jpeg")
        assert (picture.format, picture.size, picture.mode) == ("JPEG", (1200, 630), "RGB")
        assert 20_000 < len(response.content) < 300_000
        # The margins are empty, the name is above the rule and the headline below it.
        left, _top, right, _bottom = ink_in(picture, (0, 0, *SIZE))
        assert abs(left - EDGE) < 8
        assert abs(right - (WIDTH - EDGE)) < 8
        assert ink_in(picture, (0, 0, WIDTH, 110)) is not None
        assert ink_in(picture, (0, TOP + 60, WIDTH, FOOT - 50)) is not None


@in_each_edition
@pytest.mark.usefixtures("seeds")
def test_fonts_have_every_letter_of_every_card(rf, edition):
    lacking = {}
    for card in cards_of(rf, edition):
        for text in (card.name, card.headline, card.kicker, card.day):
            shown, face = drawable(text, edition)
            assert shown == text
            lacking[text] = {sign for sign in text if sign not in LEFT_TO_RIGHT + END} - set(map(chr, letters_of(face)))
    assert {text: signs for text, signs in lacking.items() if signs} == {}


@pytest.mark.slow
@in_each_edition
@pytest.mark.usefixtures("seeds")
def test_the_whole_headline_is_drawn_in_six_lines_at_most(rf, edition):
    beside = 0
    for card in cards_of(rf, edition):
        lines, picture = composed(card)
        assert "".join(lines.lines).replace(" ", "") == card.headline.replace(" ", "")
        assert len(lines.lines) <= 6
        assert not any(line.startswith(("–", "—", "-", ",", "、")) for line in lines.lines)
        measured = [lines.face.at(lines.size).getlength(line, **layout(edition)) for line in lines.lines]
        assert max(measured) <= (COLUMN if picture else WIDTH - 2 * EDGE) + 2
        beside += bool(picture)
    assert beside > 0


# Alphabets


@pytest.mark.usefixtures("seeds")
def test_a_card_has_the_texts_of_the_page_in_each_alphabet(rf):
    story = Article.objects.get(key="parties-with-high-responsibility")
    made = {edition.code: card_of(rf, story, edition) for edition in editions.EDITIONS}

    assert {code: (card.name, card.kicker, card.day) for code, card in made.items()} == {
        "ru": ("Аймақ", "Президент", "26\N{NO-BREAK SPACE}января 2023"),
        "kk": ("Аймақ", "Президент", "2023\N{NO-BREAK SPACE}жылғы 26\N{NO-BREAK SPACE}қаңтар"),
        "kk-latn": ("Aimaq", "Prezident", "2023\N{NO-BREAK SPACE}jylğy 26\N{NO-BREAK SPACE}qañtar"),
        "kk-arab": ("ايماق", "پرەزيدەنت", made["kk-arab"].day),
        "zh-hans": ("Aimaq", "总统", "2023年1月26日"),
        "uz-cyrl": ("Аймақ", "Президент", "26\N{NO-BREAK SPACE}январь 2023"),
        "en": ("Aimaq", "President", "26\N{NO-BREAK SPACE}January 2023"),
    }
    assert "قاڭتار" in made["kk-arab"].day
    assert made["kk-latn"].headline == "Qazaqstanğa jauapkerşılıgı joğary partiialar qajet\N{NO-BREAK SPACE}– Prezident"
    assert made["kk-arab"].headline == "قازاقستانعا جاۋاپكەرشىلىگى جوعارى پارتيالار قاجەت\N{NO-BREAK SPACE}– پرەزيدەنت"


@pytest.mark.usefixtures("seeds")
def test_a_card_uses_the_editors_dictionary(rf):
    story = Article.objects.get(key="parties-with-high-responsibility")
    before = card_of(rf, story, LATIN)
    Word.objects.create(cyrillic="партиялар", latin="partıalar")
    after = card_of(rf, story, LATIN)

    assert "partıalar" in after.headline
    assert before.version != after.version


def test_a_lent_section_name_is_not_transliterated(rf):
    section = make_category(
        "lent", **{f"name_{edition.suffix}": None for edition in editions.STORED} | {"name_ru": "Щи"}
    )

    assert card_of(rf, make_article("kk", category=section), LATIN).kicker == "Щи"


def test_a_card_has_the_label_of_paid_stories_and_the_age_mark(rf):
    section = make_category("society", name_kk="Қоғам")
    story = make_article("ru", "kk", category=section, paid=Paid.ADVERTISING, age_mark=Age.FROM_16)

    assert card_of(rf, story, RU).kicker == "Реклама · Society"
    assert card_of(rf, story, LATIN).kicker == "Jarnama · Qoğam"
    assert card_of(rf, story, RU).day.endswith(f" · {LEFT_TO_RIGHT}16+{END}")


# Right to left


def test_arabic_text_begins_on_the_right_and_other_text_on_the_left():
    parts = {"kicker": "", "day": "2025"}
    latin = ink_in(drawn(a_card(EN, "Aa", "Aa", **parts)), (0, TOP, WIDTH, FOOT - 80))
    arabic = ink_in(drawn(a_card(ARABIC, "اا", "اا", **parts)), (0, TOP, WIDTH, FOOT - 80))

    assert (abs(latin[0] - EDGE) < 8, latin[2] < WIDTH / 2) == (True, True)
    assert (abs(arabic[2] - (WIDTH - EDGE)) < 8, arabic[0] > WIDTH / 2) == (True, True)


def test_the_letters_of_an_arabic_headline_are_joined():
    lines, _ = composed(a_card(ARABIC, "سسس"))
    ink = ink_in(drawn(a_card(ARABIC, "سسس")), (0, TOP, WIDTH, FOOT - 80))
    unshaped = ImageFont.truetype(NASKH.path, lines.size, layout_engine=ImageFont.Layout.BASIC)

    assert ink[2] - ink[0] < 0.8 * unshaped.getlength("سسس")


def test_an_arabic_headline_is_read_from_the_right():
    first_half, second_half = (
        darkest_column(drawn(a_card(ARABIC, text)).crop((WIDTH - EDGE - 220, TOP, WIDTH - EDGE + 4, FOOT - 80)))
        for text in ("ا سسس", "سسس ا")
    )

    assert first_half > second_half


def darkest_column(picture):
    """Return the position of the darkest column of a picture. It is the alif, a vertical stroke."""
    ink = picture.convert("L").point(lambda value: 255 if value < 100 else 0)
    columns = [ImageStat.Stat(ink.crop((x, 0, x + 1, ink.height))).sum[0] for x in range(ink.width)]
    return columns.index(max(columns))


# Photos


@pytest.mark.parametrize(("focal_x", "shows"), [(0, (208, 32, 32)), (100, (32, 64, 208))])
def test_the_photo_is_cropped_around_its_focal_point(focal_x, shows):
    file = io.BytesIO()
    panorama = Image.new("RGB", (1600, 400), (208, 32, 32))
    panorama.paste((32, 64, 208), (800, 0, 1600, 400))
    panorama.save(file, "PNG")
    photo = Photo(key="panorama", focal_x=focal_x)
    photo.file.save("panorama.png", ContentFile(file.getvalue()))

    assert drawn(a_card(photo=photo)).getpixel((WIDTH - EDGE - 200, 400)) == shows


def test_an_arabic_card_with_a_photo_is_mirrored():
    photo = make_photo()
    ordinary, mirrored = drawn(a_card(EN, "Aa", photo=photo)), drawn(a_card(ARABIC, "اا", photo=photo))
    left, right = (EDGE + 200, 500), (WIDTH - EDGE - 200, 500)

    assert ordinary.getpixel(right) == mirrored.getpixel(left) != ordinary.getpixel(left) == mirrored.getpixel(right)


def test_a_noisy_photo_does_not_make_a_card_too_large():
    photo = Photo(key="noise")
    photo.file.save("noise.jpg", noise((1200, 800)))
    wordless = a_card(headline="Ж" * 250, photo=photo)

    assert len(jpeg_of(a_card(photo=photo))) <= MOST_BYTES < 300_000
    assert 200_000 < len(jpeg_of(wordless)) <= MOST_BYTES


def test_a_missing_photo_is_omitted_and_logged(caplog):
    photo = make_photo()
    assert composed(a_card(photo=photo))[1] is not None
    photo.file.storage.delete(photo.file.name)

    assert composed(a_card(photo=photo))[1] is None
    assert photo.file.name in caplog.text


def test_a_damaged_photo_is_omitted_and_logged(caplog, settings):
    photo = make_photo(alt_ru="Степь")
    without_palette = png(PALETTE, 8, b"\0\1", 2)
    (settings.MEDIA_ROOT / photo.file.name).write_bytes(without_palette)
    assert composed(a_card(photo=photo))[1] is None
    assert "Степь" in caplog.text


def test_a_photo_is_cropped_from_its_largest_rendition():
    photo, stripes = Photo(key="panorama", focal_x=100), Image.new("RGB", (1800, 450), "#ff0000")
    stripes.paste("#0000ff", (1350, 0, 1800, 450))  # a square at the right
    photo.file.save("panorama.jpg", ContentFile(saved(stripes, "JPEG")))
    make_renditions(photo)
    photo.file.storage.delete(photo.file.name)
    _, picture = composed(a_card(photo=photo))
    assert [edge.getpixel((0, 0))[2] > 240 for edge in (picture, picture.rotate(180))] == [True, True]


def test_a_headline_too_long_to_stand_beside_the_photo_gets_the_whole_width():
    photo, headline = make_photo(), " ".join(["казахстанскими"] * 17)
    assert composed(a_card(headline="Короткий", photo=photo))[1] is not None

    lines, picture = composed(a_card(headline=headline, photo=photo))

    assert (" ".join(lines.lines), picture) == (headline, None)


# Cards without a headline


def test_without_a_chinese_font_a_card_shows_only_the_name_and_the_photo(settings):
    photo = make_photo()
    card = a_card(ZH, "地区新闻", "Aimaq", kicker="新闻", day="2025年11月24日", photo=photo)
    with_words = drawn(card)
    settings.CHINESE_FONT = "/nowhere.ttc"
    without = drawn(card)

    assert without.tobytes() == drawn(replace(card, headline="", kicker="", day="")).tobytes() != with_words.tobytes()
    assert ink_in(without, (0, 0, WIDTH, 110)) == ink_in(with_words, (0, 0, WIDTH, 110))
    assert ink_in(without, ON_BODY) == (EDGE, TOP, WIDTH - EDGE, FOOT)


def test_without_a_headline_and_a_photo_the_ornament_is_drawn(settings):
    settings.CHINESE_FONT = "/nowhere.ttc"
    left, _top, right, _bottom = ink_in(drawn(a_card(ZH, "地区新闻", "Aimaq")), ON_BODY)

    assert abs((left + right) - WIDTH) < 6
    assert right - left > 200


def test_the_version_depends_on_the_fonts_of_the_machine(settings, rf):
    story = make_article("zh-hans")
    before = card_of(rf, story, ZH).version
    settings.CHINESE_FONT = "/nowhere.ttc"

    assert card_of(rf, story, ZH).version != before


def test_a_headline_of_one_word_that_is_too_long_is_omitted():
    card = a_card(headline="Ж" * 250)

    assert drawn(card).tobytes() == drawn(replace(card, headline="🙂")).tobytes()


def test_a_headline_that_does_not_fit_ends_in_an_ellipsis():
    lines, _ = composed(a_card(headline=" ".join(["Широкомасштабные"] * 40)))

    assert lines.lines[-1].endswith("Широкомасштабные…")


def test_the_system_check_names_the_missing_package():
    assert check_shaping(None) == []
    assert "libfribidi0" in NO_SHAPING.hint


# The card of the site


@in_each_edition
@pytest.mark.usefixtures("seeds")
def test_the_site_has_a_card_in_each_edition(client, edition):
    address = address_on(client.get(f"/{edition.code}/section/"))
    picture = picture_of(client.get(address))

    assert address.startswith(f"/{edition.code}/card/")
    assert (picture.format, picture.size) == ("JPEG", (1200, 630))
    left, _, right, _ = ink_in(picture, (0, 0, WIDTH, LOW_RULE - 2))
    assert (left > 500, right < 700) == ((True, False) if edition == ARABIC else (False, True))


def test_a_long_name_is_drawn_whole():
    card = Card(edition=RU, name="Северо-Казахстанская областная еженедельная общественная газета", headline="")
    left, _, right, _ = ink_in(drawn(card), (0, 0, WIDTH, LOW_RULE - 2))

    assert EDGE - 2 <= left < right <= WIDTH - EDGE + 2
    assert right > WIDTH - 200


def test_the_colours_are_those_of_the_pages():
    ours = {
        "paper": drawing.BACKGROUND,
        "ink": drawing.INK,
        "ink-soft": drawing.INK_SOFT,
        "madder": drawing.MADDER,
    }
    assert ours == {name: token(name) for name in ours}


def test_the_card_of_the_site_has_its_name(rf, settings):
    settings.SITE_NAME = "Дала"

    assert of_site(rf.get("/")).name == "Дала"
