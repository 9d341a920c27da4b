"""Drafts in browsers: what is typed is saved by itself, and two people who write at once see each other's words."""

from datetime import timedelta

import pytest

from articles.editorial import discarding, draft_versions, drafts, presence
from articles.editorial.decisions import decide
from articles.editorial.workflow import publish
from articles.models import Draft, DraftChange, DraftConflict
from articles.tests.edit_page import open_story, paragraph, saved, words_in, write, write_in
from articles.tests.makers import make_article, make_author
from conftest import give_session
from newsroom import editions
from newsroom.staff.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RU = editions.BY_CODE["ru"]
THREE = "<p>Первый абзац.</p><p>Второй абзац.</p><p>Третий абзац.</p>"


@pytest.fixture
def story():
    return make_article("ru", title="Заголовок", body=THREE)


@pytest.mark.one_database
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

    marked = page.locator(".tiptap [data-unpublished]")
    assert marked.all_inner_texts() == ["Второй абзац. Ещё слова."]
    open_story(page, story)
    assert marked.all_inner_texts() == ["Второй абзац. Ещё слова."]


@pytest.mark.one_database
def test_two_people_begin_an_empty_text_in_paragraphs_of_their_own(desk, colleague):
    page, story = desk("editor"), drafts.new_story("", RU)
    open_story(page, story)
    page.locator(".tiptap").click()
    change = {"blocks": {"aaaaaaaa": "<p>Чужое.</p>"}, "order": ["aaaaaaaa"]}
    drafts.save_draft(story, RU, drafts.draft_of(story, RU).version, change, by=colleague)
    paragraph(page, "Чужое.").wait_for()
    page.keyboard.type("Моё.")
    saved(page)
    assert words_in(story) == ["<p>Чужое.</p>", "<p>Моё.</p>"]


@pytest.mark.one_database
def test_undo_keeps_the_words_of_colleagues(desk, colleague, story):
    page = desk("editor")
    open_story(page, story)
    write_in(page, 0, " Моё.")
    page.locator("draft-editor").evaluate("({ editor }) => editor.commands.focus('end')")
    page.keyboard.press("Enter")
    page.keyboard.type("Мой абзац.")
    saved(page)
    write(colleague, story, 3, "<p>Мой чужой абзац.</p>")
    paragraph(page, "Мой чужой абзац.").wait_for()
    for _time in range(3):
        page.keyboard.press("Control+z")
    paragraph(page, "Моё.").wait_for(state="detached")
    saved(page)
    assert "".join(words_in(story)) == f"{THREE}<p>Мой чужой абзац.</p>"


@pytest.mark.one_database
def test_words_that_a_colleague_discards_stay_on_the_page_to_be_copied(desk, colleague, story):
    page = desk("editor")
    open_story(page, story)
    write_in(page, 1, " Моё.")
    saved(page)
    discarding.discard(story, RU, by=colleague)
    box = page.locator(".left-text")
    assert box.locator("pre").inner_text() == "Второй абзац. Моё."
    assert "Данияр М.: изменения отброшены, " in box.inner_text()
    assert page.locator("save-state[data-state=discarded]").count() == 1
    assert page.locator(".tiptap").inner_text().split("\n\n") == ["Первый абзац.", "Второй абзац.", "Третий абзац."]
    box.locator("button").click()
    assert box.count() == 0

    page.locator("[name=age_mark]").select_option("18+")
    saved(page)
    write(colleague, story, 0, "<p>Первый абзац. Чужое.</p>")
    paragraph(page, "Чужое.").wait_for()
    assert box.count() == 0
    discarding.discard_shared(story, by=colleague)
    assert box.locator("pre").inner_text().endswith(": 18+")
    assert page.locator("[name=age_mark]").input_value() == ""


@pytest.mark.one_database
def test_long_text_is_saved_in_a_script_with_many_bytes_a_character(desk, story):
    page = desk("editor")
    page.goto(f"/admin/articles/article/{story.pk}/change/?edition=zh-hans")
    page.locator("draft-editor[data-ready]").wait_for(state="attached")
    page.locator(".tiptap").click()
    page.keyboard.insert_text("新闻编辑部" * 5_000)
    saved(page)
    assert Draft.objects.get().blocks[0][1] == f"<p>{'新闻编辑部' * 5_000}</p>"


def test_two_people_write_at_once(desk, their_page, story):
    page, colleague = desk("editor"), their_page
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
    paragraph(colleague, "Второй абзац. Моё продолжение.").wait_for()
    paragraphs = ["Первый абзац. Чужое.", "Новый абзац.", "Второй абзац. Моё продолжение.", "Третий абзац."]
    for someone in (page, colleague):
        assert someone.locator(".tiptap > p").all_inner_texts() == paragraphs
    saved(page)
    assert words_in(story) == [f"<p>{words}</p>" for words in paragraphs]
    page.keyboard.press("Control+z")
    assert page.locator("[name=lead]").input_value() == "Чужой лид"
    page.locator("[data-person='Данияр М.'] [name=lead]").wait_for()
    assert page.locator(".story-line people-here").inner_text().split("\n") == ["ДМ", "Здесь также: Данияр М."]
    colleague.locator(".tiptap > *").nth(3).click()
    page.locator(".tiptap > [data-person='Данияр М.']", has_text="Третий").wait_for()
    paragraphs[2] = "Второй абзац. Моё"  # the last thing typed here is undone, nothing of the colleague's
    assert page.locator(".tiptap > p").all_inner_texts() == paragraphs


@pytest.mark.one_database
def test_news_above_neither_scroll_the_page_nor_move_the_caret(desk, colleague):
    story = make_article("ru", body="<p>Абзац.</p>" * 80)
    page = desk("editor")
    open_story(page, story)
    write_in(page, 60, " Моё")
    saved(page)
    top = "(block) => block.getBoundingClientRect().top"
    before = paragraph(page, "Моё").evaluate(top)
    assert page.evaluate("scrollY") > 200

    write(colleague, story, 3, f"<p>{'Длинный чужой абзац. ' * 60}</p>")
    draft = drafts.draft_of(story, RU)
    new = {"newblock": "<p>Ещё один.</p>"}
    order = ["newblock", *draft_versions.content_of(draft).blocks]
    drafts.save_draft(story, RU, draft.version, {"blocks": new, "order": order}, by=colleague)
    paragraph(page, "Ещё один.").wait_for(state="attached")
    paragraph(page, "Длинный чужой абзац.").wait_for(state="attached")

    assert abs(paragraph(page, "Моё").evaluate(top) - before) < 2
    page.keyboard.type(" слово.")
    assert paragraph(page, "Моё слово.").count() == 1


def test_the_same_paragraph_changed_twice_keeps_both_versions(desk, colleague, story):
    page = desk("editor")
    open_story(page, story)
    page.context.set_offline(True)
    write_in(page, 0, " Моё.")
    write_in(page, 2, " Без сети.")
    page.locator("save-state[data-state=offline]").wait_for()
    write(colleague, story, 0, "<p>Первый абзац. Чужое.</p>")
    write(colleague, story, 1, "<p>Второй абзац. Тем временем.</p>")
    page.context.set_offline(False)
    page.locator("save-state[data-state=conflict]").wait_for()
    saved(page)
    others = ["<p>Второй абзац. Тем временем.</p>", "<p>Третий абзац. Без сети.</p>"]
    assert words_in(story) == ["<p>Первый абзац. Чужое.</p>", *others]
    assert page.locator(".tiptap > .in-conflict").inner_text() == "Первый абзац. Моё."

    write_in(page, 1, " Ещё.")  # before it is the link to the conflict
    saved(page)
    page.locator("form button[formaction*=publish]").first.click()  # waits for a decision
    conflict = DraftConflict.objects.get()
    assert (conflict.mine, conflict.theirs) == ("<p>Первый абзац. Моё. Ещё.</p>", "<p>Первый абзац. Чужое.</p>")
    page.locator("save-state a").click()  # the same page as the mark in the text
    page.wait_for_url("**/conflicts/**")
    page.errors.clear()  # of requests without a network


@pytest.mark.one_database
def test_an_opened_page_shows_where_versions_wait_for_a_decision(desk, colleague, story):
    page = desk("editor")
    base = drafts.draft_of(story, RU)
    first = next(iter(draft_versions.content_of(base).blocks))
    write(colleague, story, 0, "<p>Первый абзац. Чужое.</p>")
    me = User.objects.exclude(pk=colleague.pk).get()
    change = {"fields": {}, "blocks": {first: "<p>Первый абзац. Моё.</p>"}}
    conflict = drafts.save_draft(story, RU, base.version, change, by=me).conflicts[0]
    open_story(page, story)
    marked = page.locator(".tiptap > .in-conflict")
    assert marked.inner_text() == "Первый абзац. Чужое."
    assert page.locator(".tiptap > .conflict-link").inner_text().startswith(str(colleague))
    write_in(page, 2, " Ещё.")
    saved(page)
    assert marked.count() == 1
    conflict.refresh_from_db()
    assert (conflict.mine, conflict.decided_at) == ("<p>Первый абзац. Моё.</p>", None)
    decide(story, RU, conflict, "mine", "", drafts.draft_of(story, RU).version, by=me)  # on another page
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    marked.wait_for(state="detached")
    paragraph(page, "Первый абзац. Моё.").wait_for()


@pytest.mark.one_database
def test_nobody_publishes_words_that_appear_only_then(desk, colleague, story):
    page = desk("editor")
    open_story(page, story)
    page.route("**/draft-changes/**", lambda route: route.abort())  # no poll tells of them before
    write_in(page, 1, " Моё.")
    write(colleague, story, 0, "<p>Первый абзац. Чужое.</p>")
    publish = page.locator("form button[formaction*=publish]").first
    publish.click()
    page.locator("save-state[data-state=look-again]").wait_for()
    paragraph(page, "Первый абзац. Чужое.").wait_for()
    story.refresh_from_db()
    assert story.body_ru == THREE
    page.locator("#id_correction_kind").select_option("update")
    page.locator("#id_correction").fill("Дополнено.")
    with page.expect_navigation():
        publish.click()
    story.refresh_from_db()
    assert story.body_ru == "".join(words_in(story))
    assert "Чужое" in story.body_ru
    page.errors.clear()  # of polls


@pytest.mark.one_database
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


@pytest.mark.one_database
def test_text_that_cannot_be_saved_is_shown(desk, story):
    page = desk("editor")
    open_story(page, story)
    page.route("**/draft/ru/", lambda route: route.abort())
    page.locator("[name=title]").fill("<слово> " * 400)
    write_in(page, 0, " Ещё.")
    page.locator("save-state[data-state=offline]").wait_for()
    page.errors.clear()
    again = page.context.new_page()
    page.close(run_before_unload=False)
    open_story(again, story)
    assert again.locator(".left-text pre").inner_text() == f"{'<слово> ' * 400}\n\nПервый абзац. Ещё."


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


@pytest.mark.one_database
def test_a_deleted_story_says_so_and_keeps_the_text(desk, story):
    page = desk("editor")
    open_story(page, story)
    story.delete()
    write_in(page, 0, " Поздно.")
    page.locator("save-state[data-state=gone]").wait_for()
    paragraph(page, "Первый абзац. Поздно.").wait_for()
    page.errors.clear()  # of the refused request


@pytest.mark.one_database
def test_somebody_signs_in_again_without_leaving_the_text(desk, live_server, colleague, story):
    page = desk("editor")
    me = User.objects.exclude(pk=colleague.pk).get()
    open_story(page, story)
    page.context.clear_cookies()
    write_in(page, 0, " Сеанс окончен.")
    page.locator("dialog [name=password]").fill("correct horse")
    page.keyboard.press("Enter")
    saved(page)
    assert words_in(story)[0] == "<p>Первый абзац. Сеанс окончен.</p>"
    give_session(page.context, live_server.url, colleague)
    write_in(page, 0, " Не от чужого имени.")
    page.locator("dialog [name=password]").fill("correct horse")
    page.keyboard.press("Enter")
    saved(page)
    assert words_in(story)[0] == "<p>Первый абзац. Сеанс окончен. Не от чужого имени.</p>"
    assert {*DraftChange.objects.values_list("by", flat=True)} == {me.pk}
    page.errors.clear()  # of requests without a session


@pytest.mark.one_database
def test_a_page_that_is_open_for_long_still_shows_what_colleagues_write(desk, colleague, story, signing_clock):
    page = desk("editor")
    open_story(page, story)
    write(colleague, story, 0, "<p>Первый абзац. Чужое.</p>")
    paragraph(page, "Первый абзац. Чужое.").wait_for()
    signing_clock.add(presence.TOKEN_LIFE + timedelta(seconds=1))
    page.wait_for_event("response", lambda response: "/draft-changes/" in response.url and response.status == 401)
    write(colleague, story, 1, "<p>Второй абзац. Позже.</p>")
    paragraph(page, "Второй абзац. Позже.").wait_for()
    page.errors.clear()  # of the refused poll


@pytest.mark.one_database
def test_who_may_not_write_any_more_keeps_the_text(desk, colleague, story):
    page = desk("reporter")
    me = User.objects.exclude(pk=colleague.pk).get()
    open_story(page, story)
    write_in(page, 0, " До публикации.")
    saved(page)
    publish(story, RU, by=colleague)
    write_in(page, 0, " После.")
    saved(page)
    story.refresh_from_db()
    assert story.body_ru.startswith("<p>Первый абзац. До публикации.</p>")
    assert words_in(story)[0] == "<p>Первый абзац. До публикации. После.</p>"

    roles = [*me.groups.all()]
    me.groups.clear()
    write_in(page, 0, " Без права.")
    state = page.locator("save-state[data-state=refused]")
    state.wait_for()
    assert "вам больше нельзя это менять" in state.inner_text()
    assert page.locator("draft-editor[data-unsaved]").count() == 1
    assert paragraph(page, "До публикации. После. Без права.").count() == 1
    page.errors.clear()  # of refused requests
    me.groups.set(roles)
    again = page.context.new_page()
    page.close(run_before_unload=False)
    open_story(again, story)
    assert words_in(story)[0] == "<p>Первый абзац. До публикации. После. Без права.</p>"


@pytest.mark.one_database
def test_rows_are_added_and_removed_with_buttons(desk, story):
    page, _asel, dana = desk("editor"), make_author("asel", story), make_author("dana")
    open_story(page, story)
    page.locator(".rows-byline > summary").scroll_into_view_if_needed()
    rows = page.locator(".rows-byline .story-row")
    assert (rows.count(), page.locator("row-list [name$='-DELETE']:visible").count()) == (2, 0)
    page.locator(".rows-byline [data-add]").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className").startswith("select2-selection")
    page.keyboard.press("Enter")
    page.locator(".select2-results__option", has_text="dana").click()
    assert rows.nth(2).locator("[name=byline-2-position]").input_value() == "1"
    rows.nth(0).locator("[data-remove]").press("Enter")
    assert (rows.nth(0).is_visible(), page.evaluate("document.activeElement.matches('[data-remove]')")) == (False, True)
    with page.expect_navigation():
        page.locator(".acts [name=_save]").first.evaluate("button => button.form.requestSubmit(button)")
    values = drafts.shared_draft_of(story).values
    assert [name for name in values if name.startswith("byline:")] == [f"byline:{dana.pk}"]
