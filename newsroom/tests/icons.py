"""The icons in all sizes, drawn from `static/icon.svg`. `python -m newsroom.tests.icons` writes them."""

import base64
from pathlib import Path

from newsroom.tests.chromium import LAUNCH_OPTIONS, find

STATIC = Path(__file__).parent.parent / "static"
SIDES = {"icon-32.png": 32, "icon-180.png": 180, "icon-192.png": 192, "icon-512.png": 512, "icon-512-maskable.png": 512}
MARGIN = 0.08
"""Part of the side. A phone may cut it off when it gives the icon its own shape, so the drawing is within it."""


def shot(browser, name):
    """The bytes of an icon, drawn by Chromium."""
    side = SIDES[name]
    margin = round(side * MARGIN) if "maskable" in name else 0
    drawing = base64.b64encode((STATIC / "icon.svg").read_bytes()).decode()
    page = browser.new_page(viewport={"width": side, "height": side})
    page.set_content(
        f'<body style="margin:0;background:#fbf7ee"><img style="display:block;margin:{margin}px" '
        f'width="{side - 2 * margin}" src="data:image/svg+xml;base64,{drawing}">'
    )
    content = page.screenshot()
    page.close()
    return content


def main():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=LAUNCH_OPTIONS)
        for name in SIDES:
            (STATIC / "icons" / name).write_bytes(shot(browser, name))
        browser.close()


if __name__ == "__main__":
    main()
