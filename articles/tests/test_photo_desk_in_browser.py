"""Photos are dropped on the photo desk, described in their rows, and get one credit together, in a browser."""

import pytest
from playwright.sync_api import expect

from articles.editorial.photo_uploads import process_waiting
from articles.models import Photo, PhotoWorker
from articles.tests.dropped_files import dropped, picture
from articles.tests.makers import make_article, make_photo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]

PHOTOS = "/admin/articles/photo/?edition=ru"


def field(page, photo, name):
    return page.locator(f"[data-photo='{photo.pk}'] [name^=form-][name$='-{name}']")


def test_dropped_files_become_rows_that_are_saved_with_those_that_were_there(desk):
    page, old = desk("editor"), make_photo(alt_ru="Озеро")
    page.goto(PHOTOS)
    field(page, old, "caption_ru").fill("Утро")
    dropped(page.locator("h1"), {"one.png": picture(1), "two.png": picture(2), "list.txt": b"no picture"})
    rows = page.locator("#result_list tbody tr")
    expect(rows).to_have_count(3)
    expect(page.locator(".upload-list li")).to_have_count(1)
    expect(page.locator(".upload-list [data-state=refused]")).to_contain_text("list.txt")
    first, second = (Photo.objects.get(sent_as=name) for name in ("one.png", "two.png"))
    dropped(page.locator("h1"), {"again.png": picture(2)})
    same = page.locator(".upload-list [data-part=same]:visible")
    expect(same).to_have_attribute("href", f"/admin/articles/photo/{second.pk}/change/")

    field(page, first, "alt_ru").fill("Первое")
    field(page, old, "credit_ru").fill("Фото: прежний")
    page.locator("tbody [name=_selected_action]").first.click()
    page.locator("tbody [name=_selected_action]").last.click(modifiers=["Shift"])
    expect(page.locator("tbody tr.selected")).to_have_count(3)
    line = page.locator("write-to-ticked")
    line.locator("[data-writes=rights]").select_option("agency")
    line.locator("[data-writes=terms]").fill("Договор 5")
    line.locator("[data-writes=leased_until]").fill("2030-05-01")
    line.locator("[data-writes=credit_ru]").fill("Фото: КазТАГ")
    line.locator("[data-writes=credit_ru]").press("Enter")
    expect(line.locator("output")).to_contain_text(": 3")
    expect(field(page, old, "credit_ru")).to_have_value("Фото: КазТАГ")
    field(page, second, "credit_ru").fill("Фото: другой")
    line.locator("[data-part=undo]").click()
    values = {photo.pk: field(page, photo, "credit_ru").input_value() for photo in (old, first, second)}
    assert values == {old.pk: "Фото: прежний", first.pk: "", second.pk: "Фото: другой"}
    assert not Photo.objects.exclude(rights="").exists()

    unfolded = page.locator(".field-rights details[open]")
    expect(unfolded).to_have_count(0)  # the terms were written too
    field(page, old, "rights").select_option("reader")
    expect(unfolded).to_have_count(1)
    field(page, old, "rights").select_option("")

    page.locator(f"[data-photo='{old.pk}'] [name=_selected_action]").uncheck()
    line.locator("[data-part=write]").click()
    expect(line.locator("output")).to_contain_text(": 2")
    page.locator("[name=_save]:visible").click()
    page.locator(".messagelist .success").wait_for()
    fields = ("alt_ru", "caption_ru", "credit_ru", "rights", "terms", "sent_as")
    assert [*Photo.objects.order_by("sent_as").values_list(*fields)] == [
        ("Озеро", "Утро", "Фото: прежний", "", "", ""),
        ("Первое", None, "Фото: КазТАГ", "agency", "Договор 5", "one.png"),
        (None, None, "Фото: КазТАГ", "agency", "Договор 5", "two.png"),
    ]


def test_a_row_is_there_before_its_picture_is_processed_and_locked_rows_are_left_out(desk):
    """A worker processes pictures here. A reporter may not change what readers see."""
    page, public = desk("reporter"), make_photo(alt_ru="Озеро")
    make_article("ru", lead_photo=public)
    PhotoWorker.objects.create()
    page.goto(PHOTOS)
    dropped(page.locator("h1"), {"one.png": picture(1)})
    new = page.locator("#result_list tbody tr").first
    expect(new.locator(".state-scheduled")).to_be_visible()
    new.locator("[name$=-alt_ru]").fill("Первое")
    process_waiting()
    expect(new.locator(".thumbnail")).to_be_visible()
    expect(new.locator(".state-ready")).to_be_visible()
    expect(page.locator(".upload-list li")).to_have_count(0)
    assert new.locator("[name$=-alt_ru]").input_value() == "Первое"

    page.locator("#action-toggle").click()
    page.locator("[data-writes=credit_ru]").fill("Фото: Асель")
    page.locator("[data-part=write]").click()
    said = page.locator("write-to-ticked output")
    expect(said).to_contain_text("фото: 1")
    expect(said).to_contain_text("не можете изменить: 1")
