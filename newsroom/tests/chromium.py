"""A Chromium for the browser tests: the machine's, Playwright's own, or one installed now."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# The first is Chromium without windows, which opens a page in a third of the time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LAUNCH_OPTIONS = [
    # Chromium has no sandbox for root, nor in most containers.
    *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# With it Chromium draws nothing: loading a page takes a quarter less time, and resizing it half. But a click or a
# screenshot would wait for the next frame, which never comes.
WITHOUT_FRAMES = "--disable-threaded-compositing"


def find():
    """Path of a Chromium, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None) or playwrights_own()


def playwrights_own():
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install():
    """Try Playwright's download, then Debian's packages, and print what was tried. Return a path or None."""
    attempts = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and os.geteuid() == 0:
        for package in NAMES[:2]:
            attempts += [
                ["sh", "-c", f"apt-get update -qq && apt-get install -y -qq --no-install-recommends {package}"]
            ]
    for command in attempts:
        print(f"No Chromium yet; trying: {' '.join(command)}", flush=True)
        try:
            subprocess.run(command, check=True, timeout=900, stdout=subprocess.DEVNULL)
        except (subprocess.SubprocessError, OSError) as error:
            print(f"  that did not work: {error}", flush=True)
        if path := find():
            return path
    return None


if __name__ == "__main__":
    sys.exit(0 if find() or install() else 1)
