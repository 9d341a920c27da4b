"""Cut metadata out of a picture file before it is decoded, and read from it only which side is up.

Metadata isn't stored, so it doesn't matter if it is damaged. But Pillow reads it when it opens a file, and fails with
many unusual tags. What is left for Pillow to read is what the pixels depend on.
"""

import re
import struct
import zlib

from PIL import PngImagePlugin

from articles.pictures.structure import format_of, jpeg_segments, png_chunks

ORIENTATION = 0x112
INTEGERS = {1: "B", 3: "H", 4: "L"}
"""The types of integers in EXIF, and how `struct` reads them."""
APP0, APP1, APP2, APP14, APP15, COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
EXIF, PROFILE = b"Exif\0\0", b"ICC_PROFILE\0"
PNG_CHUNKS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"iCCP", b"cICP", b"acTL", b"fcTL", b"fdAT"}
"""The chunks that are kept: pixels, colours, and the frames of an animation, which are counted."""
AVIF_EXIF = re.compile(rb"(infe\x02.{7}|infe\x03.{9})Exif", re.DOTALL)


def without_metadata(content):
    """Return (the file without most of its metadata, EXIF data that were cut out)."""
    match format_of(content):
        case "JPEG":
            return jpeg_without_metadata(content)
        case "PNG":
            return png_without_metadata(content)
        case "AVIF":  # its own boxes say which side is up, and no reader takes EXIF into account
            return AVIF_EXIF.sub(rb"\1skip", content), b""
    return content, b""  # Pillow doesn't parse those of WebP before it is asked to


def jpeg_without_metadata(content):
    parts = [(marker, start, end) for marker, start, end in jpeg_segments(content)]
    metadata = [(start, end) for marker, start, end in parts if is_metadata(marker, content[start + 4 : end])]
    found = (content[start + 4 : end] for marker, start, end in parts if marker == APP1)
    return without(content, metadata), next((data for data in found if data.startswith(EXIF)), b"")


def is_metadata(marker, data):
    """Whether a segment can be cut out. Not the colour profile, nor those that say how colours are stored."""
    if marker == APP2:
        return not data.startswith(PROFILE) or len(data) <= len(PROFILE) + 2
    return marker == COMMENT or (APP0 < marker <= APP15 and marker != APP14)


def png_without_metadata(content):
    parts = list(png_chunks(content))
    metadata = [
        (start, end)
        for kind, start, end in parts
        if kind not in PNG_CHUNKS or (kind == b"iCCP" and not is_profile(content[start + 8 : end - 4]))
    ]
    exif = next((content[start + 8 : end - 4] for kind, start, end in parts if kind == b"eXIf"), b"")
    return without(content, metadata), exif


def is_profile(data):
    """Whether Pillow can unpack a profile. If it can't, it would refuse the picture."""
    unpacker = zlib.decompressobj()
    try:
        unpacker.decompress(data[data.index(b"\0") + 2 :], PngImagePlugin.MAX_TEXT_CHUNK)
    except (ValueError, zlib.error):
        return False
    return not unpacker.unconsumed_tail


def without(content, ranges):
    """Return `content` without the given ranges of bytes, [(start, end)] in ascending order."""
    kept, position = [], 0
    for start, end in ranges:
        kept.append(content[position:start])
        position = end
    return b"".join([*kept, content[position:]]) if kept else content


def orientation_in(exif):
    """Return the orientation that EXIF data state, from 1 to 8; 1, which is upright, if they are damaged."""
    exif = exif.removeprefix(EXIF)
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    if not order:
        return 1
    try:
        return orientation_among_tags(exif, order)
    except (struct.error, KeyError):  # a number is beyond the end, or isn't an integer
        return 1


def orientation_among_tags(exif, order):
    [start] = struct.unpack_from(order + "L", exif, 4)
    [tags] = struct.unpack_from(order + "H", exif, start)
    for position in range(start + 2, start + 2 + 12 * tags, 12):
        tag, kind = struct.unpack_from(order + "HH", exif, position)
        if tag == ORIENTATION:
            [value] = struct.unpack_from(order + INTEGERS[kind], exif, position + 8)
            return value if 1 <= value <= 8 else 1
    return 1
