"""The own pages of commenters on a phone: no button is met by mistake, and removing asks once."""

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect

from articles.comments.models import Comment, State
from articles.comments.own_page import address_of
from articles.comments.people import cookies
from articles.comments.people.tests.makers import make_person
from articles.comments.tests.makers import make_comment
from articles.tests.makers import make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BOXES = """() => [...document.querySelectorAll(".sign-out button")].map((one) => one.getBoundingClientRect())"""
BACK = "(part) => getComputedStyle(part).backgroundColor"


@pytest.mark.parametrize("width", [360, 1280])
def test_signing_out_of_all_devices_is_apart_from_signing_out(page, settings, live_server, width):
    settings.COMMENTER_IDENTITY = "sms"
    person = make_person()
    value = signing.dumps([person.pk, person.mark], salt=cookies.__name__)
    page.context.add_cookies([{"name": cookies.COOKIE, "value": value, "url": live_server.url}])
    page.set_viewport_size({"width": width, "height": 740})
    with translation.override("kk"):
        page.goto(reverse("commenter"))
    first, second = page.evaluate(BOXES)
    aside = max(second["left"], first["left"]) - min(second["right"], first["right"])
    below = second["top"] - first["bottom"]
    assert max(aside, below) >= 12


def test_removing_a_comment_asks_once(page):
    comment = make_comment(make_article("ru"), state=State.WAITING)
    with translation.override("ru"):
        page.goto(address_of(comment))
    remove = page.get_by_role("button", name="Убрать комментарий", exact=True)
    expect(remove).to_be_hidden()
    opener = page.locator("summary", has_text="Убрать комментарий…")
    assert opener.bounding_box()["height"] >= 34
    main = page.get_by_role("button", name="Отправить")
    assert opener.evaluate(BACK) != main.first.evaluate(BACK)
    opener.click()
    assert Comment.objects.get().state == State.WAITING
    remove.click()
    expect(page.get_by_role("status").first).to_contain_text("Вы убрали")
    assert Comment.objects.get().state == State.REMOVED
