"""Rules about the Python code: imports, queries by status, safe HTML, migrations."""

import ast
import re
import sys

import pytest
from django.core.management import call_command

from newsroom.tests.source_files import files

APPS_OF_THE_SITE = ["dictionary", "house_style", "identity", "informers", "staff"]
MARKED_SAFE = {"newsroom/content/clean_html.py", "newsroom/templatetags/site.py"}
QUERY_METHODS = {"filter", "exclude", "get", "get_or_create", "update_or_create", "Q", "When"}


def imported(source):
    """Yield every module that a source imports, at any level."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def importers(sources, package):
    """Return the names of the `sources` that import something from `package`."""
    return [
        name
        for name, source in sources.items()
        if any(f"{module}.".startswith(package + ".") for module in imported(source))
    ]


def queries_by_status(source):
    """Return whether a source queries rows by their status or time of publication."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            named = [keyword.arg or "" for keyword in node.keywords]
            if name in QUERY_METHODS and any(re.match(r"(status|published_at)(_|$)", word) for word in named):
                return True
    return False


def names_in(source):
    tree = ast.walk(ast.parse(source))
    return {getattr(node, "id", getattr(node, "attr", getattr(node, "name", ""))) for node in tree}


# Imports


def test_the_import_scanner_finds_imports():
    source = "import articles.models as m\ndef f():\n    from articles.comments import views\n    import articlesque"

    assert [*imported(source)] == ["articles.models", "articles.comments.views", "articlesque"]
    assert importers({"a.py": source, "b.py": "import articlesque"}, "articles") == ["a.py"]


def test_newsroom_does_not_import_articles():
    sources = files("newsroom")
    assert len(sources) > 20

    assert importers(sources, "articles") == ["newsroom/urls.py"]


def test_articles_does_not_import_comments():
    sources = files("articles", without=["articles/comments/"])
    assert len(sources) > 20
    assert importers(files("newsroom"), "articles.comments") == ["newsroom/urls.py"]

    assert importers(sources, "articles.comments") == []


@pytest.mark.parametrize("app", APPS_OF_THE_SITE)
def test_the_apps_of_the_site_do_not_import_each_other(app):
    sources = files(f"newsroom/{app}")
    assert importers(sources, f"newsroom.{app}") != []

    others = set(APPS_OF_THE_SITE) - {app}
    assert {other: importers(sources, f"newsroom.{other}") for other in others} == {other: [] for other in others}


def test_the_database_layer_imports_no_app():
    sources = files("newsroom/database", without=["newsroom/database/tests/"])
    modules = {module for source in sources.values() for module in imported(source)}
    assert "newsroom.database.models.TableVersion" in modules

    assert {module for module in modules if re.match(r"newsroom\.(?!database)|articles", module)} == set()


def test_the_alphabets_import_only_the_standard_library():
    sources = files("newsroom/alphabets")
    assert len(sources) > 15

    modules = {module for source in sources.values() for module in imported(source)}
    others = {module for module in modules if module.split(".")[0] not in sys.stdlib_module_names}
    assert {module for module in others if not module.startswith("newsroom.alphabets")} == set()


def modules_named_in_strings(source, package):
    """Return the strings of a source that name something in `package`, such as "articles.models"."""
    pattern = re.compile(rf"{re.escape(package)}(\.\w+)+")
    constants = (node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    return [value for value in constants if isinstance(value, str) and pattern.fullmatch(value)]


def test_no_module_is_imported_by_a_string():
    assert modules_named_in_strings("x = 'articles.models.Article'", "articles") == ["articles.models.Article"]

    newsroom = files("newsroom", without=["newsroom/settings.py"])
    assert {name for name, source in newsroom.items() if modules_named_in_strings(source, "articles")} == set()
    news = newsroom | files("articles", without=["articles/comments/"])
    for package in ("comments", "articles.comments"):
        assert {name for name, source in news.items() if modules_named_in_strings(source, package)} == set()


# Queries by status, and safe HTML


def test_the_scanner_finds_queries_by_status():
    assert queries_by_status("stories.filter(status=Status.PUBLISHED)")
    assert queries_by_status("stories.exclude(status_ru='draft')")
    assert queries_by_status("Q(published_at__lte=now)")
    assert not queries_by_status("render(request, name, status=404)")


def test_only_models_query_by_status():
    own = files("articles/models")
    querying = [name for name, source in own.items() if queries_by_status(source)]
    # `edition_work.py` has the desk's lists, which readers do not see.
    assert sorted(querying) == ["articles/models/article_queries.py", "articles/models/edition_work.py"]

    others = files("newsroom") | files("articles", without=["articles/models/"])
    assert [name for name, source in others.items() if queries_by_status(source)] == []


def test_html_is_marked_safe_only_where_it_is_cleaned():
    sources = files("newsroom") | files("articles")
    marking = {name for name, source in sources.items() if names_in(source) & {"mark_safe", "SafeString", "SafeText"}}

    assert marking != set()
    assert marking <= MARKED_SAFE


HTML_OF_MAIL = {"EmailMultiAlternatives", "attach_alternative", "content_subtype", "html_message", "send_mass_mail"}


def test_mail_is_plain_text_in_which_no_markup_acts():
    sources = files("newsroom") | files("articles")
    assert any("EmailMessage" in names_in(source) for source in sources.values())

    assert {name: found for name, source in sources.items() if (found := names_in(source) & HTML_OF_MAIL)} == {}


# Migrations


@pytest.mark.django_db
def test_no_migration_is_missing(capsys):
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=1)

    assert capsys.readouterr().out == "No changes detected\n"
