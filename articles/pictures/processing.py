"""Re-encode uploaded pictures upright, in sRGB and without metadata, and make their renditions.

Every picture is decoded and encoded again, so that no location, name or embedded second file remains in it.
"""

import io
from concurrent.futures import ThreadPoolExecutor

from django.core.files.base import ContentFile
from PIL import Image, ImageCms, ImageOps

from articles.pictures import renditions
from articles.pictures.uploads import FORMATS

LONGEST_SIDE = 4096
"""In pixels. Larger uploads are scaled down to this; it is enough for a double page."""
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
SRGB = ImageCms.createProfile("sRGB")
WHITE = "#ffffff"


class UnreadablePictureError(ValueError):
    """The file has the header of a picture, but is damaged or incomplete."""


def reencoded(file):
    """Return the picture without metadata in the same format, as bytes; raise UnreadablePictureError if it is damaged.

    Only the first frame of an animation is kept. A picture longer than LONGEST_SIDE is scaled down.
    """
    file.seek(0)
    try:
        with Image.open(file, formats=FORMATS) as picture:
            picture_format = picture.format.replace("MPO", "JPEG")
            picture.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # decode a large JPEG at a smaller size
            picture.load()
            if picture.mode not in ("P", "1", "I;16"):  # these modes would lose quality
                picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
            result = upright(picture)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UnreadablePictureError(str(error)) from error
    result.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if picture_format == "JPEG":
        result = without_transparency(result)
    return encoded(result, format=picture_format, **UPLOAD_OPTIONS[picture_format])


def upright(picture):
    """Return the picture without metadata, rotated as EXIF says, in sRGB and in mode RGB or RGBA."""
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
    """Convert colours from the picture's profile to sRGB. If the profile can't be used, leave them as they are."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, SRGB, outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        return picture.convert(mode)


def without_transparency(picture):
    """Put a picture on white, for formats without transparency."""
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
    """Make the renditions that the storage lacks, and record the recipe in the photo's row."""
    storage = photo.file.storage
    with photo.file.open("rb") as file, Image.open(file, formats=FORMATS) as picture:
        picture.load()
        original = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    missing = [
        (shape, width, extension, name)
        for shape, width, extension, name in renditions.names_of(photo)
        if not storage.exists(name)
    ]
    sizes = {(shape, width): None for shape, width, _, _ in missing}
    with ThreadPoolExecutor() as pool:  # Pillow's encoders let other threads run
        scaled_pictures = pool.map(lambda size: scaled(original, photo, *size), sizes)
        sizes = dict(zip(sizes, scaled_pictures, strict=True))
        contents = pool.map(lambda one: rendition(sizes[one[0], one[1]], one[2]), missing)
        for (_, _, _, name), content in zip(missing, contents, strict=True):
            store(storage, name, content)
    photo.rendered = renditions.recipe(photo)
    type(photo).objects.filter(pk=photo.pk).update(rendered=photo.rendered)


def scaled(original, photo, shape, width):
    size = (width, shape.height_for(photo, width))
    return original.resize(size, Image.Resampling.LANCZOS, box=shape.box_in(photo), reducing_gap=3.0)


def rendition(picture, extension):
    return encoded(without_transparency(picture) if extension == "jpg" else picture, **RENDITION_OPTIONS[extension])


def store(storage, name, content):
    """Store a file under exactly this name. If another process stored the same file at the same time, keep that one."""
    stored = storage.save(name, ContentFile(content))
    if stored != name:
        storage.delete(stored)
