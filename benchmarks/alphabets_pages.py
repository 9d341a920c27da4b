"""The seed pages as readers get them, from a site with a database in memory."""

import os
import re
from html import unescape
from tempfile import TemporaryDirectory
from urllib.parse import urljoin, urlsplit

LINK = re.compile(r'<(?:a|link)[^>]*\shref="([^"]*)"')
HOST = "testserver"  # as Django's test client calls it


def fixture_pages():
    """{path: HTML} of every page that can be reached, in all editions. ImportError if Django is not installed."""
    with TemporaryDirectory() as folder:
        return pages_from(_site(folder))


def _site(folder):
    os.environ.update(
        DJANGO_SETTINGS_MODULE="newsroom.settings",
        SECRET_KEY="of-this-run-only",
        DATABASE_URL="sqlite://:memory:",
        CACHE_URL="locmem://",
        DEBUG="on",
        MEDIA_ROOT=folder,
        LOG_LEVEL="ERROR",
    )
    import django
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment()
    call_command("migrate", verbosity=0)
    call_command("load_fixtures", "seed pages", verbosity=0)
    return Client()


def pages_from(client, start="/kk/", below="/"):
    """{path: HTML} of every page below a path that can be reached by links."""
    found, seen, waiting = {}, set(), [start]
    while waiting:
        address = waiting.pop()
        if address in seen or not address.startswith(below) or address.startswith(("/static/", "/media/")):
            continue
        seen.add(address)
        response = client.get(address)
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            found[address] = response.content.decode()
            waiting += _links(found[address], address)
    return found


def _links(page, address):
    for link in LINK.findall(page):
        target = urlsplit(urljoin(f"http://{HOST}{address}", unescape(link)))
        if target.netloc == HOST:
            yield target.path + (f"?{target.query}" if target.query else "")
