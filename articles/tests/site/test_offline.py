"""A story that was opened can be read again without a connection. No other page is stored, so none is outdated."""

import pytest
from django.test import Client
from django.urls import re_path
from django.utils import timezone

from articles.comments.models import Comment
from articles.editorial.saving import save_article
from articles.models import Article, Photo, Status
from articles.tests.makers import make_article, make_photo
from articles.tests.page_content import elements
from conftest import PATIENCE, import_or_fail
from newsroom import editions, urls

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]
EVERY_EDITION = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
STORED = [edition.code for edition in editions.STORED]


def fail(request):
    raise RuntimeError("a failure that the test made")


# Every URL fails, as without a database.
urlpatterns = [re_path("", fail)]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500

# What the browser has stored: the paths in each of our caches, oldest first.
KEPT = """async () => {
    const found = {};
    for (const name of await caches.keys()) {
        const requests = await (await caches.open(name)).keys();
        found[name.split("-")[0]] = requests.map(({url}) => new URL(url).pathname);
    }
    return found;
}"""
# Wait until a cache has a path, or no longer has it. Playwright's `wait_for_function` evaluates text, which the policy
# of our pages forbids. The time limit keeps a failure from blocking the whole suite.
UNTIL_KEPT = """async ([cache, path, there]) => {
    for (const end = performance.now() + 30_000; performance.now() < end;) {
        const names = (await caches.keys()).filter((name) => name.startsWith(cache));
        const found = await Promise.all(names.map(async (name) => (await caches.open(name)).match(path)));
        if (found.some(Boolean) === there) return;
        await new Promise((done) => setTimeout(done, 20));
    }
    throw new Error(`${path} was not ${there ? "kept" : "forgotten"}.`);
}"""

UNTIL_LAST = """async (path) => {
    const name = (await caches.keys()).find((one) => one.startsWith("stories"));
    for (const end = performance.now() + 30_000; performance.now() < end;) {
        const requests = await (await caches.open(name)).keys();
        if (new URL(requests[requests.length - 1].url).pathname === path) return;
        await new Promise((done) => setTimeout(done, 20));
    }
    throw new Error(`${path} is not the newest.`);
}"""


@pytest.fixture
def context(chromium, live_server):
    context = chromium.new_context(base_url=live_server.url)
    context.set_default_timeout(PATIENCE)
    yield context
    # The worker's last requests must be answered before the tables are emptied.
    for worker in context.service_workers:
        worker.evaluate("registration.unregister()")
    context.close()


@pytest.fixture
def page(context):
    page = context.new_page()
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    yield page
    assert page.errors == []


def in_edition(story, code):
    return story.address_in(editions.BY_CODE[code])


def open_and_keep(page, address):
    page.goto(address)
    page.evaluate(UNTIL_KEPT, ["stories", address.partition("?")[0], True])
    page.evaluate(UNTIL_KEPT, ["frame", f"/{address.split('/')[1]}/offline/", True])


def kept(page):
    return page.evaluate(KEPT)


# The worker's URL


@pytest.mark.parametrize("is_on", [True, False])
def test_the_service_worker_is_at_the_root_and_always_revalidated(client, settings, is_on):
    settings.OFFLINE_READING = is_on
    response = client.get("/sw.js")

    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert response.headers["Cache-Control"] == "no-cache"
    assert (b'addEventListener("fetch"' in response.content) == is_on
    again = client.get("/sw.js", headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    settings.OFFLINE_READING = not is_on
    assert client.get("/sw.js", headers={"If-None-Match": response.headers["ETag"]}).status_code == 200


def test_only_story_pages_register_the_service_worker(client, settings):
    story = make_article("ru")
    address = in_edition(story, "ru")

    def workers(path):
        return [
            script.get("data-worker") for script in elements(client.get(path), "script") if script.get("data-worker")
        ]

    assert (workers(address), workers("/ru/"), workers("/ru/archive/")) == (["/sw.js"], [], [])
    settings.OFFLINE_READING = False
    assert workers(address) == []


# Reading


@EVERY_EDITION
def test_a_visited_story_is_available_offline_with_its_picture_and_style(page, context, edition):
    story = make_article(*STORED, lead_photo=make_photo(), title_ru="Школа открылась")
    address = story.address_in(edition)
    open_and_keep(page, f"{address}?utm_source=telegram")
    title = page.locator("main h1").inner_text()
    look = page.evaluate("getComputedStyle(document.body).backgroundColor")

    context.set_offline(True)
    page.goto("/ru/archive/")
    page.locator("#kept a").first.wait_for()
    page.goto(address)

    assert page.locator("main h1").inner_text() == title
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
        edition.tag,
        edition.direction,
    ]
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == look
    assert page.evaluate("document.querySelector('.story figure img').naturalWidth") > 0
    page.locator(".theme").wait_for()  # the scripts are stored too


@EVERY_EDITION
def test_the_offline_front_page_lists_the_stored_stories(page, context, edition):
    first, second = make_article(*STORED, title_kk="Бірінші күн"), make_article(*STORED, title_kk="Екінші күн")
    page.goto(f"/{edition.code}/")
    assert page.locator("main h3, .lead-story h2").count() > 0
    for story in (first, second):
        open_and_keep(page, story.address_in(edition))
    headlines = [story.edition(edition).title for story in (second, first)]

    context.set_offline(True)
    page.goto(f"/{edition.code}/")

    links = page.locator("#kept a")
    links.nth(1).wait_for()
    assert page.locator("main h3, .lead-story, .feed, .informers").count() == 0
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
        edition.tag,
        edition.direction,
    ]
    assert not page.locator("#nothing-kept").is_visible()
    if not edition.is_derived:
        assert links.all_inner_texts() == headlines
    assert [links.nth(place).get_attribute("dir") for place in (0, 1)] == [edition.direction] * 2
    links.last.click()
    page.locator(".story-text").wait_for()
    assert page.url.endswith(first.address_in(edition))


def test_pages_are_never_outdated_online(page):
    story = make_article("ru", title_ru="Старый заголовок")
    address = in_edition(story, "ru")
    open_and_keep(page, address)

    Article.objects.filter(pk=story.pk).update(title_ru="Новый заголовок")
    page.goto("/ru/")
    assert page.get_by_role("link", name="Новый заголовок").count() > 0
    page.goto(address)

    assert page.locator("main h1").inner_text() == "Новый заголовок"


def test_a_withdrawn_story_is_deleted_when_the_server_answers_404(page, context):
    story, other = make_article("ru"), make_article("ru")
    address = in_edition(story, "ru")
    open_and_keep(page, address)
    open_and_keep(page, in_edition(other, "ru"))

    Article.objects.filter(pk=story.pk).update(status_ru=Status.WITHDRAWN)
    assert page.goto(address).status == 404

    assert address not in kept(page)["stories"]
    context.set_offline(True)
    page.goto(address)
    page.locator("#kept a").first.wait_for()


def test_any_page_deletes_withdrawn_stories_and_replaces_moved_ones(page, context):
    withdrawn, moved, other = (make_article("ru", title_ru=title, lead_photo=make_photo()) for title in ("A", "B", "C"))
    old = in_edition(moved, "ru")
    for story in (withdrawn, moved, other):
        open_and_keep(page, in_edition(story, "ru"))
        page.evaluate(UNTIL_KEPT, ["stories", story.lead_photo.file.url, True])

    Article.objects.filter(pk=withdrawn.pk).update(status_ru=Status.WITHDRAWN)
    moved.slug_ru = "elsewhere"
    save_article(moved)
    page.goto("/en/archive/")

    page.evaluate(UNTIL_KEPT, ["stories", old, False])
    assert set(kept(page)["stories"]) == {
        *(in_edition(story, "ru") for story in (moved, other)),
        *(story.lead_photo.file.url for story in (moved, other)),
    }
    context.set_offline(True)
    page.goto(in_edition(withdrawn, "ru"))
    page.locator("#kept a").first.wait_for()
    assert sorted(page.locator("#kept a").all_inner_texts()) == ["B", "C"]


def test_the_server_says_where_stories_are_now(client):
    live, withdrawn, deleted, moved = (make_article("kk", slug=slug) for slug in ("live", "withdrawn", "gone", "old"))
    paths = {
        code: [in_edition(story, code) for story in (live, withdrawn, deleted, moved)] for code in ("kk", "kk-arab")
    }
    withdrawn.status_kk, moved.slug_kk = Status.WITHDRAWN, "new"
    for story in (withdrawn, moved):
        save_article(story)
    deleted.delete()

    def answer(body):
        return client.post("/kept.json", body, content_type="application/json")

    foreign = ["/", "", "/kk/", "/xx/2025/01/01/live/", "/kk/2025/01/01/live/", "/kk/\0/", "/\ud800/"]
    assert answer([*paths["kk"], *paths["kk-arab"], *foreign]).json() == {
        **{path: None for code in paths for path in paths[code][1:3]},
        **{paths[code][3]: in_edition(moved, code) for code in paths},
        **dict.fromkeys(foreign),
    }
    assert answer([]).json() == {}
    for wrong in ({}, [1], ["/" * 301], ["/"] * 61):
        assert answer(wrong).status_code == 400
    for wrong in (b"[\xff", b"[" * 2_000, b""):
        assert client.post("/kept.json", wrong, content_type="text/plain").status_code == 400
    assert client.get("/kept.json").status_code == 405


def test_a_stored_story_is_shown_if_the_server_fails(page, context, settings):
    address = in_edition(make_article("ru", title_ru="Школа открылась"), "ru")
    open_and_keep(page, address)
    settings.ROOT_URLCONF = __name__

    page.goto(address)

    assert page.locator("main h1").inner_text() == "Школа открылась"


# What is not stored


def test_front_pages_lists_searches_and_the_desk_are_not_stored(page, context, staff):
    Error = import_or_fail("playwright.sync_api").Error
    photo = make_photo()
    story = make_article("ru", lead_photo=photo)
    waiting = make_article("ru", lead_photo=make_photo(), published_at=timezone.now() + timezone.timedelta(days=1))
    open_and_keep(page, in_edition(story, "ru"))
    editor = staff("editor")

    page.goto("/admin/")
    page.locator("#id_username").fill(editor.username)
    page.locator("#id_password").fill("correct horse")
    page.locator("[type=submit]").click()
    page.locator("#user-tools").wait_for()
    page.goto(f"/admin/articles/article/{waiting.pk}/change/?edition=ru")
    page.goto(f"/admin/articles/photo/{waiting.lead_photo.pk}/change/")
    for path in ("/ru/", "/ru/archive/", "/ru/search/?q=Headline", "/ru/section/", "/ru/nowhere/", "/ru/latest.json"):
        page.goto(path)
    assert page.evaluate("navigator.serviceWorker.controller !== null")

    found = kept(page)
    assert set(found) == {"stories", "frame"}
    assert found["stories"] == [in_edition(story, "ru"), Photo.objects.get(pk=photo.pk).file.url]
    assert {path for path in found["frame"] if not path.startswith("/static/")} == {"/ru/offline/"}
    assert [path for path in found["frame"] if "admin" in path or "desk" in path] == []
    context.set_offline(True)
    with pytest.raises(Error, match="ERR_"):
        page.goto("/admin/")


def test_a_comment_is_sent_to_the_server_and_not_stored(page):
    address = in_edition(make_article("ru"), "ru")
    open_and_keep(page, address)
    page.reload()
    assert page.evaluate("navigator.serviceWorker.controller !== null")

    page.get_by_label("Ваш комментарий").fill("Спасибо")
    page.get_by_label("Ваше имя").fill("Айгүл")
    page.get_by_role("button", name="Отправить").click()
    page.wait_for_url("**/comment/**")

    assert Comment.objects.get().text == "Спасибо"
    page.goto(address)
    page.get_by_role("button", name="Отправить").click()
    page.wait_for_url("**/comments/**")
    assert [path for path in kept(page)["stories"] if "comments" in path] == []


# Limits


def test_the_oldest_of_more_than_thirty_stories_is_deleted_with_its_picture(page):
    photo = make_photo()
    oldest = make_article("ru", lead_photo=photo)
    open_and_keep(page, in_edition(oldest, "ru"))
    picture = Photo.objects.get(pk=photo.pk).file.url
    page.evaluate(UNTIL_KEPT, ["stories", picture, True])

    newer = [in_edition(make_article("ru"), "ru") for _ in range(30)]
    for address in newer:
        open_and_keep(page, address)

    page.evaluate(UNTIL_KEPT, ["stories", picture, False])
    assert kept(page)["stories"] == newer


def test_reading_a_story_again_makes_it_the_newest(page):
    stories = [in_edition(make_article("ru"), "ru") for _ in range(3)]
    for address in [*stories, stories[0]]:
        open_and_keep(page, address)

    page.evaluate(UNTIL_LAST, stories[0])
    assert kept(page)["stories"] == [*stories[1:], stories[0]]


def test_at_most_twenty_megabytes_are_stored(page):
    stories, pictures = [], []
    for _ in range(3):
        photo = make_photo()
        with open(photo.file.path, "ab") as file:
            file.write(bytes(9_000_000))  # after the end of the picture
        stories.append(in_edition(make_article("ru", lead_photo=photo), "ru"))
        pictures.append(photo.file.url)
    for address, picture in zip(stories, pictures, strict=True):
        open_and_keep(page, address)
        page.evaluate(UNTIL_KEPT, ["stories", picture, True])

    page.evaluate(UNTIL_KEPT, ["stories", pictures[0], False])
    assert kept(page)["stories"] == [stories[1], pictures[1], stories[2], pictures[2]]


# Switching it off


def test_switching_off_deletes_the_caches_and_the_worker(page, context, settings):
    open_and_keep(page, in_edition(make_article("ru"), "ru"))
    assert kept(page) != {}
    settings.OFFLINE_READING = False

    page.goto("/ru/")

    page.evaluate(
        """async () => {
            const end = performance.now() + 30_000;
            while ((await caches.keys()).length || await navigator.serviceWorker.getRegistration()) {
                if (performance.now() > end) throw new Error("Something is still kept.");
                await new Promise((done) => setTimeout(done, 20));
            }
        }"""
    )
    page.goto("/ru/")
    assert page.evaluate("navigator.serviceWorker.controller") is None
    assert kept(page) == {}


# The page


@EVERY_EDITION
def test_the_offline_page_has_no_content_that_could_be_outdated(client, edition):
    make_article(*STORED)
    response = Client().get(f"/{edition.code}/offline/")
    (html,) = elements(response, "html")

    assert (html.get("lang"), html.get("dir")) == (edition.tag, edition.direction)
    assert [meta.get("content") for meta in elements(response, "meta", name="robots")] == ["noindex"]
    assert elements(response, "aside") == elements(response, "time") == elements(response, "article") == []
