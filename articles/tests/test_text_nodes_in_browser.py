"""Photos and recalled stories are moved and deleted by a person at the edit page, and a colleague sees it."""

import pytest

from articles.models import Draft
from articles.tests.makers import make_article, make_photo, photo_node, recall_node
from articles.tests.test_drafts_in_browser import open_story, saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]


def text():
    return [html for _id, html in Draft.objects.get(title="Весна").blocks]


def test_a_photo_and_a_recalled_story_are_moved_and_deleted(desk):
    lake, other = make_photo(alt_ru="Озеро Балхаш"), make_article("ru", title="Что было раньше")
    body = f"<p>Один</p>{photo_node(lake)}<p>Два</p>{recall_node(other)}"
    story = make_article("ru", title="Весна", body=body)
    page, colleague = desk("editor"), desk("reporter")
    open_story(page, story)
    open_story(colleague, story)
    colleague.locator(f'.tiptap .node-picture[src="{lake.file.url}"]').wait_for()
    assert colleague.locator(".tiptap .story-node").count() == 2
    colleague.locator(".tiptap .node-picture").click()
    colleague.keyboard.press("Alt+ArrowUp")
    colleague.keyboard.press("Alt+ArrowDown")
    colleague.keyboard.press("Alt+ArrowDown")
    saved(colleague)
    assert text() == ["<p>Один</p>", "<p>Два</p>", photo_node(lake), recall_node(other)]
    colleague.keyboard.press("Delete")
    saved(colleague)
    page.locator(".tiptap > .story-node:only-of-type").wait_for(timeout=15_000)
    assert text() == ["<p>Один</p>", "<p>Два</p>", recall_node(other)]
