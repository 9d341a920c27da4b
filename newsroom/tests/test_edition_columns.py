"""Only `newsroom/editions/columns.py` builds names of translated columns. Other modules call its functions."""

import ast
from itertools import pairwise
from types import SimpleNamespace

import pytest
from modeltranslation.translator import translator

from newsroom import editions
from newsroom.editions.columns import column, columns, editions_with, in_all_columns, set_value_in, value_in
from newsroom.tests.canaries import MODELS
from newsroom.tests.source_files import files

MODULE = "newsroom/editions/columns.py"
FIELDS = {name for model in MODELS for name in translator.get_options_for_model(model).get_field_names()}
COLUMNS = {name for field in FIELDS for name in columns(field)}
BUILDERS = {"suffix", "build_localized_fieldname", "build_lang", "get_translation_fields"}


def test_columns_are_named_by_field_and_language():
    assert column("title", editions.BY_CODE["zh-hans"]) == "title_zh_hans"
    assert column("title", editions.BY_CODE["kk-arab"]) == "title_kk"
    assert columns("title") == ["title_kk", "title_ru", "title_en", "title_zh_hans", "title_uz_cyrl"]
    assert in_all_columns(name="x") == dict.fromkeys(columns("name"), "x")


def test_values_are_read_and_written_by_field_and_edition():
    row = SimpleNamespace(**in_all_columns(name=""))
    set_value_in(row, "name", editions.BY_CODE["ru"], "Имя")
    set_value_in(row, "name", editions.BY_CODE["kk-latn"], "Аты")

    assert (row.name_ru, row.name_kk, value_in(row, "name", editions.BY_CODE["kk"])) == ("Имя", "Аты", "Аты")
    assert [edition.code for edition in editions_with(row, "name")] == ["kk", "ru"]


# The source


def builds_columns(source):
    """Return the lines on which a source builds or contains the name of a translated column."""
    return sorted({node.lineno for node in ast.walk(ast.parse(source)) if builds_column(node)})


def builds_column(node):
    match node:
        case ast.Attribute(attr=name) | ast.Name(id=name) | ast.alias(name=name) | ast.keyword(arg=name):
            return name in COLUMNS or name in BUILDERS
        case ast.Constant(value=str(text)):
            return text in COLUMNS
        case ast.JoinedStr(values=parts):
            return joins(parts)
        case ast.BinOp(op=ast.Add() | ast.Mod(), left=left, right=right):
            return joins([left, right])
    return False


def joins(parts):
    """Return whether a value follows `title_`, or `_` that is not at the beginning."""
    return any(
        isinstance(part, ast.Constant) and ends_with_field(str(part.value), number) and not is_text(after)
        for number, (part, after) in enumerate(pairwise(parts))
    )


def ends_with_field(text, number):
    return (text == "_" and number > 0) or any(text.lstrip("-").endswith(f"{field}_") for field in FIELDS)


def is_text(node):
    return isinstance(node, ast.Constant)


@pytest.mark.parametrize(
    "source",
    [
        'f"title_{end}"',
        'f"-published_at_{end}"',
        'f"{field}_{end}"',
        'f"{field}_{end}__in"',
        '"title_" + end',
        "edition.suffix",
        "story.title_en",
        'getattr(story, "slug_en")',
        "rows.filter(name_ru=name)",
        "from modeltranslation.utils import build_localized_fieldname",
    ],
)
def test_the_scanner_finds_built_column_names(source):
    assert builds_columns(source) == [1]
    assert builds_columns('f"story-{kind}"\ncolumn("title", edition)\nstory.title\n"published_at"') == []


def test_only_one_module_builds_column_names():
    """The other modules join names of permissions, admin URLs, screenshots and triggers with an underscore."""
    sources = files("newsroom") | files("articles") | files("benchmarks")
    assert MODULE in sources
    found = {name: len(lines) for name, source in sources.items() if (lines := builds_columns(source))}

    assert found == {
        MODULE: 1,
        "articles/editorial/roles.py": 1,
        "benchmarks/screenshots.py": 3,
        "newsroom/database/triggers.py": 1,
        "newsroom/desk/edition_admin.py": 1,
    }


GO_THROUGH_STORED = {
    "newsroom/editions/registry.py": 2,  # defines them; `stored()`
    "newsroom/editions/columns.py": 2,  # the columns of a field; which of them are filled in
    "newsroom/editions/fields.py": 1,  # choices
    "newsroom/editions/name_order.py": 1,  # a sort key for each
    "newsroom/editions/marked_languages.py": 1,  # names of languages for the editor
    "newsroom/editions/translation.py": 1,  # no language lends to another
    "newsroom/settings.py": 2,  # modeltranslation's languages and fallbacks
    "newsroom/desk/edition_admin.py": 1,  # a tab for each
    "articles/comments/people/imitation.py": 1,  # what stands instead of a name in each
    "articles/address_triggers.py": 2,  # triggers for the slug of each edition
    "articles/list_triggers.py": 1,  # statements for the entries of every edition
    "articles/silence_triggers.py": 1,  # when each edition is scheduled for
    "articles/models/article_queries.py": 1,  # the same
    "articles/work_triggers.py": 3,  # statements for the rows of every edition
    "articles/views/archive.py": 1,  # the first day of each edition
    "articles/admin/preview_links_page.py": 1,  # a choice of edition
    "articles/models/article.py": 3,  # `editions()`; indexes and constraints of the table
    "benchmarks/desk_lists.py": 1,  # stories in every edition
    "articles/words_triggers.py": 1,  # the words of every draft
    "articles/admin/list_filters.py": 1,  # a choice of edition
    "articles/admin/board_lists.py": 1,  # each edition has an index of its own
    "articles/admin/editions_board.py": 3,  # its columns; a choice of edition
    "articles/admin/front_desk.py": 1,  # a choice of edition
    "articles/admin/documents.py": 1,  # a choice of edition
    "articles/admin/event_story.py": 1,  # a choice of edition
    "articles/admin/package_forms.py": 1,  # the same
    "articles/admin/package_pages.py": 1,  # a front page of each
    "articles/editorial/packages/breaking_items.py": 1,  # the words of each
    "articles/editorial/history/live_words.py": 1,  # the words of each, as they are stored
    "articles/admin/find_story.py": 1,  # the edition that has the words
    "articles/admin/named_form.py": 1,  # the first name that was typed
    "articles/editorial/schedule.py": 1,  # the next publication in each
    "benchmarks/scheduled_times.py": 2,  # the editions take turns
    "articles/models/author.py": 1,  # a portrait is described wherever its author is read
    "articles/models/photo_rights.py": 1,  # a credit in any edition
    "articles/models/photo.py": 1,  # a photo is described wherever it is seen
    "articles/models/photo_uses.py": 3,  # in which editions a photo stands, counted at once for many photos
    "articles/admin/photo_filters.py": 1,  # links to the editions of a list
    "articles/admin/first_page/day.py": 2,  # editions that come out at the same time are named together
    "articles/models/listed.py": 3,  # where a row has stories; which editions show its name, their own or a lent one
    "newsroom/desk/public_address.py": 1,  # the first edition that has the row
}
"""How often each module names `STORED`, and why. Code that loops over a story's editions uses `article.editions()`."""


def names_stored(source):
    nodes = ast.walk(ast.parse(source))
    return sum(getattr(node, "id", getattr(node, "attr", None)) == "STORED" for node in nodes)


def test_only_listed_modules_loop_over_the_stored_editions():
    assert names_stored("from x import STORED\nfor edition in editions.STORED: pass\n[*STORED]") == 2

    sources = files("newsroom") | files("articles") | files("benchmarks")
    found = {name: count for name, source in sources.items() if (count := names_stored(source))}
    assert found == GO_THROUGH_STORED
