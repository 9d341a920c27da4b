"""Draw a share card: 1200 × 630 pixels in the design of the site, mirrored for editions that are read right to left.

The name stands on a double rule, and only its last letter goes below the rule, as on the pages. Text is never drawn
over a picture. If no font on this machine has the headline's letters, the card has only the name and the picture.
"""

import logging
from fractions import Fraction

from PIL import Image, ImageDraw, ImageFilter

from articles.pictures import decoding
from articles.pictures.colours import without_palette, without_transparency
from articles.pictures.processing import encoded
from articles.pictures.renditions import WHOLE, Shape, name_of
from articles.pictures.turns import BusyError, turn
from articles.share_cards.lettering import Box, CannotBeSetError, fitted, layout, shortened
from newsroom.web_app.manifest import BACKGROUND, ICON

logger = logging.getLogger(__name__)

SIZE = WIDTH, HEIGHT = 1200, 630
MOST_BYTES = 290_000
"""Messengers don't show pictures of more than 300 kB."""
QUALITIES = (90, 80, 65, 40)

INK, INK_SOFT, MADDER = "#1d1a15", "#5e564a", "#96261a"  # as in static/css/tokens.css
EDGE, GUTTER = 64, 48
RULE, THICK, GAP, THIN = 124, 5, 3, 2
ABOVE_RULE = 5
"""Pixels between the baseline of the name and the rule."""
TOP, FOOT = 168, 578
"""The top of the area below the rule, and the baseline of the last line."""
NAME, KICKER, DAY = 76, 32, 29
LARGE_NAME, LOW_RULE, TAGLINE = 190, 330, 54
ARABIC = 1.15
"""Font size factor: Arabic letters are smaller than Latin ones at the same font size."""
LEADING = {"kk-arab": 1.42, "zh-hans": 1.3}

BESIDE = Shape("beside", Fraction(400, FOOT - TOP), (400,))
COLUMN = WIDTH - 2 * EDGE - GUTTER - BESIDE.widths[0]
"""The width of the text beside a picture."""
ACROSS = Shape("across", Fraction(WIDTH - 2 * EDGE, FOOT - TOP), (WIDTH - 2 * EDGE,))
HORN, LARGE_HORN = 72, 250


def jpeg_of(card):
    """Return a card (`cards.Card`) as a JPEG file of at most MOST_BYTES."""
    picture = drawn(card)
    for quality in QUALITIES:
        content = encoded(picture, format="JPEG", quality=quality, subsampling="4:4:4", optimize=True)
        if len(content) <= MOST_BYTES:
            break
    return content


def drawn(card):
    sheet = Sheet(card.edition)
    if card.is_of_site:
        masthead(sheet, card.name, LARGE_NAME, LOW_RULE)
        sheet.line(card.headline, TAGLINE, LOW_RULE + round(105 * sheet.scale), INK_SOFT)
        sheet.paste_horn_at_foot()
        return sheet.picture
    masthead(sheet, card.name, NAME, RULE)
    try:
        lines, picture = composed(card)
    except CannotBeSetError:
        wordless(sheet, card)
    else:
        with_words(sheet, card, lines, picture)
    return sheet.picture


class Sheet:
    """The picture of a card. Horizontal distances are measured from the side where lines of the edition begin."""

    def __init__(self, edition):
        self.edition = edition
        self.picture = Image.new("RGB", SIZE, BACKGROUND)
        self.is_mirrored = edition.direction == "rtl"
        self.scale = ARABIC if self.is_mirrored else 1

    def left(self, start, width):
        return WIDTH - start - width if self.is_mirrored else start

    def bar(self, start, top, width, height):
        left = self.left(start, width)
        ImageDraw.Draw(self.picture).rectangle((left, top, left + width - 1, top + height - 1), INK)

    def paste(self, picture, start, top):
        self.picture.paste(picture, (self.left(start, picture.width), top))

    def write(self, text, face, size, baseline, ink):
        write(self.picture, self.edition, text, face, size, baseline, ink)

    def paste_horn_at_foot(self):
        horn = horn_of(HORN)
        self.paste(horn, WIDTH - EDGE - horn.width, FOOT - horn.height)

    def line(self, text, size, baseline, ink, width=WIDTH - 2 * EDGE):
        """Draw a line of text other than the headline. Omit it if no font on this machine has its letters."""
        box = Box(width, HEIGHT, [round(size * self.scale)], leading=1, most_lines=1)
        try:
            lines = fitted(text, self.edition, box) or shortened(text, self.edition, box)
        except CannotBeSetError:
            return
        self.write(lines.lines[0], lines.face, lines.size, baseline, ink)


def write(picture, edition, text, face, size, baseline, ink):
    x, anchor = (WIDTH - EDGE, "rs") if edition.direction == "rtl" else (EDGE, "ls")
    ImageDraw.Draw(picture).text((x, baseline), text, ink, face.at(size), anchor, **layout(edition))


# Parts


def composed(card):
    """Return (the headline as Lines, the picture beside it or None). A headline that needs the whole width gets it.

    Raise CannotBeSetError if a font lacks its letters, or one of its words is too wide.
    """
    if card.photo:
        lines = fitted(card.headline, card.edition, box_of(card, COLUMN, 72))
        picture = lines and cropped(card.photo, BESIDE)
        if picture:
            return lines, picture
    box = box_of(card, WIDTH - 2 * EDGE, 88)
    return fitted(card.headline, card.edition, box) or shortened(card.headline, card.edition, box), None


def box_of(card, width, largest):
    scale = ARABIC if card.edition.direction == "rtl" else 1
    sizes = range(round(largest * scale), round(40 * scale) - 1, -2)
    return Box(width, FOOT - 2 * DAY - headline_top(card), sizes, LEADING.get(card.edition.code, 1.16))


def headline_top(card):
    return TOP + (56 if card.kicker else 0)


def with_words(sheet, card, lines, picture):
    sheet.line(card.kicker, KICKER, TOP + 25, MADDER, COLUMN if picture else WIDTH - 2 * EDGE)
    step = lines.size * lines.leading
    first = headline_top(card) + 0.92 * lines.size  # the first baseline, with room for ascenders
    for number, line in enumerate(lines.lines):
        sheet.write(line, lines.face, lines.size, round(first + step * number), INK)
    sheet.line(card.day, DAY, FOOT, INK_SOFT)
    if picture:
        sheet.paste(picture, WIDTH - EDGE - picture.width, TOP)
    else:
        sheet.paste_horn_at_foot()


def wordless(sheet, card):
    picture = cropped(card.photo, ACROSS) if card.photo else None
    if picture:
        sheet.paste(picture, EDGE, TOP)
    else:
        horn = horn_of(LARGE_HORN)
        sheet.paste(horn, (WIDTH - horn.width) // 2, (TOP + FOOT - horn.height) // 2)


def masthead(sheet, name, size, rule):
    """Draw the paper's name on its rule, with a gap in the rule around descenders. A long name gets a smaller size."""
    sheet.bar(EDGE, rule, WIDTH - 2 * EDGE, THICK)
    sheet.bar(EDGE, rule + THICK + GAP, WIDTH - 2 * EDGE, THIN)
    sizes = range(round(size * sheet.scale), 20, -4)
    try:
        lines = fitted(name, sheet.edition, Box(WIDTH - 2 * EDGE, rule, sizes, leading=1, most_lines=1))
    except CannotBeSetError:
        return
    if lines:
        letters = Image.new("L", SIZE)
        write(letters, sheet.edition, lines.lines[0], lines.face, lines.size, rule - ABOVE_RULE, 255)
        left, _, right, bottom = letters.getbbox()
        below = letters.crop((left - 9, rule, right + 9, max(bottom, rule) + 9)).filter(ImageFilter.MaxFilter(11))
        sheet.picture.paste(BACKGROUND, (left - 9, rule), below)
        sheet.picture.paste(INK, mask=letters)


# Pictures


def cropped(photo, shape):
    """Return the photo cropped around its focal point. If it can't be read, log a warning and return None."""
    try:
        original = pixels_of(photo)
    except (OSError, decoding.RefusedPictureError, BusyError) as error:
        logger.warning("A share card is drawn without its photo (%s, %s): %s", photo, photo.file.name, error)
        return None
    scale = original.width / photo.width
    box = [min(side * scale, most) for side, most in zip(shape.box_in(photo), original.size * 2, strict=True)]
    size = (shape.widths[0], FOOT - TOP)
    return without_transparency(original.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0))


def pixels_of(photo):
    """Return a photo's largest rendition. Decoding the photo itself takes more memory, so large ones wait in line."""
    storage, name = photo.file.storage, name_of(photo, WHOLE, WHOLE.widths_of(photo)[-1], "jpg")
    with storage.open(name if storage.exists(name) else photo.file.name) as file:
        picture = decoding.read(file)
    with turn(picture.decoded_bytes), decoding.refusing(picture.content):
        return without_palette(decoding.decoded(picture))


def horn_of(width):
    """Return the ornament from the site's icon, on the background colour."""
    with Image.open(ICON) as icon:
        side = icon.width
        horn = icon.convert("RGB").crop((side * 6 // 96, side * 23 // 96, side * 90 // 96, side * 68 // 96))
    return horn.resize((width, width * horn.height // horn.width), Image.Resampling.LANCZOS)
