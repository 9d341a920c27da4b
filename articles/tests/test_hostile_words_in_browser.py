"""Hostile words in every field of a story, posted and pasted, do nothing on any page of the desk that shows them.

The browser ignores the content security policy here: the pages are safe without it.
"""

import json

import pytest

from articles.editorial import drafts, notes, preview_links
from articles.models import Correction, Note, NoteAnswer, Photo
from articles.tests.desk import FORM, KK, LIST, RU, change_url, open_form, press
from articles.tests.dropped_files import dropped
from articles.tests.hostile_markup import (
    Watch,
    joined,
    needs_the_collection,
)
from articles.tests.makers import add_node, make_article, make_photo, photo_node
from articles.tests.page_content import form_values, submit
from newsroom.content.nodes import Node, html_of
from newsroom.editions.columns import in_all_columns
from newsroom.staff.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]

# As another program's clipboard, which nothing has cleaned.
PASTE = """(payloads) => {
  const editor = document.querySelector(".tiptap");
  for (const payload of payloads) {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", `<p>pasted</p>${payload}`);
    editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }
}"""
COPY = """(html) => navigator.clipboard.write([
  new ClipboardItem({ "text/html": new Blob([html], { type: "text/html" }) }),
])"""
# What would act if it were in a page of the desk.
EXAMPLE = '<img src="/none" onerror="beacon()">'


@pytest.fixture
def watch(hostile_browser, live_server, client, staff):
    client.force_login(staff("chief editor"))
    watch = Watch(hostile_browser, live_server.url, client.cookies["sessionid"].value)
    yield watch
    watch.context.close()


def autosave(client, story, edition, hostile, more=""):
    """Send every payload as a paragraph, based on the first version. A second time, each is in conflict."""
    words = " ".join(hostile) + more
    fields = {"title": words[:2_000], "lead": words[:20_000], "source_name": words[-1_000:]}
    texts = [f"<p>{number}{more}</p>{html}" for number, html in enumerate(hostile)]
    blocks = {f"blo{number:05}": html for number, html in enumerate([*texts, *embeds_with(hostile)])}
    sent = {"base": 0, "fields": fields, "blocks": blocks, "order": [*blocks]}
    address = f"/admin/articles/article/{story.pk}/draft/{edition.code}/"
    answer = client.post(address, json.dumps(sent), content_type="application/json")
    assert answer.status_code == 200


def embeds_with(hostile):
    """Return posts with hostile captions and hostile ends of their addresses. Other addresses are none of a post."""
    captions = [Node("embed", "https://t.me/aimaq/12", {"caption": one[:500]}) for one in joined(hostile, 8)]
    addresses = [Node("embed", f"{start}{one}", {}) for one in hostile for start in ("", "https://t.me/aimaq/12")]
    return [*map(html_of, captions), "".join(map(html_of, addresses))]


def add_photos_and_corrections(client, story, hostile):
    photo = make_photo(**in_all_columns(alt="Photo"))
    words = joined(hostile, 10)
    texts = [in_all_columns(alt=one, caption=one, credit=one) for one in words]
    by = User.objects.create_user("hostile", first_name=words[0][:150], last_name=words[1][:150])
    more = [{"sent_as": one, "caution": one, "terms": one, "source_url": one, "added_by": by} for one in words]
    photos = [
        Photo(key=f"hostile-{number}", file=photo.file.name, **text, **more[number])
        for number, text in enumerate(texts)
    ]
    photos = Photo.objects.bulk_create(photos)
    add_node(story, "".join(map(photo_node, photos)))
    notes = [Correction(article=story, language="ru", text=text) for text in words]
    Correction.objects.bulk_create(notes)
    typed = dict(zip(["alt", "caption", "credit"], [hostile[0], *hostile], strict=False))
    assert submit(client, open_form(client, photo), "photo_form", **typed).status_code < 500
    page = client.get("/admin/articles/photo/?edition=ru")
    rows = dict(zip([name for name in form_values(page, "changelist-form") if "_ru" in name], hostile, strict=False))
    assert submit(client, page, "changelist-form", _save="", **rows).status_code < 500


def add_notes(client, story, hostile):
    """Add hostile notes on hostile words, with answers, to whoever has signed in, by somebody with a hostile name."""
    reader = User.objects.get(pk=client.session["_auth_user_id"])
    for words in joined(hostile, 10):
        note = notes.add(story, RU, by=reader, text=words[:2_000], block="title", quotation=words[:1_000], to=reader)
        notes.answer(note, by=reader, text=words[-2_000:])
    for model in (Note, NoteAnswer):
        model.objects.update(by=User.objects.get(username="hostile"))


def post_the_form(client, story, hostile):
    """Publish hostile words: refused at first because of their length, then accepted."""
    words = " ".join(hostile)
    form = open_form(client, story, RU)
    typed = {"title": words, "lead": words, "source_name": words, "body": words, "correction": words,
             "correction_kind": words}  # fmt: skip
    assert client.post(form.request["PATH_INFO"] + "?edition=ru", form_values(form, FORM) | typed).status_code < 500
    short = {"title": words[:200], "lead": words[:300], "source_name": words[:100], "correction": words[:500],
             "correction_kind": "update"}  # fmt: skip
    assert press(client, open_form(client, story, RU), "publish", **short).status_code < 500


def open_picker(page, hostile):
    page.locator("draft-editor[data-ready]").wait_for(state="attached")
    page.locator(".tiptap").click()
    page.keyboard.press("Control+Shift+F")
    page.locator(".contact label").first.wait_for()
    drop_files(page.locator("dialog.photo-picker"), hostile, ".chosen-photos")


def drop_files(place, hostile, shown_in):
    """Drop files with hostile names that are no pictures, and wait until the page says so of each."""
    names = joined(hostile, 20)
    dropped(place, dict.fromkeys(names, b"no picture"))
    refused = place.page.locator(f"{shown_in} [data-state=refused]")
    refused.nth(len(names) - 1).wait_for()


@needs_the_collection
def test_posted_words_do_nothing_where_the_desk_shows_them(watch, client, signed_in, staff, hostile):
    story, chief = make_article("ru", "kk"), staff("chief editor")
    for words in joined(hostile, 20):
        make_article("ru", title=words, lead=words)
    add_photos_and_corrections(client, story, hostile)
    post_the_form(client, story, hostile)
    in_conflict = make_article("ru", "kk", lead="Lead")
    for edition in (RU, KK):
        autosave(client, in_conflict, edition, hostile)
    autosave(signed_in("editor"), in_conflict, RU, hostile, more=" again")
    add_notes(client, in_conflict, hostile)
    _link, secret = preview_links.make_link(story, RU, 1, by=chief)

    own = f"/admin/articles/article/{story.pk}"
    other = f"/admin/articles/article/{in_conflict.pk}"
    pages = {
        f"{own}/change/?edition=ru": ".story-grid *",
        f"{change_url(make_article('ru'))}?edition=ru": "dialog.photo-picker *",
        f"{own}/history/": "#content *",
        f"{own}/preview-links/?edition=ru": "#content *",
        f"/ru/preview/{secret}/": ".story *",
        f"{other}/change/?edition=ru": ".story-grid *",
        f"{other}/side-by-side/?edition=kk": "paragraph-pairs *",
        f"{other}/conflicts/?edition=ru": ".conflict-page *",
        "/admin/": "#content *",
        LIST: "#result_list *",
        "/admin/articles/draftconflict/": "#result_list *",
        "/admin/articles/correction/": "#result_list *",
        "/admin/articles/photo/?edition=ru": "#content *",
        "/admin/articles/photo/?edition=ru&q=script": "#content *",
        f"/admin/articles/photo/{Photo.objects.last().pk}/uses/": "#content *",
        f"/admin/articles/photo/{Photo.objects.last().pk}/change/": "#content *",
    }
    for address, parts in pages.items():
        page = watch.open(address)
        shown = page.evaluate("document.documentElement.innerText + document.documentElement.innerHTML")
        assert "script" in shown or "alert" in shown, address
        if "/photo/?" in address:
            drop_files(page.locator("body"), hostile, ".upload-list")
        if "photo-picker" in parts:
            open_picker(page, hostile)
        watch.touch(page, parts)
        page.close()
    assert watch.faults == []


@needs_the_collection
def test_pasted_words_do_nothing_in_the_editor_and_after_it(watch, hostile):
    story = make_article("ru", body="<p>Начало</p>")
    address = f"{change_url(story)}?edition=ru"
    page = watch.open(address)
    page.locator("draft-editor[data-ready]").wait_for(state="attached")
    for name, count in {"title": 2_000, "lead": 20_000}.items():
        page.locator(f"[name={name}]").fill(" ".join(hostile)[:count])
    page.locator(".tiptap").click()
    page.evaluate(PASTE, hostile)
    assert page.locator(".tiptap").inner_text().count("pasted") == len(hostile)
    page.evaluate(COPY, "<p>copied</p>" + " ".join(hostile))
    page.locator(".tiptap").press("Control+v")
    page.locator(".tiptap").get_by_text("copied").first.wait_for()
    page.locator("draft-editor:not([data-unsaved])").wait_for(state="attached")
    assert sum(html.count("pasted") for _id, html in drafts.draft_of(story, RU).blocks) == len(hostile)
    watch.touch(page, ".tiptap *")
    again = watch.open(address)
    again.locator("draft-editor[data-ready]").wait_for(state="attached")
    watch.touch(again, ".tiptap *")
    assert watch.faults == []

    again.evaluate("(html) => document.body.insertAdjacentHTML('beforeend', html)", EXAMPLE)
    again.wait_for_function("fired.length === 1")
