"""Photos and recalled stories are moved and deleted by a person at the edit page, and a colleague sees it."""

import pytest

from articles.models import Draft
from articles.tests.edit_page import open_story, saved
from articles.tests.makers import make_article, make_photo, photo_node, recall_node

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]


def text():
    return [html for _id, html in Draft.objects.get(title="Весна").blocks]


def test_a_photo_and_a_recalled_story_are_moved_and_deleted(desk, their_page):
    lake, other = make_photo(alt_ru="Озеро Балхаш"), make_article("ru", title="Что было раньше")
    body = f"<p>Один</p>{photo_node(lake)}<p>Два</p>{recall_node(other)}"
    story = make_article("ru", title="Весна", body=body)
    page = desk("editor")
    open_story(page, story)
    open_story(their_page, story)
    their_page.locator(f'.tiptap .node-picture[src="{lake.file.url}"]').wait_for()
    assert their_page.locator(".tiptap .story-node").count() == 2
    their_page.locator(".tiptap .node-picture").click()
    their_page.keyboard.press("Alt+ArrowUp")
    their_page.keyboard.press("Alt+ArrowDown")
    their_page.keyboard.press("Alt+ArrowDown")
    saved(their_page)
    assert text() == ["<p>Один</p>", "<p>Два</p>", photo_node(lake), recall_node(other)]
    their_page.keyboard.press("Delete")
    saved(their_page)
    page.locator(".tiptap > .story-node:only-of-type").wait_for(timeout=15_000)
    assert text() == ["<p>Один</p>", "<p>Два</p>", recall_node(other)]
