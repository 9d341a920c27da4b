"""The editor's icons come from a small font of ours, which has an icon for every name that a script uses."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from conftest import import_or_fail

FONT = "django_prose_editor/material-icons.woff2"
USED = re.compile(r'\.material\(\s*"([a-z_]+)"')
NAMED_OTHERWISE = {"title", "fullscreen", "fullscreen_exit"} | {
    f"format_align_{side}" for side in ("left", "center", "right", "justify")
}
"""Icons whose names the package's script writes in other ways."""


def icons_of(path):
    font = import_or_fail("fontTools.ttLib").TTFont(path)
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    tables = [table for lookup in font["GSUB"].table.LookupList.Lookup for table in lookup.SubTable]
    return {
        "".join(letters[glyph] for glyph in [first, *ligature.Component])
        for table in tables
        for first, ligatures in table.ligatures.items()
        for ligature in ligatures
    }


def names_used():
    scripts = [Path(finders.find("django_prose_editor/editor.js"))]
    scripts += (settings.BASE_DIR / "newsroom/static/desk").rglob("*.js")
    return {name for script in scripts for name in USED.findall(script.read_text(encoding="utf-8"))}


def test_the_font_has_every_icon_and_is_small():
    path = Path(finders.find(FONT))
    used = names_used()
    assert {"format_bold", "language"} <= used
    assert used | NAMED_OTHERWISE <= icons_of(path)
    assert path.stat().st_size < 5_000
