"""Read the header of WebP files, and decode large ones at a smaller size.

Pillow decodes any WebP as an animation, which takes 16 bytes a pixel. libvips lets the decoder make fewer pixels.
"""

from PIL import Image

from articles.pictures.limits import SCALED_WEBP_PIXEL, WEBP_PIXEL, stored_size
from articles.pictures.structure import webp_chunks

FINER = 2**0.5
"""How much larger each side is decoded than it will be stored, because the decoder scales less well than Pillow."""
INFO = {b"ICCP": "icc_profile", b"EXIF": "exif"}
"""{chunk: its name in Pillow}"""


def webp_header(content):
    """Return ((width, height), number of frames, bytes that decoding takes).

    Opening the file with Pillow would already allocate memory for its pixels.
    """
    size = webp_size(content)
    frames = sum(kind == b"ANMF" for kind, *_ in webp_chunks(content)) or 1
    pixel = SCALED_WEBP_PIXEL if is_scaled(content, size) else WEBP_PIXEL
    return size, frames, size[0] * size[1] * pixel


def webp_size(content):
    """Return (width, height) as Pillow's decoder understands them."""
    kind, start, _ = next(webp_chunks(content), (b"", 0, 0))
    header = content[start + 8 : start + 18].ljust(10, b"\0")
    if kind == b"VP8X":
        return int.from_bytes(header[4:7], "little") + 1, int.from_bytes(header[7:10], "little") + 1
    if kind == b"VP8L":
        sides = int.from_bytes(header[1:5], "little")
        return (sides & 0x3FFF) + 1, (sides >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        return int.from_bytes(header[6:8], "little") & 0x3FFF, int.from_bytes(header[8:10], "little") & 0x3FFF
    raise ValueError(f"it begins with {kind}")


def is_scaled(content, size):
    """Whether the picture is decoded at a smaller size. An animation isn't: its frames can be parts of the picture."""
    return size != stored_size(size, "WEBP") and all(kind != b"ANMF" for kind, *_ in webp_chunks(content))


def scaled_webp(content, size):
    """Return the pixels as a picture of Pillow that is smaller, but at least as large as it will be stored."""
    import pyvips  # only a process of a large picture needs it, and it takes memory

    one_pixel = 1 / min(size)  # the decoder makes no picture without height
    scale = min(1, max(one_pixel, FINER * max(stored_size(size, "WEBP")) / max(size)))
    pixels = pyvips.Image.webpload_buffer(content, scale=scale, access="sequential", fail_on="error")
    mode = "RGBA" if pixels.hasalpha() else "RGB"
    picture = Image.frombytes(mode, (pixels.width, pixels.height), pixels.write_to_memory())
    picture.info = {INFO[kind]: content[start + 8 : end] for kind, start, end in webp_chunks(content) if kind in INFO}
    return picture
