"""The preview in Chromium: beside the editor it shows what is typed, and nothing in a draft can act."""

import pytest

from articles.editorial import drafts, preview_links
from articles.tests.desk import change_url
from articles.tests.hostile_markup import (
    LISTENING,
    NO_OTHER_HOSTS,
    TOUCH,
    check_that_they_act,
    needs_the_collection,
    payloads,
)
from articles.tests.makers import make_article
from newsroom import editions

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.one_database]


def test_the_panel_shows_what_is_typed_in_other_letters_and_on_a_phone_and_saves_nothing(desk):
    story = make_article("kk", title="Жол", body="<p>Мәтін</p>")
    page = desk("chief editor", language="en")
    page.goto(f"{change_url(story)}?edition=kk")
    page.get_by_label("headline").fill("Жаңа жол")
    page.get_by_role("button", name="Preview", exact=True).click()
    frame = page.frame_locator(".preview-page [data-shown]")

    assert frame.locator("h1").inner_text() == "Жаңа жол"
    assert frame.locator("html").evaluate("root => root.clientWidth") <= 390
    panel, *parts = [page.locator(part).bounding_box() for part in (".preview-panel", "#container", "#user-tools")]
    assert [part for part in parts if part["x"] + part["width"] > panel["x"]] == []  # nothing is covered

    page.get_by_label("headline").fill("Жаңа көпір")
    frame.locator("h1", has_text="Жаңа көпір").wait_for()
    page.locator(".preview-tools select").select_option(f"/kk-arab/preview/{story.pk}/")
    frame.locator("html[dir=rtl] h1", has_text="جاڭا كوپىر").wait_for()
    page.get_by_role("button", name="Computer").click()
    assert frame.locator("html").evaluate("root => root.clientWidth") > 1200
    assert page.locator(".preview-page iframe").count() == 1
    panel, menu = (page.locator(part).bounding_box() for part in (".preview-panel", "#user-tools"))
    assert menu["x"] + menu["width"] <= panel["x"]

    page.keyboard.press("Control+Shift+P")
    assert page.locator(".preview-panel").is_hidden()
    assert page.evaluate("history.length") <= 4

    page.locator(".preview .menu-button").click()
    page.get_by_role("link", name="Links for people without an account").click()
    assert page.locator("#content > h2").inner_text().startswith("Жол")
    page.get_by_role("button", name="Make a link").click()
    page.locator("#made_link").wait_for()
    assert story.preview_links.count() == 1


def test_without_a_script_the_form_is_sent_to_a_new_tab(chromium, live_server, staff, client):
    story = make_article("ru", title="Сохранено")
    client.force_login(staff("chief editor"))
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(f"{change_url(story)}?edition=ru")
    page.locator("#id_title").fill("Набрано сейчас")
    with context.expect_page() as opened:
        page.locator(".preview-opener").click()
    opened.value.locator("h1", has_text="Набрано сейчас").wait_for()
    assert page.locator("#id_title").input_value() == "Набрано сейчас"
    context.close()


# Hostile drafts


@needs_the_collection
def test_a_hostile_draft_does_nothing(page, launch_chromium, staff):
    chief, hostile = staff("chief editor"), payloads()
    check_that_they_act(launch_chromium(NO_OTHER_HOSTS), hostile)

    story, all_of_them = make_article("kk"), " ".join(hostile)
    blocks = {f"block{number:03}": html for number, html in enumerate(hostile)}
    fields = {"title": all_of_them[:2_000], "lead": all_of_them[:20_000], "source_name": all_of_them[-1_000:]}
    change = {"fields": fields, "blocks": blocks, "order": [*blocks]}
    kk = editions.BY_CODE["kk"]
    drafts.save_draft(story, kk, 0, change, by=chief)
    _link, secret = preview_links.make_link(story, kk, 1, by=chief)
    page.add_init_script(LISTENING)
    for code in ("kk", "kk-latn", "kk-arab"):
        page.goto(f"/{code}/preview/{secret}/")
        page.evaluate("addEventListener('click', (event) => event.preventDefault())")
        assert page.evaluate("document.querySelectorAll('.story-text *').length") > 300
        page.evaluate(TOUCH, ".story *")
        assert page.evaluate("fired") == []
