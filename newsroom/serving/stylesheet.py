"""Readers get one stylesheet. Its parts stay files of their own, one a component, and nobody builds anything.

`css/all.css` names the parts in their order. Whoever asks for it (`runserver`, `collectstatic`, a test) gets the parts
themselves in place of their names, so that no browser has to fetch each; of `css/` nothing else is given out.
"""

import os
import posixpath
import re
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import FileSystemStorage

FOLDER = "css/"
SHEET = "css/all.css"

COMMENT = r"/\*.*?\*/"
STRING = r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'"""
GAP = re.compile(rf"(?P<kept>{STRING}|url\([^)]*\))|(?:\s|{COMMENT})+", re.DOTALL | re.IGNORECASE)
IMPORT = re.compile(r'@import ?"([^"]+)";')
# Not those that begin with a scheme, a slash or a hash: they mean the same wherever they stand.
URL = re.compile(r"""url\(\s*(["']?)(?![a-z][a-z\d+.-]*:|[/#])([^"')]+?)\1\s*\)""", re.IGNORECASE)


class StylesheetFinder(FileSystemFinder):
    """The files of `STATICFILES_DIRS`, with the one stylesheet in place of those that it is written in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.built = FileSystemStorage(location=settings.VAR / "stylesheet")

    def find(self, path, find_all=False, **kwargs):
        if not path.startswith(FOLDER):
            return super().find(path, find_all, **kwargs)
        found = [self.build()] if path == SHEET else []
        return found if find_all else next(iter(found), [])

    def list(self, ignore_patterns):
        yield from (file for file in super().list(ignore_patterns) if not file[0].startswith(FOLDER))
        self.build()
        yield SHEET, self.built

    def build(self):
        """Write the stylesheet if a part has changed since; gives its path."""
        source = super().find(SHEET)
        css = put_together(Path(source).parents[1], SHEET)
        built = Path(self.built.path(SHEET))
        if not built.exists() or built.read_text(encoding="utf-8") != css:
            replace(built, css)
        return str(built)


def replace(path, text):
    """Write a file in one step: another process may be reading it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as new:
        new.write(text)
    os.chmod(new.name, 0o644)
    os.replace(new.name, path)


def put_together(root, name):
    """A style sheet below `root` with what it imports in place; ImproperlyConfigured where that can't be done."""
    try:
        css = without_gaps((root / name).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ImproperlyConfigured(f"A style sheet imports {name}, which is not there.") from error
    css = URL.sub(lambda found: f"url({posixpath.relpath(beside(name, found[2]), FOLDER)})", css)
    css = IMPORT.sub(lambda found: put_together(root, beside(name, found[1])), css)
    if "@import" in css.lower():
        raise ImproperlyConfigured(f'{name}: an import is put in its place if it reads @import "part.css";')
    return css


def beside(name, address):
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), address))


def without_gaps(css):
    """The same rules without comments and without the blanks that nothing depends on.

    Between two words a gap of several blanks stays one. Where only a comment parts them, an empty comment does:
    `a/**/b` is neither `a b` nor `ab`.
    """

    def shorten(found):
        before, after = css[: found.start()][-1:], css[found.end() :][:1]
        if found["kept"]:
            return found[0]
        if before in {"", *"{};,"} or after in {"", "{"}:
            return ""
        return "/**/" if not re.sub(COMMENT, "", found[0], flags=re.DOTALL) else " "

    return GAP.sub(shorten, css)
