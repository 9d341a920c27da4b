"""Documents of Word become drafts from the list, with and without the script, and text on the page of a story."""

import base64

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.db import connection
from playwright.sync_api import expect

from articles.admin.documents import MOST_DOCUMENTS
from articles.editorial import drafts
from articles.imports.docx.tests.made import deleted, document, p, parts_of, picture, uploaded, zipped
from articles.models import Article, Draft, Photo, PhotoState
from articles.pictures.tests.transactions import record_transactions
from articles.tests.desk import KK, LIST, RU, change_url, messages_on
from articles.tests.dropped_files import picture as content_of
from articles.tests.edit_page import open_story, saved, words_in
from articles.tests.makers import make_article, photo_node
from articles.tests.page_content import elements

ADD_DOCUMENTS = "/admin/articles/article/documents/"
READ_DOCUMENT = "/admin/articles/article/documents/read/"
BODY = p("Мост открыт", style="a3") + p("Его ждали год", style="a4") + p("Прошли ", deleted("грузовики"), "машины.")


def words_of(draft):
    return draft.title, draft.lead, [html for _id, html in draft.blocks]


@pytest.mark.django_db
def test_documents_become_drafts_in_the_chosen_edition(signed_in):
    desk = signed_in("reporter", language="ru")
    page = desk.get(LIST)
    form = next(form for form in elements(page, "form") if form.get("action") == ADD_DOCUMENTS)
    assert form.get("enctype") == "multipart/form-data"
    edition = next(form.iter("select"))
    assert [one.get("value") for one in edition if one.get("selected") is not None] == ["ru"]
    body = p("Без заголовка", picture("Мост", "a.png"), ".") + p(picture("Схема", "b.emf"))
    files = {"a.png": content_of(1), "b.emf": b"no picture"}
    good = document(BODY), document(body, name="Хабарлама 2.docx", pictures=files)
    bad = uploaded(b"%PDF", name="Отчёт.pdf")
    answer = desk.post(ADD_DOCUMENTS, {"documents": [good[0], bad, good[1]], "_edition": "kk"})
    assert answer.headers["Location"] == LIST
    assert messages_on(desk.get(LIST)) == [
        "Новый черновик: «Мост открыт», из файла Пресс-релиз_final.docx.",
        "Отчёт.pdf: Это не документ Word (.docx).",
        "Новый черновик: «Хабарлама 2», из файла Хабарлама 2.docx.",
        "Хабарлама 2.docx: Изображения документа, не вошедшие в черновик: 1. "
        "Схема: Это не изображение JPEG, PNG, WebP или AVIF.",
    ]
    first, second = Draft.objects.order_by("pk")
    assert words_of(first) == ("Мост открыт", "Его ждали год", ["<p>Прошли машины.</p>"])
    photo = Photo.objects.get()
    assert words_of(second) == ("Хабарлама 2", "", ["<p>Без заголовка.</p>", photo_node(photo)])
    assert (photo.alt_kk, photo.is_ready, [place.article for place in photo.places.all()]) == (
        "Мост",
        True,
        [second.article],
    )
    assert {draft.language for draft in (first, second)} == {"kk"}
    story = first.article
    assert (story.original_language, story.title_kk, story.edition(KK).is_published) == ("kk", None, False)
    assert LogEntry.objects.count() == 3  # of two stories and a photo


@pytest.mark.django_db
def test_one_document_opens_as_a_draft_and_too_many_are_named(signed_in):
    desk = signed_in("editor")
    answer = desk.post(ADD_DOCUMENTS, {"documents": [document(BODY)], "_edition": "ru"})
    assert answer.headers["Location"] == f"{change_url(Article.objects.get())}?edition=ru"
    for _time in range(2):  # as when the answer is lost, and the form is sent again
        files = [document(BODY + p(picture("Мост", "a.png")), pictures={"a.png": content_of(1)})]
        desk.post(ADD_DOCUMENTS, {"documents": files, "_edition": "kk", "csrfmiddlewaretoken": "page"})
    assert Photo.objects.count() == 1
    assert not any("not in the draft" in text for text in messages_on(desk.get(LIST)))
    assert Article.objects.count() == Draft.objects.count() == 2
    many = [uploaded(b"", name=f"{number}.docx") for number in range(MOST_DOCUMENTS + 2)]
    desk.post(ADD_DOCUMENTS, {"documents": many, "_edition": "ru"})
    *_others, last = messages_on(desk.get(LIST))
    assert last == "Too many files at once. These are not stories yet: 20.docx, 21.docx"
    desk.post(ADD_DOCUMENTS, {"_edition": "ru"})
    assert messages_on(desk.get(LIST)) == ["No file was chosen."]
    assert Article.objects.count() == 2


@pytest.mark.django_db
def test_documents_need_the_right_to_add_stories(signed_in, client):
    for role in ("moderator", "photo editor"):
        desk = signed_in(role)
        assert desk.post(ADD_DOCUMENTS, {"documents": [document(BODY)], "_edition": "ru"}).status_code == 403
        assert desk.post(READ_DOCUMENT, {"document": document(BODY)}).status_code == 403
    assert client.post(ADD_DOCUMENTS, {"documents": [document(BODY)]}).status_code == 302  # to sign in
    assert signed_in("editor").get(ADD_DOCUMENTS).status_code == 405
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_the_page_of_a_story_reads_a_document_and_stores_its_photos(signed_in):
    desk = signed_in("reporter", language="ru")
    body = BODY + p(picture("", "a.png")) + p("Мост", style="a6") + p(picture("Мост"))
    file = document(body, pictures={"a.png": content_of(1)})
    read = desk.post(f"{READ_DOCUMENT}?edition=kk", {"document": file})
    assert read.json() == {
        "title": "Мост открыт",
        "lead": "Его ждали год",
        "html": f"<p>Прошли машины.</p>{photo_node(Photo.objects.get(), caption='Мост')}",
        "is_named_by_file": False,
        "notes": [
            {
                "text": "Изображения документа, не вошедшие в черновик: 1.",
                "names": ["Мост: Это не изображение JPEG, PNG, WebP или AVIF."],
            }
        ],
    }
    refused = desk.post(READ_DOCUMENT, {"document": uploaded(b"PK damaged")})
    assert refused.status_code == 422
    assert refused.json()["message"].startswith("Этот документ повреждён.")
    assert desk.post(READ_DOCUMENT).status_code == 422
    assert not Article.objects.exists()


class WatchedUploads(MemoryFileUploadHandler):
    """Notes whether a transaction is open whenever a file is read."""

    seen = []

    def file_complete(self, file_size):
        file = super().file_complete(file_size)
        read = file.file.read
        file.file.read = lambda *size: self.seen.append(connection.in_atomic_block) or read(*size)
        file.__dict__.pop("read", None)
        return file


@pytest.mark.django_db(transaction=True)
def test_documents_are_read_outside_of_transactions(signed_in, settings, monkeypatch):
    desk = signed_in("editor")
    settings.FILE_UPLOAD_HANDLERS = [f"{__name__}.WatchedUploads"]
    WatchedUploads.seen.clear()
    file = document(BODY + p(picture("Мост", "a.png")), pictures={"a.png": content_of(1)})
    pillow = record_transactions(monkeypatch)
    assert desk.post(ADD_DOCUMENTS, {"documents": [file], "_edition": "ru"}).status_code == 302
    assert Article.objects.count() == Photo.objects.filter(state=PhotoState.READY).count() == 1
    assert WatchedUploads.seen
    assert {name for name, _is_open in pillow} == {"load", "save"}
    assert not any(WatchedUploads.seen)
    assert not any(is_open for _name, is_open in pillow)


DROP = """([selector, files]) => {
  const dataTransfer = new DataTransfer();
  for (const [name, content] of files) {
    const type = name.endsWith(".png") ? "image/png" : "";
    dataTransfer.items.add(new File([Uint8Array.from(atob(content), (one) => one.charCodeAt(0))], name, { type }));
  }
  const target = document.querySelector(selector);
  const { x, y, width, height } = target.getBoundingClientRect();
  const at = { clientX: x + width / 2, clientY: y + height / 2 };
  for (const name of ["dragover", "drop"]) {
    target.dispatchEvent(new DragEvent(name, { dataTransfer, ...at, bubbles: true, cancelable: true }));
  }
}"""


def files_with(*texts):
    """Return [name, content] of documents for the script."""
    made = [zipped(parts_of(p(text, style="a3") + p(f"{text}."))) for text in texts]
    return [[f"{text}.docx", base64.b64encode(content).decode()] for text, content in zip(texts, made, strict=True)]


@pytest.mark.browser
@pytest.mark.one_database
@pytest.mark.django_db(transaction=True)
def test_documents_are_dropped_on_a_story_and_on_the_list(desk, tmp_path):
    story = make_article("ru", title="Заголовок", body="<p>Первый.</p><p>Второй.</p>")
    page = desk("editor")
    open_story(page, story)
    file = tmp_path / "Письмо.docx"
    body = p("В конец.") + p(picture("Мост", "a.png")) + p("Подпись", style="a6") + p(picture("Схема"))
    file.write_bytes(zipped(parts_of(body, pictures={"a.png": content_of(1)})))
    page.locator("document-insert summary").click()
    page.locator("#document-insert").set_input_files(file)
    body = page.locator(".tiptap > :not(.story-node)")
    body.nth(2).get_by_text("В конец.").wait_for()
    [note] = page.locator(".pasted-notes li").all_inner_texts()
    assert note == "Схема: Это не изображение JPEG, PNG, WebP или AVIF."
    photo = page.get_by_role("group", name="фото: Мост")
    expect(photo.get_by_label("Подпись")).to_have_value("Подпись")
    expect(photo.locator("img")).to_be_visible()

    # Documents go where they were dropped, also if somebody writes elsewhere until they are read.
    held = []
    page.route("**/documents/read/**", lambda route: held.append(route), times=1)
    page.evaluate(DROP, [".tiptap > p", files_with("Раз", "Два")])
    expect(page.locator(".pasted-notes")).to_contain_text("Раз.docx: Читаем документ и его изображения…")
    body.nth(1).click()
    page.keyboard.press("End")
    page.keyboard.type(" Ещё")
    held[0].continue_()
    page.locator(".tiptap").get_by_text("Два.").wait_for()
    page.keyboard.type("!")
    texts = ["Первый.", "Раз", "Раз.", "Два", "Два.", "Второй. Ещё!", "В конец."]
    assert body.all_inner_texts() == texts
    for _step in range(2):  # the sign, and then the second document
        page.locator("draft-editor").evaluate("({ editor }) => editor.commands.undo()")
    assert body.all_inner_texts() == [*texts[:3], "Второй. Ещё", "В конец."]
    saved(page)
    assert words_in(story) == [
        "<p>Первый.</p>",
        "<h2>Раз</h2>",
        "<p>Раз.</p>",
        "<p>Второй. Ещё</p>",
        "<p>В конец.</p>",
        photo_node(Photo.objects.get(), caption="Подпись"),
    ]
    assert drafts.draft_of(story, RU).title == "Заголовок"
    page.evaluate(DROP, ["body", [["a.docx", ""]]])
    page.evaluate(DROP, [".story-side", [["a.docx", ""]]])
    page.locator(".pasted-notes").get_by_text("a.docx: Это не документ Word (.docx).").wait_for()

    # Other files that came with them: pictures are offered, and the note lists what nobody takes.
    page.evaluate(DROP, [".tiptap > p", [["a.docx", ""], ["phone.heic", ""], ["bridge.png", ""]]])
    expect(page.get_by_role("dialog", name="Фото в материал")).to_contain_text("bridge.png")
    page.get_by_role("dialog", name="Фото в материал").get_by_role("button", name="Закрыть").click()
    expect(page.locator(".pasted-notes li")).to_have_text(["phone.heic"])
    page.evaluate(DROP, [".tiptap > p", [["raw.heic", ""]]])
    expect(page.locator(".pasted-notes li")).to_have_text(["raw.heic"])
    page.errors.clear()  # of the refused files

    page.goto("/admin/articles/article/add/?edition=ru")
    page.locator("draft-editor[data-ready]").wait_for(state="attached")
    page.evaluate(DROP, [".sheet", files_with("Новый")])
    page.wait_for_url("**/change/?edition=ru")
    saved(page)
    assert words_of(Draft.objects.latest("pk")) == ("Новый", "", ["<p>Новый.</p>"])

    page.goto(LIST)
    page.evaluate(DROP, ["#changelist", files_with("Три", "Четыре")])
    page.locator(".messagelist").get_by_text("Четыре").wait_for()
    assert [draft.title for draft in Draft.objects.order_by("pk")][-2:] == ["Три", "Четыре"]
