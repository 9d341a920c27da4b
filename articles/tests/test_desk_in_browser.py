"""The admin in a browser: the editor loads under the strict Content Security Policy, and readers see what is typed."""

import pytest
from playwright.sync_api import expect

from articles.models import Article, Status
from articles.tests.desk import FORM, KK, RU, words_in_draft

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]


@pytest.fixture(autouse=True)
def _seed_pages(transactional_db, seeds):
    """Load the seed pages into a database that the server's threads can see."""


def change_form(key, edition):
    return f"/admin/articles/article/{Article.objects.get(key=key).pk}/change/?edition={edition}"


def write_at_the_start(page, words):
    """Type when the editor has the focus, and wait until the text appears, as a person would."""
    editor = page.locator(".tiptap")
    editor.press("Control+Home")
    editor.press_sequentially(words)
    editor.get_by_text(words.strip()).wait_for()


def save(page):
    with page.expect_navigation():
        page.locator(f"#{FORM}").evaluate("form => form.requestSubmit()")
    page.locator(".tiptap").wait_for()


def test_text_typed_into_a_live_story_appears_on_its_page_when_it_is_published(desk):
    page = desk("editor")
    page.goto(change_form("akims-leave-amanat", "ru"))
    page.locator(".tiptap").wait_for()  # fails if there are two
    write_at_the_start(page, "Новое начало абзаца. ")
    save(page)
    assert page.url.endswith("?edition=ru")
    story = Article.objects.get(key="akims-leave-amanat")
    typed = "<p>Новое начало абзаца. Как известно, в марте"
    assert words_in_draft(story, RU)["body"].startswith(typed)
    assert story.body_ru.startswith("<p>Как известно, в марте")
    page.locator(".acts [formaction*='/publish/']").click()
    page.locator("[name=correction_kind][value=silent]").check()  # a material change asks what readers are told
    page.get_by_role("button", name="Опубликовать изменения").click()
    page.locator(".messagelist .success").wait_for()
    page.goto(story.address_in(RU))
    assert page.get_by_text("Новое начало абзаца.").is_visible()


def test_the_editor_keeps_no_break_spaces(desk):
    page = desk("editor")
    story = Article.objects.get(key="unprecedented-reforms-tokayev")
    before = story.body_kk
    assert before.count("&nbsp;") == 9
    page.goto(change_form("unprecedented-reforms-tokayev", "kk"))
    write_at_the_start(page, "Иә. ")
    save(page)
    assert words_in_draft(story, KK)["body"] == before.replace("<p>", "<p>Иә. ", 1)


def test_a_story_can_be_written_and_published_in_the_form(desk):
    page = desk("chief editor")
    page.goto("/admin/articles/article/add/?edition=ru")
    page.locator("#id_title").fill("Школа открылась")
    page.locator(".tiptap").click()
    page.keyboard.type("Сегодня в селе открылась школа.")
    save(page)
    page.wait_for_url("**/change/?edition=ru")
    page.locator(".acts [formaction*='/publish/']").click()
    page.locator(".messagelist .success").wait_for()
    story = Article.objects.get(title_ru="Школа открылась")
    assert (story.status_ru, story.status_kk, story.original_language) == (Status.PUBLISHED, Status.UNPUBLISHED, "ru")
    page.goto("/ru/")
    page.get_by_role("link", name="Школа открылась").first.click()
    page.wait_for_url("**/shkola-otkrylas/")
    assert page.get_by_text("Сегодня в селе открылась школа.").is_visible()


def test_the_language_of_the_admin_can_be_changed_in_its_header(desk):
    page = desk("reporter", language="ru")
    page.goto("/admin/")
    page.locator("#user-tools summary").click()
    page.get_by_role("button", name="Қазақша").click()
    page.locator("html[lang=kk]").wait_for()
    page.goto("/admin/articles/article/")
    assert page.locator("html").get_attribute("lang") == "kk"


def test_the_form_fits_a_phone_and_a_computer(desk):
    page = desk("reporter")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/admin/articles/article/add/?edition=kk")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto("/admin/articles/article/add/?edition=kk")
    assert page.locator(".tiptap").bounding_box()["width"] <= 360
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_pickers_and_calendars_work_under_the_policy(desk):
    page = desk("editor")
    page.goto(change_form("akims-leave-amanat", "ru"))
    page.locator(".field-category .select2-selection").click()
    page.locator(".select2-search__field").last.fill("выборы")
    options = page.locator(".select2-results__option")
    expect(options).to_have_text(["Выборы"])  # the list before was that of all sections
    options.click()
    expect(page.locator("#id_category option:checked")).to_have_text("Выборы")
