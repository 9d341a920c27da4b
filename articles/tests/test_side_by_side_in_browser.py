"""A stale translation is brought up to date in a browser: what it costs, what is saved, and who can use the page."""

import pytest
from django.utils import timezone

from articles.editorial import drafts, translations
from articles.models import Article, DraftConflict
from articles.tests.desk import KK, LIST, RU
from articles.tests.makers import make_article
from conftest import import_or_fail
from newsroom.staff.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]

CHANGES = {1: "<p>Екінші жаңа</p>", 3: "<p>Төртінші жаңа</p>"}
TRANSLATED = ["Первый", "Второй", "Третий", "Четвёртый"]
AXE = "async () => (await axe.run({resultTypes: ['violations']})).violations.map(({id, nodes}) => [id, nodes[0].html])"


def text_of(story, edition):
    return [html for _id, html in drafts.draft_of(story, edition).blocks]


@pytest.fixture
def story(transactional_db, staff):
    """A live story with two paragraphs of its original changed since it was translated."""
    story = make_article(
        "kk",
        "ru",
        body_kk="".join(f"<p>{number}</p>" for number in ("Бірінші", "Екінші", "Үшінші", "Төртінші")),
        body_ru="".join(f"<p>{number}</p>" for number in TRANSLATED),
    )
    ids = [*dict(drafts.draft_of(story, KK).blocks)]
    change = {"blocks": {ids[number]: html for number, html in CHANGES.items()}}
    drafts.save_draft(story, KK, 0, change, by=staff("editor"))
    return story


def test_bringing_a_translation_up_to_date_takes_two_acts_and_one_for_each_changed_paragraph(desk, story):
    Article.objects.update(revised_at_kk=timezone.now())  # readers have the new words of the source
    page, acts = desk("editor"), 0
    page.goto(LIST)
    page.locator("a.state-stale").click()
    acts += 1
    page.locator("paragraph-pairs:defined").wait_for()
    for number in CHANGES:
        page.locator("textarea:focus").filter(has_text=TRANSLATED[number]).wait_for()
        page.keyboard.press("Control+End")
        page.keyboard.type(" новый")
        page.keyboard.press("Alt+Enter")
        acts += 1
    page.locator(".side-bar button").click()
    acts += 1
    page.locator(".messagelist .success").wait_for()

    assert acts == 2 + len(CHANGES)
    assert translations.stale_counts(Article.objects.get()) == {}
    assert Article.objects.get().body_ru == "<p>Первый</p><p>Второй новый</p><p>Третий</p><p>Четвёртый новый</p>"
    page.goto(LIST)
    assert page.locator("#result_list").count() == 1
    assert page.locator("a.state-stale").count() == 0


def test_typing_is_saved_by_itself_and_takes_over_what_a_colleague_wrote(desk, story):
    page = desk("translator")
    page.goto(f"/admin/articles/article/{story.pk}/side-by-side/?edition=ru")
    page.locator("paragraph-pairs:defined").wait_for()
    first = next(iter(dict(drafts.draft_of(story, RU).blocks)))
    drafts.save_draft(story, RU, 0, {"blocks": {first: "<p>Коллега</p>"}}, by=User.objects.first())

    page.keyboard.press("Control+End")
    page.keyboard.type(" новый")
    page.locator("#pairs-saved[data-state=saved]").wait_for()

    assert text_of(story, RU)[:2] == ["<p>Коллега</p>", "<p>Второй новый</p>"]
    assert page.locator(f"[name=text-{first}-0]").input_value() == "Коллега"
    assert page.locator("[name=version]").input_value() == "2"
    assert page.locator(".act-bar .state-changed").count() == 1

    assert page.locator(".pairs-next").is_visible()
    page.locator("[name=check_all]").click()
    page.locator(".pairs-next").wait_for(state="hidden")

    third = [*dict(drafts.draft_of(story, RU).blocks)][2]
    page.locator(f"[name=text-{third}-0]").fill("")  # not sent yet: perhaps somebody is only retyping it
    drafts.save_draft(story, RU, 2, {"blocks": {third: "<p>Тоже коллега</p>"}}, by=User.objects.first())
    page.locator("textarea", has_text="Второй").focus()
    for word in (" раз", " два"):
        with page.expect_response(lambda response: response.request.method == "POST"):
            page.keyboard.press("Control+End")
            page.keyboard.type(word)
    assert text_of(story, RU)[1:3] == ["<p>Второй новый раз два</p>", "<p>Тоже коллега</p>"]
    assert not DraftConflict.objects.exists()
    page.locator(".side-bar button").click()
    page.wait_for_url("**/conflicts/**")
    assert DraftConflict.objects.values_list("part", "mine", "theirs").get() == (third, None, "<p>Тоже коллега</p>")


def test_typing_survives_a_lost_connection(desk, story):
    page = desk("translator")
    page.goto(f"/admin/articles/article/{story.pk}/side-by-side/?edition=ru")
    page.locator("paragraph-pairs:defined").wait_for()
    page.context.set_offline(True)
    page.keyboard.press("Control+End")
    page.keyboard.type(" новый")
    page.locator("#pairs-saved[data-state=offline]").wait_for()
    page.context.set_offline(False)
    page.locator("#pairs-saved[data-state=saved]").wait_for()
    assert text_of(story, RU)[1] == "<p>Второй новый</p>"

    def cut_the_answer(route):
        route.fulfill(response=route.fetch(), body='{"version": ')  # the connection ended

    page.route("**/side-by-side/**", cut_the_answer, times=1)
    page.keyboard.type(" раз")
    page.locator("#pairs-saved[data-state=offline]").wait_for()
    page.keyboard.type(" и два")
    page.locator(".side-bar button").click()
    page.locator(".messagelist .success").wait_for()
    assert text_of(story, RU)[1] == "<p>Второй новый раз и два</p>"
    assert not DraftConflict.objects.exists()
    page.errors[:] = [error for error in page.errors if "net::ERR_" not in error]


def test_a_wrong_pair_is_corrected_with_the_keyboard_on_a_phone(desk, story):
    page = desk("translator")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"/admin/articles/article/{story.pk}/side-by-side/?edition=ru")
    page.locator("paragraph-pairs:defined").wait_for()
    page.keyboard.type("Новый ")  # saved before the page is left
    second = page.locator("textarea:focus")
    name, wrong = second.get_attribute("name"), page.locator(".pair:has(textarea:focus) .pair-again")
    assert wrong.bounding_box()["height"] >= 34
    wrong.press("Enter")
    page.locator(".pair-choice input:checked").press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator(".messagelist .success").wait_for()

    assert page.locator("textarea:focus").get_attribute("name") == name
    assert page.locator(".pair:has(textarea:focus) .pair-source").inner_text() == "Үшінші"
    assert "Новый" in text_of(story, RU)[1]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_page_fits_a_phone_and_everybody_can_use_it(desk, story, language):
    base = import_or_fail("axe_playwright_python.base")
    page, first = desk("editor", language=language), next(iter(dict(drafts.draft_of(story, RU).blocks)))
    sides = f"/admin/articles/article/{story.pk}/side-by-side/"
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 800})
            for address in (f"{sides}pair/?edition=ru&source=kk&part={first}", f"{sides}?edition=ru"):
                page.goto(address)
                page.evaluate(base.AXE_SCRIPT)
                assert page.evaluate(AXE) == []
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    title = page.locator("[data-look=title] textarea")
    title.fill("Сөз " * 60)
    assert title.evaluate("field => field.clientHeight >= field.scrollHeight")
    source, target = (page.locator(f".pair-stale .pair-{part}").first.bounding_box() for part in ("source", "target"))
    assert target["y"] >= source["y"] + source["height"]
