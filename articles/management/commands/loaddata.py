"""Django's `loaddata`, which also puts the pictures that stand beside the fixtures into the storage.

Who loads one of our sets by it has had it: `load_fixtures` will not do it again.
"""

from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from modeltranslation.management.commands import loaddata

from articles.editorial.breaking import begin_anew
from articles.fixtures import SETS
from articles.models import Photo
from articles.models.front_page import BreakingLine
from newsroom.identity.models import LoadedFixtures


class Command(loaddata.Command):
    def loaddata(self, fixture_labels):
        super().loaddata(fixture_labels)
        for name, files in SETS.items():
            if set(files) <= set(fixture_labels):
                LoadedFixtures.objects.get_or_create(name=name)
        if "demo" in fixture_labels:
            # Breaking news of a fixture would have ended long ago.
            begin_anew(BreakingLine.objects.filter(article__key__startswith="demo-"))
        for folder in settings.FIXTURE_DIRS:
            store_pictures(Path(folder))


def store_pictures(folder):
    """Files of `folder` that photos name and the storage lacks. The storage may be a disk or a bucket."""
    for name in Photo.objects.values_list("file", flat=True):
        picture = folder / name
        if picture.is_file() and not default_storage.exists(name):
            with picture.open("rb") as file:
                default_storage.save(name, File(file))
