"""Photos in the text of a story, in a browser: their words, picking, dropping, and recalled stories beside them."""

import pytest
from playwright.sync_api import expect

from articles.editorial.photo_uploads import process_waiting
from articles.models import Photo, PhotoState, PhotoWorker
from articles.tests.dropped_files import dropped, picture
from articles.tests.edit_page import open_story, saved, words_in
from articles.tests.edit_page import write as write_as
from articles.tests.makers import make_article, make_photo
from newsroom.content.nodes import MOST_IN_GALLERY, Node, html_of, node_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]

FOCUSED = "() => document.activeElement.closest('[data-name]')?.dataset.name ?? document.activeElement.dataset.act"


def field(page, number, name):
    return page.locator(".node-fields").nth(number).locator(f"[data-name={name}]")


def photo_node(key, **words):
    return html_of(Node("photo", key, words))


def test_the_words_of_a_photo_are_written_beside_it(desk, colleague):
    make_photo(key="lake", alt_ru="Озеро", caption_ru="Балхаш", credit_ru="Фото: Асель", alt_kk="Көл")
    make_photo(key="hills")
    body = f"<p>Первый.</p>{photo_node('lake')}{photo_node('hills')}<p>Второй.</p>"
    story, page = make_article("ru", body=body), desk("editor")
    open_story(page, story)
    names = ("alt", "caption", "credit")
    expect(field(page, 0, "alt")).to_have_attribute("placeholder", "Озеро")
    assert [field(page, 0, name).get_attribute("placeholder") for name in names] == ["Озеро", "Балхаш", "Фото: Асель"]
    assert [field(page, 0, "alt").get_attribute(name) for name in ("lang", "dir")] == ["ru", "ltr"]
    expect(page.get_by_role("group", name="фото: Озеро")).to_be_visible()
    expect(page.locator(".story-node", has_text="У этого фото нет описания")).to_have_count(1)

    # What is typed is saved as it is typed, with the caret where it was, also while a colleague writes elsewhere.
    caption = page.get_by_role("group", name="фото: Озеро").get_by_label("Подпись")
    caption.click()
    page.keyboard.type("Рассвет ")
    saved(page)
    assert words_in(story)[1] == photo_node("lake", caption="Рассвет")
    write_as(colleague, story, 3, "<p>Дополнен.</p>")
    page.locator(".tiptap > p", has_text="Дополнен.").wait_for()
    page.keyboard.type("над озером")
    page.keyboard.press("Home")
    page.keyboard.type("Тихий ")
    expect(caption).to_have_value("Тихий Рассвет над озером")
    saved(page)
    assert words_in(story) == [
        "<p>Первый.</p>", photo_node("lake", caption="Тихий Рассвет над озером"), photo_node("hills"),
        "<p>Дополнен.</p>",
    ]  # fmt: skip
    page.keyboard.press("Control+z")
    expect(caption).to_be_focused()
    assert caption.input_value() in ("Рассвет над озером", "Рассвет", "")
    page.keyboard.press("Control+Shift+z")
    expect(caption).to_have_value("Тихий Рассвет над озером")
    caption.fill("")
    assert caption.get_attribute("placeholder") == "Балхаш"

    # Tab goes from field to field, Enter too. Buttons and keys move and remove the picture.
    field(page, 0, "alt").focus()
    order = []
    for key in ("Tab", "Tab", "Tab", "Enter"):
        page.keyboard.press(key)
        order.append(page.evaluate(FOCUSED))
    assert order == ["caption", "credit", "alt", "caption"]
    expect(field(page, 1, "caption")).to_be_focused()
    page.locator("[data-act=up]").nth(1).click()
    expect(page.locator("[data-act=up]").first).to_be_focused()
    saved(page)
    assert [node.value for html in words_in(story) if (node := node_in(html))] == ["hills", "lake"]
    field(page, 0, "credit").focus()
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Delete")
    saved(page)
    assert words_in(story) == ["<p>Первый.</p>", photo_node("lake"), "<p>Дополнен.</p>"]

    # A paragraph is begun below a picture, also below one that begins or ends the text.
    page.locator("[data-act=up]").click()
    page.locator(".node-picture").click()
    page.keyboard.press("Enter")
    page.keyboard.type("Нулевой.")
    page.locator("[data-act=down]").click()
    page.locator("[data-act=down]").click()
    page.locator("[data-act=down]").click()
    page.locator("[data-act=below]").click()
    page.keyboard.type("Третий.")
    page.locator("[data-act=down]").click()
    page.locator(".node-picture").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("Четвёртый.")
    page.locator("[data-act=down]").click()
    page.locator(".tiptap").click(position={"x": 100, "y": page.locator(".tiptap").bounding_box()["height"] - 10})
    page.keyboard.type("Пятый.")
    saved(page)
    texts = [f"<p>{text}</p>" for text in ("Нулевой.", "Первый.", "Дополнен.", "Третий.", "Четвёртый.", "Пятый.")]
    assert words_in(story) == [*texts[:5], photo_node("lake"), texts[5]]

    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert [box for one in page.locator(".story-node :is(input, button)").all() if (box := one.bounding_box())] != []
    assert {
        round(one.bounding_box()["height"]) >= 44 for one in page.locator(".story-node :is(input, button)").all()
    } == {True}


TICK_MANY = """(number) => {
  const picker = document.querySelector("photo-picker");
  picker.open(null);
  for (let at = 0; at < number; at += 1) picker.tick({ key: `photo-${at}`, name: "" }, true);
  picker.asGallery.checked = true;
  picker.insert();
}"""


def test_photos_are_picked_in_the_order_of_ticking_and_stories_recalled(desk):
    make_photo(key="lake", alt_ru="Озеро")
    make_photo(key="hills", alt_ru="Холмы", caution="Не обрезать")
    Photo.objects.create(key="waits", state=PhotoState.PROCESSING)
    public = make_article("ru", title="Паводок в Атырау")
    story, page = make_article("ru", body="<p>Первый.</p><p>Второй.</p>"), desk("editor")
    open_story(page, story)
    page.locator(".tiptap > p").first.click()
    page.keyboard.press("Control+Shift+F")
    dialog = page.get_by_role("dialog", name="Фото в материал")
    expect(dialog.get_by_role("checkbox")).to_have_count(3)
    expect(dialog.get_by_label("обрабатывается")).to_be_disabled()
    for name in ("Озеро", "Холмы"):
        dialog.get_by_label(name).check()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    dialog.get_by_role("button", name="Вставить: 2").click()
    expect(field(page, 0, "alt")).to_be_focused()
    saved(page)
    assert words_in(story) == ["<p>Первый.</p>", photo_node("lake"), photo_node("hills"), "<p>Второй.</p>"]
    expect(page.locator(".story-node", has_text="Не обрезать")).to_have_count(1)
    expect(page.locator(".prose-menubar__selected").first).to_have_text("–")  # the caret is in no block of words

    page.locator(".field-lead_photo .select2-selection").click()
    expect(page.locator(".select2-results img")).to_have_count(2)  # people don't know photos by their names
    page.keyboard.press("Escape")

    page.set_viewport_size({"width": 390, "height": 480})
    page.keyboard.press("Control+Shift+F")
    expect(dialog.get_by_role("checkbox")).to_have_count(3)
    dialog.locator("[type=file]").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": picture(1)})
    expect(dialog.get_by_role("listitem")).to_be_in_viewport()  # it is below the photos of the desk
    dialog.get_by_role("button", name="Не брать").click()
    dialog.get_by_role("button", name="Закрыть").click()
    page.set_viewport_size({"width": 1280, "height": 720})

    page.locator(".tiptap > p").last.click()
    page.locator(".prose-menubar [data-name='insert:photo']").click()
    dialog.get_by_role("searchbox").fill("озе")
    expect(dialog.get_by_role("checkbox")).to_have_count(1)
    dialog.get_by_role("checkbox").check()
    dialog.get_by_role("searchbox").fill("")
    dialog.get_by_label("Холмы").check()
    dialog.get_by_label("в ряд").check()
    dialog.get_by_role("button", name="Вставить: 2").click()
    expect(page.locator("[data-kind=gallery]")).to_have_count(1)

    page.keyboard.press("Control+Shift+E")
    recall = page.get_by_role("dialog", name="Напомнить о материале")
    recall.get_by_role("searchbox").fill("паводок")
    recall.get_by_role("button", name="Паводок в Атырау").click()
    expect(page.locator("[data-kind=story]")).to_contain_text("Паводок в Атырау")
    saved(page)
    nodes = [node_in(html) for html in words_in(story)[-2:]]
    assert nodes == [Node("gallery", "lake hills"), Node("story", public.key)]

    # More photos than a row may have become several rows.
    page.evaluate(TICK_MANY, 2 * MOST_IN_GALLERY + 1)
    expect(page.locator("[data-kind=gallery]")).to_have_count(4)
    saved(page)
    many = [node for html in words_in(story) if (node := node_in(html)) and node.value.startswith("photo-")]
    assert [len(node.keys) for node in many] == [MOST_IN_GALLERY, MOST_IN_GALLERY, 1]


def test_dropped_files_are_uploaded_and_those_that_cannot_be_say_why(desk):
    page = desk("editor")
    story = make_article("ru", body="<p>Первый.</p><p>Второй.</p>")
    open_story(page, story)
    dropped(page.locator(".tiptap > p").first, {"one.png": picture(1)})
    dialog = page.get_by_role("dialog", name="Фото в материал")
    expect(dialog.get_by_role("button", name="Вставить: 1")).to_be_visible()
    dialog.get_by_role("button", name="Вставить: 1").click()  # it waits for the picture
    expect(dialog).to_be_hidden()
    saved(page)
    [first] = Photo.objects.all()
    assert words_in(story) == ["<p>Первый.</p>", photo_node(first.key), "<p>Второй.</p>"]

    # A file that is no picture, one that is there already, and two that a lost network keeps waiting.
    page.context.set_offline(True)
    sent = {"two.png": picture(2), "bad.png": b"no picture", "one.png": picture(1), "three.png": picture(3)}
    dropped(page.locator(".tiptap > p").last, sent, 0.1)
    again = dialog.get_by_role("button", name="Попробовать снова")
    expect(again).to_have_count(4)
    page.context.set_offline(False)
    page.errors.clear()
    again.last.click()
    bad = dialog.get_by_role("listitem").filter(has_text="bad.png")
    expect(bad).to_contain_text("Это не изображение JPEG, PNG, WebP или AVIF.")
    dialog.get_by_role("button", name="Взять то, что есть").click()
    dialog.get_by_label("Автор всем").fill("Фото: Асель")
    dialog.get_by_role("button", name="Вписать всем").click()
    dialog.get_by_role("button", name="Вставить: 3").click()
    expect(dialog.get_by_role("listitem")).to_have_count(1)  # it says why it is not in the text
    bad.get_by_role("button", name="Не брать").click()
    dialog.get_by_role("button", name="Закрыть").click()
    saved(page)
    keys = [photo.key for photo in Photo.objects.order_by("pk")]
    assert len(keys) == 3
    nodes = [node_in(html) for html in words_in(story)]
    credit = {"credit": "Фото: Асель"}
    found = [(node.value, node.words) for node in nodes if node]
    assert found[0] == (keys[0], {})
    assert {value for value, _words in found[1:]} == {*keys}
    assert [value for value, _words in found[1:]][1] == keys[0]
    assert [words for _value, words in found[1:]] == [credit] * 3
    assert [node is None for node in nodes] == [True, False, False, False, False, True]

    # A worker may process it later. Meanwhile it waits in the dialog, with what is to be done then.
    PhotoWorker.objects.create()
    dropped(page.locator(".tiptap > p").last, {"four.png": picture(4), "five.png": picture(5)})
    expect(dialog.get_by_text("обрабатывается")).to_have_count(2)
    dialog.get_by_role("button", name="Вставить").click()
    expect(dialog).to_contain_text("Осталось: 2")
    Photo.objects.order_by("pk").last().delete()  # a colleague removes it
    process_waiting()
    expect(dialog.get_by_role("listitem")).to_have_count(1)
    saved(page)
    assert node_in(words_in(story)[-1]).value == Photo.objects.order_by("pk").last().key
