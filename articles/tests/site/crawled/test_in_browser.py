"""Readers in a real browser: without JavaScript, without a mouse, on a narrow screen, in both directions."""

import pytest

from articles.comments.models import Comment, State
from articles.models import Article
from newsroom import editions

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.one_database]
EVERY_EDITION = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)


KEY = "unprecedented-reforms-tokayev"


@EVERY_EDITION
def test_the_front_page_fits_a_narrow_screen_in_its_language(crawled_page, edition):
    crawled_page.set_viewport_size({"width": 320, "height": 640})
    crawled_page.goto(f"/{edition.code}/")
    assert crawled_page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
        edition.tag,
        edition.direction,
    ]
    assert crawled_page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_story_fits_every_width_in_both_directions(crawled_page, crawl, width):
    crawled_page.set_viewport_size({"width": width, "height": 800})
    for code in ("kk", "kk-arab"):
        crawled_page.goto(crawl.stories[code][KEY])
        assert crawled_page.evaluate("document.documentElement.scrollWidth <= innerWidth"), code


# Letters of the longest paragraph to a line, the last line left out.
MEASURE = """() => {
    const paragraphs = [...document.querySelectorAll(".story-text p")];
    const longest = paragraphs.reduce((a, b) => (b.textContent.length > a.textContent.length ? b : a));
    const text = longest.textContent.replace(/\\s+/g, " ").trim();
    const style = getComputedStyle(longest);
    const lines = Math.round(longest.getBoundingClientRect().height / parseFloat(style.lineHeight));
    return { lines, letters: text.length / (lines - 0.5) };
}"""


@pytest.mark.parametrize("width", [768, 1280, 1920])
@pytest.mark.parametrize("code", ["ru", "kk", "kk-latn", "kk-arab", "en"])
def test_lines_of_a_story_have_45_to_75_letters(crawled_page, crawl, code, width):
    crawled_page.set_viewport_size({"width": width, "height": 900})
    crawled_page.goto(crawl.stories[code][KEY])
    found = crawled_page.evaluate(MEASURE)
    assert found["lines"] >= 4
    assert 45 <= found["letters"] <= 75


def test_the_story_comes_before_the_feed_the_rates_and_the_weather(crawled_page, crawl):
    crawled_page.goto(crawl.stories["kk"][KEY])
    order = crawled_page.evaluate(
        """() => ["main h1", ".feed", ".informers"].map((part) => document.querySelector(part))
                 .every((part, place, all) => !place ||
                        all[place - 1].compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING)"""
    )
    assert order


def test_the_first_tab_stop_skips_to_the_content(crawled_page):
    crawled_page.goto("/ru/")
    crawled_page.keyboard.press("Tab")
    assert crawled_page.evaluate("document.activeElement.hash") == "#main"


@pytest.mark.django_db(transaction=True)
def test_a_comment_is_sent_held_approved_and_shown_without_javascript(chromium, live_server, seeds, staff):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    reader = context.new_page()
    address = Article.objects.get(key=KEY).address_in(editions.BY_CODE["ru"])
    reader.goto(address)
    reader.get_by_label("Ваш комментарий").fill("Спасибо за подробности")
    reader.get_by_role("button", name="Отправить").click()
    assert "Пожалуйста, введите ваше имя здесь" in reader.locator(".errors").inner_text()
    assert reader.get_by_label("Ваш комментарий").input_value() == "Спасибо за подробности"
    reader.get_by_label("Ваше имя").fill("Айгүл")
    reader.get_by_role("button", name="Отправить").click()
    reader.wait_for_url("**/comment/**")
    assert reader.get_by_role("status").is_visible()
    assert Comment.objects.get().state == State.WAITING
    reader.goto(address)
    assert not reader.get_by_text("Спасибо за подробности").is_visible()

    moderator = staff("moderator")
    desk = context.new_page()
    desk.goto("/admin/comments/comment/")
    desk.locator("#id_username").fill(moderator.username)
    desk.locator("#id_password").fill("correct horse")
    desk.locator("[type=submit]").click()
    desk.locator(".action-select").check()
    desk.locator("select[name=action]").select_option("approve")
    desk.locator("button[name=index]").click()
    desk.locator(".messagelist .success").wait_for()

    reader.goto(address)
    assert reader.get_by_text("Спасибо за подробности").is_visible()
    context.close()


def test_the_switcher_links_to_the_same_story_or_marks_the_front_page(crawled_page, crawl):
    crawled_page.goto(crawl.stories["en"][KEY])
    russian, chinese = (crawled_page.locator(f".edition-switch a[hreflang='{tag}']") for tag in ("ru", "zh-Hans"))
    assert "to-front" not in (russian.get_attribute("class") or "")
    assert chinese.get_attribute("class") == "to-front"
    russian.click()
    crawled_page.wait_for_url(f"**{crawl.stories['ru'][KEY]}")
