"""Without styles, fonts, pictures or scripts the site can be read, and its main functions work."""

import pytest

from articles.comments.models import Comment
from articles.models import Article
from articles.tests.makers import make_article, make_author, make_photo
from conftest import PATIENCE
from newsroom import editions
from newsroom.alphabets import convert
from newsroom.editions.columns import in_all_columns

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]
EVERY_EDITION = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
STORED = [edition.code for edition in editions.STORED]
NOT_THE_PAGE = {"stylesheet", "font", "image", "script", "media"}


@pytest.fixture
def bare(chromium, live_server, transactional_db):
    """Open a browser page for a visitor whose network lets only HTML pages through."""
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False, service_workers="block")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.stopped = set()

    def let_pages_through(route):
        kind = route.request.resource_type
        if kind in NOT_THE_PAGE:
            page.stopped.add(kind)
            route.abort()
        else:
            route.continue_()

    page.route("**/*", let_pages_through)
    yield page
    context.close()


@pytest.fixture
def without_scripts(chromium, live_server, transactional_db, seeds):
    context = chromium.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    context.close()


def read_in_order(page, *words):
    """Return whether the words are on a page in this order, as it is read aloud."""
    text, at = page.locator("body").aria_snapshot(), 0
    for word in words:
        at = text.find(word, at)
        if at < 0:
            return False
    return True


@EVERY_EDITION
def test_a_story_is_readable_without_styles_pictures_and_scripts(bare, edition):
    photo = make_photo(**in_all_columns(alt="Дала", credit="Асқар"))
    texts = {"title": "Мектеп ашылды", "lead": "Ауылда жаңа мектеп бар", "body": "<p>Сабақ басталды</p>"}
    story = make_article(*STORED, **texts, lead_photo=photo)
    make_author("asel", story, **in_all_columns(name="Әсел"))

    bare.goto(story.address_in(edition))

    assert {"stylesheet", "image", "script"} & bare.stopped == {"stylesheet", "image"}
    words = [texts["title"], texts["lead"], "Әсел", "Сабақ басталды"]
    words = [convert(word, edition.tag) for word in words] if edition.is_derived else words
    assert read_in_order(bare, *words)
    assert not read_in_order(bare, *reversed(words))
    assert all(bare.get_by_text(word).first.is_visible() for word in words)
    picture = bare.locator("main img").first
    assert picture.get_attribute("alt") == (convert("Дала", edition.tag) if edition.is_derived else "Дала")
    assert bare.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_pages_search_and_edition_switch_work_without_javascript(without_scripts):
    page = without_scripts
    [make_article("ru", title=f"Весть {number}") for number in range(25)]
    page.goto("/ru/")
    assert page.locator(".feed time .age, .waiting a").count() == 0

    page.get_by_role("link", name="Вся лента").click()
    page.get_by_role("link", name="Раньше").click()
    page.wait_for_url("**page=2**")
    page.get_by_role("link", name="Позже").click()

    page.get_by_role("link", name="Поиск").click()
    page.get_by_role("searchbox").fill("Весть 17")
    page.get_by_role("button", name="Найти").click()
    page.get_by_role("link", name="Весть 17").first.click()
    page.get_by_role("heading", name="Весть 17", level=1).wait_for()

    story = Article.objects.get(key="unprecedented-reforms-tokayev")
    page.goto(story.address_in(editions.BY_CODE["ru"]))
    page.locator(".edition-switch a[hreflang='kk-Arab']").click()
    page.wait_for_url(f"**{story.address_in(editions.BY_CODE['kk-arab'])}")
    assert page.locator("html").get_attribute("dir") == "rtl"


def test_sharing_and_comments_work_without_javascript(without_scripts):
    page = without_scripts
    page.goto(Article.objects.get(key="unprecedented-reforms-tokayev").address_in(editions.BY_CODE["ru"]))
    share = page.get_by_role("region", name="Поделиться")

    assert share.get_by_role("link").all_inner_texts() == ["WhatsApp", "Telegram", "Электронная почта"]
    assert share.get_by_role("button").count() == 0
    page.get_by_label("Ваш комментарий").fill("Спасибо")
    page.get_by_label("Ваше имя").fill("Айгүл")
    page.get_by_role("button", name="Отправить").click()
    page.wait_for_url("**/comment/**")
    assert Comment.objects.get().text == "Спасибо"
