from pathlib import Path

from django.core.management.base import BaseCommand
from django.http import HttpRequest

from newsroom import editions
from newsroom.editions.middleware import EditionMiddleware
from newsroom.serving.maintenance import maintenance_page


class Command(BaseCommand):
    help = "Write the 503 page of every edition into a folder, for a web server whose application doesn't answer."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, *args, folder, **options):
        folder.mkdir(parents=True, exist_ok=True)
        for edition in editions.EDITIONS:
            (folder / f"{edition.code}.html").write_bytes(page_of(edition))


def page_of(edition):
    request = HttpRequest()
    request.method, request.path = "GET", f"/{edition.code}/"
    request.path_info = request.path
    return EditionMiddleware(maintenance_page)(request).content
