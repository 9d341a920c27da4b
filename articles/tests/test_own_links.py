"""Own stories that a text can link to, and links of a text that lead nowhere."""

import pytest
from playwright.sync_api import expect

from articles.editorial import workflow
from articles.models import Draft, LegacyAddress, Status
from articles.tests.desk import RU
from articles.tests.edit_page import open_story, saved
from articles.tests.makers import make_article, make_tag

pytestmark = pytest.mark.django_db
OWN = "/admin/articles/article/own/ru/"


def titles(client, **query):
    return [story["title"] for story in client.get(OWN, query).json()["stories"]]


def test_public_stories_are_found_by_words_or_else_by_tags(signed_in):
    story, public = make_article("ru", title="Канал"), make_article("ru", title="Паводок в Атырау")
    unpublished = make_article("ru", title="Паводок: черновик", status=Status.UNPUBLISHED)
    make_tag("water").articles.set([story, public, unpublished, make_article("kk", title="Су тасқыны")])
    make_article("ru", title="Спорт")
    client = signed_in("reporter")
    assert titles(client, q="паводок") == ["Паводок в Атырау"]
    assert titles(client, q="канал", **{"for": story.pk}) == ["Паводок в Атырау"]
    assert titles(client, q="нигде", **{"for": story.pk}) == ["Паводок в Атырау"]
    assert titles(client, q="", **{"for": story.pk}) == ["Паводок в Атырау"]
    assert titles(client, q="", **{"for": "9" * 30}) == []
    [found] = client.get(OWN, {"q": "паводок"}).json()["stories"]
    assert (found["key"], found["address"]) == (public.key, public.address_in(RU))
    assert client.get("/admin/articles/article/own/fr/").status_code == 404
    assert signed_in("moderator").get(OWN).status_code == 403


def test_stories_are_told_of_by_their_keys(signed_in):
    public, unpublished = make_article("ru", title="Канал"), make_article("ru", title="Он", status=Status.UNPUBLISHED)
    told = signed_in("reporter").get(OWN, {"key": [public.key, unpublished.key, "none", "\0"]}).json()["stories"]
    assert {(story["key"], story["title"], story["address"]) for story in told} == {
        (public.key, "Канал", public.address_in(RU)), (unpublished.key, "Он [ru]", ""),
    }  # fmt: skip


def test_links_lead_nowhere_if_readers_cannot_open_the_story(signed_in, staff, settings):
    settings.SITE_URL = "https://aimaq.kz"
    live, withdrawn = make_article("ru", slug="live"), make_article("ru", slug="gone")
    paths = {name: story.address_in(RU) for name, story in [("live", live), ("gone", withdrawn)]}
    LegacyAddress.objects.create(article=live, path="/ru/2020/01/02/former/", language="ru")
    workflow.withdraw(withdrawn, RU, by=staff("editor"), reason="Wrong.")
    hrefs = [
        paths["live"], "https://aimaq.kz" + paths["live"] + "?a=b#c", "/ru/2020/01/02/former/", "/ru/tag/water/",
        "https://example.org" + paths["gone"], "//example.org" + paths["gone"], "mailto:a@b.kz", "#x",
    ]  # fmt: skip
    nowhere = [paths["gone"], "https://aimaq.kz" + paths["gone"], "/ru/2020/01/02/never/", "/ru/2020/13/45/x/"]
    answer = signed_in("reporter").get(OWN, {"href": [*hrefs, *nowhere]}).json()
    assert answer == {"nowhere": nowhere}


@pytest.mark.browser
@pytest.mark.one_database
@pytest.mark.django_db(transaction=True)
def test_the_dialog_of_a_link_finds_own_stories_and_a_link_to_nowhere_is_a_hint(desk, staff):
    public, withdrawn = make_article("ru", title="Вода дошла до дамбы"), make_article("ru", slug="gone")
    gone = withdrawn.address_in(RU)
    workflow.withdraw(withdrawn, RU, by=staff("editor"), reason="Wrong.")
    page = desk("editor")
    open_story(page, make_article("ru", body=f'<p>Паводок и <a href="{gone}">дамба</a></p>'))
    hint = page.locator("writing-hints li")
    hint.wait_for()
    assert hint.inner_text().split("\n")[0] == "дамба"
    assert "снят" in hint.inner_text()

    select = "({ editor }) => editor.chain().focus().setTextSelection({ from: 1, to: 8 }).run()"
    page.locator("draft-editor").evaluate(select)
    page.locator(".tiptap:focus").wait_for()
    page.keyboard.press("Control+k")
    dialog = page.locator("dialog[open]")
    dialog.get_by_role("textbox").first.fill("слон")
    expect(dialog.get_by_label("Свои материалы")).to_have_text("Ничего не найдено.")
    dialog.get_by_role("textbox").first.fill("дамб")
    dialog.locator(".own-stories button").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    address = public.address_in(RU)
    page.locator(f'.tiptap a[href="{address}"]').wait_for()
    saved(page)
    assert f'<a href="{address}">Паводок</a>' in Draft.objects.latest("pk").blocks[0][1]
    assert hint.count() == 1
