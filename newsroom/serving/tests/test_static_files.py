import re

from django.conf import settings as project
from django.core.management import call_command

HASHED = re.compile(r"\.[0-9a-f]{12}\.js$")
IMPORT = re.compile(r'\b(?:from|import)\s*"(\.[^"]+)"')


def test_modules_import_each_other_by_hashed_names(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [project.BASE_DIR / "newsroom/static/desk"]
    storage = {"BACKEND": "newsroom.serving.static_files.StaticFiles"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": storage}
    call_command("collectstatic", interactive=False, verbosity=0)

    modules = [path for path in tmp_path.rglob("*.js") if HASHED.search(path.name)]
    imported = [(path, name) for path in modules for name in IMPORT.findall(path.read_text(encoding="utf-8"))]
    assert len(imported) > 20
    assert [name for path, name in imported if not (HASHED.search(name) and (path.parent / name).exists())] == []


def test_scripts_of_readers_are_sent_without_comments(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [("js", project.BASE_DIR / "newsroom/static/js")]
    storage = {"BACKEND": "newsroom.serving.static_files.StaticFiles"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": storage}
    call_command("collectstatic", interactive=False, verbosity=0)

    (script,) = [path for path in (tmp_path / "js").glob("readers.*.js") if HASHED.search(path.name)]
    source = (project.BASE_DIR / "newsroom/static/js/readers.js").read_text(encoding="utf-8")
    sent = script.read_text(encoding="utf-8")
    assert "  // Theme:" in source
    assert (sent.count("\n  //"), '"use strict";' in sent, len(sent) > len(source) * 0.8) == (0, True, True)
