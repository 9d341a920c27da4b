import sys

from django.core.management.base import BaseCommand

from articles.models import Photo
from articles.pictures.decoding import RefusedPictureError
from articles.pictures.processing import make_renditions
from articles.pictures.renditions import are_made


class Command(BaseCommand):
    help = (
        "Make renditions of photos that have none or outdated ones. Run after loading fixtures, after an import, and "
        "after an update that changes the sizes. Photos uploaded in the admin get their renditions at once."
    )

    def handle(self, *args, **options):
        photos = [photo for photo in Photo.objects.exclude(file="") if not (are_made(photo) and photo.fingerprint)]
        failed = 0
        for photo in photos:
            try:
                make_renditions(photo)
            except (OSError, RefusedPictureError) as error:  # the file is missing or damaged; continue with the others
                failed += 1
                self.stderr.write(f"{photo}, {photo.file.name}: {error}")
        if options["verbosity"] and photos:
            self.stdout.write(f"Made the renditions of {len(photos) - failed} of {len(photos)} photos.")
        if failed:
            sys.exit(1)
