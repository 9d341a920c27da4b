"""Photos and recalled stories are put into a text, moved and deleted by a person at the edit page."""

import pytest

from articles.models import Draft
from articles.tests.makers import make_article, make_photo, photo_node, recall_node
from articles.tests.test_drafts_in_browser import open_story, saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]


def text():
    return [html for _id, html in Draft.objects.get(title="Весна").blocks]


def test_a_photo_and_a_recalled_story_are_found_and_put_into_the_text(desk):
    lake, _hills = make_photo(alt_ru="Озеро Балхаш"), make_photo(alt_ru="Холмы")
    other = make_article("ru", title="Что было раньше")
    story = make_article("ru", title="Весна", body="<p>Один</p><p>Два</p>")
    page = desk("editor")
    open_story(page, story)

    page.locator(".tiptap p").first.click()
    page.get_by_text("Вставить фото").click()
    page.get_by_label("Слова из описания фото").fill("балхаш")
    page.keyboard.press("Enter")  # sends nothing
    page.locator("insert-nodes li:only-child button").click()
    assert page.locator(".tiptap .node-name").inner_text() == "Озеро Балхаш [ru]"
    assert page.locator(".tiptap .node-picture").get_attribute("src") == lake.file.url
    page.locator(".tiptap p").last.click()
    page.get_by_text("Напомнить о материале").click()
    page.get_by_label("Слова из заголовка").fill("раньше")
    page.get_by_role("button", name="Что было раньше").click()
    saved(page)
    assert text() == ["<p>Один</p>", photo_node(lake), "<p>Два</p>", recall_node(other)]

    # A colleague's page shows them, and what is done there.
    colleague = desk("reporter")
    open_story(colleague, story)
    assert colleague.locator(".tiptap .node-name").all_inner_texts() == ["Озеро Балхаш [ru]", "Что было раньше [ru]"]
    colleague.locator(".tiptap .story-node").first.click()
    colleague.keyboard.press("Alt+ArrowUp")
    colleague.keyboard.press("Alt+ArrowDown")
    colleague.keyboard.press("Alt+ArrowDown")
    saved(colleague)
    assert text() == ["<p>Один</p>", "<p>Два</p>", photo_node(lake), recall_node(other)]
    colleague.keyboard.press("Delete")
    saved(colleague)
    page.locator(".tiptap > .story-node:only-of-type").wait_for(timeout=15_000)
    assert text() == ["<p>Один</p>", "<p>Два</p>", recall_node(other)]
