"""Take pictures of every kind of page in every edition, on a phone and on a wide screen, light and dark, to look at.

    make screenshots            # into var/screenshots; or: python -m benchmarks.screenshots FOLDER [edition …]

It starts the site as in production, with the seed pages. It also writes `index.html`, which shows all pictures.
"""

import os
import sys
from html import escape
from pathlib import Path

from playwright.sync_api import sync_playwright

from newsroom.tests.chromium import LAUNCH_OPTIONS, find
from newsroom.tests.production import Production

WIDTHS = {360: 740, 1280: 900}
THEMES = ("light", "dark")
LONGEST = 6000
"""The maximum height of a picture in pixels. Longer pages are cut off, because nobody looks at longer pictures."""

# Browsers fetch lazy pictures only when a reader scrolls near them. The screenshots must show all of them.
FETCH_ALL = """async () => {
    const pictures = [...document.images];
    pictures.forEach((image) => { image.loading = "eager"; });
    await Promise.all(pictures.map((image) => image.decode().catch(() => {})));
    await document.fonts.ready;
}"""


def kinds_of_pages(site):
    """Return {code of the edition: {kind of page: URL}} of the running site."""
    os.environ.update(site.environment | {"LOG_LEVEL": "CRITICAL"})  # a page fails on purpose
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    import django

    django.setup()
    from articles.tests.site.page_kinds import addresses_in
    from newsroom.editions import EDITIONS

    return {edition.code: addresses_in(edition) for edition in EDITIONS}


def failing_pages(codes):
    """Return {code of the edition: HTML of the page for server errors}."""
    from django.test import Client, override_settings

    with override_settings(ROOT_URLCONF="newsroom.tests.failing", ALLOWED_HOSTS=["testserver"]):
        client = Client(raise_request_exception=False)
        return {code: client.get(f"/{code}/failing/").content.decode() for code in codes}


def shoot(browser, site, kinds, failing, folder):
    """Take all pictures and yield their paths."""
    for width, height in WIDTHS.items():
        for theme in THEMES:
            options = {"base_url": site.url, "viewport": {"width": width, "height": height}, "color_scheme": theme}
            with browser.new_context(**options) as context:
                page = context.new_page()
                for code, addresses in kinds.items():
                    for kind, address in addresses.items():
                        page.goto(address)
                        yield picture_of(page, folder / f"{code}_{kind}_{width}_{theme}.png")
            # Without the service worker, which would answer these requests with stored pages.
            with browser.new_context(**options, service_workers="block") as context:
                page = context.new_page()
                page.route("**/failing/", lambda route: answer(route, failing))
                for code in kinds:
                    page.goto(f"/{code}/failing/")
                    yield picture_of(page, folder / f"{code}_failing_{width}_{theme}.png")
                site.close()
                for code in kinds:
                    page.goto(f"/{code}/")
                    yield picture_of(page, folder / f"{code}_closed_{width}_{theme}.png")
                site.open()


def answer(route, pages):
    code = route.request.url.split("/")[3]
    route.fulfill(status=500, content_type="text/html", body=pages[code])


def picture_of(page, path):
    page.evaluate(FETCH_ALL)
    width, high = page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": min(high, LONGEST)})
    return path


def contents(paths):
    pictures = "".join(
        f'<figure><img src="{escape(p.name)}" loading="lazy"><figcaption>{escape(p.stem)}</figcaption></figure>'
        for p in paths
    )
    return f"<!doctype html><meta charset=utf-8><title>Screenshots</title>{pictures}"


def main(folder="var/screenshots", *codes):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with Production() as site:
        kinds = {code: found for code, found in kinds_of_pages(site).items() if not codes or code in codes}
        failing = failing_pages(kinds)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find(), args=LAUNCH_OPTIONS)
            paths = sorted(shoot(browser, site, kinds, failing, folder))
            browser.close()
    (folder / "index.html").write_text(contents(paths), encoding="utf-8")
    print(f"{len(paths)} pictures in {folder}/. Open index.html to see all of them.")


if __name__ == "__main__":
    main(*sys.argv[1:])
