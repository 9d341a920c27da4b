"""The joined stylesheet has every rule of its parts, in their order and with the same meaning."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from newsroom.serving.longhands import with_longhands
from newsroom.serving.stylesheet import COMMENTS_SHEET, DESK_SHEET, SHEET, join_parts

SOURCE = settings.BASE_DIR / "newsroom/static"
# The rules as a browser reads them. It keeps the spaces of custom properties as they were written, so these are reduced
# here, except in strings.
RULES = r"""(css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    const reduce = (_, string, sign) => string || sign || " ";
    return [...sheet.cssRules].map((rule) => rule.cssText.replace(/("(?:[^"\\]|\\.)*")|([,:])?\s+/g, reduce));
}"""


@pytest.fixture
def write(tmp_path, settings):
    """write("css/a.css", "a {}") puts a file into a folder that the finder searches."""
    settings.VAR, settings.STATICFILES_DIRS = tmp_path / "var", [tmp_path / "static"]
    settings.STATICFILES_FINDERS = ["newsroom.serving.stylesheet.StylesheetFinder"]

    def write(name, text):
        path = tmp_path / "static" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path.parents[len(name.split("/")) - 1]

    return write


def served(live_server, page, address):
    return page.request.get(f"{live_server.url}/static/{address}")


# The readers' stylesheet


@pytest.mark.browser
@pytest.mark.parametrize(("sheet", "count"), [(SHEET, 200), (DESK_SHEET, 100), (COMMENTS_SHEET, 50)])
def test_the_sheet_has_every_rule_of_every_part_in_order(chromium, sheet, count):
    page = chromium.new_page()
    parts = re.findall(r'@import "([^"]+)";', (SOURCE / sheet).read_text(encoding="utf-8"))
    sources = [with_longhands(((SOURCE / sheet).parent / part).read_text("utf-8")) for part in parts]
    written = [rule for source in sources for rule in page.evaluate(RULES, source)]
    assert len(parts) > 3
    assert len(written) > count

    assert page.evaluate(RULES, join_parts(SOURCE, sheet)) == written
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    "css",
    [
        ".a/**/.b { top: 0 }",
        'a { mask: url("a  b.svg") }',
        "a { b :hover { top: 0 } }",
        "@container (width > 1px) { a :hover { top: 0 } }",
    ],
)
def test_a_rule_whose_meaning_the_minifier_changes_is_noticed(chromium, write, css):
    """rcssmin changes the meaning of these rules. Our stylesheet has none; with one, the test above would fail."""
    page = chromium.new_page()
    minified = join_parts(write(SHEET, css), SHEET)

    assert page.evaluate(RULES, minified) != page.evaluate(RULES, css)
    page.close()


@pytest.mark.browser
@pytest.mark.one_database
@pytest.mark.django_db(transaction=True)
def test_a_page_requests_one_stylesheet_in_development_too(page, live_server):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if request.resource_type == "stylesheet" else None)
    page.goto("/ru/")

    assert asked == [f"{live_server.url}/static/{SHEET}"]
    assert served(live_server, page, SHEET).text() == join_parts(SOURCE, SHEET)
    assert served(live_server, page, "css/base.css").status == 404
    assert served(live_server, page, "icon.svg").ok


def test_collectstatic_writes_the_sheet_with_hashed_addresses_of_its_fonts(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = ["newsroom.serving.stylesheet.StylesheetFinder"]
    storage = {"BACKEND": "newsroom.serving.static_files.StaticFiles"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": storage}
    call_command("collectstatic", interactive=False, verbosity=0)

    names = sorted(path.name for path in (tmp_path / "css").iterdir())
    [sheet] = [name for name in names if re.fullmatch(r"all\.[0-9a-f]{12}\.css", name)]
    assert names == sorted(f"{name}{coding}" for name in ("all.css", sheet) for coding in ("", ".br", ".gz"))
    fonts = re.findall(r'url\("([^"]+)"\)', (tmp_path / "css" / sheet).read_text(encoding="utf-8"))
    assert {re.sub(r"\.[0-9a-f]{12}\.", ".", font) for font in fonts} == {
        f"../fonts/{font.name}" for font in (SOURCE / "fonts").glob("*.woff2")
    }
    assert all((tmp_path / "css" / font).exists() for font in fonts)


# Joining and minifying


def test_imports_are_replaced_by_their_files_recursively(write):
    write(SHEET, '/* Parts */\n@import "a.css";\n@import "parts/b.css";\nz { top: 0 }\n')
    write("css/a.css", "a {}")
    write("css/parts/b.css", '@import "../c.css";\n@import "d.css";\nb {}\n')
    write("css/c.css", "c {}")

    assert join_parts(write("css/parts/d.css", "d {}"), SHEET) == "a{}c{}d{}b{}z{top:0}"


def test_an_import_in_a_comment_is_ignored(write):
    assert join_parts(write(SHEET, '/* @import "gone.css"; */ a {}'), SHEET) == "a{}"


@pytest.mark.parametrize(
    ("address", "from_the_sheet"),
    [
        ("url(seal.svg)", "url(parts/seal.svg)"),
        ('url("../../fonts/a.woff2")', "url(../fonts/a.woff2)"),
        ("url('../seal.svg#horn')", "url(seal.svg#horn)"),
        ("url(/static/seal.svg)", "url(/static/seal.svg)"),
        ("url(#horn)", "url(#horn)"),
        ("url(data:image/png;base64,AA/*A)", "url(data:image/png;base64,AA/*A)"),
        ('url("https://example.kz/a%20b.svg")', 'url("https://example.kz/a%20b.svg")'),
    ],
)
def test_addresses_in_a_part_still_lead_to_the_same_file(write, address, from_the_sheet):
    write(SHEET, '@import "parts/a.css";')

    assert join_parts(write("css/parts/a.css", f"a {{ mask: {address}; }}"), SHEET) == f"a{{mask:{from_the_sheet}}}"


@pytest.mark.parametrize(
    "css",
    ['@import "none.css";', '@import "a.css" print;', "@import 'a.css';", "@import url(a.css);", '@IMPORT "a.css";'],
)
def test_an_import_that_cannot_be_joined_is_an_error(write, css):
    root = write("css/a.css", "a {}")
    assert join_parts(write(SHEET, '@import "a.css";'), SHEET) == "a{}"
    write(SHEET, css)

    with pytest.raises(ImproperlyConfigured):
        join_parts(root, SHEET)


@pytest.mark.parametrize(
    ("css", "minified"),
    [
        ('a { content: "  /* x */ { ; " }', 'a{content:"  /* x */ { ; "}'),
        (r"""a { content: '\'  "  ' }""", r"""a{content:'\'  "  '}"""),
        ("a :hover {}", "a :hover{}"),
        ("@media (x) { a :hover {} }", "@media (x){a :hover{}}"),
        ("a + b /* x */ c {}", "a + b c{}"),
        ("@media (min-width: 1px)  and  (x) { a { b: c; } }", "@media (min-width:1px) and (x){a{b:c}}"),
        ("a { b: calc(1px  +  2px) }", "a{b:calc(1px + 2px)}"),
        ("a { --b: 1px  'c  d'; }", "a{--b:1px 'c  d'}"),
        ("@layer a, b;", "@layer a,b;"),
        ("@layer a, b;\n", "@layer a,b;"),
        ("/* x */", ""),
    ],
)
def test_minifying_keeps_strings_and_meaningful_spaces(write, css, minified):
    assert join_parts(write(SHEET, css), SHEET) == minified


def test_a_statement_that_ends_a_part_does_not_run_into_the_next_part(write):
    write(SHEET, '@import "a.css";\n@import "b.css";')
    write("css/a.css", "@layer a, b;")

    assert join_parts(write("css/b.css", "c {}"), SHEET) == "@layer a,b;c{}"


# Rebuilding


def test_a_changed_part_shows_at_once_and_an_unchanged_sheet_is_not_rewritten(write):
    write(SHEET, '@import "a.css";')
    write("css/a.css", "a {}")
    sheet = Path(finders.find(SHEET))
    assert sheet.read_text(encoding="utf-8") == "a{}"
    written = sheet.stat().st_ino
    assert [finders.find(SHEET, find_all=True), sheet.stat().st_ino] == [[str(sheet)], written]

    write("css/a.css", "a { b: c; }")
    assert Path(finders.find(SHEET)).read_text(encoding="utf-8") == "a{b:c}"
    assert sheet.stat().st_ino != written


def test_parts_are_not_found_and_other_files_are(write):
    write(SHEET, '@import "a.css";')
    write("css/a.css", "a {}")
    write(DESK_SHEET, '@import "c.css";')
    write("desk/css/c.css", "c {}")
    write(COMMENTS_SHEET, "d {}")
    write("desk/desk.css", "b {}")

    listed = {path for finder in finders.get_finders() for path, _ in finder.list([])}
    assert listed == {SHEET, DESK_SHEET, COMMENTS_SHEET, "desk/desk.css"}
    assert [finders.find("css/a.css"), finders.find("desk/css/c.css")] == [None, None]
    assert Path(finders.find(DESK_SHEET)).read_text(encoding="utf-8") == "c{}"
    assert Path(finders.find("desk/desk.css")).read_text(encoding="utf-8") == "b {}"
