"""Pictures that state by numbers instead of a colour profile that their colours are those of Display P3.

The numbers (CICP, of ITU-T H.273) are in the chunk cICP of PNG and in the box colr of AVIF. Pillow ignores them.
"""

import struct

from PIL import ImageCms

from articles.pictures.structure import avif_header, png_chunks

PRIMARIES, CURVE = 12, 13
"""The colours of red, green and blue in Display P3, and the curve of sRGB."""
PNG_NUMBERS = bytes([PRIMARIES, CURVE, 0, 1])
AVIF_NUMBERS = b"colrnclx" + struct.pack(">HH", PRIMARIES, CURVE)
COLOURS = {
    b"rXYZ": (0.51512, 0.24120, -0.00105),
    b"gXYZ": (0.29198, 0.69225, 0.04189),
    b"bXYZ": (0.15710, 0.06657, 0.78407),
}
"""{tag of ICC: the colour in XYZ, adapted to the white D50 of profiles}"""


def profile_of(content, kind, profile):
    """Return the profile to use, given the one in the file or None. Of the two, a PNG's numbers count more."""
    if kind == "PNG" and PNG_NUMBERS in png_numbers(content):
        return PROFILE
    if kind == "AVIF" and not profile and AVIF_NUMBERS in avif_header(content):
        return PROFILE
    return profile


def png_numbers(content):
    return [content[start + 8 : end - 4] for kind, start, end in png_chunks(content) if kind == b"cICP"]


def made_from_srgb():
    """Return the profile. It differs from sRGB only in three colours."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for tag, colour in COLOURS.items():
        [start] = struct.unpack_from(">I", profile, profile.index(tag) + 4)  # from the table of tags
        struct.pack_into(">3i", profile, start + 8, *(round(value * 65_536) for value in colour))
    return bytes(profile)


PROFILE = made_from_srgb()
