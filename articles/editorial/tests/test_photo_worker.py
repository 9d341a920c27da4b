"""Workers process what waits, several at once, and end when they are told to."""

import os
import re
import signal
import subprocess
import sys
from threading import Timer

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from articles.editorial.photo_uploads import receive
from articles.editorial.photo_worker import is_there_a_worker, work
from articles.models import Photo, PhotoState, PhotoUpload, PhotoWorker
from articles.pictures.renditions import are_made, names_of
from articles.pictures.tests.files import saved

pytestmark = pytest.mark.django_db(transaction=True)


def send(by, *numbers):
    for number in numbers:
        content = saved(Image.new("RGB", (300, 200), (number, 99, 99)), "PNG")
        receive(SimpleUploadedFile("picture.png", content), by=by, is_claimed=False)


def stored_files(settings):
    return {str(path.relative_to(settings.MEDIA_ROOT)) for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()}


@pytest.fixture
def _handlers():
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("_handlers")
def test_a_worker_completes_what_it_does_and_ends(staff):
    send(staff("reporter"), 1)
    seen = []
    Timer(0.5, lambda: (seen.append(is_there_a_worker()), connection.close(), os.kill(os.getpid(), 15))).start()
    work()
    photo = Photo.objects.get()
    assert (photo.state, are_made(photo), PhotoUpload.objects.count()) == (PhotoState.READY, True, 0)
    assert (seen, PhotoWorker.objects.count(), is_there_a_worker()) == ([True], 0, False)


@pytest.mark.slow
def test_several_workers_do_nothing_twice(staff, settings):
    send(staff("reporter"), *range(8))
    command = [sys.executable, "manage.py", "process_photos", "--once"]
    workers = [subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment()) for _ in range(3)]
    assert [worker.wait(timeout=120) for worker in workers] == [0, 0, 0]
    photos = Photo.objects.all()
    assert {(photo.state, are_made(photo)) for photo in photos} == {(PhotoState.READY, True)}
    named = {photo.file.name for photo in photos} | {name for photo in photos for *_, name in names_of(photo)}
    assert (len(photos), stored_files(settings), PhotoUpload.objects.count()) == (8, named, 0)


def environment():
    """Return the environment of a process that uses the database and the folders of this test."""
    name, address = connection.settings_dict["NAME"], os.environ.get("DATABASE_URL", "")
    is_server = connection.vendor == "postgresql"
    address = re.sub(r"/[^/?]*(?=\?|$)", f"/{name}", address, count=1) if is_server else f"sqlite:///{name}"
    folders = {"MEDIA_ROOT": str(settings.MEDIA_ROOT), "UPLOADS_ROOT": str(settings.UPLOADS_ROOT)}
    return os.environ | folders | {"DATABASE_URL": address}
