"""Decode large AVIF pictures at a smaller size.

Pillow would copy the decoded bytes into a picture of four bytes a pixel. Here they are scaled as they are, in bands.
"""

from PIL import AvifImagePlugin, Image, ImageFile

from articles.pictures.colours import scaled

DECODER = "scaled rows"
AvifImagePlugin.DEFAULT_MAX_THREADS = 2
"""Each thread takes memory. Otherwise there would be as many as processors."""


class AvifFile(AvifImagePlugin.AvifImageFile):
    """A file of Pillow that has `draft`, as JPEG files do, but for any smaller size."""

    def draft(self, mode, size):
        if size != self.size:
            [tile] = self.tile
            self.tile = [tile._replace(codec_name=DECODER, extents=(0, 0, *size), args=(self.size,))]
            self._size = size


class Rows:
    """Decoded rows in a file, of which `colours.scaled` takes one band after another."""

    def __init__(self, file, mode, size):
        self.file, self.mode = file, mode
        self.width, self.height = size

    def crop(self, box):
        _, top, _, bottom = box
        stride = self.width * len(self.mode)
        self.file.seek(top * stride)
        return Image.frombytes(self.mode, (self.width, bottom - top), self.file.read((bottom - top) * stride))


class ScaledRows(ImageFile.PyDecoder):
    _pulls_fd = True

    def decode(self, buffer):
        [size] = self.args
        self.set_as_raw(scaled(Rows(self.fd, self.mode, size), (self.state.xsize, self.state.ysize)).tobytes())
        return -1, 0


Image.register_decoder(DECODER, ScaledRows)
