import sys

from django.core.management.base import BaseCommand

from articles.models import Photo
from articles.pictures.processing import make_renditions
from articles.pictures.renditions import are_made


class Command(BaseCommand):
    help = (
        "Make the renditions of photos that have none, or old ones: after loading the fixtures, after an import, after "
        "an update that changes their sizes. Photos uploaded at the desk have theirs already."
    )

    def handle(self, *args, **options):
        photos = [photo for photo in Photo.objects.exclude(file="") if not are_made(photo)]
        failed = 0
        for photo in photos:
            try:
                make_renditions(photo)
            except (OSError, ValueError) as error:  # a file that is gone or broken: the others are made all the same
                failed += 1
                self.stderr.write(f"{photo.key}: {error}")
        if options["verbosity"] and photos:
            self.stdout.write(f"Renditions made of {len(photos) - failed} of {len(photos)} photos.")
        if failed:
            sys.exit(1)
