"""Pictures as we keep them: upright, in sRGB, without a word about who took them where; and their renditions.

Whatever comes is decoded and written anew, so that nothing can hide in it: no position, no name, no second file.
"""

import io
from concurrent.futures import ThreadPoolExecutor

from django.core.files.base import ContentFile
from PIL import Image, ImageCms, ImageOps

from articles.pictures import renditions
from articles.pictures.uploads import FORMATS

LONGEST_SIDE = 4096
"""Pixels of what is kept of an upload: enough for a double page."""
KEPT = {
    "JPEG": {"quality": 92, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 92, "method": 4},
    "AVIF": {"quality": 85, "speed": 8},
}
MADE = {
    "avif": {"format": "AVIF", "quality": 52, "speed": 7},
    "webp": {"format": "WEBP", "quality": 72, "method": 4},
    "jpg": {"format": "JPEG", "quality": 76, "optimize": True, "progressive": True},
}
SRGB = ImageCms.createProfile("sRGB")
WHITE = "#ffffff"


class UnreadablePictureError(ValueError):
    """The header was that of a picture; what follows is not, or not all of it is there."""


def cleaned(file):
    """The same picture in the same format and nothing else, as bytes; UnreadablePictureError if there is none.

    Of an animation the first frame is kept, of a picture longer than LONGEST_SIDE a smaller one.
    """
    file.seek(0)
    try:
        with Image.open(file, formats=FORMATS) as picture:
            kind = picture.format.replace("MPO", "JPEG")
            picture.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG of a large camera is decoded smaller at once
            picture.load()
            if picture.mode not in ("P", "1", "I;16"):  # these would lose by it
                picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
            kept = upright(picture)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UnreadablePictureError(str(error)) from error
    kept.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if kind == "JPEG":
        kept = without_transparency(kept)
    return encoded(kept, format=kind, **KEPT[kind])


def upright(picture):
    """The picture's pixels alone, turned as the camera was held, in sRGB: mode RGB or RGBA."""
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    profile = picture.info.get("icc_profile")
    ImageOps.exif_transpose(picture, in_place=True)
    if picture.mode.startswith("I;16"):
        picture = picture.point(lambda value: value / 256).convert("L")
    if profile:
        picture = in_srgb(picture, profile, mode)
    elif picture.mode != mode:
        picture = picture.convert(mode)
    picture.info.clear()
    return picture


def in_srgb(picture, profile, mode):
    """The same colours by the profile that every screen has; as they are, if the picture's own cannot be used."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, SRGB, outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        return picture.convert(mode)


def without_transparency(picture):
    """The picture on white, for formats without transparency."""
    if picture.mode == "RGB":
        return picture
    flattened = Image.new("RGB", picture.size, WHITE)
    flattened.paste(picture, mask=picture.getchannel("A"))
    return flattened


def encoded(picture, **options):
    file = io.BytesIO()
    picture.save(file, **options)
    return file.getvalue()


# Renditions


def make_renditions(photo):
    """Stores all renditions of a photo, and notes it in the row. What is there already is not made again."""
    storage = photo.file.storage
    with photo.file.open("rb") as file, Image.open(file, formats=FORMATS) as picture:
        picture.load()
        original = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    wanted = [
        (shape, width, ending, name)
        for shape, width, ending, name in renditions.names_of(photo)
        if not storage.exists(name)
    ]
    sizes = {(shape, width): None for shape, width, _, _ in wanted}
    with ThreadPoolExecutor() as pool:  # Pillow's encoders let other threads run
        made = pool.map(lambda size: scaled(original, photo, *size), sizes)
        sizes = dict(zip(sizes, made, strict=True))
        contents = pool.map(lambda one: rendition(sizes[one[0], one[1]], one[2]), wanted)
        for (_, _, _, name), content in zip(wanted, contents, strict=True):
            store(storage, name, content)
    photo.rendered = renditions.recipe(photo)
    type(photo).objects.filter(pk=photo.pk).update(rendered=photo.rendered)


def scaled(original, photo, shape, width):
    size = (width, shape.height_for(photo, width))
    return original.resize(size, Image.Resampling.LANCZOS, box=shape.box_in(photo), reducing_gap=3.0)


def rendition(picture, ending):
    return encoded(without_transparency(picture) if ending == "jpg" else picture, **MADE[ending])


def store(storage, name, content):
    """Under this very name: where two make the same rendition at once, one of two equal files stays."""
    stored = storage.save(name, ContentFile(content))
    if stored != name:
        storage.delete(stored)
