"""The files of photos in the storage. It may be a folder or a bucket, so only names are used, never paths.

A file is deleted only if no row names it: neither a photo nor the former picture of one, with their renditions.
"""

import re
from pathlib import PurePosixPath
from types import SimpleNamespace

from django.db.models import QuerySet
from django.utils import timezone

from articles.models import FormerPicture, Photo
from articles.models.former_picture import PICTURE as FIELDS
from articles.pictures.field import generated_name
from articles.pictures.renditions import SHAPES, names_of

PICTURE = Photo._meta.get_field("file")
RENDITION = re.compile(rf"-(?:{'|'.join(SHAPES)})(?:-\d{{1,3}}-\d{{1,3}})?-\d{{1,5}}\.[a-z]{{3,4}}")
"""What the names of renditions have after that of their picture."""
GENERATED = re.compile(r"[0-9a-f]{32}")
"""How the names that we generate begin."""


def stored(picture):
    """Store a `CleanPicture` before its row is saved. Return its name."""
    return PICTURE.storage.save(PICTURE.generate_filename(Photo(), generated_name(picture.extension)), picture)


def is_named(name):
    return Photo.objects.filter(file=name).exists() or FormerPicture.objects.filter(file=name).exists()


def delete_unless_named(name):
    """Delete a picture that has no renditions yet, if no row names it."""
    if not is_named(name):
        PICTURE.storage.delete(name)


def delete_files(name):
    """Delete a picture and its renditions, also those around former focal points, if no row names it."""
    if not name or is_named(name):
        return
    path = PurePosixPath(name)
    for file in files_in(str(path.parent)):
        if file == path.name or (file.startswith(path.stem) and RENDITION.fullmatch(file, len(path.stem))):
            PICTURE.storage.delete(str(path.parent / file))


def delete_orphans(root, age):
    """Delete the files below a folder of photos that are older than `age` and that no row names. Return their number.

    A process that was killed has left them: before it saved a row, or after it deleted one. Younger files may belong to
    a row that is about to be saved. Files whose names we have not generated stay: an administrator may have put them
    there.
    """
    folders, files = listed(root)
    number = sum(delete_orphans(f"{root}/{folder}", age) for folder in folders)
    named, before = names_in(root) if files else set(), timezone.now() - age
    ours = [f"{root}/{file}" for file in files if GENERATED.match(file)]
    orphans = [name for name in ours if name not in named and is_older(name, before)]
    for name in orphans:
        PICTURE.storage.delete(name)
    return number + len(orphans)


def names_in(folder):
    """Return the names of all files in a folder that rows name, with their renditions.

    One query for both tables, because somebody may swap the picture of a photo for its former one at this moment.
    """
    rows = [QuerySet(model).filter(file__startswith=f"{folder}/").order_by() for model in (Photo, FormerPicture)]
    first, second = (found.values_list("file", *FIELDS) for found in rows)
    names = set()
    for file, *values in first.union(second):
        picture = SimpleNamespace(file=SimpleNamespace(name=str(file)), **dict(zip(FIELDS, values, strict=True)))
        names.add(picture.file.name)
        names.update(name for *_, name in (names_of(picture) if picture.width else ()))
    return names


def is_older(name, moment):
    try:
        return PICTURE.storage.get_modified_time(name) < moment
    except FileNotFoundError:  # somebody else has deleted it
        return False


def files_in(folder):
    return listed(folder)[1]


def listed(folder):
    """Return (folders, files) in a folder of the storage; none if it isn't there."""
    try:
        return PICTURE.storage.listdir(folder)
    except FileNotFoundError:
        return [], []
