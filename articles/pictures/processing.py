"""Re-encode uploaded pictures upright, in sRGB and without metadata, and make their renditions.

Every picture is decoded and encoded again, so that no location, name or embedded second file remains in it.
"""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.core.files.base import ContentFile
from PIL import Image

from articles.pictures import decoding, own_process, renditions
from articles.pictures.colours import in_srgb, scaled, without_palette, without_transparency
from articles.pictures.fingerprint import fingerprint_of
from articles.pictures.limits import ENCODED_PIXEL, stored_size
from articles.pictures.turns import LARGE, PATIENCE, turn

UPLOAD_OPTIONS = {
    "JPEG": {"quality": 92, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 92, "method": 4},
    "AVIF": {"quality": 85, "speed": 8},
}
RENDITION_OPTIONS = {
    "avif": {"format": "AVIF", "quality": 52, "speed": 7},
    "webp": {"format": "WEBP", "quality": 72, "method": 4},
    "jpg": {"format": "JPEG", "quality": 76, "optimize": True, "progressive": True},
}
THREADS = 2
"""How many renditions are encoded at a time. The encoder of AVIF has threads of its own and takes 80 MB."""
LONG_PATIENCE = 60
"""Seconds to wait for a turn where nobody waits for the answer, or where it would be a pity to give up."""
TRANSPOSE = Image.Transpose
UPRIGHT = {
    2: TRANSPOSE.FLIP_LEFT_RIGHT,
    3: TRANSPOSE.ROTATE_180,
    4: TRANSPOSE.FLIP_TOP_BOTTOM,
    5: TRANSPOSE.TRANSPOSE,
    6: TRANSPOSE.ROTATE_270,
    7: TRANSPOSE.TRANSVERSE,
    8: TRANSPOSE.ROTATE_90,
}
"""{EXIF orientation: what turns the picture upright}"""


@dataclass(frozen=True)
class Reencoded:
    """A picture as it is stored."""

    content: bytes
    extension: str
    size: list
    fingerprint: str


def reencoded(file, patience=PATIENCE):
    """Return the picture without metadata in the same format.

    This can take half a minute, so no transaction may be open meanwhile. Raise RefusedPictureError if it is damaged,
    and BusyError if other large pictures are being processed. Only the first frame of an animation is kept.
    """
    picture = decoding.read(file)
    with turn(picture.decoded_bytes, patience):
        facts, [content] = perform("reencode", picture, file.read(), picture.decoded_bytes)
    return Reencoded(content, **facts)


def perform(task, picture, content, memory, **options):
    """Do a task of this module, in a process of its own if it takes much memory. Return what the task returns."""
    if memory > LARGE:
        return own_process.run(task, picture, content, **options)
    return TASKS[task](content, **options)


def reencode(content):
    """Return (facts for `Reencoded`, [the file to be stored])."""
    picture = decoding.read(io.BytesIO(content))
    with decoding.refusing(picture.content):
        result = cleaned(picture)
        if picture.format == "JPEG":
            result = without_transparency(result)
        facts = {
            "extension": picture.format.lower(), "size": list(result.size), "fingerprint": fingerprint_of(result),
        }  # fmt: skip
        return facts, [encoded(result, format=picture.format, **UPLOAD_OPTIONS[picture.format])]


def cleaned(picture):
    """Return the pixels of a picture upright, in sRGB, and in mode RGB or RGBA."""
    pixels = decoding.decoded(picture)
    profile, orientation = decoding.profile_of(picture, pixels), decoding.orientation_of(picture, pixels)
    pixels = scaled(pixels, stored_size(picture.size, picture.format))
    if orientation in UPRIGHT:
        pixels = pixels.transpose(UPRIGHT[orientation])
    return in_srgb(pixels, profile)


def encoded(picture, **options):
    """Return a picture as the bytes of a file. Encoders would also write what Pillow knows of its origin."""
    picture.info.clear()
    file = io.BytesIO()
    picture.save(file, **options)
    return file.getvalue()


# Renditions


def make_renditions(photo):
    """Make the renditions that the storage lacks, and record the recipe in the photo's row.

    A photo that was stored without a fingerprint gets one. Raise RefusedPictureError if the stored file is damaged, and
    BusyError if other large pictures are processed.
    """
    storage = photo.file.storage
    missing = [one for one in renditions.names_of(photo) if not storage.exists(one[-1])]
    if missing or not photo.fingerprint:
        facts, contents = encoded_for(photo, [(shape, width, extension) for shape, width, extension, _ in missing])
        photo.fingerprint = photo.fingerprint or facts["fingerprint"]
        for (*_, name), content in zip(missing, contents, strict=True):
            store(storage, name, content)
    photo.rendered = renditions.recipe(photo)
    same = type(photo).objects.filter(pk=photo.pk, file=photo.file.name)  # somebody may have replaced it meanwhile
    same.update(rendered=photo.rendered, fingerprint=photo.fingerprint)


def encoded_for(photo, kinds):
    """Return what `encode_renditions` does, for renditions of some kinds, [(shape, width, extension)]."""
    wanted = [
        (extension, [width, shape.height_for(photo, width)], shape.box_in(photo)) for shape, width, extension in kinds
    ]
    with photo.file.open("rb") as file:
        picture = decoding.read(file)
        content = file.read()
    memory = max(picture.decoded_bytes, picture.size[0] * picture.size[1] * ENCODED_PIXEL)
    with turn(memory, LONG_PATIENCE):
        return perform("renditions", picture, content, memory, wanted=wanted)


def encode_renditions(content, wanted):
    """Return ({"fingerprint": …}, the files). `wanted` is [(extension, size, the part that it shows)]."""
    picture = decoding.read(io.BytesIO(content))
    with decoding.refusing(picture.content):
        original = without_palette(decoding.decoded(picture))
        facts = {"fingerprint": fingerprint_of(original)}
        if original.mode == "RGBA":  # Pillow would convert the whole picture into this mode for each size
            original = original.convert("RGBa")
        parts = dict.fromkeys((tuple(size), tuple(box)) for _, size, box in wanted)
        with ThreadPoolExecutor(THREADS) as pool:  # Pillow's encoders let other threads run
            parts = dict(zip(parts, pool.map(lambda part: scaled_part(original, *part), parts), strict=True))
            files = pool.map(lambda one: rendition(parts[tuple(one[1]), tuple(one[2])], one[0]), wanted)
            return facts, list(files)


def scaled_part(original, size, box):
    picture = original.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
    return picture.convert("RGBA") if picture.mode == "RGBa" else picture


TASKS = {"reencode": reencode, "renditions": encode_renditions}
"""What can be done in another process, by name. Each takes the content of a picture file."""


def rendition(picture, extension):
    return encoded(without_transparency(picture) if extension == "jpg" else picture, **RENDITION_OPTIONS[extension])


def store(storage, name, content):
    """Store a file under exactly this name. If another process stored the same file at the same time, keep that one."""
    stored = storage.save(name, ContentFile(content))
    if stored != name:
        storage.delete(stored)
