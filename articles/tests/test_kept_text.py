"""What the browser keeps of a text, at the moments when a browser that dies would make it count."""

import pytest

from articles.models import DraftConflict
from articles.tests.edit_page import open_story, paragraph, saved, write_in
from articles.tests.makers import make_article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]

# Type and save at once. Return the request, and what is kept when it is sent.
SAVE = """() => new Promise((done) => {
    const kept = () => new Promise((found) => {
        indexedDB.open("desk-drafts").onsuccess = ({ target }) => {
            const rows = target.result.transaction("unsent").objectStore("unsent").getAll();
            rows.onsuccess = () => found(rows.result.flatMap(({ requests }) => requests));
        };
    });
    const { fetch } = window;
    window.fetch = async (address, options) => {
        if (options.method !== "POST") return fetch(address, options);
        window.fetch = fetch;
        done([JSON.parse(options.body), await kept()]);
        return fetch(address, options);
    };
    const element = document.querySelector("draft-editor");
    const { view } = element.editor;
    view.dispatch(view.state.tr.insertText("Слово. ", 1));
    element.sync.save();
})"""


@pytest.fixture
def story():
    return make_article("ru", body="<p>Первый абзац.</p><p>Второй абзац.</p>")


def test_a_request_is_kept_before_it_is_sent(desk, story):
    page = desk("editor")
    open_story(page, story)
    sent, kept = page.evaluate(SAVE)
    assert [*sent["blocks"].values()] == ["<p>Слово. Первый абзац.</p>"]
    assert kept == [sent]
    saved(page)


# The database of the browser can't be opened the first time.
FAIL_ONCE = """
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function fail(name, version) {
        if (name !== "desk-drafts") return open.call(this, name, version);
        IDBFactory.prototype.open = open;
        const request = { error: new DOMException("Internal error opening backing store", "UnknownError") };
        queueMicrotask(() => request.onerror());
        return request;
    };
"""


def test_text_is_kept_although_the_browser_could_not_open_its_database_at_first(desk, story):
    page = desk("editor")
    page.add_init_script(FAIL_ONCE)
    open_story(page, story)
    page.route("**/draft/ru/", lambda route: route.abort())
    write_in(page, 0, " Не отправлено.")
    state = page.locator("save-state[data-state=offline]")
    state.wait_for()
    assert "хранятся в этом браузере" in state.inner_text()
    page.errors.clear()


def test_a_page_that_is_ready_shows_what_a_closed_one_has_left(desk, story):
    page = desk("editor")
    open_story(page, story)
    page.route("**/draft/ru/", lambda route: route.abort())
    write_in(page, 0, " Не отправлено.")
    page.locator("save-state[data-state=offline]").wait_for()
    page.errors.clear()
    again = page.context.new_page()
    page.close(run_before_unload=False)
    open_story(again, story)
    assert paragraph(again, "Первый абзац. Не отправлено.").count() == 1
    assert not DraftConflict.objects.exists()
