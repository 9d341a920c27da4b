"""The front page desk in a browser: a story is carried by keys or the pointer, it fits a phone, axe finds no faults."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.editorial import breaking, front_slots
from articles.models import FrontSlot
from articles.tests.desk import KK, LIST, RU
from articles.tests.makers import make_article
from articles.tests.test_desk_on_a_phone import MEASURE
from articles.tests.test_desk_pages_in_browser import faults_in_both_themes, page_with_axe, sign_in  # noqa: F401
from articles.tests.test_unsaved_work import wait_until_kept

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]

DESK = f"{LIST}front/?edition=ru"
HOUR = datetime.timedelta(hours=1)
# {selector: the least width and height in pixels}
TARGETS = dict.fromkeys(
    [".front-tools button", ".front-tools summary", ".front-tools select", ".front-line input", ".front-moments a"], 44
)
NUMBERS = "places => places.map((place) => place.querySelector('.front-number').textContent + place.id.slice(6))"


@pytest.fixture
def stories(transactional_db):
    now = timezone.now()
    return [make_article("ru", title=f"Үлгі {n}", published_at=now - n * HOUR) for n in range(9)]


def placed():
    return dict(FrontSlot.objects.values_list("position", "article"))


def test_a_story_is_carried_by_keys_and_by_the_pointer(desk, staff, stories):
    editor, page = staff("chief editor"), desk("editor")
    for position, story in ((1, stories[7]), (3, stories[8])):
        front_slots.place(RU, position, story, by=editor)
    page.goto(DESK)
    grip = page.locator("#place-1 .front-grip:not([hidden])")
    grip.focus()
    for key in ("Space", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    shown = page.locator(".front-places > li")
    assert shown.evaluate_all(NUMBERS)[:4] == ["13", "22", "31", "44"]  # the number that is shown, and the own one
    assert page.locator("place-list [role=status]").inner_text() == "Над местом 3."
    assert grip.evaluate("grip => grip === document.activeElement && grip.ariaPressed === 'true'")
    page.keyboard.press("Escape")
    assert shown.evaluate_all(NUMBERS)[:4] == ["11", "22", "33", "44"]
    assert placed() == {1: stories[7].pk, 3: stories[8].pk}

    for key in ("Space", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press("Space")
    assert placed() == {1: stories[8].pk, 3: stories[7].pk}
    page.locator("#place-3 .front-grip:focus").wait_for()  # where the story stands now

    start, end = (page.locator(f"#place-{place}").bounding_box() for place in (3, 5))
    box = page.locator("#place-3 .front-grip").bounding_box()
    page.mouse.move(box["x"] + 8, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 8, start["y"] - 20, steps=3)
    page.mouse.move(box["x"] + 8, end["y"] + 20, steps=3)
    with page.expect_navigation():
        page.mouse.up()
    assert placed() == {1: stories[8].pk, 5: stories[7].pk}


def test_a_story_that_is_offered_is_placed_and_the_page_shows_it(desk, stories):
    """The address of the answer differs from that of the page only behind its #."""
    page = desk("editor")
    page.goto(DESK)
    for position, story in ((2, stories[7]), (4, stories[8])):
        offer = page.locator(".front-offers li", has_text=story.title_ru)
        offer.locator("select").select_option(str(position))
        offer.locator("button").click()
        page.locator(f"#place-{position}[data-placed]", has_text=story.title_ru).wait_for()
    assert placed() == {2: stories[7].pk, 4: stories[8].pk}
    assert page.locator("#place-4").bounding_box()["y"] < page.viewport_size["height"]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_page_fits_a_phone_and_has_no_faults(page_with_axe, staff, stories, language):  # noqa: F811
    page, editor = page_with_axe, staff("editor", language=language)
    later = make_article("ru", title="Үлгі", published_at=timezone.now() + HOUR)
    for position, story in ((2, later), (3, stories[8])):
        front_slots.place(RU, position, story, by=editor, until=timezone.now() + 2 * HOUR)
    breaking.run(stories[5], RU, by=editor, until=timezone.now() + HOUR)
    page.context.set_extra_http_headers({"Accept-Language": language})
    page.goto("/admin/login/")
    sign_in(page, editor)
    page.locator("[data-opens-keys]:not([hidden])").wait_for(state="attached")
    page.keyboard.press("KeyG")
    page.keyboard.press("KeyF")
    page.wait_for_url("**/article/front/")
    page.goto(DESK)
    page.locator(".front-moments a").nth(2).click()
    page.locator("mark").first.wait_for()
    page.locator("#place-2 .menu summary").click()
    found = faults_in_both_themes(page)
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    measured = page.evaluate(MEASURE, TARGETS)
    assert (measured["wide"], measured["small"], measured["zoomed"]) == (0, [], [])
    page.locator("#place-2 .menu summary").click()
    menu = page.locator("#place-2 .menu-items").bounding_box()
    assert (menu["x"] >= 0, menu["x"] + menu["width"] <= 390) == (True, True)
    found += faults_in_both_themes(page)
    assert found == []


def test_everything_works_without_scripts(chromium, live_server, staff, stories):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/admin/login/")
    sign_in(page, staff("editor", language="ru"))
    page.goto(DESK)
    page.locator("#place-4 button").click()
    page.locator("#place-4 [value=up]").click()
    page.locator("#place-3 .menu summary").click()
    page.locator("#place-3 select").select_option("1")
    page.locator("#place-3 [value=swap]").click()
    assert placed() == {1: stories[3].pk}
    assert not page.locator(".front-grip").is_visible()
    context.close()


def test_kept_text_is_offered_only_at_its_own_form_and_not_if_the_page_has_it(desk, staff, stories):
    page = desk("editor")
    for edition in (RU, KK):
        for position in (1, 2):
            story = make_article("ru", "kk")
            front_slots.place(edition, position, story, by=staff("chief editor"))
    page.on("dialog", lambda dialog: dialog.accept())
    ends, bars = "[id^=until_] [name=until]", page.locator(".kept-bar")
    page.goto(DESK)
    page.locator("#new_line_form [name=text]").fill("Срочное слово")
    page.locator(ends).nth(1).evaluate("field => (field.value = '2099-11-24T09:00')")
    wait_until_kept(page, "Срочное слово")
    wait_until_kept(page, "2099-11-24T09:00")
    page.goto(DESK.replace("ru", "kk"))
    page.locator("#new_line_form [name=text]").fill("Шұғыл сөз")
    wait_until_kept(page, "Шұғыл сөз")  # by now, the page would have offered what it found
    assert bars.count() == 0
    page.goto(DESK)
    expect(bars).to_have_count(2)
    offered = bars.evaluate_all("bars => bars.map((bar) => bar.nextElementSibling.id)")
    slot = FrontSlot.objects.get(language="ru", position=2)
    assert offered == ["new_line_form", f"until_{slot.article_id}_form"]

    # Somebody has saved the same words meanwhile.
    end = timezone.make_aware(datetime.datetime(2099, 11, 24, 9))
    front_slots.place(RU, 2, slot.article, by=staff("chief editor"), until=end)
    page.goto(DESK)
    expect(bars).to_have_count(1)
    wait_until_kept(page, "2099-11-24T09:00", is_kept=False)
