"""Public photos, sections, tags and authors can be changed only by the roles in charge of them."""

import pytest

from articles.models import Category, Photo
from articles.tests.desk import KK, RU, open_form
from articles.tests.makers import make_article, make_author, make_category, make_photo, make_tag
from articles.tests.page_content import elements, submit

pytestmark = pytest.mark.django_db


def changes(client, photo, **fields):
    """Return whether submitting the form with these fields changes the photo."""
    before = Photo.objects.filter(pk=photo.pk).values().get()
    submit(client, open_form(client, photo, RU), "photo_form", **fields)
    return Photo.objects.filter(pk=photo.pk).values().get() != before


@pytest.mark.parametrize(
    ("role", "may"),
    [("reporter", False), ("translator", False), ("editor", True), ("chief editor", True), ("photo editor", True)],
)
def test_a_public_photo_can_be_changed_only_by_those_in_charge(signed_in, role, may):
    photo = make_photo(alt_ru="Станция")
    client = signed_in(role)
    assert changes(client, photo, credit_ru="Free as yet")
    make_article("ru", lead_photo=photo)
    assert changes(client, photo, credit_ru="Seen by all") is may


def test_a_translator_can_describe_a_public_photo_in_an_edition_that_is_not_live(signed_in):
    photo = make_photo(alt_ru="Станция")
    make_article("ru", lead_photo=photo)
    client = signed_in("translator")
    submit(client, open_form(client, photo, KK), "photo_form", alt_kk="Бекет", focal_x=0)
    photo.refresh_from_db()
    assert (photo.alt_kk, photo.focal_x) == ("Бекет", 50)


@pytest.mark.parametrize("role", ["translator", "chief editor"])
@pytest.mark.parametrize("make", [make_category, make_tag, make_author])
def test_a_key_cannot_be_changed(signed_in, role, make):
    row = make("society")
    response = open_form(signed_in(role), row, RU)
    (form,) = elements(response, "form", method="post", id=f"{row._meta.model_name}_form")
    fields = {field.get("name") for field in form.iter("input")}
    assert "name_ru" in fields
    assert "key" not in fields


def test_a_translator_cannot_move_a_section(signed_in):
    section, other = make_category("society"), make_category("sport")
    response = open_form(signed_in("translator"), section, RU)
    assert (
        submit(signed_in("translator"), response, "category_form", name_ru="Общество", parent=other.pk).status_code
        == 302
    )
    section = Category.objects.get(pk=section.pk)
    assert (section.name_ru, section.parent) == ("Общество", None)


def test_sections_have_at_most_three_levels(signed_in):
    top = make_category("a")
    third = make_category("c", parent=make_category("b", parent=top))
    client, wanted = signed_in("chief editor"), {"_edition": "en", "name_en": "D", "key": "d", "position": 0}
    assert client.post("/admin/articles/category/add/?edition=en", wanted | {"parent": third.pk}).status_code == 200
    assert (
        client.post("/admin/articles/category/add/?edition=en", wanted | {"parent": third.parent.pk}).status_code == 302
    )
    above = make_category("z")
    top.parent = above
    with pytest.raises(Exception, match="three levels"):
        top.full_clean()
