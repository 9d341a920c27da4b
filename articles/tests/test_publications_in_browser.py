"""The page of publications in a browser: a key leads from change to change, and it fits a phone."""

import pytest

from articles.editorial import drafts, workflow
from articles.tests.desk import RU
from articles.tests.makers import make_article, make_category
from articles.tests.test_desk_on_a_phone import MEASURE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.one_database]

FOCUSED = "document.activeElement.id"


def test_a_key_leads_from_change_to_change(desk, staff):
    page, editor = desk("editor"), staff("editor")
    body = "".join(f"<p>Абзац {number}</p>" for number in range(30))
    story = make_article("ru", status="unpublished", category=make_category(), body=body, title="Заголовок " * 9)
    workflow.publish(story, RU, by=editor, note="Уточнено: название партии и имена всех акимов области")
    draft = drafts.draft_of(story, RU)
    ids = [id for id, _html in draft.blocks]
    blocks = {ids[3]: "<p>Другой 3</p>", ids[25]: "<p>Другой 25</p>"}
    drafts.save_draft(story, RU, draft.version, {"blocks": blocks}, by=editor)

    page.goto(f"/admin/articles/article/{story.pk}/publications/?edition=ru")
    seen = []
    for _press in range(3):
        page.keyboard.press("n")
        seen.append(page.evaluate(FOCUSED))
        bar = page.locator(".story-bar").bounding_box()
        box = page.locator(f"#{seen[-1]}").bounding_box()
        assert bar["y"] + bar["height"] <= box["y"] <= page.viewport_size["height"]
    assert seen == ["change-1", "change-2", "change-1"]
    assert page.url.endswith("edition=ru")  # N begins no new story here
    page.set_viewport_size({"width": 320, "height": 568})
    targets = dict.fromkeys([".publications .btn", ".publications input[type=radio]", ".comparison-fold summary"], 24)
    found = page.evaluate(MEASURE, targets)
    assert (found["wide"], found["small"]) == (0, [])
    bar, name, tabs = (page.locator(part).bounding_box() for part in (".story-bar", ".story-name", ".story-editions"))
    assert (bar["y"] + 6 <= name["y"], name["y"] + name["height"] <= tabs["y"]) == (True, True)
    page.goto("/admin/articles/article/")
    page.keyboard.press("n")
    page.wait_for_url("**/article/add/**")
