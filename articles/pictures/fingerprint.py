"""What tells whether two files show the same picture, whatever their names, their metadata and their formats are.

It is a hash of the decoded pixels, upright and in sRGB. A hash of the file would change with a caption, a location or a
lossless copy. A picture that was compressed again, as messengers do, has other pixels and another fingerprint.
"""

from hashlib import sha256

BAND = 256
"""Rows that are hashed at a time, so that the pixels aren't in memory twice."""


def fingerprint_of(pixels):
    """Return 64 characters for a decoded picture. Opacity counts only if something is transparent."""
    is_opaque = pixels.mode != "RGBA" or pixels.getchannel("A").getextrema()[0] == 255
    mode = "RGB" if is_opaque else "RGBA"
    width, height = pixels.size
    found = sha256(f"{width}x{height} {mode} ".encode())
    for top in range(0, height, BAND):
        band = pixels.crop((0, top, width, min(top + BAND, height)))
        found.update(band.convert(mode).tobytes())
    return found.hexdigest()
