"""Generates picture files whose parts are doubled, removed, moved, resized, changed or taken from another file.

Checksums and lengths are right, so that a decoder reads what the parts say.
"""

import random
import struct

from articles.pictures.structure import START_OF_SCAN, format_of, jpeg_segments, png_chunks, webp_chunks
from articles.pictures.tests.damage import small_files
from articles.pictures.tests.files import chunk

MOST_CHANGES = 4
SIZES = (0, 1, 2, 3, 5, 6, 7, 12, 255, 256, 257, 300, 768, 769)
"""Bytes: around what the formats ask of headers, palettes and transparent colours."""


def random_structures(count, seed=1):
    """Yield (name, file). The same seed gives the same files."""
    chance = random.Random(seed)
    known = {kind: [PARTS[kind](content) for content in files_of(kind)] for kind in PARTS}
    for number in range(count):
        kind = chance.choice(list(PARTS))
        parts = list(chance.choice(known[kind]))
        changes = [chance.choice(CHANGES) for _ in range(chance.randint(1, MOST_CHANGES))]
        for change in changes:
            change(parts, chance, known[kind])
        yield f"{kind} {number}: {', '.join(change.__name__ for change in changes)}", FILES[kind](parts)


def files_of(kind):
    return [content for content in small_files().values() if format_of(content) == kind]


# Parts: pairs (kind, data)


def parts_of_png(content):
    return [(kind, content[start + 8 : end - 4]) for kind, start, end in png_chunks(content)]


def png_of(parts):
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def parts_of_jpeg(content):
    """The scans and what follows them belong to the data of the last part."""
    return [
        (bytes([0xFF, marker]), content[start + 4 : None if marker == START_OF_SCAN else end])
        for marker, start, end in jpeg_segments(content)
    ]


def jpeg_of(parts):
    return b"\xff\xd8" + b"".join(marker + length_of_segment(marker, data) + data for marker, data in parts)


def length_of_segment(marker, data):
    length = 4 + 2 * data[0] if marker[1] == START_OF_SCAN and data else len(data)
    return struct.pack(">H", min(length + 2, 0xFFFF))


def parts_of_webp(content):
    return [(kind, content[start + 8 : end]) for kind, start, end in webp_chunks(content)]


def webp_of(parts):
    body = b"".join(
        kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)  # of an even length
        for kind, data in parts
    )
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


PARTS = {"PNG": parts_of_png, "JPEG": parts_of_jpeg, "WEBP": parts_of_webp}
FILES = {"PNG": png_of, "JPEG": jpeg_of, "WEBP": webp_of}


# Changes


def doubled(parts, chance, known):
    if parts:
        parts.insert(chance.randint(0, len(parts)), chance.choice(parts))


def removed(parts, chance, known):
    if parts:
        parts.pop(chance.randrange(len(parts)))


def moved(parts, chance, known):
    if parts:
        parts.insert(chance.randrange(len(parts)), parts.pop(chance.randrange(len(parts))))


def resized(parts, chance, known):
    if parts:
        position, size = chance.randrange(len(parts)), chance.choice(SIZES)
        kind, data = parts[position]
        parts[position] = kind, data[:size].ljust(size, chance.choice([b"\0", b"\xff", b"\x80"]))


def changed(parts, chance, known):
    """Change one of the first bytes of a part, which are more often a header than pixels."""
    if parts:
        position = chance.randrange(len(parts))
        kind, data = parts[position]
        byte, value = chance.randrange(min(len(data), 30) or 1), chance.choice([chance.randrange(20), 255])
        parts[position] = kind, data[:byte] + bytes([value]) + data[byte + 1 :]


def taken(parts, chance, known):
    """Take a part from another file, as it is or in place of one of the same kind."""
    other = chance.choice(chance.choice(known))
    same = [position for position, part in enumerate(parts) if part[0] == other[0]]
    if same and chance.random() < 0.5:
        parts[chance.choice(same)] = other
    else:
        parts.insert(chance.randint(0, len(parts)), other)


CHANGES = (doubled, removed, moved, resized, changed, taken)
