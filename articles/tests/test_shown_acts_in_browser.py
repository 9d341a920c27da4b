"""An open edit page shows the state of its story in place: after its own changes, and after acts of colleagues."""

import pytest
from playwright.sync_api import expect

from articles.editorial import discarding, workflow
from articles.models import Article, Work
from articles.tests.desk import KK, RU
from articles.tests.draft_rows import write
from articles.tests.edit_page import open_story, write_in
from articles.tests.makers import make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


STEPS = (".acts .acts-pair .btn-default", ".act-bar .btn-default")


def shows(page, *, tab, step, edition="Русский"):
    """Wait until the page shows a state on the tab of an edition, and what the main button says."""
    expect(page.locator(".story-tab", has_text=edition).locator(".state").first).to_have_text(tab)
    for place in STEPS:
        expect(page.locator(place)).to_have_text(step)


def fills(page):
    """Return whether the main buttons are filled: those that have another colour than the buttons beside them."""
    colour = "(button) => getComputedStyle(button).backgroundColor"
    plain = page.locator(".acts-pair .menu-button").evaluate(colour)
    return [page.locator(place).evaluate(colour) != plain for place in STEPS]


def test_the_page_follows_the_state(desk, staff):
    page, chief = desk("editor"), staff("chief editor")
    story = make_article("ru", "kk", title="Заголовок", body="<p>Первый</p><p>Второй</p>")
    open_story(page, story)
    shows(page, tab="на сайте", step="Опубликовать")
    assert fills(page) == [False, False]
    expect(page.locator("#id_correction")).to_be_hidden()
    page.locator("#id_correction_kind").select_option("correction")
    page.locator("#id_correction").fill("Было два.")
    expect(page.locator("#article_form[data-to-publish]")).to_be_attached()
    assert fills(page) == [True, True]
    page.locator(".acts .menu summary").click()
    write_in(page, 0, " новый")
    shows(page, tab="на сайте, есть изменения", step="Опубликовать изменения")
    expect(page.locator(".acts .state use")).to_have_attribute("href", "#shape-changed")
    expect(page.locator(".acts [formaction*='/discard/']")).to_be_attached()
    assert page.locator("#id_correction").input_value() == "Было два."
    assert page.locator(".tiptap").evaluate("(editor) => editor.contains(getSelection().anchorNode)")

    workflow.publish(story, RU, by=chief)
    shows(page, tab="на сайте", step="Опубликовать")
    write(story, chief, KK, title="Басқа")
    shows(page, tab="на сайте, есть изменения", step="Опубликовать", edition="Қазақша")
    write(story, chief, title="Другой")
    shows(page, tab="на сайте, есть изменения", step="Опубликовать изменения")
    page.locator("#id_correction").fill("")
    page.locator("#id_correction_kind").select_option("")
    expect(page.locator("#article_form[data-to-publish]")).to_have_count(0)
    assert fills(page) == [True, True]
    discarding.discard(story, RU, by=chief)
    shows(page, tab="на сайте", step="Опубликовать")
    assert fills(page) == [False, False]
    workflow.withdraw(story, RU, by=chief, reason="Wrong.")
    shows(page, tab="снято", step="Опубликовать")
    expect(page.locator("#id_publish_at_0")).to_be_enabled()

    page.locator("#id_publish_at_0").fill("24.11.2099")
    page.locator("#id_publish_at_1").fill("10:33")
    page.locator("#id_correction_kind").select_option("update")
    with page.expect_response(lambda answer: "/acts/" in answer.url and answer.request.method == "POST"):
        page.locator("#id_correction").fill("Было три.")
    expect(page.locator("draft-editor:not([data-unsaved])")).to_be_attached()
    page.reload()
    names = ("publish_at_0", "publish_at_1", "correction_kind", "correction")
    kept = [page.locator(f"#id_{name}").input_value() for name in names]
    assert kept == ["24.11.2099", "10:33", "update", "Было три."]


def test_a_new_story_gets_its_acts_and_its_preview(desk, staff):
    page = desk("reporter")
    page.goto("/admin/articles/article/add/?edition=ru")
    page.locator("draft-editor[data-ready]").wait_for(state="attached")
    shows(page, tab="пусто", step="Отдать на проверку")
    assert page.locator("story-preview").count() == 0
    page.locator("#id_title").press_sequentially("Школа открылась")
    shows(page, tab="черновик", step="Отдать на проверку")
    page.get_by_role("button", name="Предпросмотр", exact=True).click()
    expect(page.frame_locator(".preview-page iframe").get_by_text("Школа открылась").first).to_be_visible()
    story = Article.objects.get()
    workflow.move_draft(story, RU, Work.IN_REVIEW, by=staff("editor"))
    shows(page, tab="на проверке", step="Сохранить")
    assert page.locator(".preview-panel").is_visible()
