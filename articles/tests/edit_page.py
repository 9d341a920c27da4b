"""The edit page of a story in a browser: open it, write, wait until it is saved."""

from articles.editorial import draft_versions, drafts
from articles.tests.desk import RU


def open_story(page, story):
    page.goto(f"/admin/articles/article/{story.pk}/change/?edition=ru")
    page.locator(".tiptap").wait_for()
    page.locator("draft-editor[data-ready]").wait_for(state="attached")


def write_in(page, paragraph, words):
    """Type at the end of a paragraph."""
    page.locator(".tiptap > *").nth(paragraph).click()
    page.keyboard.press("End")
    page.keyboard.type(words)


def saved(page):
    """Wait until the server has everything that was typed."""
    page.locator("draft-editor:not([data-unsaved])").wait_for(state="attached")


def paragraph(page, words):
    return page.locator(".tiptap > *", has_text=words)


def words_in(story):
    draft = drafts.draft_of(story, RU)
    return [html for _id, html in draft.blocks]


def write(colleague, story, place, html):
    """Let a colleague replace a paragraph."""
    draft = drafts.draft_of(story, RU)
    block = [*draft_versions.content_of(draft).blocks][place]
    drafts.save_draft(story, RU, draft.version, {"blocks": {block: html}}, by=colleague)
