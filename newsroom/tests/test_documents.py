"""Documents name only files and folders that exist."""

import re
from pathlib import PurePath

from newsroom.tests.source_files import ROOT

ENDINGS = "py|html|css|js|md|json|png|po|conf|service|toml|txt"
NAMED_FILE = re.compile(rf"""(?<![\w./:*"-])[\w.*-][\w./*-]*\.(?:{ENDINGS})\b""")
QUOTED_FOLDER = re.compile(r"(?<![\w./:*-])[\w*-][\w./*-]*/(?![\w./*-])")
NOT_IN_THE_REPOSITORY = ("var", ".venv", ".env")
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def paths_named_in(text):
    """Files named anywhere in a document, and folders named in backticks: {"urls.py", "articles/models/"}."""
    quoted = " ".join(re.findall(r"`([^`\n]+)`", text))
    return {*NAMED_FILE.findall(text), *QUOTED_FOLDER.findall(quoted)}


def all_paths():
    """Every file and folder of the repository, by its path from the root."""
    for top in ROOT.iterdir():
        if top.name not in NOT_IN_THE_REPOSITORY:
            yield from (path.relative_to(ROOT) for path in (top, *top.rglob("*")))


def missing_paths(text, known):
    """Paths in a document that no path of `known` ends with."""
    named = {PurePath(name) for name in paths_named_in(text)}
    return {
        str(path)
        for path in named
        if path.parts[0] not in NOT_IN_THE_REPOSITORY and not any(one.match(str(path)) for one in known)
    }


def test_the_path_scanner_finds_paths():
    known = [PurePath("newsroom/urls.py"), PurePath("articles/models")]
    text = "In `urls.py`, newsroom/urls.py (`articles/models/ views/`), [page](docs/a.png) and https://a.kz/b.html"

    assert paths_named_in(text) == {"urls.py", "newsroom/urls.py", "articles/models/", "views/", "docs/a.png"}
    assert missing_paths(text, known) == {"views", "docs/a.png"}


def test_documents_name_only_paths_that_exist():
    texts = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in DOCUMENTS}
    assert len(paths_named_in(texts["docs/architecture.md"])) > 50

    known = [*all_paths()]
    assert {name: missing for name, text in texts.items() if (missing := missing_paths(text, known))} == {}
