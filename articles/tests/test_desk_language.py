"""Editors mark the language of words, in a browser. Marked words are not transliterated in any edition."""

import re

import pytest

from articles.models import Article
from articles.tests.desk import KK, change_url, words_in_draft
from articles.tests.makers import make_article
from newsroom import editions
from newsroom.identity.models import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]

SENTENCE = "<p>Ол Ещё не вечер деді.</p>"
MARKED = '<p>Ол <span lang="ru">Ещё не вечер</span> деді.</p>'
QUOTATION = (
    "<p>Ол былай деді:</p>"
    "<blockquote><p>Ещё <em>не</em> вечер.</p><p>Завтра: <strong>New York</strong>.</p></blockquote>"
)


@pytest.fixture
def writing(desk):
    """Return a function writing(html) that opens the form of a Kazakh story with that text."""

    def open_form(body, language="ru"):
        story = make_article("kk", body=body)
        page = desk("editor", language=language)
        page.goto(f"{change_url(story)}?edition=kk")
        page.locator(".prose-menubar").wait_for()
        return page

    return open_form


SELECT = """words => {
    const { doc, selection } = document.querySelector(".tiptap").editor.state;
    if (doc.textBetween(selection.from, selection.to) === words) return true;
    const texts = document.createTreeWalker(document.querySelector(".tiptap"), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const start = texts.currentNode.data.indexOf(words);
        if (start >= 0) {
            getSelection().setBaseAndExtent(texts.currentNode, start, texts.currentNode, start + words.length);
            return false;
        }
    }
}"""


def select(page, words):
    """Select `words` until the editor keeps it: on focus, the editor restores its own selection once."""
    page.locator(".tiptap").focus()
    page.wait_for_function(SELECT, arg=words, polling=50)


def say(page, name):
    page.locator(".prose-menubar__selected").last.click()
    page.locator(".prose-menubar__picker:popover-open").get_by_role("button", name=name).click()


def button_shows(page, language):
    page.locator(".prose-menubar__selected").last.get_by_role("button", name=language, exact=True).wait_for()
    return True


def saved(page):
    """Save the draft, and return its text."""
    with page.expect_navigation():
        page.locator("#article_form").evaluate("form => form.requestSubmit()")
    page.locator(".prose-menubar").wait_for()
    return words_in_draft(Article.objects.get(), KK)["body"]


def test_selected_words_are_marked_saved_shown_again_and_unmarked(writing):
    page = writing(SENTENCE)
    select(page, "Ещё не вечер")
    assert button_shows(page, "Язык")

    say(page, "Русский")

    assert button_shows(page, "Язык: Русский")
    assert saved(page) == MARKED
    mark = page.locator(".tiptap span[lang=ru]")
    assert mark.inner_text() == "Ещё не вечер"
    assert mark.evaluate("mark => getComputedStyle(mark, '::after').content") == '"ru"'
    assert "dotted" in mark.evaluate("mark => getComputedStyle(mark).textDecorationStyle")

    mark.click()
    assert button_shows(page, "Язык: Русский")
    say(page, "Қазақша")

    assert button_shows(page, "Язык")
    assert saved(page) == SENTENCE


def test_the_text_in_the_editor_has_the_language_and_direction_of_its_edition(desk):
    page, story = desk("chief editor"), make_article("kk", "zh-hans")
    row = Page.objects.create(key="about", title_uz_cyrl="Биз", body_uz_cyrl="<p>Матн</p>")
    for address, tag in [
        (f"{change_url(story)}?edition=zh-hans", "zh-Hans"),
        (f"{change_url(row)}?edition=uz-cyrl", "uz-Cyrl"),
    ]:
        page.goto(address)
        text = page.locator(f".tiptap[lang={tag}][dir=ltr]")
        text.wait_for()
        assert text.get_attribute("contenteditable") == "true"
        assert page.locator(".prose-menubar").evaluate("menu => menu.closest('[lang]').lang") == "ru"


def test_the_buttons_of_the_editor_are_named_in_the_language_of_the_desk(writing):
    page = writing("<p>Сөз.</p>")
    labels = page.locator(".prose-menubar button[title]").evaluate_all("all => all.map(one => one.ariaLabel)")
    options = page.locator(".prose-menubar__option").all_text_contents()
    assert {"маркированный список", "полужирный", "вставить таблицу", "отменить"} <= {*labels}
    assert [name for name in labels if re.match("[a-z]", name)] == []
    assert options[:3] == ["Заголовок 2", "Заголовок 3", "Абзац"]


def test_the_language_of_marked_words_can_be_changed(writing):
    page = writing(MARKED)
    page.locator(".tiptap span[lang=ru]").click()

    say(page, "Ўзбекча")

    assert saved(page) == MARKED.replace('"ru"', '"uz-Cyrl"')


def test_without_a_selection_the_whole_paragraph_is_marked(writing):
    page = writing("<p>Бірінші.</p><p>Ещё не вечер.</p>")
    page.locator(".tiptap p").last.click()

    say(page, "Русский")

    assert saved(page) == '<p>Бірінші.</p><p><span lang="ru">Ещё не вечер.</span></p>'


def test_without_a_selection_the_whole_quotation_is_marked_and_unmarked(writing):
    page = writing(QUOTATION)
    page.locator(".tiptap em").click()

    say(page, "Русский")

    first = '<p><span lang="ru">Ещё <em>не</em> вечер.</span></p>'
    second = '<p><span lang="ru">Завтра: <strong>New York</strong>.</span></p>'
    assert saved(page) == f"<p>Ол былай деді:</p><blockquote>{first}{second}</blockquote>"

    page.locator(".tiptap em").click()
    assert button_shows(page, "Язык: Русский")
    say(page, "Қазақша")

    assert saved(page) == QUOTATION


def test_without_a_selection_existing_marks_are_kept(writing):
    page = writing('<p>Завтра: <span lang="en">New York</span>.</p>')
    select(page, "Завтра")
    page.keyboard.press("ArrowLeft")

    say(page, "Русский")

    marks = '<span lang="ru">Завтра: </span><span lang="en">New York</span><span lang="ru">.</span>'
    assert saved(page) == f"<p>{marks}</p>"


def test_a_selection_over_several_paragraphs_is_marked_in_each(writing):
    page = writing("<p>Один.</p><p>Два.</p>")
    page.locator(".tiptap").click()
    page.keyboard.press("Control+a")

    say(page, "Русский")

    assert saved(page) == '<p><span lang="ru">Один.</span></p><p><span lang="ru">Два.</span></p>'


def test_the_language_can_be_set_with_the_keyboard_alone(writing):
    page = writing(SENTENCE)
    select(page, "Ещё не вечер")

    page.keyboard.press("Control+Shift+L")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    page.keyboard.type(" Иә.")

    assert saved(page) == MARKED.replace("деді.", "деді. Иә.")


CYRILLIC_LAYOUT = """editor => editor.dispatchEvent(
    new KeyboardEvent("keydown", { key: "Д", keyCode: 76, ctrlKey: true, shiftKey: true, bubbles: true })
)"""


def test_the_shortcut_works_with_a_cyrillic_keyboard_layout(writing):
    page = writing(SENTENCE)
    select(page, "Ещё не вечер")

    page.locator(".tiptap").evaluate(CYRILLIC_LAYOUT)
    assert page.locator(".prose-menubar__picker:popover-open").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.type("Иә")

    assert saved(page) == "<p>Ол Иә деді.</p>"


def test_text_typed_after_marked_words_is_not_marked(writing):
    page = writing('<p><span lang="ru">Ещё не вечер</span></p>')
    page.locator(".tiptap").click()
    page.keyboard.press("Control+End")

    page.keyboard.type(" деді.")

    assert saved(page) == '<p><span lang="ru">Ещё не вечер</span> деді.</p>'


PASTE = """html => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    document.querySelector(".tiptap").dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
}"""


def test_language_marks_are_not_taken_from_word_documents(writing):
    page = writing("<p>Бірінші.</p>")
    page.locator(".tiptap").click()
    page.keyboard.press("Control+End")

    page.evaluate(PASTE, "<p class=MsoNormal><span lang=RU>Қазақша сөз.</span><span class=x lang='ru'> Иә.</span></p>")

    assert saved(page) == "<p>Бірінші.Қазақша сөз. Иә.</p>"


def test_text_copied_in_the_editor_keeps_its_marks(writing):
    page = writing("<p>Бірінші.</p>")
    page.locator(".tiptap").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" ")  # by then the editor has noticed the position of the cursor

    page.evaluate(PASTE, '<p data-pm-slice="1 1 []"><span lang="ru">Ещё не вечер</span></p>')

    assert saved(page) == '<p>Бірінші. <span lang="ru">Ещё не вечер</span></p>'


def test_the_button_fits_a_phone(writing):
    page = writing(SENTENCE)
    page.set_viewport_size({"width": 360, "height": 700})
    page.locator(".tiptap p").click()

    page.locator(".prose-menubar__selected").last.click()

    picker = page.locator(".prose-menubar__picker:popover-open").bounding_box()
    assert 0 <= picker["x"] <= 360 - picker["width"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_marked_words_run_left_to_right_on_a_right_to_left_page(page, transactional_db):
    story = make_article("kk", body='<p>Ол <span lang="ru">Ещё не вечер!</span> деді.</p>')

    page.goto(story.address_in(editions.BY_CODE["kk-arab"]))

    mark = page.locator(".story-text span[lang=ru]")
    assert mark.inner_text() == "Ещё не вечер!"
    assert mark.evaluate("mark => getComputedStyle(mark).direction") == "ltr"
    assert page.locator(".story-text p").evaluate("p => getComputedStyle(p).direction") == "rtl"
    assert ends_of(mark) == sorted(ends_of(mark))


def ends_of(mark):
    """Return the horizontal positions of the first letter and the last character."""
    return mark.evaluate("""mark => {
        const text = mark.firstChild;
        const box = (from, to) => {
            const range = new Range();
            range.setStart(text, from);
            range.setEnd(text, to);
            return range.getBoundingClientRect();
        };
        const [first, last] = [box(0, 1), box(text.length - 1, text.length)];
        return [first.left, first.right, last.left, last.right];
    }""")
