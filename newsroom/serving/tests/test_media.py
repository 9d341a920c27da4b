"""Uploads under DEBUG: a name that no file can have is a missing file."""

import pytest
from django.contrib.staticfiles.views import serve as serve_static
from django.urls import re_path

from newsroom import urls
from newsroom.serving.media import media

urlpatterns = [
    re_path("^media/(?P<path>.+)$", media),
    re_path("^static/(?P<path>.+)$", serve_static),
    *urls.urlpatterns,
]
handler404 = urls.handler404

LONG = ["a" * 3_000, "a" * 300 + ".jpg", "b/" * 2_000 + "a.jpg"]
NO_FILE = [*LONG, "%00", "a%00.jpg", "%FF.jpg", "/", "road.jpg/x", "."]


@pytest.mark.django_db
@pytest.mark.parametrize("folder", ["media", "static"])
def test_a_name_that_no_file_can_have_answers_404(client, settings, folder):
    settings.ROOT_URLCONF, settings.DEBUG = __name__, True
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "road.jpg").write_bytes(b"a road")
    assert client.get("/media/road.jpg").getvalue() == b"a road"
    assert client.get("/static/icon.svg").status_code == 200
    assert {name: client.get(f"/{folder}/{name}").status_code for name in NO_FILE} == dict.fromkeys(NO_FILE, 404)
    assert client.get(f"/{folder}/%2e%2e/a").status_code == 400
