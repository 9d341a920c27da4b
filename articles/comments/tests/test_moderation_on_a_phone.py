"""The pages of moderators on a phone: nothing is cut off, and what belongs together stands in one line."""

import pytest

from articles.comments import moderation
from articles.comments.models import Comment
from articles.comments.noting import note_writer
from articles.comments.tests.makers import make_comment
from articles.tests.makers import make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIST = "/admin/comments/comment/"
TOO_WIDE = """(selector) => [...document.querySelectorAll(selector)].filter((part) =>
  part.scrollWidth > part.clientWidth || part.offsetWidth > part.parentElement.clientWidth).length"""
TOPS = """(selector) => [...document.querySelectorAll(selector)].map((part) => part.getBoundingClientRect().top)"""


LOW = """(selector) => [...document.querySelectorAll(selector)].filter((part) => part.checkVisibility())
  .map((part) => part.getBoundingClientRect().height)"""


def test_links_of_the_log_can_be_met_with_a_thumb(desk, staff):
    comment = make_comment(make_article("ru"), origin="a" * 48)
    by = staff("moderator")
    act = moderation.reject(Comment.objects.all(), by=by, reason="insult")
    note_writer(comment, "Rude", by=by)
    page = desk("moderator")
    page.set_viewport_size({"width": 390, "height": 844})
    pages = {
        "/admin/comments/decisionact/": "#result_list a",
        f"/admin/comments/decisionact/{act.pk}/change/": ".decided a",
        "/admin/comments/writernote/": "#result_list a",
        f"{LIST}?q=": "#result_list a",
        f"{LIST}{comment.pk}/writer/": ".writer-history a",
    }
    for address, selector in pages.items():
        page.goto(address)
        heights = page.evaluate(LOW, selector)
        assert heights, address
        assert min(heights) >= 34, address


def test_figures_forms_and_links_fit(desk):
    make_comment(make_article("ru"), state="waiting", origin="a" * 48)
    page = desk("moderator", language="kk")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{LIST}figures/")
    assert page.locator(".figures-table td").first.is_visible()
    assert page.evaluate(TOO_WIDE, ".figures-table") == 0
    page.goto(f"{LIST}queue/")
    page.locator('[data-on-key="ban-writer"]').click()
    assert page.locator("#id_ban-reason").is_visible()
    assert page.evaluate(TOO_WIDE, "#id_ban-hours, #id_ban-reason") == 0
    assert page.locator('.moderation-side a[href$="/writer/"]').first.bounding_box()["height"] >= 34
    page.goto(f"{LIST}?q=")
    field, button = page.evaluate(TOPS, "#toolbar form input:not([type=hidden])")
    assert field == button
