"""The words of the newsroom are at no public address: before publication, at its time, after a withdrawal.

The addresses come from the URL configuration, so a later feed or sitemap joins by itself. What no page shows although
it is public has to be listed here. `secret_site.py` has the places in which the words are.
"""

import json
import re
from collections import defaultdict
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Revision
from articles.tests.hard_values.addresses import public_addresses
from articles.tests.page_content import headlines
from articles.tests.site import secret_site
from articles.tests.site.secret_site import BY_ITSELF, PLACES, WRITTEN_HERE, Site, canaries_of, office_models
from newsroom import editions
from newsroom.tests.snapshots import rows_of_all_tables

pytestmark = pytest.mark.django_db

CANARY = re.compile(r"zxq[a-z]+|hidden-[a-z]+")
DAILY = ("ru", "kk-arab")  # one stored and one derived edition
OTHERS = tuple(edition.code for edition in editions.EDITIONS if edition.code not in DAILY)
# `make test-fast` leaves out the others. To a database, they differ only in the names of columns.
in_editions = pytest.mark.parametrize(
    "codes", [DAILY, pytest.param(OTHERS, marks=[pytest.mark.slow, pytest.mark.one_database])], ids=["daily", "others"]
)
WITHOUT_STORIES = {
    *("kept.json", "comments/challenge.json", "favicon.ico", "sw.js", "draft-changes/<str:token>/"),
    *(
        "latest.json",
        "read/",
        "offline/",
        "manifest.webmanifest",
        "card/<slug:version>.jpg",
        "my-comments/",
        "reports/",
        "replies/stop/<str:token>/",
    ),
    *("section/<slug:key>/latest.json", "<day:day>/<slug:slug>/card/<slug:version>.jpg"),
    *("<day:day>/<slug:slug>/comments/", "<day:day>/<slug:slug>/comments/thank/", "preview/<slug:secret>/"),
    *("<day:day>/<slug:slug>/mistake/", "<day:day>/<slug:slug>/mistake/sent/"),
}
"""Public routes without words of the stories that this test hides, at the address that is asked for."""

NEVER_PUBLISHED = {
    "zxqback",
    "zxqkilled",
    "zxqstopped",
    "zxqdeleted",
    "zxqcomment",
    "zxqstaff",
    "zxqdisclosure",
    "zxqnetwork",
    "zxqwriternote",
}
"""Canaries of `secret_site.py` that no act gives to readers."""


@pytest.fixture
def site(staff):
    return Site(staff)


def asked(site, edition):
    """Return {what it is: address} of everything that a reader can ask for."""
    here = f"/{edition.code}"
    addresses = {
        address.route.removeprefix(edition.code).removeprefix("/") or "front": address.url()
        for address in public_addresses(edition)
        if "<slug:secret>" not in address.route  # who has a secret link may see its draft
    }
    for kind, own in {"section": "society", "tag": "elections", "author": "asel"}.items():
        for key in (own, "secret", "waiting"):
            addresses[f"{kind} {key}"] = f"{here}/{kind}/{key}/"
            addresses[f"{kind} {key} in the archive"] = f"{here}/archive/?{kind}={key}"
    for name, story in {"live": site.live, "planned": site.planned, **site.hidden}.items():
        if story.pk and (path := path_of(story, edition)):
            addresses[f"story {name}"] = path
            addresses[f"mistake in {name}"] = f"{path}mistake/"
    return addresses


def path_of(story, edition):
    """Return the address that a story has in an edition, or will have; None if none is known."""
    story.refresh_from_db()
    here = story.edition(edition)
    return here.path if here.slug and story.first_published_at else None


def seen(client, site, codes):
    """Return {canary: what shows it}, in content or headers. What stands in an address may be on its page."""
    found = defaultdict(set)
    for code in codes:
        edition = editions.BY_CODE[code]
        for name, url in asked(site, edition).items():
            response = client.get(url)
            text = f"{response.headers} {response.content.decode(errors='replace')}".lower()
            for canary in {*CANARY.findall(unquote(text))} - {*CANARY.findall(url)}:
                found[canary].add(name)
            if stem_of(site.photo) in text:
                found["zxqphoto"].add(f"file in {name}")
        searched = headlines(client.get(f"/{code}/search/?q=zxqall"))
        for canary in CANARY.findall(" ".join(searched).lower()):
            found[canary].add("search/")
    found.pop("zxqall", None)
    return dict(found)


def stem_of(photo):
    return photo.file.name.rpartition("/")[2].rpartition(".")[0].lower()


def card_of(client, site, code):
    """Return the version in the address of a story's share card. It changes with the words on the card."""
    page = client.get(site.live.address_in(editions.BY_CODE[code])).content.decode()
    return re.search(r"card/([0-9a-f]+)\.jpg", page)[1]


def files_in(folder):
    """Yield the names of the public files below a folder."""
    folders, names = default_storage.listdir(folder) if default_storage.exists(folder) else ([], [])
    yield from names
    for inner in folders:
        yield from files_in(f"{folder}/{inner}")


def public_words(found):
    """Return the canaries that readers see, without those of addresses."""
    return {canary for canary in found if canary.startswith("zxq")}


@in_editions
def test_words_of_the_newsroom_are_public_when_they_are_published_and_at_no_other_time(client, clock, site, codes):
    card = card_of(client, site, codes[0])
    site.write()
    words = {*PLACES, *map(canaries_of, office_models())}
    tables = {name: str(rows) for name, (_columns, rows) in rows_of_all_tables().items()}
    assert {word for word in words if word not in str(tables)} == {"zxqdeleted"}
    empty = {one.__name__ for one in apps.get_models() if "zxq" not in tables.get(one._meta.db_table, "")}
    assert empty & WRITTEN_HERE == set()
    assert seen(client, site, codes) == {}
    assert card_of(client, site, codes[0]) == card
    assert not any("zxq" in name for folder in ("photos", "renditions") for name in files_in(folder))

    clock(site.later)
    assert public_words(seen(client, site, codes)) == BY_ITSELF

    publishable = {word for word in words if word in PLACES} - BY_ITSELF - NEVER_PUBLISHED
    site.publish_all(only_of_office=words - BY_ITSELF - publishable)
    found = seen(client, site, codes)
    assert words - {*found} == set()
    routes = {address.route.removeprefix(codes[0]).removeprefix("/") or "front"
              for address in public_addresses(editions.BY_CODE[codes[0]])}  # fmt: skip
    assert routes - set().union(*found.values()) == WITHOUT_STORIES
    assert card_of(client, site, codes[0]) != card

    site.withdraw_all()
    assert seen(client, site, codes) == {}
    assert Revision.objects.filter(title__contains="zxqdraft").count() == len(secret_site.ALL)


# «There is none» and «you may not see it» are the same answer


def answers(client, site, edition, is_there):
    """Return {what is asked: (status, headers, content, number of queries)} of hidden things, or of none at all."""
    here, other = f"/{edition.code}", "abcdefghijklmnopqrstuvwxyz"
    paths = {name: path for name, story in site.hidden.items() if story.pk and (path := path_of(story, edition))}
    hidden = {name: path for name, path in paths.items() if name not in ("zxqkilled", "zxqwithdrawn")}
    found = {}
    for name, path in hidden.items():
        slug = path.split("/")[-2]
        none = f"{other * 5}"[: len(slug)]
        path = path if is_there else path.replace(slug, none)
        swap = (path.split("/")[-2].encode(), b"SLUG")
        for end in ("", "comments/", "card/abc.jpg", "nothing/"):
            found[name, end] = answer(client, "get", f"{path}{end}", swap)
        found[name, "head"] = answer(client, "head", path, swap)
        found[name, "post"] = answer(client, "post", f"{path}comments/", swap, {"text": "A", "name": "B"})
        found[name, "kept"] = answer(client, "post", "/kept.json", swap, json.dumps([path]))
        found[name, "other edition"] = answer(client, "get", path.replace(here, "/uz-cyrl", 1), swap)
        found[name, "other day"] = answer(client, "get", re.sub("/2[0-9/]+/", "/2001/01/01/", path), swap)
    key = "secret" if is_there else "nobody"
    for kind in ("section", "tag", "author"):
        for address in (f"/{kind}/{key}/", f"/{kind}/{key}/latest.json", f"/archive/?{kind}={key}"):
            found[kind, address.replace(key, "")] = answer(client, "get", f"{here}{address}", (key.encode(), b"KEY"))
    return found


def answer(client, method, url, swap, body=None):
    options = {"headers": {"Sec-Fetch-Site": "same-origin"}} if method == "post" else {}
    options |= {"content_type": "application/json"} if isinstance(body, str) else {}
    with CaptureQueriesContext(connection) as captured:
        response = getattr(client, method)(url, *([body] if body else []), **options)
    headers = {name: value for name, value in response.headers.items() if name != "Content-Length"}
    content = response.content.replace(*swap)
    return response.status_code, str(headers).encode().replace(*swap), content, len(captured)


def test_what_is_hidden_answers_as_what_never_existed(client, site):
    site.write()
    edition = editions.BY_CODE["ru"]
    answers(client, site, edition, is_there=True)  # fills caches
    hidden, none = (answers(client, site, edition, is_there) for is_there in (True, False))
    assert len(hidden) == 5 * 9 + 9
    assert {asked: (there[0], there[3]) for asked, there in hidden.items()} == {
        asked: (there[0], there[3]) for asked, there in none.items()
    }
    assert [asked for asked in hidden if hidden[asked] != none[asked]] == []
