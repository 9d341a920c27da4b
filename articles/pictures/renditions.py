"""The shapes, widths, formats and file names of a photo's renditions. `processing.py` makes the files.

The name of a rendition is computed from the photo's fields, so that pages can be rendered without a storage request.
"""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import PurePosixPath

RECIPE = 1
"""Increase this when all renditions must be made again, for instance with other widths or qualities."""

FORMATS = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
"""{extension: MIME type}, smallest files first: a browser takes the first format that it supports."""


@dataclass(frozen=True)
class Shape:
    """How a picture is cropped: not at all, or to an aspect ratio around its focal point."""

    name: str
    ratio: Fraction | None
    widths: tuple
    """In pixels. A photo is never enlarged."""

    def size_in(self, photo):
        """Return (width, height) of the part of a photo that is shown, in the photo's own pixels."""
        if self.ratio is None:
            return photo.width, photo.height
        width = min(photo.width, int(photo.height * self.ratio))
        return max(width, 1), max(min(photo.height, round(photo.width / self.ratio)), 1)

    def widths_of(self, photo):
        """Return the widths of a photo's renditions, smallest first."""
        most = self.size_in(photo)[0]
        smaller = [width for width in self.widths if width < most]
        return [*smaller, most] if len(smaller) < len(self.widths) else smaller

    def height_for(self, photo, width):
        shown = self.size_in(photo)
        return max(round(width * shown[1] / shown[0]), 1)

    def box_in(self, photo):
        """Return (left, top, right, bottom) of the part that is shown, as centred on the focal point as possible."""
        width, height = self.size_in(photo)
        left = min(max(round(photo.width * photo.focal_x / 100 - width / 2), 0), photo.width - width)
        top = min(max(round(photo.height * photo.focal_y / 100 - height / 2), 0), photo.height - height)
        return left, top, left + width, top + height


WHOLE = Shape("whole", None, (480, 720, 1080, 1600))
WIDE = Shape("wide", Fraction(16, 9), (360, 540, 720, 1080, 1440))
CARD = Shape("card", Fraction(4, 3), (96, 192, 288, 480, 720))
SHAPES = {shape.name: shape for shape in (WHOLE, WIDE, CARD)}


def recipe(photo):
    """Return a short text of all that the renditions depend on. `Photo.rendered` has the one they were made with."""
    return f"{RECIPE}:{photo.focal_x}:{photo.focal_y}:{PurePosixPath(photo.file.name).stem[:8]}"


def are_made(photo):
    return bool(photo.file) and photo.rendered == recipe(photo)


def name_of(photo, shape, width, extension):
    """Return a rendition's name in the storage. Names of crops include the focal point, to keep crops apart."""
    path = PurePosixPath(photo.file.name)
    cut = "" if shape.ratio is None else f"-{photo.focal_x}-{photo.focal_y}"
    return str(path.with_name(f"{path.stem}-{shape.name}{cut}-{width}.{extension}"))


def names_of(photo):
    """Yield (shape, width, extension, name) of every rendition."""
    for shape in SHAPES.values():
        for width in shape.widths_of(photo):
            for extension in FORMATS:
                yield shape, width, extension, name_of(photo, shape, width, extension)
