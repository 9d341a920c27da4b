"""Join the parts of the readers' stylesheet, one file a component, into one file, without a build step.

`css/all.css` imports the parts in their order. `runserver`, `collectstatic` and tests get it with the parts in place of
the imports, so that a browser fetches one file. No other file of `css/` is served.
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

FOLDER = "css/"
SHEET = "css/all.css"

IMPORT = re.compile(r'@import ?"([^"]+)";')
# Addresses that begin with a scheme, a slash or a hash are left out: they mean the same in every file.
URL = re.compile(r"""url\(\s*(["']?)(?![a-z][a-z\d+.-]*:|[/#])([^"')]+?)\1\s*\)""", re.IGNORECASE)


class StylesheetFinder(FileSystemFinder):
    """Find the files of `STATICFILES_DIRS`, and the joined stylesheet instead of its parts."""

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
        """Write the joined stylesheet if a part has changed, and return its path."""
        source = super().find(SHEET)
        css = join_parts(Path(source).parents[1], SHEET)
        built = Path(self.built.path(SHEET))
        if not built.exists() or built.read_text(encoding="utf-8") != css:
            write_atomically(built, css)
        return str(built)


def write_atomically(path, text):
    """Replace a file in one step, because another process may be reading it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as new:
        new.write(text)
    os.chmod(new.name, 0o644)
    os.replace(new.name, path)


def join_parts(root, name):
    """Return the minified stylesheet `name` below `root`, with the files it imports in place of its imports.

    Raise `ImproperlyConfigured` if an imported file is missing or an import is written in another form.
    """
    try:
        css = minify((root / name).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ImproperlyConfigured(f"A stylesheet imports {name}, which does not exist.") from error
    css = URL.sub(lambda found: f"url({posixpath.relpath(resolve(name, found[2]), FOLDER)})", css)
    css = IMPORT.sub(lambda found: join_parts(root, resolve(name, found[1])), css)
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
