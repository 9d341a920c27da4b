"""Drafts in browsers: what is typed is saved by itself, and two people who write at once see each other's words."""

import pytest

from articles.editorial import drafts
from articles.models import Draft, DraftConflict
from articles.tests.makers import make_article
from conftest import watched_page
from newsroom import editions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RU = editions.BY_CODE["ru"]
THREE = "<p>Первый абзац.</p><p>Второй абзац.</p><p>Третий абзац.</p>"


@pytest.fixture
def story():
    return make_article("ru", title="Заголовок", body=THREE)


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


@pytest.fixture
def colleague(chromium, live_server, staff):
    """Another member of staff who has signed in, in a browser of their own."""
    with watched_page(chromium, live_server.url) as page:
        user = staff("chief editor")
        type(user).objects.update(first_name="Данияр", last_name="М.")
        sign_in(page, user)
        yield page


def sign_in(page, user):
    page.goto("/admin/")
    page.locator("#id_username").fill(user.username)
    page.locator("#id_password").fill("correct horse")
    page.locator("[type=submit]").click()
    page.locator("#user-tools").wait_for()


def test_typed_text_is_saved_by_itself(desk, story):
    page = desk("editor")
    open_story(page, story)
    assert not Draft.objects.exists()
    write_in(page, 1, " Ещё слова.")
    page.locator("[name=title]").fill("Новый заголовок")
    saved(page)
    assert words_in(story) == ["<p>Первый абзац.</p>", "<p>Второй абзац. Ещё слова.</p>", "<p>Третий абзац.</p>"]
    assert Draft.objects.get().title == "Новый заголовок"
    assert page.locator("[name=version]").input_value() == str(Draft.objects.get().version)
    story.refresh_from_db()
    assert story.body_ru == THREE


def test_a_colleagues_paragraphs_appear_without_disturbing(desk, colleague, story):
    page = desk("editor")
    open_story(page, story)
    open_story(colleague, story)
    write_in(page, 1, " Моё")
    write_in(colleague, 0, " Чужое.")
    colleague.keyboard.press("Enter")
    colleague.keyboard.type("Новый абзац.")
    colleague.locator("[name=lead]").fill("Чужой лид")
    paragraph(page, "Новый абзац.").wait_for()
    paragraph(page, "Первый абзац. Чужое.").wait_for()
    page.keyboard.type(" продолжение.")
    page.locator("[name=lead]").evaluate("(field) => field.value === 'Чужой лид'")
    paragraph(colleague, "Второй абзац. Моё продолжение.").wait_for()
    paragraphs = ["Первый абзац. Чужое.", "Новый абзац.", "Второй абзац. Моё продолжение.", "Третий абзац."]
    for someone in (page, colleague):
        assert someone.locator(".tiptap > p").all_inner_texts() == paragraphs
    saved(page)
    assert words_in(story) == [f"<p>{words}</p>" for words in paragraphs]
    page.keyboard.press("Control+z")
    paragraphs[2] = "Второй абзац. Моё"  # the last thing typed here is undone, nothing of the colleague's
    assert page.locator(".tiptap > p").all_inner_texts() == paragraphs


def test_a_colleagues_name_stands_where_they_are(desk, colleague, story):
    page = desk("editor")
    open_story(page, story)
    open_story(colleague, story)
    colleague.locator(".tiptap > *").nth(2).click()
    there = page.locator(".tiptap > [data-person]")
    there.wait_for()
    assert there.inner_text() == "Третий абзац."
    assert there.get_attribute("data-person") == "Данияр М."


def test_the_same_paragraph_changed_twice_keeps_both_versions(desk, colleague, story):
    page = desk("editor")
    open_story(page, story)
    open_story(colleague, story)
    page.context.set_offline(True)
    write_in(page, 0, " Моё.")
    write_in(colleague, 0, " Чужое.")
    saved(colleague)
    page.context.set_offline(False)
    page.locator("save-state[data-state=conflict]").wait_for()
    assert page.locator(".tiptap > .in-conflict").inner_text() == "Первый абзац. Моё."
    assert words_in(story)[0] == "<p>Первый абзац. Чужое.</p>"
    write_in(page, 1, " Ещё.")  # before it is the link to the conflict
    write_in(page, 3, " Дальше.")
    paragraph(colleague, "Третий абзац. Дальше.").wait_for()
    page.locator("[formaction*=publish], [formaction*=move]").first.click()  # is not sent while a conflict waits
    conflict = DraftConflict.objects.get()
    assert (conflict.mine, conflict.theirs) == ("<p>Первый абзац. Моё. Ещё.</p>", "<p>Первый абзац. Чужое.</p>")
    page.locator(".conflict-link").click()
    page.wait_for_url("**/conflicts/**")
    page.errors.clear()  # of requests without a network


def test_a_text_typed_without_network_is_sent_when_it_is_back(desk, colleague, story):
    page = desk("editor")
    open_story(page, story)
    open_story(colleague, story)
    page.context.set_offline(True)
    write_in(page, 0, " Без сети.")
    page.locator("save-state[data-state=offline]").wait_for()
    write_in(colleague, 2, " Тем временем.")
    saved(colleague)
    page.context.set_offline(False)
    saved(page)
    assert words_in(story) == [
        "<p>Первый абзац. Без сети.</p>",
        "<p>Второй абзац.</p>",
        "<p>Третий абзац. Тем временем.</p>",
    ]
    page.errors.clear()  # of requests without a network


def test_a_closed_browser_sends_the_text_when_it_is_open_again(desk, story):
    page = desk("editor")
    open_story(page, story)
    page.route("**/draft/ru/", lambda route: route.abort())
    write_in(page, 0, " Не отправлено.")
    page.locator("save-state[data-state=offline]").wait_for()
    page.errors.clear()
    again = page.context.new_page()
    page.close(run_before_unload=False)
    open_story(again, story)
    paragraph(again, "Первый абзац. Не отправлено.").wait_for()
    assert words_in(story)[0] == "<p>Первый абзац. Не отправлено.</p>"


def test_a_new_story_is_created_by_typing(desk):
    page = desk("reporter")
    page.goto("/admin/articles/article/add/?edition=ru")
    page.locator("draft-editor[data-ready]").wait_for(state="attached")
    page.locator("[name=title]").fill("Школа открылась")
    saved(page)
    page.wait_for_url("**/change/?edition=ru")
    page.locator(".tiptap").click()
    page.keyboard.type("Сегодня в селе.")
    saved(page)
    draft = Draft.objects.get()
    assert draft.title == "Школа открылась"
    assert [html for _id, html in draft.blocks] == ["<p>Сегодня в селе.</p>"]


def test_a_deleted_story_says_so_and_keeps_the_text(desk, story):
    page = desk("editor")
    open_story(page, story)
    story.delete()
    write_in(page, 0, " Поздно.")
    page.locator("save-state[data-state=gone]").wait_for()
    paragraph(page, "Первый абзац. Поздно.").wait_for()
    page.errors.clear()  # of the refused request
