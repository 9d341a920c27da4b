"""Find and replace, counts and keys of the edit page, as a person uses them."""

import pytest

from articles.models import Draft
from articles.reading_time import CHARACTER, PER_MINUTE, WORD
from articles.tests.edit_page import open_story, saved
from articles.tests.makers import make_article

NUMBER_IN = """async (languages) => {
  const [root, written] = [document.documentElement, []];
  for (const language of [...languages, root.lang]) {
    root.lang = language;
    const { locale } = await import(`/static/desk/locale.js?${language}`);
    written.push((12345).toLocaleString(locale));
  }
  return written.slice(0, -1);
}"""
"""Numbers as the desk writes them in its languages."""
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]

BODY = "<p>Аким и <strong>а</strong>ким, АКИМ.</p><ul><li><p>без акима</p></li></ul><p>Конец.</p>"


@pytest.fixture
def page(desk):
    story = make_article("ru", title="Аким района", lead="Новый аким", body=BODY)
    page = desk("editor")
    open_story(page, story)
    page.locator(".tiptap").press("Control+Home")
    page.keyboard.press("Control+f")
    return page


def count(page):
    return page.locator("find-replace output").inner_text()


def test_words_are_found_and_replaced_in_the_whole_edition(page):
    page.keyboard.type("аким")
    assert count(page) == "3 из 6"  # the first one after the caret
    assert page.locator(".tiptap [data-found]").all_inner_texts() == ["Аким", "а", "ким", "АКИМ", "аким"]
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    assert count(page) == "1 из 6"
    assert page.locator("[name=title][data-found]").count() == 1
    page.get_by_label("Заменить на").fill("глава")
    page.get_by_role("button", name="Заменить", exact=True).click()
    assert page.locator("[name=title]").input_value() == "Глава района"
    assert count(page) == "1 из 5"
    page.get_by_role("button", name="Заменить все").click()
    assert count(page) == "Заменено: 5"
    assert page.locator(".tiptap").inner_text().split("\n")[0] == "Глава и глава, ГЛАВА."
    page.keyboard.press("Escape")
    assert page.locator("find-replace").is_hidden()
    saved(page)
    draft = Draft.objects.get()
    assert (draft.title, draft.lead) == ("Глава района", "Новый глава")
    page.keyboard.press("Control+z")  # in the text, everything at once
    assert page.locator(".tiptap").inner_text().split("\n")[0] == "Аким и аким, АКИМ."

    page.locator(".preview .menu-button").click()
    page.get_by_role("button", name="Найти и заменить").click()
    assert page.locator("find-replace input").first.evaluate("field => field === document.activeElement")


def test_the_page_counts_and_keeps_a_draft_by_key(page):
    page.keyboard.press("Escape")
    counts = page.locator("writing-counts")
    assert counts.inner_text() == "слов: 9 · знаков: 33 · время чтения: 1 мин"
    with page.expect_response("**/draft/ru/") as answer:  # the key comes before the page saves by itself
        page.locator("[name=title]").fill("х" * 101)
        page.keyboard.press("Control+s")
    assert answer.value.ok
    page.locator("headline-length .too-long").nth(1).wait_for()
    assert page.locator(".too-long").first.evaluate("part => getComputedStyle(part).fontWeight") == "600"
    written = page.evaluate(NUMBER_IN, ["ru", "kk", "uz-Cyrl", "en"])
    assert written == ["12\u00a0345", "12\u00a0345", "12\u00a0345", "12,345"]  # browsers don't know Kazakh and Uzbek
    assert page.locator("headline-length").inner_text().startswith("знаков: 101, поисковики показывают 60")
    saved(page)
    assert Draft.objects.get().title == "х" * 101


COUNT = """async ([texts, tag]) => {
    const { minutesFor, wordsIn } = await import("/static/desk/writing/counting.js");
    return texts.map((text) => [wordsIn(text, tag), minutesFor(wordsIn(text, tag), tag)]);
}"""
TEXTS = [
    "Бір-екі сөз, 3,5 пайыз.",
    "Don’t stop — go!",
    "新华社阿斯塔纳12月1日电",
    "Ўзбекистонда 5 та",
    " … ",
    "NASA局长",
]


def test_words_are_counted_as_for_readers(page):
    """`articles/reading_time.py` prints the reading time for readers."""
    for language, tag, unit in (("kk", "kk", WORD), ("zh-hans", "zh-Hans", CHARACTER)):
        expected = [len(unit.findall(text)) for text in TEXTS]
        assert max(expected) > 3
        assert page.evaluate(COUNT, [TEXTS, tag]) == [[words, words and minutes(words, language)] for words in expected]


def minutes(words, language):
    return max(1, round(words / PER_MINUTE[language]))
