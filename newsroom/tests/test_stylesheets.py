"""Rules about style sheets: classes, imports, no physical properties."""

import re
from pathlib import Path

import pytest
from django.contrib import admin

from newsroom.tests.source_files import ROOT, files, templates

CSS = ROOT / "newsroom/static/css"
DESK_CSS = ROOT / "newsroom/static/desk"
PHYSICAL = re.compile(
    r"""(?<![-\w]) (?:
        (?: margin | padding | border | scroll-margin | scroll-padding ) - (?: left | right | top | bottom ) [-\w]*
        | border-(?:top|bottom)-(?:left|right)-radius
        | (?: left | right | top | bottom | (?:min-|max-)?(?:width|height) )
        | (?: text-align | float | clear | caption-side ) \s*:\s* (?: left | right | top | bottom ) \b
    ) \s* [:;}]""",
    re.VERBOSE,
)
CLASS_IN_SELECTOR = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
CLASS_ATTRIBUTE = re.compile(r"""\bclass(?:Name)?\s*[=:]\s*["']([^"']*)["']""")
# Classes whose last part is a value: the style of a card (`articles/list_cards.py`), the status of an edition, or its
# state at the desk (`articles/editorial/shown_states.py`).
STATES = ["empty", "draft", "review", "ready", "scheduled", "live", "changed", "stale", "withdrawn"]
CLASSES_WITH_A_VALUE = {
    "state-{{ state.value }}": {f"state-{state}" for state in STATES},
    "check-{{ check.kind }}": {"check-blocks", "check-advises", "check-passes"},
    "sheet-{{ kind }}": {"sheet-title", "sheet-lead"},
    "card-{{ variant.style }}": {"card-row", "card-thumb"},
    "embed-{{ embed.shape }}": {"embed-tall", "embed-post"},
}
# Classes outside any class attribute of ours and of Django's admin: `{% block page_kind %}` of the layout, blocks and
# variables of the admin's templates, what a script toggles, what Django's calendar, select2 and the text editor make.
CLASSES_ELSEWHERE = re.compile(
    r"page-front | too-long | (?:model|field)-\w+ | dashboard | change-form | delete-(?:selected-)?confirmation | login"
    r"| nowrap | selected | selector | action-checkbox | error | errorlist | helptext | warning | v\w+Field"
    r"| datetimeshortcuts | calendar\w* | calendarnav-\w+ | calendar-cancel | calendar-shortcuts | clockbox | timelist"
    r"| timezonewarning | select2-[-\w]+ | tiptap | ProseMirror-\w+ | prose-[-\w]+",
    re.VERBOSE,
)
ADMIN = Path(admin.__file__).parent


def without_comments(css):
    return re.sub(r"/\*.*?\*/|@(?:media|container)[^{]*", "", css, flags=re.DOTALL)


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


def test_the_class_scanner_finds_classes():
    css = (
        ".a:not(.b-c)::before { margin: .5em; } @media (min-width: 1.5rem) { p.d, .e_f > a { color: red; } } /* .g { */"
    )
    assert classes_styled(css) == {"a", "b-c", "d", "e_f"}

    template = '<p class="a {% if b == "c" %} d{% endif %} e-{{ f.g }}"{% if h %} class="i"{% endif %}>class j="k"'
    assert classes_given(template) == {"a", "d", "e-{{ f.g }}", "i"}
    assert classes_given('make("p", "", { className: "a b" }); new Set({ name: "c" })') == {"a", "b"}


def test_every_styled_class_is_used():
    scripts = {path: path.read_text(encoding="utf-8") for path in (ROOT / "newsroom/static").rglob("*.js")}
    sources = templates() | scripts | files("articles") | files("newsroom")
    given = set().union(*map(classes_given, [*sources.values(), *sources_of_admin()]))
    with_values = set().union(*(classes for name, classes in CLASSES_WITH_A_VALUE.items() if name in given))
    sheets = [*CSS.rglob("*.css"), *DESK_CSS.rglob("*.css")]
    styled = set().union(*(classes_styled(path.read_text(encoding="utf-8")) for path in sheets))
    assert len(styled) > 100

    assert {name for name in styled - given - with_values if not CLASSES_ELSEWHERE.fullmatch(name)} == set()


def sources_of_admin():
    paths = [
        path for ending in ("html", "py", "js") for path in ADMIN.rglob(f"*.{ending}") if "vendor" not in path.parts
    ]
    return [path.read_text(encoding="utf-8") for path in paths]


@pytest.mark.parametrize("folder", [CSS, DESK_CSS / "css"], ids=["readers", "desk"])
def test_every_stylesheet_is_imported_once_and_every_import_exists(folder):
    imports = re.findall(r'@import "([^"]+)";', (folder / "all.css").read_text(encoding="utf-8"))
    there = [str(path.relative_to(folder)) for path in folder.rglob("*.css") if path.name != "all.css"]

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
def test_the_scanner_finds_physical_properties(css):
    assert PHYSICAL.search(f"a {{ color: red; {css}")
    assert not PHYSICAL.search(
        without_comments("/* left: of */ @media (min-width: 48rem) { a { margin-inline-start: 0 } }")
    )
    assert not PHYSICAL.search(
        "a { --width: 1; inset-inline-start: 0; border-block-end: 0; text-align: start; inline-size: 0; }"
    )


def test_no_stylesheet_has_physical_properties():
    sheets = [*CSS.rglob("*.css"), *DESK_CSS.rglob("*.css")]
    sources = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in sheets}
    assert len(sources) > 30

    found = {name: PHYSICAL.findall(without_comments(source)) for name, source in sources.items()}
    assert {name: properties for name, properties in found.items() if properties} == {}


def declarations(css, selector):
    """{custom property: value} of the rule with a selector."""
    (rule,) = re.findall(rf"{re.escape(selector)} \{{([^}}]*)\}}", css)
    return dict(re.findall(r"(--[\w-]+): ([^;]+);", rule))


@pytest.mark.parametrize("path", [CSS / "tokens.css", DESK_CSS / "css/tokens.css"], ids=["readers", "desk"])
def test_a_dark_page_has_the_same_colours_whether_it_was_chosen_or_is_that_of_the_system(path):
    css = path.read_text(encoding="utf-8")
    chosen = declarations(css, ':root[data-theme="dark"]')
    assert len(chosen) > 8

    assert declarations(css, ':root:not([data-theme="light"])') == chosen
