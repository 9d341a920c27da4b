"""The edit page on a phone that is held in one hand."""

import pytest

from articles.tests.desk import ALL, LIST
from articles.tests.draft_rows import write
from articles.tests.edit_page import open_story, saved
from articles.tests.makers import make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONES = [(390, 844), (320, 568)]
LINES = 2 * 47
"""The height of the bar: one line, and the tabs."""
FIND = 128
"""The height of the panel that finds and replaces."""
# {selector: the least width and height in pixels}
TARGETS = {
    ".act-bar .btn-default": 44,
    ".acts .btn-default": 44,
    ".acts .menu-button": 44,
    ".story-back": 44,
    ".preview-opener": 44,
    ".preview .menu-button": 44,
    ".story-tab": 44,
    ".prose-menubar__button": 44,
    ".related-widget-wrapper-link": 44,
}
LIST_TARGETS = dict.fromkeys([".crumbs a", "#toolbar input", "#changelist-filter summary", "#changelist-filter a"], 44)
MEASURE = """(targets) => ({
  wide: document.documentElement.scrollWidth - innerWidth,
  bar: document.querySelector(".story-bar")?.offsetHeight,
  covered: [...document.querySelectorAll(".act-bar .state > *")].filter((part) =>
    part.getBoundingClientRect().right > document.querySelector(".act-bar .btn-default").getBoundingClientRect().left),
  act: innerHeight - document.querySelector(".act-bar .btn-default")?.getBoundingClientRect().bottom,
  small: Object.entries(targets).filter(([selector, least]) => {
    const found = [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
    return !found.length || found.some(({ offsetWidth, offsetHeight }) => Math.min(offsetWidth, offsetHeight) < least);
  }).map(([selector]) => selector),
  // A phone zooms in when a field with smaller letters gets the focus.
  zoomed: [...document.querySelectorAll(".tiptap, input, select, textarea")]
    .filter((field) => field.checkVisibility() && !["checkbox", "radio", "submit", "file"].includes(field.type))
    .filter((field) => parseFloat(getComputedStyle(field).fontSize) < 16).map(({ outerHTML }) => outerHTML),
})"""
# Whether the name of the story is shown, and whether the line about the text, if there is one, is shown in full.
NAMED = """() => {
  const [name, line] = [".story-name", ".save-line"].map((selector) => document.querySelector(selector));
  return [name.offsetHeight > 10, !line.innerText || line.scrollHeight <= line.clientHeight + 1];
}"""
# Where the main act can be seen and pressed: nothing covers it, and it covers no foot of the text.
IN_SIGHT = """() => [".acts", ".act-bar"].filter((selector) => {
  const button = document.querySelector(`${selector} .btn-default`);
  const { left, top, width, height } = button.getBoundingClientRect();
  const [foot, bar] = [".sheet-foot", ".act-bar"].map((name) => document.querySelector(name).getBoundingClientRect());
  const isOver = selector === ".act-bar" && foot.bottom > bar.top + 1;
  return width && !isOver && document.elementFromPoint(left + width / 2, top + height / 2) === button;
})"""
CARET = """() => {
  const caret = getSelection().getRangeAt(0).getBoundingClientRect();
  const [tools, acts] = [".prose-menubar", ".act-bar"].map((name) => document.querySelector(name));
  return tools.getBoundingClientRect().bottom <= caret.top && caret.bottom <= acts.getBoundingClientRect().top;
}"""


# What follows the size of the page, such as the bar, takes its place in the next frames.
FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def resize(page, width, height):
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(FRAMES)


def acts_are_in_sight_wherever_they_stand_below_the_text(page):
    for width in (761, 834, 1020, 1021, 1280):
        resize(page, width, 700)
        assert page.evaluate(IN_SIGHT) == ([".act-bar"] if width <= 1020 else [".acts"])
        assert page.evaluate(MEASURE, {})["wide"] == 0
    page.locator(".preview-opener").click()
    page.locator(".preview-panel").wait_for()
    page.evaluate(FRAMES)
    assert page.evaluate(IN_SIGHT) == [".act-bar"]
    page.locator(".preview-close").click()


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_everything_fits_and_can_be_reached_with_a_thumb(desk, staff, language):
    page = desk("chief editor", language=language)
    story = make_article(*ALL, body="".join(f"<p>{number}</p>" for number in range(40)))
    write(story, staff("editor"), title="Заголовок " * 9)
    for width, height in PHONES:
        page.set_viewport_size({"width": width, "height": height})
        open_story(page, story)
        found = page.evaluate(MEASURE, TARGETS)
        assert (found["wide"], found["small"], found["zoomed"]) == (0, [], [])
        assert found["bar"] <= LINES
        assert found["act"] < 20
        assert page.evaluate(NAMED) == [True, True]
    acts_are_in_sight_wherever_they_stand_below_the_text(page)
    resize(page, 320, 568)
    page.locator(".tiptap > p").first.click()
    page.keyboard.press("Control+f")
    page.locator("find-replace input:focus").wait_for()
    page.keyboard.type("1")
    assert page.locator("find-replace output").inner_text() != ""
    assert page.locator("find-replace").evaluate("(panel) => panel.offsetHeight") <= FIND
    assert page.evaluate(MEASURE, {"find-replace button": 44, "find-replace input": 44})["small"] == []
    page.keyboard.press("Escape")
    page.locator(".preview .menu-button").click()
    box = page.locator(".preview .menu-items").bounding_box()
    assert (box["x"] >= 0, box["x"] + box["width"] <= 320) == (True, True)
    assert box["y"] + box["height"] <= page.locator(".act-bar").bounding_box()["y"]
    assert page.locator(".story-more .viewsitelink").is_visible()
    page.keyboard.press("Escape")
    page.locator(".act-bar .menu-button").click()
    box = page.locator(".act-bar .menu-items").bounding_box()
    assert (box["x"] >= 0, box["x"] + box["width"] <= 320, box["y"] > 0) == (True, True, True)
    page.keyboard.press("Escape")

    page.locator(".tiptap > p").nth(20).click()
    for key, times in (("ArrowDown", 19), ("ArrowUp", 39)):
        for _ in range(times):
            page.keyboard.press(key)
        page.wait_for_function(CARET)
    page.keyboard.type("Опечатка")
    saved(page)
    assert page.locator(".save-line").inner_text() != ""
    page.evaluate(FRAMES)
    found = page.evaluate(MEASURE, TARGETS)
    assert (found["bar"] <= LINES, found["covered"]) == (True, [])
    assert page.evaluate(NAMED) == [True, True]
    page.context.set_offline(True)
    page.keyboard.type(" и ещё")
    page.locator(".save-line[data-state=offline]").wait_for()
    page.evaluate(FRAMES)
    assert page.evaluate(NAMED) == [True, True]
    assert page.evaluate(MEASURE, TARGETS)["bar"] <= LINES + 32
    page.context.set_offline(False)
    saved(page)
    page.errors[:] = [error for error in page.errors if "ERR_INTERNET_DISCONNECTED" not in error]

    page.goto(LIST)
    found = page.evaluate(MEASURE, LIST_TARGETS)
    assert (found["wide"], found["small"], found["zoomed"]) == (0, [], [])
