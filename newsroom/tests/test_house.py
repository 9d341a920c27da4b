"""Rules about the code itself: imports, queries by status, safe HTML, inline code, CSS, and paths in documents."""

import ast
import re
import sys
from pathlib import PurePath

import pytest
from django.conf import settings
from django.core.management import call_command

ROOT = settings.BASE_DIR
CSS = ROOT / "newsroom/static/css"
DESK_CSS = ROOT / "newsroom/static/desk"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
LONGEST_LINE = 120
ENDINGS = "py|html|css|js|md|json|png|po|conf|service|toml|txt"
NAMED_FILE = re.compile(rf"""(?<![\w./:*"-])[\w.*-][\w./*-]*\.(?:{ENDINGS})\b""")
QUOTED_FOLDER = re.compile(r"(?<![\w./:*-])[\w*-][\w./*-]*/(?![\w./*-])")
NOT_IN_THE_REPOSITORY = ("var", ".venv", ".env")
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]

APPS_OF_THE_PAPER = ["dictionary", "identity", "informers", "staff"]
MARKED_SAFE = {"newsroom/content/clean_html.py", "newsroom/templatetags/site.py"}
ASK_FOR_ROWS = {"filter", "exclude", "get", "get_or_create", "update_or_create", "Q", "When"}
INLINE = re.compile(r"<script(?![^>]*\ssrc=)|<style\b|\sstyle\s*=|\son[a-z]+\s*=|javascript:", re.IGNORECASE)
PHYSICAL = re.compile(
    r"""(?<![-\w]) (?:
        (?: margin | padding | border | scroll-margin | scroll-padding ) - (?: left | right | top | bottom ) [-\w]*
        | border-(?:top|bottom)-(?:left|right)-radius
        | (?: left | right | top | bottom | (?:min-|max-)?(?:width|height) )
        | (?: text-align | float | clear | caption-side ) \s*:\s* (?: left | right | top | bottom ) \b
    ) \s* [:;}]""",
    re.VERBOSE,
)

BARE_INCLUDE = re.compile(r"""\{%\s*include\s+(?!"[^"]+"\s+(?:with\s[^%]+\s)?only\s*%\})[^%]*%\}""")
CLASS_IN_SELECTOR = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
CLASS_ATTRIBUTE = re.compile(r"""\bclass(?:Name)?\s*[=:]\s*["']([^"']*)["']""")
# Classes whose last part is a value: the style of a card (`articles/story_cards.py`), the status of an edition.
CLASSES_WITH_A_VALUE = {
    "card-{{ variant.style }}": {"card-row", "card-thumb"},
    "edition-state-{}": {"edition-state-in_review", "edition-state-published", "edition-state-withdrawn"},
}
# Classes outside any class attribute of ours: `{% block page_kind %}` of the layout, and the mark-up of Django's admin
# and of the text editor.
CLASSES_ELSEWHERE = re.compile(
    r"page-front | (?:model|field)-\w+ | change-form | object-tools | nowrap | tiptap | prose-\w+", re.VERBOSE
)


def files(folder, without=()):
    """The modules below a folder, tests and migrations aside, by their path from the root."""
    found = {str(path.relative_to(ROOT)): path for path in sorted((ROOT / folder).rglob("*.py"))}
    return {
        name: path.read_text(encoding="utf-8")
        for name, path in found.items()
        if not {"tests", "migrations"} & set(path.parts) and not name.startswith(tuple(without))
    }


def imported(source):
    """Every module that a source names in an import, wherever the import stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def importers(sources, package):
    """The files among `sources` that import something of `package`."""
    return [
        name
        for name, source in sources.items()
        if any(f"{module}.".startswith(package + ".") for module in imported(source))
    ]


def asks_for_status(source):
    """Whether a source asks the database for rows by their status or time of publication."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            named = [keyword.arg or "" for keyword in node.keywords]
            if name in ASK_FOR_ROWS and any(re.match(r"(status|published_at)(_|$)", word) for word in named):
                return True
    return False


def names_in(source):
    tree = ast.walk(ast.parse(source))
    return {getattr(node, "id", getattr(node, "attr", getattr(node, "name", ""))) for node in tree}


def without_comments(css):
    return re.sub(r"/\*.*?\*/|@(?:media|container)[^{]*", "", css, flags=re.DOTALL)


def templates():
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in TEMPLATES}


def long_lines(source):
    """The numbers of the lines that are too long."""
    return [number for number, line in enumerate(source.split("\n"), start=1) if len(line) > LONGEST_LINE]


def classes_styled(css):
    """The classes in the selectors of a stylesheet."""
    selectors = re.findall(r"([^{};]*)\{", without_comments(css))
    return {name for selector in selectors for name in CLASS_IN_SELECTOR.findall(selector)}


def classes_given(source):
    """The classes that a template, a script or a module gives to elements, as they are written there.

    A class with a value in it is returned with the name of the value: `card-{{ variant.style }}`.
    """
    values = CLASS_ATTRIBUTE.findall(re.sub(r"\{%.*?%\}", lambda tag: re.sub("[\"']", "", tag[0]), source))
    bare = " ".join(re.sub(r"\{%.*?%\}", " ", value) for value in values)
    return set(re.findall(r"(?:\{\{.*?\}\}|\S)+", bare))


# Imports point one way


def test_what_looks_for_imports_finds_them():
    source = "import articles.models as m\ndef f():\n    from articles.comments import views\n    import articlesque"

    assert [*imported(source)] == ["articles.models", "articles.comments.views", "articlesque"]
    assert importers({"a.py": source, "b.py": "import articlesque"}, "articles") == ["a.py"]


def test_the_paper_does_not_know_its_news():
    sources = files("newsroom")
    assert len(sources) > 20

    assert importers(sources, "articles") == ["newsroom/urls.py"]


def test_the_news_does_not_know_its_comments():
    sources = files("articles", without=["articles/comments/"])
    assert len(sources) > 20
    assert importers(files("newsroom"), "articles.comments") == ["newsroom/urls.py"]

    assert importers(sources, "articles.comments") == []


@pytest.mark.parametrize("app", APPS_OF_THE_PAPER)
def test_the_apps_of_the_paper_do_not_know_one_another(app):
    sources = files(f"newsroom/{app}")
    assert importers(sources, f"newsroom.{app}") != []

    others = set(APPS_OF_THE_PAPER) - {app}
    assert {other: importers(sources, f"newsroom.{other}") for other in others} == {other: [] for other in others}


def test_the_database_layer_knows_no_app():
    sources = files("newsroom/database", without=["newsroom/database/tests/"])
    modules = {module for source in sources.values() for module in imported(source)}
    assert "newsroom.database.models.TableVersion" in modules

    assert {module for module in modules if re.match(r"newsroom\.(?!database)|articles", module)} == set()


def test_the_alphabets_know_nothing_but_python_and_themselves():
    sources = files("newsroom/alphabets")
    assert len(sources) > 15

    modules = {module for source in sources.values() for module in imported(source)}
    others = {module for module in modules if module.split(".")[0] not in sys.stdlib_module_names}
    assert {module for module in others if not module.startswith("newsroom.alphabets")} == set()


def modules_named_in_strings(source, package):
    """Strings of a source that name something of `package`, such as "articles.models" or "comments.comment"."""
    pattern = re.compile(rf"{re.escape(package)}(\.\w+)+")
    constants = (node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    return [value for value in constants if isinstance(value, str) and pattern.fullmatch(value)]


def test_no_import_hides_in_a_string():
    assert modules_named_in_strings("x = 'articles.models.Article'", "articles") == ["articles.models.Article"]

    newsroom = files("newsroom", without=["newsroom/settings.py"])
    assert {name for name, source in newsroom.items() if modules_named_in_strings(source, "articles")} == set()
    news = newsroom | files("articles", without=["articles/comments/"])
    for package in ("comments", "articles.comments"):
        assert {name for name, source in news.items() if modules_named_in_strings(source, package)} == set()


# One rule of visibility, one door for HTML


def test_what_looks_for_status_finds_it():
    assert asks_for_status("stories.filter(status=Status.PUBLISHED)")
    assert asks_for_status("stories.exclude(status_ru='draft')")
    assert asks_for_status("Q(published_at__lte=now)")
    assert not asks_for_status("render(request, name, status=404)")


def test_only_the_models_and_the_workflow_ask_for_rows_by_status():
    own = files("articles/models")
    assert [name for name, source in own.items() if asks_for_status(source)] == ["articles/models/article_queries.py"]

    others = files("newsroom") | files("articles", without=["articles/models/", "articles/editorial/"])
    assert [name for name, source in others.items() if asks_for_status(source)] == []


def test_html_is_marked_safe_where_it_was_cleaned_and_nowhere_else():
    sources = files("newsroom") | files("articles")
    marking = {name for name, source in sources.items() if names_in(source) & {"mark_safe", "SafeString", "SafeText"}}

    assert marking != set()
    assert marking <= MARKED_SAFE


def test_no_template_marks_anything_safe():
    loose = re.compile(r"\|\s*safe(seq)?\b|\{%\s*autoescape\s+off")
    assert loose.search("{{ body | safe }}")

    assert [path.name for path in TEMPLATES if loose.search(path.read_text(encoding="utf-8"))] == []


# Migrations


@pytest.mark.django_db
def test_no_migration_is_missing(capsys):
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=1)

    assert capsys.readouterr().out == "No changes detected\n"


# Templates and styles


@pytest.mark.parametrize(
    "html",
    [
        "<script>1</script>",
        "<style>",
        '<p style="x">',
        '<p onclick="x">',
        '<a href="javascript:x">',
        '<script nonce="x">',
    ],
)
def test_what_looks_for_inline_code_finds_it(html):
    assert INLINE.search(html)
    assert not INLINE.search('<script src="x.js" defer></script><link rel="stylesheet"><p class="on style">one = two')


def test_no_template_has_inline_code_or_style():
    sources = templates()
    assert len(sources) > 50

    assert {name: found for name, source in sources.items() if (found := INLINE.findall(source))} == {}


def test_no_line_of_a_template_is_too_long():
    assert long_lines("a" * LONGEST_LINE + "\n" + "a" * (LONGEST_LINE + 1)) == [2]

    assert {name: lines for name, source in templates().items() if (lines := long_lines(source))} == {}


@pytest.mark.parametrize(
    "tag", ['{% include "a.html" %}', '{% include "a.html" with b=c %}', "{% include name only %}"]
)
def test_what_looks_for_bare_includes_finds_them(tag):
    assert BARE_INCLUDE.search(tag)
    assert not BARE_INCLUDE.search('{% include "a.html" only %}{% include "a.html" with b=c d="e" only %}')


def test_every_include_names_its_data():
    sources = templates()
    assert sum(source.count("{% include") for source in sources.values()) > 50

    assert {name: found for name, source in sources.items() if (found := BARE_INCLUDE.findall(source))} == {}


def test_what_looks_for_classes_finds_them():
    css = (
        ".a:not(.b-c)::before { margin: .5em; } @media (min-width: 1.5rem) { p.d, .e_f > a { color: red; } } /* .g { */"
    )
    assert classes_styled(css) == {"a", "b-c", "d", "e_f"}

    template = '<p class="a {% if b == "c" %} d{% endif %} e-{{ f.g }}"{% if h %} class="i"{% endif %}>class j="k"'
    assert classes_given(template) == {"a", "d", "e-{{ f.g }}", "i"}
    assert classes_given('make("p", "", { className: "a b" }); new Set({ name: "c" })') == {"a", "b"}


def test_every_class_that_has_a_style_is_given_to_an_element():
    scripts = {path: path.read_text(encoding="utf-8") for path in (ROOT / "newsroom/static").rglob("*.js")}
    sources = templates() | scripts | files("articles") | files("newsroom")
    given = set().union(*map(classes_given, sources.values()))
    with_values = set().union(*(classes for name, classes in CLASSES_WITH_A_VALUE.items() if name in given))
    sheets = [*CSS.rglob("*.css"), *DESK_CSS.rglob("*.css")]
    styled = set().union(*(classes_styled(path.read_text(encoding="utf-8")) for path in sheets))
    assert len(styled) > 100

    assert {name for name in styled - given - with_values if not CLASSES_ELSEWHERE.fullmatch(name)} == set()


def test_every_style_sheet_is_imported_once_and_every_import_is_there():
    imports = re.findall(r'@import "([^"]+)";', (CSS / "all.css").read_text(encoding="utf-8"))
    there = [str(path.relative_to(CSS)) for path in CSS.rglob("*.css") if path.name != "all.css"]

    assert len(there) > 10
    assert sorted(imports) == sorted(there)


@pytest.mark.parametrize(
    "css",
    [
        "margin-left: 1px",
        "padding-right:0",
        "border-top-width: 0",
        "left: 0",
        "bottom :0",
        "text-align: left;",
        "float: right }",
        "width: 10px",
        "max-height: 10px",
        "border-top-left-radius: 1px",
    ],
)
def test_what_looks_for_physical_properties_finds_them(css):
    assert PHYSICAL.search(f"a {{ color: red; {css}")
    assert not PHYSICAL.search(
        without_comments("/* left: of */ @media (min-width: 48rem) { a { margin-inline-start: 0 } }")
    )
    assert not PHYSICAL.search(
        "a { --width: 1; inset-inline-start: 0; border-block-end: 0; text-align: start; inline-size: 0; }"
    )


def test_no_stylesheet_has_physical_properties():
    sources = {str(path.relative_to(CSS)): path.read_text(encoding="utf-8") for path in CSS.rglob("*.css")}
    assert len(sources) > 10

    found = {name: PHYSICAL.findall(without_comments(source)) for name, source in sources.items()}
    assert {name: properties for name, properties in found.items() if properties} == {}


# Documents


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


def test_what_looks_for_paths_finds_them():
    known = [PurePath("newsroom/urls.py"), PurePath("articles/models")]
    text = "In `urls.py`, newsroom/urls.py (`articles/models/ views/`), [page](docs/a.png) and https://a.kz/b.html"

    assert paths_named_in(text) == {"urls.py", "newsroom/urls.py", "articles/models/", "views/", "docs/a.png"}
    assert missing_paths(text, known) == {"views", "docs/a.png"}


def test_documents_name_only_paths_that_exist():
    texts = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in DOCUMENTS}
    assert len(paths_named_in(texts["docs/architecture.md"])) > 50

    known = [*all_paths()]
    assert {name: missing for name, text in texts.items() if (missing := missing_paths(text, known))} == {}
