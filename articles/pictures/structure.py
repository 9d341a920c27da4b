"""The parts of a picture file, found without decoding it. A damaged file is read up to its damage."""

import re

FIRST_BYTES = {
    "JPEG": re.compile(rb"\xff\xd8\xff"),
    "PNG": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "WEBP": re.compile(rb"RIFF....WEBP", re.DOTALL),
    "AVIF": re.compile(rb"....ftyp(avi[fs]|m[is]f1)", re.DOTALL),
}
FORMATS = tuple(FIRST_BYTES)
START_OF_SCAN, END_OF_PICTURE = 0xDA, 0xD9
DEEP = 16
"""Bits of a channel. Most pictures have 8 or fewer."""
NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
NEXT_SEGMENT = re.compile(rb"\xff[^\x00\x01\xd0-\xd9\xff]", re.DOTALL)
"""A marker that is followed by the length of its data. Between segments there may be padding and other markers."""
AV1_CONFIGURATION = re.compile(rb"av1C\x81.(.)", re.DOTALL)
"""How one of the pictures in an AVIF file is stored, in a byte of flags."""
AVIF_SIZE = re.compile(rb"ispe\0{4}(.{4})(.{4})", re.DOTALL)
"""The width and the height of one of the pictures in an AVIF file."""


def format_of(content):
    """Return "JPEG", "PNG", "WEBP" or "AVIF", judged by the first bytes; None for any other file."""
    return next((name for name, pattern in FIRST_BYTES.items() if pattern.match(content)), None)


def jpeg_segments(content):
    """Yield (marker, start, end) of the segments up to the pixels. A segment's data begin at `start` + 4."""
    position = 2
    while found := NEXT_SEGMENT.search(content, position):
        marker, start = found[0][1], found.start()
        end = start + 2 + int.from_bytes(content[start + 2 : start + 4])
        yield marker, start, end
        if marker == START_OF_SCAN or end < start + 4:
            return
        position = end


def jpeg_scans(content):
    """Return the number of scans. A scan's bytes 0xff are followed by 0, or by a marker that the scan goes on."""
    position = next((end for marker, _, end in jpeg_segments(content) if marker == START_OF_SCAN), 0)
    scans = 1
    while found := NEXT_MARKER.search(content, position):
        marker = found[0][1]
        if marker == END_OF_PICTURE:
            break
        scans += marker == START_OF_SCAN
        position = found.end() + int.from_bytes(content[found.end() : found.end() + 2])
    return scans


def png_chunks(content):
    """Yield (kind, start, end) of the chunks, for instance b"IDAT". The data are from `start` + 8 to `end` - 4."""
    position = 8
    while position + 12 <= len(content):
        end = position + 12 + int.from_bytes(content[position : position + 4])
        kind = content[position + 4 : position + 8]
        yield kind, position, end
        position = end


def webp_chunks(content):
    """Yield (kind, start, end) of the chunks, for instance b"VP8X". The data begin at `start` + 8."""
    position = 12
    while position + 8 <= len(content):
        end = position + 8 + int.from_bytes(content[position + 4 : position + 8], "little")
        yield content[position : position + 4], position, end
        position = end + end % 2


def avif_boxes(content):
    """Yield (kind, start, end) of the outermost boxes. Size 0 means up to the end of the file."""
    position = 0
    while position + 8 <= len(content):
        size = int.from_bytes(content[position : position + 4])
        if size == 1:
            size = int.from_bytes(content[position + 8 : position + 16])
        end = position + size if size else len(content)
        yield content[position + 4 : position + 8], position, end
        if end < position + 8:
            return
        position = end


def avif_header(content):
    return b"".join(content[start:end] for kind, start, end in avif_boxes(content) if kind == b"meta")


def is_incomplete(content):
    """Whether the end of the file is missing."""
    match format_of(content):
        case "JPEG":
            ends = [end for marker, _, end in jpeg_segments(content) if marker == START_OF_SCAN]
            return not ends or content.find(b"\xff\xd9", ends[0]) < 0
        case "PNG":
            return b"IEND" not in content
        case "WEBP":
            return 8 + int.from_bytes(content[4:8], "little") > len(content)
        case "AVIF":
            *_, last = avif_boxes(content)
            return last[2] > len(content)
    return False


def png_count(content, wanted):
    """Return the number of chunks of a kind."""
    return sum(kind == wanted for kind, *_ in png_chunks(content))


def png_depth(content):
    """Return the number of bits of each channel."""
    start = next(start for kind, start, _ in png_chunks(content) if kind == b"IHDR")
    return content[start + 16]
