"""One stylesheet for readers: what is written in many files must come out of it whole and in order."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from newsroom.serving.stylesheet import SHEET, put_together, without_gaps

SOURCE = settings.BASE_DIR / "newsroom/static"
# As a browser understands them; it keeps the blanks of custom properties as they were written.
RULES = r"""(css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return [...sheet.cssRules].map((rule) => rule.cssText.replace(/(,)?\s+/g, (_, comma) => comma || " "));
}"""


@pytest.fixture
def write(tmp_path, settings):
    """write("css/a.css", "a {}") puts a file into a folder that the finders look into."""
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


# What readers get


@pytest.mark.browser
def test_every_rule_of_every_part_is_in_the_sheet_and_in_its_place(chromium):
    page = chromium.new_page()
    parts = re.findall(r'@import "([^"]+)";', (SOURCE / SHEET).read_text(encoding="utf-8"))
    written = [rule for part in parts for rule in page.evaluate(RULES, (SOURCE / "css" / part).read_text("utf-8"))]
    assert len(parts) > 20
    assert len(written) > 200

    assert page.evaluate(RULES, put_together(SOURCE, SHEET)) == written
    page.close()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_page_asks_for_one_style_sheet_in_development_too(page, live_server):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if request.resource_type == "stylesheet" else None)
    page.goto("/ru/")

    assert asked == [f"{live_server.url}/static/{SHEET}"]
    assert served(live_server, page, SHEET).text() == put_together(SOURCE, SHEET)
    assert served(live_server, page, "css/base.css").status == 404
    assert served(live_server, page, "icon.svg").ok


def test_collected_files_have_the_sheet_with_the_lasting_addresses_of_its_fonts(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = ["newsroom.serving.stylesheet.StylesheetFinder"]
    storage = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
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


# Putting together


def test_imports_are_put_in_their_places_and_what_they_import_too(write):
    write(SHEET, '/* Parts */\n@import "a.css";\n@import "parts/b.css";\nz { top: 0 }\n')
    write("css/a.css", "a {}")
    write("css/parts/b.css", '@import "../c.css";\n@import "d.css";\nb {}\n')
    write("css/c.css", "c {}")

    assert put_together(write("css/parts/d.css", "d {}"), SHEET) == "a{}c{}d{}b{}z{top: 0 }"


def test_an_import_that_is_a_comment_is_none(write):
    assert put_together(write(SHEET, '/* @import "gone.css"; */ a {}'), SHEET) == "a{}"


@pytest.mark.parametrize(
    ("address", "from_the_sheet"),
    [
        ("url(seal.svg)", "url(parts/seal.svg)"),
        ('url("../../fonts/a.woff2")', "url(../fonts/a.woff2)"),
        ("url('../seal.svg#horn')", "url(seal.svg#horn)"),
        ("url(/static/seal.svg)", "url(/static/seal.svg)"),
        ("url(#horn)", "url(#horn)"),
        ("url(data:image/png;base64,AA/*A)", "url(data:image/png;base64,AA/*A)"),
        ('url("https://example.kz/a  b.svg")', 'url("https://example.kz/a  b.svg")'),
    ],
)
def test_addresses_in_a_part_lead_where_they_led(write, address, from_the_sheet):
    write(SHEET, '@import "parts/a.css";')

    assert put_together(write("css/parts/a.css", f"a {{ mask: {address}; }}"), SHEET) == f"a{{mask: {from_the_sheet};}}"


@pytest.mark.parametrize(
    "css",
    ['@import "none.css";', '@import "a.css" print;', "@import 'a.css';", "@import url(a.css);", '@IMPORT "a.css";'],
)
def test_an_import_that_cannot_be_put_in_its_place_is_an_error(write, css):
    root = write("css/a.css", "a {}")
    assert put_together(write(SHEET, '@import "a.css";'), SHEET) == "a{}"
    write(SHEET, css)

    with pytest.raises(ImproperlyConfigured):
        put_together(root, SHEET)


@pytest.mark.parametrize(
    ("css", "shorter"),
    [
        ("a   b  { c : d ; }\n\n", "a b{c : d ;}"),
        ("a, b\n{ c: d, e }", "a,b{c: d,e }"),
        ("a :hover {}", "a :hover{}"),
        ("a { b: calc(1px  +  2px) }", "a{b: calc(1px + 2px) }"),
        ("/* x */ a /* y */ b {}", "a b{}"),
        ("a/* y */b {}", "a/**/b{}"),
        ('a { content: "  /* kept */ { ; " }', 'a{content: "  /* kept */ { ; " }'),
        (r"""a { content: '\'  "  ' }""", r"""a{content: '\'  "  ' }"""),
        ("@media (min-width: 1px)  and  (x) { a { b: c } }", "@media (min-width: 1px) and (x){a{b: c }}"),
        ("", ""),
        (" /* only */ ", ""),
    ],
)
def test_only_what_nothing_depends_on_is_left_out(css, shorter):
    assert without_gaps(css) == shorter


# Keeping it up to date


def test_a_change_in_a_part_shows_at_once_and_without_one_nothing_is_written(write):
    write(SHEET, '@import "a.css";')
    write("css/a.css", "a {}")
    sheet = Path(finders.find(SHEET))
    assert sheet.read_text(encoding="utf-8") == "a{}"
    written = sheet.stat().st_ino
    assert [finders.find(SHEET, find_all=True), sheet.stat().st_ino] == [[str(sheet)], written]

    write("css/a.css", "a { b: c; }")
    assert Path(finders.find(SHEET)).read_text(encoding="utf-8") == "a{b: c;}"
    assert sheet.stat().st_ino != written


def test_the_parts_are_found_by_nobody_and_other_files_are(write):
    write(SHEET, '@import "a.css";')
    write("css/a.css", "a {}")
    write("desk/desk.css", "b {}")

    assert {path for finder in finders.get_finders() for path, _ in finder.list([])} == {SHEET, "desk/desk.css"}
    assert finders.find("css/a.css") is None
    assert Path(finders.find("desk/desk.css")).read_text(encoding="utf-8") == "b {}"
