"""Django's `loaddata`, which also copies the pictures beside the fixtures into the storage.

Loading a fixture set with `loaddata` also records it as loaded, so `load_fixtures` won't load it a second time.
"""

from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from modeltranslation.management.commands import loaddata

from articles.demonstration.fixture_sets import FIXTURE_SETS
from articles.editorial.breaking import restart
from articles.models import Article, Photo
from articles.models.front_page import BreakingLine
from newsroom.identity.models import LoadedFixtures


class Command(loaddata.Command):
    def loaddata(self, fixture_labels):
        super().loaddata(fixture_labels)
        Article.objects.note_first_publications()
        for name, files in FIXTURE_SETS.items():
            if set(files) <= set(fixture_labels):
                LoadedFixtures.objects.get_or_create(name=name)
        if "demo" in fixture_labels:
            # Its time limit in the fixture has expired.
            restart(BreakingLine.objects.filter(article__key__startswith="demo-"))
        for folder in settings.FIXTURE_DIRS:
            store_pictures(Path(folder))


def store_pictures(folder):
    """Copy the files of photos from `folder` into the storage, unless they are there. It may be a disk or a bucket."""
    for name in Photo.objects.values_list("file", flat=True):
        picture = folder / name
        if picture.is_file() and not default_storage.exists(name):
            with picture.open("rb") as file:
                default_storage.save(name, File(file))
