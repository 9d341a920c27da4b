"""Our own source files, for tests of rules about the code."""

from django.conf import settings

ROOT = settings.BASE_DIR
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def files(folder, without=()):
    """The modules below a folder, tests and migrations aside, by their path from the root."""
    found = {str(path.relative_to(ROOT)): path for path in sorted((ROOT / folder).rglob("*.py"))}
    return {
        name: path.read_text(encoding="utf-8")
        for name, path in found.items()
        if not {"tests", "migrations"} & set(path.parts) and not name.startswith(tuple(without))
    }


def templates():
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in TEMPLATES}
