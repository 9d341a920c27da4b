"""The web app manifest, the icons and the theme colours."""

import io
import json
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from PIL import Image, ImageChops, ImageStat

from articles.tests.page_content import elements
from newsroom import editions
from newsroom.identity.models import SiteIdentity
from newsroom.tests import icons
from newsroom.web_app.manifest import BACKGROUND

pytestmark = pytest.mark.one_database

TOKENS = (settings.BASE_DIR / "newsroom/static/css/tokens.css").read_text(encoding="utf-8")
in_each_edition = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)


def token(name, dark=False):
    """The value of a colour in `tokens.css`, in the light or the dark theme."""
    return re.findall(rf"--{name}: (#[0-9a-f]{{6}});", TOKENS)[dark]


def manifest_of(client, edition):
    """(content of the manifest that the front page links to, response)."""
    (link,) = elements(client.get(f"/{edition.code}/"), "link", rel="manifest")
    response = client.get(link.get("href"))
    return json.loads(response.content), response


def picture_at(address):
    """The picture at the URL of a static file."""
    return Image.open(finders.find(address.removeprefix("/static/")))


# The manifest


@in_each_edition
@pytest.mark.usefixtures("seeds")
def test_each_edition_has_its_own_manifest(client, edition):
    manifest, response = manifest_of(client, edition)

    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/manifest+json")
    said = {name: manifest[name] for name in ("id", "start_url", "scope", "lang", "dir", "display")}
    assert said == {
        "id": f"/{edition.code}/",
        "start_url": f"/{edition.code}/",
        "scope": "/",
        "lang": edition.tag,
        "dir": edition.direction,
        "display": "minimal-ui",
    }
    assert client.get(manifest["start_url"]).status_code == 200
    (name,) = elements(client.get(manifest["start_url"]), "title")
    assert manifest["name"] == name.text
    assert manifest["short_name"] in {"Аймақ", "Aimaq", "ايماق"}


@pytest.mark.django_db
def test_a_manifest_is_transliterated_except_for_fallback_names(client):
    SiteIdentity.objects.create(name_kk="Дала", tagline_ru="Новости")

    names = {edition.code: manifest_of(client, edition)[0]["name"] for edition in editions.EDITIONS}

    assert (names["kk"], names["kk-latn"], names["kk-arab"]) == ("Дала – Новости", "Dala – Новости", "دالا – Новости")
    assert names["ru"] == "Дала – Новости"


@pytest.mark.usefixtures("seeds")
def test_every_icon_of_the_manifest_exists_in_its_size(client):
    manifest, _ = manifest_of(client, editions.DEFAULT)
    pictures = [icon for icon in manifest["icons"] if icon["type"] == "image/png"]

    assert [icon["sizes"] for icon in pictures] == ["192x192", "512x512", "512x512"]
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in pictures:
        picture = picture_at(icon["src"])
        assert (picture.format, "{}x{}".format(*picture.size)) == ("PNG", icon["sizes"])
    (drawing,) = [icon for icon in manifest["icons"] if icon["type"] == "image/svg+xml"]
    assert finders.find(drawing["src"].removeprefix("/static/"))


@pytest.mark.usefixtures("seeds")
def test_a_manifest_is_cached_for_an_hour_and_sent_again_only_if_it_has_changed(client):
    _manifest, response = manifest_of(client, editions.DEFAULT)
    assert response.headers["Cache-Control"] == "public, max-age=3600"
    etag = {"If-None-Match": response.headers["ETag"]}

    unchanged = client.get("/kk/manifest.webmanifest", headers=etag)
    assert (unchanged.status_code, unchanged.content) == (304, b"")

    SiteIdentity.objects.update(name_kk="Дала")
    changed = client.get("/kk/manifest.webmanifest", headers=etag)
    assert (changed.status_code, json.loads(changed.content)["short_name"]) == (200, "Дала")


# Icons


@pytest.mark.usefixtures("seeds")
def test_a_page_names_an_icon_for_every_kind_of_browser(client):
    page = client.get("/ru/")
    named = {link.get("rel"): link for rel in ("icon", "apple-touch-icon") for link in elements(page, "link", rel=rel)}
    png, svg = elements(page, "link", rel="icon")

    assert (png.get("type"), png.get("sizes"), picture_at(png.get("href")).size) == ("image/png", "32x32", (32, 32))
    assert (svg.get("type"), svg.get("sizes")) == ("image/svg+xml", "any")
    assert finders.find(svg.get("href").removeprefix("/static/"))
    assert picture_at(named["apple-touch-icon"].get("href")).size == (180, 180)


@pytest.mark.django_db
def test_favicon_ico_redirects_to_the_icon(client):
    response = client.get("/favicon.ico")

    assert response.status_code == 302
    assert picture_at(response.headers["Location"]).size == (32, 32)
    assert response.headers["Cache-Control"] == "public, max-age=86400"


@pytest.mark.browser
@pytest.mark.parametrize("name", icons.SIDES)
def test_each_icon_is_the_same_drawing_in_another_size(chromium, name):
    kept = Image.open(icons.STATIC / "icons" / name).convert("RGB")
    drawn = Image.open(io.BytesIO(icons.shot(chromium, name))).convert("RGB")

    assert kept.size == drawn.size == (icons.SIDES[name],) * 2
    assert max(ImageStat.Stat(ImageChops.difference(kept, drawn)).mean) < 1
    assert max(ImageStat.Stat(ImageChops.difference(kept, Image.new("RGB", kept.size, BACKGROUND))).mean) > 8


def test_the_drawing_is_within_the_safe_zone_of_a_maskable_icon():
    icon = Image.open(icons.STATIC / "icons/icon-512-maskable.png").convert("RGB")
    ink = (
        ImageChops.difference(icon, Image.new("RGB", icon.size, BACKGROUND))
        .convert("L")
        .point(lambda v: v > 40 and 255)
    )
    far = max(
        ((x - 256) ** 2 + (y - 256) ** 2) ** 0.5
        for y in range(0, 512, 2)
        for x in range(0, 512, 2)
        if ink.getpixel((x, y))
    )

    assert 100 < far < 0.4 * 512  # the safe zone of W3C's "maskable"


# Colours


@pytest.mark.usefixtures("seeds")
def test_the_theme_color_is_that_of_the_page_in_both_themes(client):
    page = client.get("/ru/")
    colours = {meta.get("media"): meta.get("content") for meta in elements(page, "meta", name="theme-color")}

    assert colours == {
        "(prefers-color-scheme: light)": token("paper"),
        "(prefers-color-scheme: dark)": token("paper", dark=True),
    }
    assert [meta.get("content") for meta in elements(page, "meta", name="color-scheme")] == ["light dark"]
    manifest, _ = manifest_of(client, editions.DEFAULT)
    assert manifest["theme_color"] == manifest["background_color"] == BACKGROUND == token("paper")
