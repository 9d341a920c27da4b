"""Join the parts of a stylesheet, one file a component, into one file, without a build step.

`css/all.css`, for readers, `desk/css/all.css`, for editors, and `desk/comments/all.css`, which the desk's pages of
comments have besides, import their parts in order. `runserver`, `collectstatic` and tests get them with the parts in
place of the imports, so that a browser fetches one file. No other file of these folders is served.
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
from rcssmin import cssmin

from newsroom.serving.longhands import with_longhands

SHEET = "css/all.css"
DESK_SHEET = "desk/css/all.css"
COMMENTS_SHEET = "desk/comments/all.css"
SHEETS = [SHEET, DESK_SHEET, COMMENTS_SHEET]

IMPORT = re.compile(r'@import ?"([^"]+)";')
# Addresses that begin with a scheme, a slash or a hash are left out: they mean the same in every file.
URL = re.compile(r"""url\(\s*(["']?)(?![a-z][a-z\d+.-]*:|[/#])([^"')]+?)\1\s*\)""", re.IGNORECASE)


class StylesheetFinder(FileSystemFinder):
    """Find the files of `STATICFILES_DIRS`, and the joined stylesheets instead of their parts."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.built = FileSystemStorage(location=settings.VAR / "stylesheet")

    def find(self, path, find_all=False, **kwargs):
        if not is_part(path):
            return super().find(path, find_all, **kwargs)
        found = [self.build(path)] if path in SHEETS else []
        return found if find_all else next(iter(found), [])

    def list(self, ignore_patterns):
        yield from (file for file in super().list(ignore_patterns) if not is_part(file[0]))
        for sheet in SHEETS:
            self.build(sheet)
            yield sheet, self.built

    def build(self, sheet):
        """Write a joined stylesheet if a part has changed, and return its path."""
        source = super().find(sheet)
        css = join_parts(Path(source.removesuffix(sheet)), sheet)
        built = Path(self.built.path(sheet))
        if not built.exists() or built.read_text(encoding="utf-8") != css:
            write_atomically(built, css)
        return str(built)


def is_part(path):
    """Whether a file is in the folder of a joined stylesheet."""
    return path.startswith(tuple(f"{posixpath.dirname(sheet)}/" for sheet in SHEETS))


def write_atomically(path, text):
    """Replace a file in one step, because another process may be reading it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as new:
        new.write(text)
    os.chmod(new.name, 0o644)
    os.replace(new.name, path)


def join_parts(root, sheet):
    """Return the minified stylesheet `sheet` below `root`, with the files it imports in place of its imports."""
    return joined(root, sheet, posixpath.dirname(sheet))


def joined(root, name, folder):
    """Return a file with its imports in place. Addresses become relative to `folder`, where the joined sheet is.

    Raise `ImproperlyConfigured` if an imported file is missing or an import is written in another form.
    """
    try:
        css = minify((root / name).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ImproperlyConfigured(f"A stylesheet imports {name}, which does not exist.") from error
    css = URL.sub(lambda found: f"url({posixpath.relpath(resolve(name, found[2]), folder)})", css)
    css = IMPORT.sub(lambda found: joined(root, resolve(name, found[1]), folder), css)
    if "@import" in css.lower():
        raise ImproperlyConfigured(f'{name}: write imports as @import "part.css"; other forms cannot be joined.')
    return css


def minify(css):
    """Return `css` without comments, needless spaces and new shorthands, in a form that another part can follow."""
    css = with_longhands(cssmin(css))
    # rcssmin in C drops a semicolon at the end of a file. Without it, `@layer a` would run into the next part.
    return css if css[-1:] in "};" else f"{css};"


def resolve(name, address):
    """The path of `address`, which is relative to the file `name`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), address))
