"""How many acts besides typing a job takes: clicks, and keys that do not type. A later change can't spend more.

The third job, a stale translation, is counted in `test_side_by_side_in_browser.py`.
"""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article, Draft, Photo, Status, Work
from articles.tests.dropped_files import dropped, picture
from articles.tests.edit_page import open_story, saved, words_in
from articles.tests.makers import make_article, make_category, make_event
from newsroom.content.nodes import node_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Acts:
    """Does what a person does on a page, and counts it."""

    def __init__(self, page):
        self.page, self.number = page, 0

    def click(self, place):
        place.click()
        self.number += 1

    def press(self, key):
        self.page.keyboard.press(key)
        self.number += 1


def begin_story(page, headline):
    page.goto("/admin/")
    acts = Acts(page)
    acts.click(page.locator(".desk-new"))
    page.locator("draft-editor[data-ready]").wait_for(state="attached")
    page.keyboard.type(headline)
    return acts


def choose_section(acts, name):
    acts.click(acts.page.locator(".field-category .select2-selection"))
    expect(acts.page.locator(".select2-container--open .select2-search__field")).to_be_focused()
    acts.page.keyboard.type(name)
    expect(acts.page.locator(".select2-results__option--highlighted", has_text=name)).to_be_visible()
    acts.page.keyboard.press("Enter")  # ends the typing of words


def test_a_misprint_in_a_live_story_takes_two_acts(desk):
    story = make_article("ru", title="Школа открылсь", body="<p>Сегодня.</p>")
    make_article("ru", title="Больница открылась")
    page = desk("editor")
    page.goto("/admin/")
    acts = Acts(page)
    page.locator("[data-opens-keys]:not([hidden])").wait_for(state="attached")  # the keys work now
    page.keyboard.press("Slash")  # begins the typing of words
    page.keyboard.type("школа")
    acts.press("Enter")
    title = page.locator("#id_title")
    expect(title).to_have_value("Школа открылсь")
    page.locator("draft-editor[data-ready]").wait_for(state="attached")
    title.fill("Школа открылась")
    acts.click(page.locator(".acts").get_by_role("button", name="Опубликовать", exact=False))
    page.locator(".messagelist .success").wait_for()
    assert acts.number <= 2
    story.refresh_from_db()
    assert (story.title_ru, story.status_ru) == ("Школа открылась", Status.PUBLISHED)


def test_a_new_story_to_review_takes_three_acts(desk):
    section = make_category("society", name_ru="Общество")
    page = desk("reporter")
    acts = begin_story(page, "Школа открылась")
    page.locator("#id_lead").fill("В селе новая школа.")
    page.locator(".tiptap").fill("Сегодня в селе открылась школа.")
    choose_section(acts, "Общество")
    acts.click(page.locator(".acts").get_by_role("button", name="Отдать на проверку"))
    page.locator(".messagelist .success").wait_for()
    assert acts.number <= 3
    draft = Draft.objects.get()
    assert (draft.title, draft.state, Article.objects.get().category) == ("Школа открылась", Work.IN_REVIEW, section)


def test_a_flash_takes_three_acts(desk):
    make_category("society", name_ru="Общество")
    page = desk("editor")
    acts = begin_story(page, "Землетрясение в Алматы")
    choose_section(acts, "Общество")
    acts.click(page.locator(".acts").get_by_role("button", name="Опубликовать молнией"))
    page.locator(".messagelist .success").wait_for()
    assert acts.number <= 3
    story = Article.objects.get()
    assert (story.title_ru, story.status_ru) == ("Землетрясение в Алматы", Status.PUBLISHED)
    assert story.body_ru == "<p>Подробности следуют.</p>"


def test_an_assigned_draft_of_an_event_takes_two_acts(desk, staff):
    person = staff("reporter", language="kk")
    event = make_event(what="Сессия маслихата", where="Акимат", people=[person])
    page = desk("editor")
    page.goto("/admin/articles/daybookevent/week/")
    acts = Acts(page)
    acts.click(page.locator(f"#event-{event.pk}").get_by_role("link", name="Черновик"))
    acts.click(page.get_by_role("button", name="Создать черновик"))
    expect(page.locator("#id_title")).to_have_value("Сессия маслихата")
    expect(page.locator("#events")).to_contain_text("Акимат")
    assert acts.number <= 2
    assert [(one.assignee, one.language) for one in Article.objects.get().assignments.all()] == [(person, "kk")]


def test_a_ready_story_is_scheduled_for_nine_with_two_acts_on_its_page_and_three_from_the_first_page(desk):
    ready = make_article("ru", status=Status.UNPUBLISHED, published_at=None, title="Школа")
    Draft.objects.filter(article=ready).update(state=Work.READY)
    page = desk("editor")
    page.goto("/admin/")
    acts = Acts(page)
    acts.click(page.get_by_role("link", name="Перейти к публикации"))
    page.locator("draft-editor[data-ready]").wait_for(state="attached")
    acts.click(page.locator("#id_publish_at_1"))
    page.keyboard.type("09:00")
    day = "" if timezone.localtime().hour < 9 else "завтра, "
    button = page.locator(".acts").get_by_role("button", name=f"Запланировать на {day}09:00")
    expect(button).to_have_css("color", "rgb(255, 255, 255)")  # the filled one
    acts.click(button)
    page.locator(".messagelist .success").wait_for()
    ready.refresh_from_db()
    at = timezone.localtime(ready.published_at_ru)
    assert (f"{at:%H:%M}", timezone.now() < at < timezone.now() + timedelta(days=1)) == ("09:00", True)
    assert acts.number == 3
    expect(page.locator("#id_publish_at_0")).to_have_value(f"{at:%d.%m.%Y}")


def test_a_story_is_killed_with_two_acts_on_its_page_and_three_from_the_first_page(desk):
    live = make_article("ru", "kk", title_ru="Школа открылась")
    page = desk("editor")
    page.goto("/admin/")
    acts = Acts(page)
    page.locator("[data-opens-keys]:not([hidden])").wait_for(state="attached")
    page.keyboard.press("Slash")  # begins the typing of words
    page.keyboard.type("школа")
    acts.press("Enter")
    page.locator("draft-editor[data-ready]").wait_for(state="attached")
    acts.click(page.locator(".acts-kill").get_by_role("button", name="Снять материал во всех изданиях"))
    page.locator("#id_reason").fill("Судебный запрет.")  # the field has the focus
    acts.click(page.get_by_role("button", name="Снять материал во всех изданиях"))
    page.locator(".messagelist .success").wait_for()
    live.refresh_from_db()
    assert (acts.number, live.status_ru, live.status_kk) == (3, Status.WITHDRAWN, Status.WITHDRAWN)


def test_twelve_photos_with_their_words_take_four_acts_and_24_texts(desk):
    story, page = make_article("ru", body="<p>Первый.</p><p>Второй.</p>"), desk("editor")
    open_story(page, story)
    acts = Acts(page)
    dropped(page.locator(".tiptap > p").first, {f"{number}.png": picture(number) for number in range(12)})
    acts.number += 1
    dialog = page.get_by_role("dialog", name="Фото в материал")
    acts.click(dialog.get_by_label("Автор всем"))
    page.keyboard.type("Фото: Асель")
    acts.click(dialog.get_by_role("button", name="Вписать всем"))
    acts.click(dialog.get_by_role("button", name="Вставить"))  # it waits for the pictures
    expect(page.locator(".node-fields")).to_have_count(12)
    expect(page.locator(".node-fields [data-name=alt]").first).to_be_focused()
    texts = tabs = 0
    for number in range(12):
        for words in (f"Описание {number}", f"Подпись {number}", ""):  # the credit is there
            if words:
                page.keyboard.insert_text(words)
            page.keyboard.press("Tab")
            texts, tabs = texts + bool(words), tabs + 1
    saved(page)
    assert (acts.number, texts, acts.number + tabs <= 40) == (4, 24, True)
    keys = [photo.key for photo in Photo.objects.order_by("pk")]
    _first, *nodes, _last = map(node_in, words_in(story))
    assert {node.value for node in nodes} == {*keys}
    assert [node.words for node in nodes] == [
        {"alt": f"Описание {number}", "caption": f"Подпись {number}", "credit": "Фото: Асель"} for number in range(12)
    ]
