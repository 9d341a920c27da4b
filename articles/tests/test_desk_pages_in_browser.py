"""Pages of the desk after their scripts have run: no English words, no faults that axe finds, and keys that work."""

import itertools
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.editorial import drafts
from articles.editorial.blocks import blocks_of
from articles.models import Article, Correction, Photo, PhotoState
from articles.tests.desk import ADD, LIST, RU, change_url
from articles.tests.desk_pages import replace_texts_of_readers
from articles.tests.dropped_files import dropped
from articles.tests.edit_page import open_story
from articles.tests.test_words_of_the_desk import foreign_words
from conftest import import_or_fail
from newsroom.content.nodes import Node, html_of
from newsroom.staff.models import User
from newsroom.tests.html_tree import parse_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]

EVERYTHING = {"resultTypes": ["violations"]}
COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}


@pytest.fixture(autouse=True)
def _demo_pages(transactional_db, demo):
    """Load the demo into a database that the server's threads can see."""
    replace_texts_of_readers("Үлгі")


def faults(page, options):
    violations = page.evaluate("async (options) => (await axe.run(options)).violations", options)
    return [
        (page.url.partition("/admin")[2], fault["id"], node["html"][:150], node["failureSummary"][:150])
        for fault in violations
        for node in fault["nodes"]
    ]


def faults_in_both_themes(page):
    """Only colours depend on the theme."""
    page.emulate_media(color_scheme="light")
    found = faults(page, EVERYTHING)
    page.emulate_media(color_scheme="dark")
    return found + faults(page, COLOURS)


@pytest.fixture
def page_with_axe(chromium, live_server):
    # The policy would refuse styles with which axe tries out colours.
    context = chromium.new_context(base_url=live_server.url, bypass_csp=True, service_workers="block")
    context.add_init_script(import_or_fail("axe_playwright_python.base").AXE_SCRIPT)
    yield context.new_page()
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_axe_finds_no_faults_while_pages_are_used(page_with_axe, staff, language):
    """`test_all_desk_pages_in_browser.py` looks at all pages as they open."""
    page = page_with_axe
    user = staff("chief editor", language=language)
    User.objects.filter(pk=user.pk).update(is_superuser=True)
    page.context.set_extra_http_headers({"Accept-Language": language})
    page.goto("/admin/login/")
    found = faults_in_both_themes(page)
    sign_in(page, user)
    found += faults_of_the_edit_page(page, user)
    found += faults_of_the_photo_desk(page)
    assert found == []


def faults_of_the_edit_page(page, user):
    """Return the faults of a story with conflicts in its headline and a paragraph, and of the pages it leads to."""
    story, edition = Article.objects.get(key="akims-leave-amanat"), RU
    block = next(iter(dict(drafts.draft_of(story, edition).blocks)))
    for words in ("Первые слова", "Другие слова"):
        change = {"fields": {"title": words}, "blocks": {block: f"<p>{words}</p>"}}
        drafts.save_draft(story, edition, 0, change, by=user)
    draft, nodes = drafts.draft_of(story, edition), blocks_of(a_node_of_each_kind())
    order = [*dict(draft.blocks), *nodes]
    drafts.save_draft(story, edition, draft.version, {"blocks": nodes, "order": order}, by=user)
    note = Correction.objects.create(article=story, language="ru", text="Исправлено")
    own, found = f"/admin/articles/article/{story.pk}", []
    for name in ("change", "conflicts", "preview-links", "publications"):
        page.goto(f"{own}/{name}/?edition=ru")
        if name == "change":
            page.locator("draft-editor[data-ready]").wait_for(state="attached")
            assert page.locator(".errornote:visible").count() == 1
            page.locator("[data-missing] >> nth=1").wait_for()
        found += faults_in_both_themes(page)
        if name == "change":
            found += faults_of_dialogs_for_the_text(page)
    page.goto(change_url(note))
    return found + faults_in_both_themes(page) + faults_of_the_question_what_readers_are_told(page)


def faults_of_the_question_what_readers_are_told(page):
    open_story(page, Article.objects.get(key="parties-with-high-responsibility"))
    page.locator("#id_title").fill("Другая новость")
    page.locator(".acts-pair .btn-default").click()
    page.locator(".acts-kinds input >> nth=4").wait_for()
    return faults_in_both_themes(page)


def a_node_of_each_kind():
    lake, hills = Photo.objects.order_by("pk")[:2]
    Photo.objects.create(key="waits", state=PhotoState.PROCESSING)
    values = [
        ("photo", lake.key), ("photo", "waits"), ("photo", "none"), ("gallery", f"{lake.key} {hills.key}"),
        ("embed", "https://t.me/aimaq/1"), ("story", Article.objects.last().key), ("story", "none"),
    ]  # fmt: skip
    return "".join(html_of(Node(kind, value)) for kind, value in values)


def faults_of_dialogs_for_the_text(page):
    """Return the faults of the page while photos and a story to recall are chosen."""
    page.locator(".tiptap > p").first.click()
    page.keyboard.press("Control+Shift+F")
    page.locator(".contact input:enabled").first.check()
    dropped(page.locator("dialog.photo-picker"), {"bad.png": b"no picture"})
    page.locator(".chosen-photos [data-state=refused]").wait_for()
    found = faults_in_both_themes(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Shift+E")
    page.locator(".recall-dialog [type=search]").fill("үлгі")
    page.locator(".own-stories button").first.wait_for()
    return found + faults_in_both_themes(page)


def faults_of_the_photo_desk(page):
    """Return the faults of a list with photos in every state, faults of their own, and a file that was refused."""
    lake, hills, steppe, *_rest = pks = [*Photo.objects.filter(state=PhotoState.READY).values_list("pk", flat=True)]
    today = timezone.localdate()
    Photo.objects.filter(pk=lake).update(leased_until=today - timedelta(days=1), caution="Үлгі", sent_as="IMG_1.jpg")
    Photo.objects.filter(pk=hills).update(leased_until=today + timedelta(days=1))
    Photo.objects.filter(pk=steppe).update(fingerprint="same")
    Photo.objects.create(state=PhotoState.FAILED, failure="duplicate", fingerprint="same")
    Photo.objects.create(removed_at=timezone.now())
    Article.objects.update(lead_photo=lake)
    page.goto("/admin/articles/photo/?edition=ru")
    page.locator(f"[data-photo='{pks[3]}'] [name$=-rights]").select_option("agency")
    page.locator("[name=_save]").click()
    page.locator(".field-remark .errorlist").wait_for()
    page.locator("#action-toggle").check()
    page.locator("[data-writes=rights]").select_option("official")
    page.locator("[data-part=write]").click()
    page.locator(".photo-uses summary").first.click()
    dropped(page.locator("body"), {"bad.png": b"no picture"})
    page.locator(".upload-list [data-state=refused]").wait_for()
    found = faults_in_both_themes(page)
    page.set_viewport_size({"width": 390, "height": 800})
    found += faults(page, EVERYTHING)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1280, "height": 720})
    for address in ("?shown=removed", f"{lake}/uses/"):
        page.goto(f"/admin/articles/photo/{address}")
        found += faults_in_both_themes(page)
    return found


def sign_in(page, user):
    page.locator("#id_username").fill(user.username)
    page.locator("#id_password").fill("correct horse")
    page.locator("[type=submit]").click()
    page.locator("#user-tools").wait_for()


def words_on(page):
    return foreign_words(parse_page(page.content().encode()))


@pytest.mark.parametrize(
    ("language", "clear", "nothing", "yes"),
    [
        ("kk", "Барлығын алып тастау", "Ештеңе табылмады", "Иә"),
        ("ru", "Удалить все элементы", "Совпадений не найдено", "Да"),
    ],
)
def test_scripts_add_no_english_words(desk, language, clear, nothing, yes):
    page = desk("chief editor", language=language)
    User.objects.update(is_superuser=True, username="аты")
    found = {}
    for address in (
        change_url(User.objects.get()),
        LIST,
        "/admin/articles/photo/",
        "/admin/articles/frontpick/add/",
        ADD,
    ):
        page.goto(address)
        found[address] = words_on(page)
    page.locator(".prose-menubar").wait_for()
    page.locator(".datetimeshortcuts a[id^=calendarlink]").first.click()
    page.locator(".calendarbox td a").first.click(trial=True)  # no panel covers it
    found["calendar"] = words_on(page)
    page.keyboard.press("Escape")
    page.locator(".clockbox").first.wait_for(state="attached")
    page.locator(".field-category .select2-selection").click()
    page.locator(".select2-search__field").last.fill("ъъъ")
    page.get_by_text(nothing).wait_for()
    found["picker"] = words_on(page)
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 390, "height": 800})
    parts = page.locator(".select2-selection:visible, .datetimeshortcuts:visible a").all()
    assert len(parts) > 6
    assert [box for part in parts if (box := part.bounding_box()) and box["height"] < 44] == []
    page.set_viewport_size({"width": 1280, "height": 720})
    page.locator(".tiptap").press_sequentially("сөз")
    for dialog in ("link", "table"):
        page.keyboard.press("Control+a")
        page.locator(f".prose-menubar [data-name={dialog}]").click()
        page.locator("dialog.prose-editor-dialog[open]").wait_for()
        found[dialog] = words_on(page)
        field = page.locator("dialog.prose-editor-dialog input").last
        assert field.evaluate("field => getComputedStyle(field).borderTopColor") != "rgba(0, 0, 0, 0)"
        if dialog == "link":
            page.keyboard.press("Escape")
            page.locator("dialog.prose-editor-dialog").wait_for(state="detached")
    assert {place: words for place, words in found.items() if words} == {}
    page.locator("dialog.prose-editor-dialog select").select_option(label=yes)
    page.locator("dialog.prose-editor-dialog [type=submit]").click()
    assert page.locator(".tiptap th").count() == 3

    page.goto(change_url(Article.objects.exclude(category=None).first()))
    assert page.locator(".field-category .select2-selection__clear").get_attribute("title") == clear


def test_keys_find_begin_and_open(desk):
    page = desk("editor")
    page.goto("/admin/password_change/")
    page.locator("#id_old_password").press("n")
    assert page.locator("#id_old_password").input_value() == "n"
    page.locator("h1").click()

    page.keyboard.press("Shift+Slash")
    page.locator("#desk-keys[open]").wait_for()
    page.keyboard.press("n")
    page.keyboard.press("Escape")
    page.keyboard.press("Slash")
    assert page.locator("#desk-search").evaluate("field => field === document.activeElement")

    page.locator("h1").click()
    page.locator("body").evaluate(KAZAKH_LAYOUT, ["п", "KeyG"])
    page.locator("body").evaluate(KAZAKH_LAYOUT, ["з", "KeyP"])
    page.wait_for_url("**/articles/photo/")
    page.keyboard.press("n")
    page.wait_for_url("**/articles/article/add/")


def test_the_list_of_keys_opens_at_its_beginning_with_what_somebody_may_use(desk):
    page = desk("moderator")
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto("/admin/comments/comment/queue/")
    page.keyboard.press("Shift+Slash")
    page.locator("#desk-keys[open]").wait_for()
    assert page.locator("#desk-keys").evaluate("list => list.scrollHeight > list.clientHeight && list.scrollTop === 0")
    shown = {" ".join(words.split()) for words in page.locator("#desk-keys dt:visible").all_inner_texts()}
    assert {"G C", "G W", "?", "R"} <= shown
    assert not {"N", "G M", "G I", "G F", "G P", "Ctrl S"} & shown


KAZAKH_LAYOUT = (
    """(body, [key, code]) => body.dispatchEvent(new KeyboardEvent("keydown", { key, code, bubbles: true }))"""
)


def test_keys_can_be_switched_off_in_a_browser(desk):
    page = desk("editor")
    page.goto("/admin/")
    page.locator("#user-tools summary").click()
    page.locator("[data-opens-keys]").click()
    page.locator("#desk-keys input").uncheck()
    page.locator("#desk-keys button").click()

    page.keyboard.press("n")
    page.goto(LIST)
    page.keyboard.press("Slash")
    assert page.url.endswith(LIST)
    assert not page.locator("#desk-search").evaluate("field => field === document.activeElement")


def test_the_header_and_its_menu_work_on_a_phone_without_scripts(chromium, live_server, staff):
    context = chromium.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 390, "height": 700}
    )
    page = context.new_page()
    page.goto("/admin/")
    sign_in(page, staff("chief editor", language="ru"))
    page.locator("#user-tools summary").click()
    page.get_by_role("button", name="Қазақша").click()
    page.locator("html[lang=kk]").wait_for()
    links = page.locator("#header a, #header summary, #header button:visible").all()
    boxes = [link.bounding_box() for link in links if link.is_visible()]
    assert len(boxes) > 6
    assert [box for box in boxes if box["height"] < 34 or box["width"] < 34] == []
    assert page.locator(".desk-nav").evaluate("nav => nav.scrollWidth > nav.clientWidth")
    for address, width in itertools.product(["/admin/", LIST, "/admin/password_change/"], [360, 800, 1024]):
        page.set_viewport_size({"width": width, "height": 700})
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    context.close()


def test_what_was_typed_without_scripts_is_on_the_page_that_refuses_it_or_comes_back(
    chromium, live_server, staff, settings
):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/admin/")
    sign_in(page, staff("chief editor", language="ru"))
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2000
    title = "Заголовок " * 300
    page.goto(ADD)
    page.locator("#id_title").fill(title)
    page.locator("button[formaction]:visible").first.click()
    assert page.locator(".not-saved textarea").first.input_value().strip() == title.strip()
    page.go_back()
    assert page.locator("#id_title").input_value() == title

    page.goto(change_url(Photo.objects.first()))  # a form with a file, of which Django has read a part already
    caption = page.locator("[name^=caption]")
    caption.fill("Подпись")
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    page.locator("[name=_save]").click()
    page.locator(".not-found").wait_for()
    page.go_back()
    assert caption.input_value() == "Подпись"
    context.close()


SEEN = """(link) => {
  const [tab, list] = [link, link.closest("ul")].map((element) => element.getBoundingClientRect());
  return list.left <= tab.left && tab.right <= list.right;
}"""


def test_on_a_phone_a_list_names_each_value_and_the_current_tab_is_seen(desk):
    page = desk("editor")
    page.goto(LIST)
    cell = page.locator("#result_list tbody td.field-kind").first
    name = """cell => getComputedStyle(cell, "::before").content.replace('" "', "")"""
    assert (cell.evaluate(name), page.locator("#result_list thead").is_visible()) == ("none", True)

    page.set_viewport_size({"width": 390, "height": 700})
    assert (cell.evaluate(name), page.locator("#result_list thead").is_visible()) == ('"Вид: "', False)
    assert page.locator(".results").evaluate("list => list.scrollWidth <= list.clientWidth")

    page.goto(f"{change_url(Article.objects.first())}?edition=uz-cyrl")
    tab = page.locator(".story-tab[aria-current]")
    tab.wait_for()
    page.wait_for_function(SEEN, arg=tab.element_handle())
