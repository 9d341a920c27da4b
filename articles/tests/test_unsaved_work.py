"""Unsaved work at the desk in a browser: it asks before it is left, and no failure loses it."""

from contextlib import contextmanager, suppress

import pytest
from axes.models import AccessAttempt
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from articles.models import Article, Correction, FrontPick
from articles.tests.desk import change_url
from articles.tests.makers import make_article
from conftest import give_session, import_or_fail
from newsroom.dictionary.models import Word
from newsroom.identity.models import Page
from newsroom.staff.models import User
from newsroom.tests.chromium import LAUNCH_OPTIONS, find

Error = import_or_fail("playwright.sync_api").Error

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]

ASKS = """() => {
    const event = new Event("beforeunload", { cancelable: true });
    dispatchEvent(event);
    return event.defaultPrevented;
}"""
IS_KEPT = """async ([text, isKept, milliseconds]) => {
    const result = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const database = await result(indexedDB.open("desk"));
    for (const end = Date.now() + milliseconds; Date.now() < end; ) {
        const texts = await result(database.transaction("texts").objectStore("texts").getAll());
        if (JSON.stringify(texts).includes(`"${text}"`) === isKept) return true;
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return false;
}"""
ADD_OLD_TEXT = """() => new Promise((resolve) => {
    const text = { id: "eight days old", user: "", address: "/", entries: [], saved: [], at: Date.now() - 8*86400e3 };
    indexedDB.open("desk").onsuccess = ({ target: { result: database } }) => {
        const transaction = database.transaction("texts", "readwrite");
        transaction.objectStore("texts").put(text);
        transaction.oncomplete = resolve;
    };
})"""
# Change each control of a form without an event, as some scripts do, and change it back. Return their names, and those
# of which the page does not ask.
CHANGE_EACH = """() => {
    const asks = () => {
        const event = new Event("beforeunload", { cancelable: true });
        dispatchEvent(event);
        return event.defaultPrevented;
    };
    const change = (control) => {
        const { value, checked, files, selectedIndex } = control;
        if (control.type === "radio") {
            const group = control.form.elements[control.name];
            const before = group.value;
            control.checked = !checked;
            return () => { group.value = before; };
        }
        if (control.type === "checkbox") {
            control.checked = !checked;
            return () => { control.checked = checked; };
        }
        if (control.type === "file") {
            const chosen = new DataTransfer();
            chosen.items.add(new File(["x"], "x.jpg"));
            control.files = chosen.files;
            return () => { control.files = files; };
        }
        if (control.options) {
            control.add(new Option("new", "987", false, true));
            return () => {
                control.options[control.options.length - 1].remove();
                control.selectedIndex = selectedIndex;
            };
        }
        control.value = control.type === "date" ? "2001-01-01" : `${value}7`;
        return () => { control.value = value; };
    };
    const none = ["hidden", "submit", "button", "password", "fieldset", "output"];
    const controls = [...document.querySelector("#content form[method=post]").elements].filter(
        (one) => one.name && !none.includes(one.type) && !one.matches(".filtered"));
    const silent = controls.filter((control) => {
        const changeBack = change(control);
        const isAsking = asks();
        changeBack();
        return !isAsking || asks();
    });
    return [controls, silent].map((list) => list.map(({ name }) => name));
}"""
SECONDS_LOST = 3
WORD = "/admin/dictionary/word/add/"


def asks(page):
    """Whether the page would ask before it is left."""
    return page.evaluate(ASKS)


def open_form(page, address):
    page.goto(address)
    page.wait_for_load_state("load")


def sign_in(page, user):
    page.goto("/admin/")
    page.fill("#id_username", user.username)
    page.fill("#id_password", "correct horse")
    page.click("[type=submit]")
    page.locator("#user-tools").wait_for()


@contextmanager
def persistent_browser(chromium, url, folder):
    """A browser that keeps its data in a folder. It may be killed."""
    browser = chromium.browser_type.launch_persistent_context(
        folder, executable_path=find(), args=LAUNCH_OPTIONS, base_url=url
    )
    yield browser
    with suppress(Error):
        browser.close()


def wait_until_kept(page, text, is_kept=True):
    assert page.evaluate(IS_KEPT, [text, is_kept, SECONDS_LOST * 1000])


def type_into_editor(page):
    page.locator(".tiptap").press_sequentially("!")


def undo_in_editor(page):
    page.locator(".tiptap").press("Control+z")


def lose_answer(route):
    """Let the server save what was sent, but let the browser think that it failed."""
    route.fetch(max_redirects=0)
    route.abort()


KINDS = {
    "field": (lambda page: page.fill("#id_title_ru", "Новое"), lambda page: page.fill("#id_title_ru", "Старое")),
    "rich text": (type_into_editor, undo_in_editor),
}


def make_page():
    return Page.objects.create(key="about", title_ru="Старое", body_ru="<p>Текст.</p>")


def test_each_kind_of_unsaved_work_asks_until_it_is_undone_or_saved_once(desk):
    row, page = make_page(), desk("chief editor")
    open_form(page, f"{change_url(row)}?edition=ru")
    page.locator(".tiptap").wait_for()
    for kind, (change, undo) in KINDS.items():
        assert not asks(page), kind
        change(page)
        assert asks(page), kind
        undo(page)
    assert not asks(page)
    page.fill("#id_key", "")
    page.click("[name=_continue]")
    page.locator(".errornote a").first.wait_for()
    page.wait_for_load_state("load")
    assert asks(page)  # the server shows the refused text, but hasn't saved it
    page.fill("#id_key", "about")
    page.fill("#id_title_ru", "Новое")
    page.route("**/change/**", lose_answer)
    page.click("[name=_continue]")
    page.locator(".save-notice [data-when=offline]").wait_for()
    row.refresh_from_db()
    assert row.title_ru == "Новое"
    page.unroute("**/change/**")
    page.dblclick("[name=_continue]")
    page.locator(".messagelist .success").first.wait_for()
    page.wait_for_load_state("load")
    assert not asks(page)
    page.errors.clear()  # the browser logs the request that failed
    assert LogEntry.objects.count() == 1


def test_a_refused_form_asks_only_if_something_was_typed(desk):
    page = desk("chief editor")
    for model in ("tag", "author"):
        open_form(page, f"/admin/articles/{model}/add/")
        for typed in ("", "Жаңа"):
            page.fill("#id_name_ru", typed)
            page.fill("#id_key", "an impossible key" if typed else "")
            with page.expect_navigation(wait_until="load"):
                page.click("[name=_save]")
            assert page.locator(".errornote").count() > 0
            assert asks(page) == bool(typed)


def test_a_chosen_time_and_a_chosen_row_ask_too(desk):
    story, page = make_article("ru", title="Материал"), desk("chief editor")
    yesterday = timezone.now() - timezone.timedelta(hours=27)
    correction = Correction.objects.create(article=story, language="ru", text="Их три.", corrected_at=yesterday)
    open_form(page, change_url(correction))
    assert not asks(page)
    page.locator(".field-corrected_at .vTimeField + .datetimeshortcuts a").first.click()
    assert asks(page)
    page.evaluate("document.querySelector('[id$=_form]').reset()")
    open_form(page, "/admin/articles/frontpick/add/")
    assert not asks(page)
    page.locator(".field-article .select2-selection").click()
    page.locator(".select2-results__option", has_text="Материал").click()
    assert asks(page)


def test_each_control_of_each_form_asks(page):
    sign_in(page, User.objects.create_superuser("root", password="correct horse", language="ru"))
    found = {}
    for model in admin.site._registry:
        address = f"/admin/{model._meta.app_label}/{model._meta.model_name}/add/"
        if model is Article or page.request.get(address).status != 200:
            continue
        open_form(page, address)
        found[model], silent = page.evaluate(CHANGE_EACH)
        assert (model.__name__, silent) == (model.__name__, [])
    assert {"file", "usable_password", "until_0", "article"} <= {name for names in found.values() for name in names}


def test_lists_with_fields_and_boxes_with_chosen_rows_ask_too(page, staff):
    root = User.objects.create_superuser("root", password="correct horse", language="ru")
    FrontPick.objects.create(article=make_article("ru"), position=1)
    sign_in(page, root)
    open_form(page, "/admin/articles/frontpick/")
    page.click(".action-select")
    assert not asks(page)
    page.fill("#id_form-0-position", "2")
    assert asks(page)
    page.click("[name=_save]")
    page.locator(".messagelist .success").wait_for()
    page.wait_for_load_state("load")
    assert (asks(page), FrontPick.objects.get().position) == (False, 2)
    open_form(page, change_url(root))
    page.locator("#id_groups_to").wait_for()
    assert not asks(page)
    page.click("#id_is_staff")
    assert asks(page)
    page.click("#id_is_staff")
    assert not asks(page)
    page.locator("#id_groups_from").select_option(index=0)
    page.click("#id_groups_add")
    assert asks(page)


def test_text_of_a_killed_browser_is_offered_again_and_restored(chromium, live_server, staff, tmp_path):
    row, chief = make_page(), staff("chief editor", language="ru")
    address = f"{change_url(row)}?edition=ru"

    def opened_form(browser):
        give_session(browser, live_server.url, chief)  # the cookie of the first browser may be on the disk, or not
        page = browser.new_page()
        open_form(page, address)
        page.locator(".tiptap").wait_for()
        return page

    with persistent_browser(chromium, live_server.url, tmp_path) as browser:
        page = opened_form(browser)
        page.locator(".tiptap").press_sequentially("Абзац. ")
        page.fill("#id_title_ru", "Новое")
        wait_until_kept(page, "Новое")
        with suppress(Error):
            browser.new_cdp_session(page).send("Browser.crash")
    Page.objects.update(title_ru="Заголовок коллеги")
    with persistent_browser(chromium, live_server.url, tmp_path) as browser:
        page = opened_form(browser)
        assert page.input_value("#id_title_ru") == "Заголовок коллеги"
        assert page.locator("[data-part=excerpt]").inner_text() == "Абзац. Текст."
        page.click("[data-part=restore]")
        page.locator("[data-part=replaced] dd").wait_for()
        assert page.locator("[data-part=replaced] dd").all_inner_texts() == ["Заголовок коллеги"]
        assert page.locator("[data-part=left]").is_hidden()
        assert asks(page)
        page.click("[name=_continue]")
        page.locator(".messagelist .success").wait_for()
        wait_until_kept(page, "Новое", is_kept=False)
    row.refresh_from_db()
    assert (row.title_ru, row.body_ru) == ("Новое", "<p>Абзац. Текст.</p>")


def test_no_failure_loses_the_text_and_the_next_attempt_saves_it(page, settings, tmp_path):
    settings.MAINTENANCE_FILE = tmp_path / "maintenance"  # of this test alone
    root = User.objects.create_superuser("root", password="correct horse", language="ru")
    sign_in(page, root)
    open_form(page, WORD)
    page.fill("#id_cyrillic", "сөз")
    page.fill("#id_latin", "soz")

    def fails(kind):
        page.click("[name=_continue]")
        page.locator(f".save-notice [data-when={kind}]").wait_for()

    page.context.set_offline(True)
    fails("offline")
    page.context.set_offline(False)
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    fails("too-large")
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
    settings.MAINTENANCE_FILE.touch()
    fails("fault")
    settings.MAINTENANCE_FILE.unlink()
    User.objects.update(is_superuser=False)
    fails("forbidden")
    User.objects.update(is_superuser=True)
    page.context.clear_cookies(name="sessionid")
    page.click("[name=_continue]")
    settings.AXES_FAILURE_LIMIT = 2
    for answer in (".errornote:not(:empty)", "[data-when=too-many]"):
        page.fill("dialog [name=password]", "wrong")
        page.keyboard.press("Enter")
        page.locator(f"dialog {answer}").wait_for()
    AccessAttempt.objects.all().delete()
    page.click("dialog [data-part=cancel]")
    page.locator(".save-notice [data-when=signed-out]").wait_for()
    assert asks(page)
    assert Word.objects.count() == 0
    page.click("[name=_continue]")
    page.fill("dialog [name=password]", "correct horse")
    page.keyboard.press("Enter")
    page.locator(".messagelist .success").wait_for()
    page.fill("#id_latin", "söz")
    page.context.clear_cookies(name="csrftoken")
    page.click("[name=_continue]")
    page.locator("#id_latin[value=söz]").wait_for()
    assert Word.objects.get().latin == "söz"
    Word.objects.all().delete()
    page.fill("#id_latin", "siz")
    fails("gone")
    assert page.input_value("#id_latin") == "siz"
    page.errors.clear()  # what the browser logs of refused requests


def test_kept_text_is_offered_to_nobody_else_and_not_after_signing_out(page, settings):
    users = [User.objects.create_superuser(name, password="correct horse", language="ru") for name in ("one", "two")]
    page.on("dialog", lambda dialog: dialog.accept())

    def show_form_to(user):
        page.context.clear_cookies()
        sign_in(page, user)
        open_form(page, WORD)

    show_form_to(users[0])
    page.fill("#id_cyrillic", "сөз")
    wait_until_kept(page, "сөз")
    show_form_to(users[1])
    page.fill("#id_cyrillic", "көз")
    wait_until_kept(page, "көз")  # by now, the page would have offered what it found
    assert page.locator(".kept-bar").count() == 0
    page.evaluate(ADD_OLD_TEXT)
    show_form_to(users[0])
    wait_until_kept(page, "eight days old", is_kept=False)
    page.click("[data-part=throw-away]")
    page.fill("#id_cyrillic", "сөздік")
    page.fill("#id_latin", "sözdik")
    wait_until_kept(page, "сөздік")
    page.context.clear_cookies()
    sign_in(page.context.new_page(), users[1])
    page.click("[name=_continue]")
    page.fill("dialog [name=password]", "correct horse")
    page.keyboard.press("Enter")
    page.locator(".messagelist .success").wait_for()
    assert LogEntry.objects.get().user == users[0]
    page.fill("#id_latin", "sozdik")
    wait_until_kept(page, "sozdik")
    page.click("#user-tools summary")
    page.click("#logout-form button")
    page.wait_for_url("**/logout/")
    wait_until_kept(page, "sozdik", is_kept=False)
    page.errors.clear()  # the browser logs that a token was refused
