"""The files of photos in the storage."""

from articles.models import Photo
from articles.pictures.field import generated_name

PICTURE = Photo._meta.get_field("file")


def stored(picture):
    """Store a `CleanPicture` before its row is saved. Return its name."""
    return PICTURE.storage.save(PICTURE.generate_filename(Photo(), generated_name(picture.extension)), picture)


def delete_unless_named(name):
    """Delete a picture if no row names it."""
    if not Photo.objects.filter(file=name).exists():
        PICTURE.storage.delete(name)
