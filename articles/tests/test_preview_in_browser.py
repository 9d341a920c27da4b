"""The preview in Chromium: beside the editor it shows what is typed, and nothing in a draft can act."""

import json

import pytest
from django.conf import settings

from articles.editorial import drafts, preview_links
from articles.tests.desk import change_url
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

HOSTILE = settings.BASE_DIR.parent / "shared/hostile/live.jsonl"
LISTENING = """
if (window === top) window.fired = [];
for (const name of ["alert", "confirm", "prompt", "print", "beacon"]) window[name] = () => top.fired.push(self.name);
"""
# Frames have no security policy here, so that each payload can act.
CONTROL = """async (payloads) => {
  const frames = payloads.map((payload, number) => {
    const frame = document.createElement("iframe");
    frame.name = number;
    frame.sandbox = "allow-scripts allow-same-origin allow-modals"; // not to lead this page elsewhere
    frame.srcdoc = payload;
    return frame;
  });
  document.body.append(...frames);
  await Promise.all(frames.map((frame) => new Promise((done) => frame.addEventListener("load", done))));
}"""
TOUCH = """(selector) => {
  for (const element of document.querySelectorAll(selector)) {
    for (const name of ["mouseover", "mousemove", "mousedown", "focus", "pointerenter", "click"]) {
      element.dispatchEvent(new MouseEvent(name, { bubbles: true, cancelable: true }));
    }
  }
}"""


def payloads():
    return [json.loads(line)["payload"] for line in HOSTILE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.skipif(not HOSTILE.exists(), reason=f"the collection of hostile markup is not here: {HOSTILE}")
def test_a_hostile_draft_does_nothing(page, launch_chromium, staff):
    chief, hostile = staff("chief editor"), payloads()
    control = launch_chromium("--host-resolver-rules=MAP * ~NOTFOUND").new_page()
    control.add_init_script(LISTENING)
    control.goto("about:blank")
    control.evaluate(CONTROL, hostile)
    assert len(set(control.evaluate("fired"))) > len(hostile) / 2

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
