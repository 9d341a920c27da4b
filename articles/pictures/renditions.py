"""Which sizes, shapes and formats there are of a photo, under which names. How they are made: `image_processing.py`.

A rendition's name follows from the photo alone, so that a page is put together without asking the storage.
"""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import PurePosixPath

RECIPE = 1
"""To be raised when renditions are to be made anew: other widths, other qualities."""

FORMATS = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
"""Endings and types, the smallest first: a browser takes the first that it knows."""


@dataclass(frozen=True)
class Shape:
    """How a picture is cut: whole, or to a ratio of width to height around its focal point."""

    name: str
    ratio: Fraction | None
    widths: tuple
    """In pixels, at most; a photo is never enlarged."""

    def size_in(self, photo):
        """(width, height) of the part of a photo that is shown, in the photo's own pixels."""
        if self.ratio is None:
            return photo.width, photo.height
        width = min(photo.width, int(photo.height * self.ratio))
        return max(width, 1), max(min(photo.height, round(photo.width / self.ratio)), 1)

    def widths_of(self, photo):
        """The widths in which a photo is there, from small to large."""
        most = self.size_in(photo)[0]
        smaller = [width for width in self.widths if width < most]
        return [*smaller, most] if len(smaller) < len(self.widths) else smaller

    def height_for(self, photo, width):
        shown = self.size_in(photo)
        return max(round(width * shown[1] / shown[0]), 1)

    def box_in(self, photo):
        """(left, top, right, bottom) of the part that is shown: the focal point as near to its middle as can be."""
        width, height = self.size_in(photo)
        left = min(max(round(photo.width * photo.focal_x / 100 - width / 2), 0), photo.width - width)
        top = min(max(round(photo.height * photo.focal_y / 100 - height / 2), 0), photo.height - height)
        return left, top, left + width, top + height


WHOLE = Shape("whole", None, (480, 720, 1080, 1600))
WIDE = Shape("wide", Fraction(16, 9), (360, 540, 720, 1080, 1440))
CARD = Shape("card", Fraction(4, 3), (96, 192, 288, 480, 720))
SHAPES = {shape.name: shape for shape in (WHOLE, WIDE, CARD)}


def recipe(photo):
    """What the renditions of a photo depend on, in a few letters; `Photo.rendered` says by which they were made."""
    return f"{RECIPE}:{photo.focal_x}:{photo.focal_y}:{PurePosixPath(photo.file.name).stem[:8]}"


def are_made(photo):
    return bool(photo.file) and photo.rendered == recipe(photo)


def name_of(photo, shape, width, ending):
    """Where the storage keeps a rendition. A cut has its focal point in its name: another cut is another file."""
    path = PurePosixPath(photo.file.name)
    cut = "" if shape.ratio is None else f"-{photo.focal_x}-{photo.focal_y}"
    return str(path.with_name(f"{path.stem}-{shape.name}{cut}-{width}.{ending}"))


def names_of(photo):
    """All of them: (shape, width, ending, name)."""
    for shape in SHAPES.values():
        for width in shape.widths_of(photo):
            for ending in FORMATS:
                yield shape, width, ending, name_of(photo, shape, width, ending)
