"""What is pasted from other programs keeps its words, bold, italics, links, lists and tables, and nothing else.

`pasted/` has what these programs put onto the clipboard, `pasted/expected/` what the editor makes of it.
"""

import base64
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from articles.editorial import drafts
from articles.imports.docx.tests.test_pictures import DESCRIPTIONS
from articles.models import Photo
from articles.tests.desk import RU
from articles.tests.dropped_files import picture
from articles.tests.edit_page import open_story, saved, words_in
from articles.tests.makers import photo_node
from newsroom.content.clean_html import clean_html
from newsroom.content.html_limits import LONGEST_VALUE
from newsroom.content.tests.test_clean_html import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]

FOLDER = Path(__file__).parent / "pasted"
FRAGMENTS = sorted(FOLDER.glob("*.html")) + sorted(FOLDER.glob("*.txt"))
EXPECTED = FOLDER / "expected"
NOTES = {
    "google-docs-picture": "Не вставлено фото: 1. Добавьте их из файлов.\nМост через реку",
    "web-page-article": "Не вставлено фото: 1. Добавьте их из файлов.\nҚырдағы боран",
    "web-page-hostile": "Не вставлено фото: 1. Добавьте их из файлов.\nплохое\n"
    "Ссылки, ставшие простым текстом, потому что такие адреса не допускаются: 3\nссылка\nещё\nданные",
    "word-picture": "Не вставлено фото: 1. Добавьте их из файлов.\nclip_image002.jpg",
    "word-smart-rubbish": "Ссылки, ставшие простым текстом, потому что такие адреса не допускаются: 1\nплан работ",
}

# The clipboard gets exactly what another program would have put there, and the browser pastes it.
SET_UP = """() => {
  window.editor = document.querySelector("draft-editor").editor;
  window.addEventListener("copy", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    for (const [type, data] of Object.entries(window.copied)) event.clipboardData.setData(type, data);
  }, true);
}"""
PREPARE = """([name, copied]) => {
  window.copied = copied;
  editor.commands.insertContentAt(editor.state.doc.content.size, `<p>@@${name}</p><p></p>`);
  editor.commands.setTextSelection(editor.state.doc.content.size - 1);
  editor.view.focus();
  window.before = editor.getHTML();
}"""
# Whether everything that was pasted is one step, which undo takes back.
IS_ONE_STEP = """() => {
  const after = editor.getHTML();
  editor.commands.undo();
  const undone = editor.getHTML();
  editor.commands.redo();
  return after !== before && undone === before && editor.getHTML() === after;
}"""
NOTE = "() => [...document.querySelectorAll('.pasted-notes:not([hidden]) :is(p, li)')].map((one) => one.innerText)"
CONTENT = """async () => {
  const { contentOf } = await import("/static/desk/draft/blocks.js");
  return Object.values(contentOf(editor).blocks);
}"""


# {pasted: what it becomes}, of other programs and in other forms than the fragments have
WEIGHTED = '<p><span style="font-weight:{}">{}</span><span style="font-weight:{}">{}</span></p>'
FORMS = {
    # Questions of an interview, and only they, are bold.
    WEIGHTED.format(700, "Почему?", 400, "<br>Так."): "<p><strong>Почему?</strong><br>Так.</p>",
    WEIGHTED.format(700, "Почему<br>и как?", 400, " "): "<p><strong>Почему<br>и как?</strong></p>",
    WEIGHTED.format(400, "Почему ", "700;font-style:italic", "он"): "<p>Почему <strong><em>он</em></strong></p>",
    f'<ul><li style="font-weight:700">{WEIGHTED.format(400, "Так", 400, ".")}</li></ul>':
        "<ul><li><p>Так.</p></li></ul>",
    "<b>Почему?</b><br>Так.<br><br><b>А <i>ещё</i>?</b><br>Да.":
        "<p><strong>Почему?</strong><br>Так.</p><p><strong>А <em>ещё</em>?</strong><br>Да.</p>",
    "<p><strong>Почему?<br><br></strong>Так.</p>": "<p><strong>Почему?</strong></p><p>Так.</p>",
    '<span style="font-weight:bold"><div>Почему?</div></span><div>Так.</div>':
        "<p><strong>Почему?</strong></p><p>Так.</p>",
    '<b>Почему <span style="font:inherit">так</span>?</b>': "<p><strong>Почему так?</strong></p>",
    '<p><span style="font: normal normal 700 12px Arial">Почему?</span></p>': "<p><strong>Почему?</strong></p>",
    '<p style="font: 12px Arial"><b style="font: bold 12px Arial">Да</b></p>': "<p><strong>Да</strong></p>",
    '<b>Почему <span style="font: 12px Arial">так</span>?</b>': "<p><strong>Почему</strong> так<strong>?</strong></p>",
    # Of two rules the more exact one counts, wherever it stands, and an important one against all.
    "<style>p.q, x::y { font-weight: bold } p { font-weight: normal }</style><p class=q>Почему?</p><p>Так.</p>":
        "<p><strong>Почему?</strong></p><p>Так.</p>",
    '<style>.q { font-weight: bold !important }</style><p class=q style="font-weight:normal">Почему?</p><p>Так.</p>':
        "<p><strong>Почему?</strong></p><p>Так.</p>",
    '<p><b style="font-weight:var(--q)">Почему?</b> <i style="font-style:var(--q)">Так.</i></p>':
        "<p><strong>Почему?</strong> <em>Так.</em></p>",
    # What nobody sees, and what is no picture
    '<p>Раз<span style="position:absolute;width:1px;clip:rect(0px, 0px, 0px, 0px)">откроется в окне</span></p>':
        "<p>Раз</p>",
    '<p>Раз<span style="position: absolute; clip-path: inset(50%)">откроется</span></p><p hidden>Два</p>': "<p>Раз</p>",
    '<p><span style="position:absolute;clip:rect(0px, 300px, 200px, 0px)">Видно</span></p>': "<p>Видно</p>",
    '<ul><li role="checkbox"><img src="data:image/png;base64,AA" alt="checked" aria-roledescription="checkbox">'
    "<p>Дело</p></li></ul>": "<ul><li><p>Дело</p></li></ul>",
    '<ol start="5"><li>Пять</li><li value="9">Девять</li></ol>':
        '<ol data-type="decimal" start="5"><li><p>Пять</p></li><li><p>Девять</p></li></ol>',
}  # fmt: skip
TEXTS = {
    "*Почему?*\nТак.\n *А ещё?* \nДа.":
        "<p><strong>Почему?</strong></p><p>Так.</p><p><strong>А ещё?</strong></p><p>Да.</p>",
    "Цена* и срок*\n* без налога": "<p>Цена* и срок*</p><p>* без налога</p>",
    "*Раз* и *два*\n**\n* а *": "<p>*Раз* и *два*</p><p>**</p><p>* а *</p>",
}  # fmt: skip
READ = """async ([forms, texts]) => {
  const { htmlOfText, normalised } = await import("/static/desk/paste/normalise.js");
  return [forms.map((one) => normalised(one).html), texts.map(htmlOfText)];
}"""


def copied(fragment):
    words = fragment.read_text(encoding="utf-8")
    return {"text/plain": words} if fragment.suffix == ".txt" else {"text/html": words, "text/plain": "-"}


def paste(page):
    page.keyboard.press("Control+c")
    page.keyboard.press("Control+v")


def divided(blocks):
    """Return {name of a fragment: its HTML} of blocks that `PREPARE` has divided. The last paragraph may be empty."""
    _before, *found = "".join(blocks).split("<p>@@")
    pairs = [one.split("</p>", 1) for one in found]
    return {name: html.removesuffix("<p></p>") for name, html in pairs}


def test_fragments_of_other_programs_become_text_of_the_editor(desk):
    expected = {one.stem: one.read_text(encoding="utf-8").replace("\n", "") for one in EXPECTED.glob("*.html")}
    assert len(FRAGMENTS) == len(expected) == 40
    story, page, notes = drafts.new_story("", RU), desk("editor"), {}
    open_story(page, story)
    page.evaluate(SET_UP)
    page.locator(".tiptap").click()
    for fragment in FRAGMENTS:
        page.evaluate(PREPARE, [fragment.stem, copied(fragment)])
        paste(page)
        assert page.evaluate(IS_ONE_STEP), fragment.stem
        if said := page.evaluate(NOTE):
            notes[fragment.stem] = "\n".join(said)
    shown = divided(page.evaluate(CONTENT))
    assert shown == expected
    saved(page)
    stored = [html for _id, html in drafts.draft_of(story, RU).blocks]
    assert divided(stored) == expected
    assert {name: faults(html) for name, html in expected.items() if faults(html)} == {}
    assert "".join(stored) == clean_html("".join(stored))
    assert notes == NOTES


DROP = """(html) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.setData("text/html", html);
  const last = document.querySelector(".tiptap > :last-child").getBoundingClientRect();
  const at = { clientX: last.x + 2, clientY: last.y + last.height / 2 };
  const drop = new DragEvent("drop", { dataTransfer, ...at, bubbles: true, cancelable: true });
  document.querySelector(".tiptap").dispatchEvent(drop);
}"""
# As somebody who uploads pictures would: takes them, and puts the words of each where it stood.
TAKE_PICTURES = """() => document.addEventListener("pasted-pictures", (event) => {
  event.preventDefault();
  window.taken = event.detail.pictures.map(({ src, alt, file }) => [src, alt, file?.type ?? ""]);
  for (const { alt, place } of event.detail.pictures.toReversed()) {
    editor.commands.insertContentAt(place(), `<p>${alt || "?"}</p>`);
  }
})"""
PICTURES = (
    '<p>Раз <img src="https://example.kz/1.jpg" alt="Первое"></p><figure><img src="https://example.kz/2.jpg" '
    'alt="Второе"></figure><ul><li>пункт</li></ul><p>Два</p>'
)
PASTE_FILE = """() => {
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File(["x"], "image.png", { type: "image/png" }));
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  document.querySelector(".tiptap").dispatchEvent(event);
}"""
LONGEST_ADDRESS = "https://example.kz/".ljust(LONGEST_VALUE, "a")
ADDRESSES = {  # typed: (address, refused scheme or "isLong")
    "www.inform.kz": ("https://www.inform.kz", None),
    " inform.kz/kk?a=1#b ": ("https://inform.kz/kk?a=1#b", None),
    "inform.kz:8000/": ("https://inform.kz:8000/", None),
    "жаңалық.қаз": ("https://жаңалық.қаз", None),
    "http://localhost:8000": ("http://localhost:8000", None),
    "//example.kz/a": ("https://example.kz/a", None),
    "red@aimaq.kz": ("mailto:red@aimaq.kz", None),
    "mailto:red@aimaq.kz?subject=x": ("mailto:red@aimaq.kz?subject=x", None),
    "+7 (712) 200-00-00": ("tel:+77122000000", None),
    "tel:+7 712 200": ("tel:+7712200", None),
    "/ru/archive/": ("/ru/archive/", None),
    "javascript:alert(1)": (None, "javascript"),
    "https://example.kz/my file.pdf": ("https://example.kz/my%20file.pdf", None),
    " java\tscript\n:alert(1)": (None, "javascript"),
    "javascript:1/alert(1)": (None, "javascript"),
    "data:text/html,x": (None, "data"),
    "file:///C:/a.doc": (None, "file"),
    "http://": (None, None),
    LONGEST_ADDRESS: (LONGEST_ADDRESS, None),
    f"{LONGEST_ADDRESS}a": (None, "isLong"),
    "просто слова": (None, None),
    "слово": (None, None),
}
ADDRESS_OF = """async (typed) => {
  const { addressFrom } = await import("/static/desk/paste/addresses.js");
  return typed
    .map((one) => addressFrom(one))
    .map(({ href, scheme, isLong }) => [href ?? null, scheme ?? (isLong ? "isLong" : null)]);
}"""


# Playwright's own waiting needs eval(), which the policy refuses.
SELECTION = """(isEmpty) => new Promise((done) => {
  const look = () => (editor.state.selection.empty === isEmpty ? done() : requestAnimationFrame(look));
  look();
})"""


def select(page, end, words):
    """Select words by keys. The editor hears of it from the browser a moment later."""
    page.keyboard.press(end)
    page.evaluate(SELECTION, True)
    page.keyboard.press(words)
    page.evaluate(SELECTION, False)


def test_pasted_pictures_links_and_headlines(desk):
    story, page = drafts.new_story("", RU), desk("editor")
    open_story(page, story)
    page.evaluate(SET_UP)
    body, title, lead = (page.locator(selector) for selector in (".tiptap", "[name=title]", "[name=lead]"))

    page.evaluate("(text) => { window.copied = { 'text/plain': text } }", "Мост\r\n\r\nоткрыт \u200b\n")
    for field in (title, lead):
        field.fill("Новый ")
        paste(page)
        assert field.input_value() == "Новый Мост открыт"

    # A link: from the dialog, and by pasting an address onto words
    body.click()
    page.keyboard.type("Наша почта и сайт ")
    select(page, "Home", "Control+Shift+ArrowRight")
    page.keyboard.press("Control+k")
    address = page.locator("dialog[open] [name=href]")
    address.fill("javascript:alert(1)")
    page.keyboard.press("Enter")
    assert address.evaluate("(field) => field.validationMessage") == "Адрес не может начинаться с javascript:"
    address.fill("red@aimaq")
    assert address.evaluate("(field) => field.validationMessage") == "Это не адрес. Пример: www.inform.kz"
    address.fill(f"{LONGEST_ADDRESS}a")
    assert "2000" in address.evaluate("(field) => field.validationMessage")
    address.fill("red@aimaq.kz")
    page.keyboard.press("Enter")
    page.locator("dialog[open]").wait_for(state="detached")
    page.evaluate("copied = { 'text/plain': 'www.inform.kz' }")
    select(page, "End", "Control+Shift+ArrowLeft")
    paste(page)
    mail, site = body.locator("a").all()
    assert (mail.get_attribute("href"), mail.inner_text().strip()) == ("mailto:red@aimaq.kz", "Наша")
    assert (site.get_attribute("href"), site.inner_text().strip()) == ("https://www.inform.kz", "сайт")
    assert page.evaluate(READ, [[*FORMS], [*TEXTS]]) == [[*FORMS.values()], [*TEXTS.values()]]
    assert page.evaluate(ADDRESS_OF, [*ADDRESSES]) == [[*one] for one in ADDRESSES.values()]

    # Dropped HTML, and pictures that somebody takes
    page.evaluate(PREPARE, ["dropped", {}])
    page.evaluate(DROP, '<p style="font-weight:700">Брошено</p>')
    page.evaluate(PASTE_FILE)
    assert page.evaluate(NOTE) == []
    page.locator(".chosen-photos [data-state=refused]", has_text="image.png").wait_for()  # it is no picture
    page.keyboard.press("Escape")
    page.evaluate(TAKE_PICTURES)
    page.evaluate(PREPARE, ["pictures", {"text/html": PICTURES}])
    paste(page)
    assert page.evaluate("taken") == [
        ["https://example.kz/1.jpg", "Первое", ""],
        ["https://example.kz/2.jpg", "Второе", ""],
    ]
    assert page.evaluate(NOTE) == []
    assert divided(page.evaluate(CONTENT)) == {
        "dropped": "<p><strong>Брошено</strong></p>",
        "pictures": "<p>Раз</p><p>Первое</p><p>Второе</p><ul><li><p>пункт</p></li></ul><p>Два</p>",
    }
    page.keyboard.type("!")
    page.evaluate("editor.commands.undo()")  # what was typed at once after a paste, but not the paste
    assert divided(page.evaluate(CONTENT))["pictures"].endswith("<p>Два</p>")
    page.evaluate(PASTE_FILE)
    assert page.evaluate("taken") == [["", "", "image/png"]]


PASTE = """([types, files]) => {
  const clipboardData = new DataTransfer();
  const bytes = (content) => Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
  for (const [type, data] of Object.entries(types)) clipboardData.setData(type, data);
  for (const [name, content] of files) {
    clipboardData.items.add(new File([bytes(content)], name, { type: "image/png" }));
  }
  const { lastChild: last, content } = editor.state.doc;
  if (!last.isTextblock || last.content.size) editor.commands.insertContentAt(content.size, "<p></p>");
  editor.commands.focus("end");
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  document.querySelector(".tiptap").dispatchEvent(event);
}"""
ALTS = """async (descriptions) => {
  const { written } = await import("/static/desk/paste/descriptions.js");
  return descriptions.map(written);
}"""


def red_of(photo):
    """Return the red of its pixels, by which the pictures of this test differ."""
    with photo.file.open("rb") as file, Image.open(file) as pixels:
        return pixels.getpixel((0, 0))[0]


def inline(number):
    return f"data:image/png;base64,{base64.b64encode(picture(number)).decode()}"


def test_pasted_pictures_become_photos_and_the_others_are_named(desk):
    """Nothing is asked of other sites, and the policy has nothing to report: `page.errors` would have it."""
    story, page = drafts.new_story("", RU), desk("reporter")
    open_story(page, story)
    page.evaluate(SET_UP)
    body, dialog = page.locator(".tiptap"), page.get_by_role("dialog", name="Фото в материал")
    body.click()
    rows = dialog.locator(".chosen-photos > li")

    def pasted(html="", text="", files=()):
        types = {"text/html": html, "text/plain": text}
        sent = [[name, base64.b64encode(content).decode()] for name, content in files]
        page.evaluate(PASTE, [{type: words for type, words in types.items() if words}, sent])

    def inserted(number):
        dialog.get_by_role("button", name=f"Вставить: {number}").click()
        expect(dialog).to_be_hidden()
        saved(page)
        return {red_of(photo) // 20: photo for photo in Photo.objects.all()}

    # Pictures within the text; those of which there is only an address stay where they are
    pasted(
        f'<p>Раз <img src="{inline(1)}" alt="Мост"> два.</p><ul><li>пункт <img src="{inline(2)}" alt="image1.png"></li>'
        '</ul><p style="color:red">Три.<img src="https://example.kz/a/%D0%9C%D0%BE%D1%81%D1%82.jpg?w=9">'
        '<img src="file:///C:/Temp/clip_image001.png"><img src="https://example.kz/b" alt="Река">'
        f'<img src="data:image/gif;base64,R0lG" data-src="https://example.kz/late.jpg"></p>'
    )
    expect(rows).to_have_count(2)
    photos = inserted(2)
    assert words_in(story) == [
        "<p>Раз два.</p>", photo_node(photos[1], alt="Мост"), "<ul><li><p>пункт</p></li></ul>", photo_node(photos[2]),
        "<p>Три.</p>",
    ]  # fmt: skip
    assert page.evaluate(NOTE) == [
        "Не вставлено фото: 4. Добавьте их из файлов.", "Мост.jpg", "clip_image001.png", "Река", "late.jpg",
    ]  # fmt: skip

    # A picture that was copied in a browser is one photo. A picture of the words that Word copies is none.
    pasted('<meta charset="utf-8"><img src="https://example.kz/c.png" alt="Озеро">', files=[("image.png", picture(3))])
    expect(rows).to_have_count(1)
    photos = inserted(1)
    assert words_in(story)[-1] == photo_node(photos[3], alt="Озеро")
    assert page.evaluate(NOTE) == []
    words = '<p>Слова</p><img src="file:///C:/Temp/clip_image002.png">'
    pasted(words, text="Слова", files=[("image.png", picture(4))])
    assert page.evaluate(NOTE)[1:] == ["clip_image002.png"]

    # Files of a file manager, whose names are plain text, one of which is a photo already
    pasted(text="a.png\nb.png", files=[("a.png", picture(4)), ("b.png", picture(1))])
    expect(rows).to_have_count(2)
    rows.filter(has_text="b.png").get_by_role("button", name="Взять то, что есть").click()
    photos = inserted(2)
    assert words_in(story)[-3:] == ["<p>Слова</p>", photo_node(photos[4]), photo_node(photos[1])]
    assert Photo.objects.count() == 4
    assert page.evaluate(ALTS, [*DESCRIPTIONS]) == [*DESCRIPTIONS.values()]
