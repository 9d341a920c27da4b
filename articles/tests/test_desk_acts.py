"""What editors save or publish in the admin reaches readers completely or not at all."""

import pytest
from django.utils.translation import gettext, override

from articles.models import Article, ArticlePhoto, LegacyAddress, Photo, Status
from articles.tests.desk import (
    ADD,
    FORM,
    KK,
    RU,
    change_url,
    errors_on,
    in_each_edition,
    messages_on,
    open_form,
    row_of,
)
from articles.tests.makers import make_article, make_photo
from articles.tests.page_content import elements, form_values, page_of, parts_of, submit, words_in, words_of

pytestmark = pytest.mark.django_db


@in_each_edition
def test_publishing_in_the_admin_makes_a_story_public(client, signed_in, edition):
    article, desk = make_article(edition.code, status=Status.UNPUBLISHED, published_at=None), signed_in("editor")
    response = submit(desk, open_form(desk, article, edition), FORM, _move="published")
    assert response.headers["Location"] == f"{change_url(article)}?edition={edition.code}"
    article.refresh_from_db()
    read = client.get(article.address_in(edition))
    assert (read.status_code, words_of(next(page_of(read).iter("h1")))) == (200, article.edition(edition).title)
    assert article.address_in(edition) in [
        link.get("href") for link in parts_of(desk.get(response.url), "viewsitelink")
    ]


def test_publishing_also_saves_the_form(client, signed_in):
    article, desk = make_article("ru", status=Status.UNPUBLISHED), signed_in("editor")
    submit(desk, open_form(desk, article, RU), FORM, title_ru="Только что набранное", _move="published")
    article.refresh_from_db()
    assert words_in(client.get(article.address_in(RU)), "story-head").endswith("Только что набранное")


def test_a_new_story_can_be_published_at_once(client, signed_in):
    desk = signed_in("editor")
    form = desk.get(ADD, {"edition": "ru"})
    submit(desk, form, FORM, title_ru="Срочно", body_ru="<p>Текст</p>", _move="published")
    assert client.get(Article.objects.get().address_in(RU)).status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_failed_move_saves_the_form_and_names_what_is_missing(signed_in, language):
    article, client = make_article("ru", status=Status.UNPUBLISHED, body=""), signed_in("editor", language)
    response = submit(client, open_form(client, article, RU), FORM, lead_ru="Набранный лид", _move="published")
    with override(language):
        missing = gettext("The edition “%(edition)s” has no text.") % {"edition": "Русский"}
    shown = client.get(response.url)
    assert missing in messages_on(shown)
    assert form_values(shown, FORM)["lead_ru"] == "Набранный лид"
    article.refresh_from_db()
    assert (article.status_ru, article.lead_ru) == ("draft", "Набранный лид")


@pytest.mark.parametrize("to", ["live", "", "DRAFT", "\N{CYRILLIC SMALL LETTER A}"])
def test_a_move_to_an_unknown_status_causes_no_error(signed_in, to):
    article, client = make_article("ru", status=Status.UNPUBLISHED), signed_in("editor")
    response = submit(client, open_form(client, article, RU), FORM, _move=to)
    assert response.status_code in (302, 400)
    assert row_of(article)["status_ru"] == "draft"


@pytest.mark.parametrize("role", ["reporter", "translator"])
def test_a_move_without_permission_is_rejected(signed_in, role):
    article, client = make_article("ru", status=Status.UNPUBLISHED), signed_in(role)
    form = open_form(client, article, RU)
    buttons = [button.get("value") for button in elements(form, "button", name="_move")]
    assert buttons == ["in_review"]
    assert submit(client, form, FORM, _move="published").status_code == 403
    assert submit(client, form, FORM, _move="in_review").status_code == 302
    assert row_of(article)["status_ru"] == "in_review"


def test_readers_see_an_edited_headline(client, signed_in):
    article, desk = make_article("ru", title="Прежний"), signed_in("editor")
    assert words_in(client.get(article.address_in(RU)), "story-head").endswith("Прежний")
    assert submit(desk, open_form(desk, article, RU), FORM, title_ru="Новый").status_code == 302
    assert words_in(client.get(article.address_in(RU)), "story-head").endswith("Новый")
    assert "Прежний" not in client.get("/ru/").content.decode()


def test_changing_the_slug_keeps_the_former_url(client, signed_in):
    article, desk = make_article("ru", slug="old"), signed_in("editor")
    former = article.address_in(RU)
    submit(desk, open_form(desk, article, RU), FORM, slug_ru="new")
    response = client.get(former)
    assert (response.status_code, response.headers["Location"]) == (302, former.replace("/old/", "/new/"))
    assert LegacyAddress.objects.get().path == former


def test_a_slug_of_another_story_is_a_form_error(signed_in):
    make_article("ru", slug="taken")
    article, client = make_article("ru", slug="own"), signed_in("editor")
    response = submit(client, open_form(client, article, RU), FORM, slug_ru="taken")
    assert (response.status_code, errors_on(response)) == (200, ["This address is taken by another story."])


@pytest.mark.parametrize("field", ["title_ru", "body_ru", "published_at_ru_0"])
def test_required_fields_of_a_live_edition_cannot_be_emptied(signed_in, field):
    article, client = make_article("ru"), signed_in("editor")
    before = row_of(article)
    changes = {field: "", "published_at_ru_1": ""} if "published" in field else {field: ""}
    response = submit(client, open_form(client, article, RU), FORM, **changes)
    assert response.status_code == 200
    assert len(errors_on(response)) == 1
    assert row_of(article) == before


def test_an_error_in_another_edition_is_shown_above_the_form(signed_in):
    article, client = make_article("ru", kind="brief", title="Кратко"), signed_in("editor")
    Article.objects.filter(pk=article.pk).update(body_ru="")
    response = submit(client, open_form(client, article, KK), FORM, kind="news")
    assert errors_on(response) == ["The edition “Русский” has no text."]


def test_a_lead_photo_without_a_description_is_a_form_error(signed_in):
    article, client = make_article("ru"), signed_in("editor")
    silent, described = make_photo(key="silent", alt_kk="Бекет"), make_photo(alt_ru="Станция")
    response = submit(client, open_form(client, article, RU), FORM, lead_photo=silent.pk)
    assert (response.status_code, errors_on(response)) == (
        200,
        ["These photos need a description in the edition “Русский”: Бекет [kk]."],
    )
    assert submit(client, open_form(client, article, RU), FORM, lead_photo=described.pk).status_code == 302
    assert Article.objects.get().lead_photo == described


def test_a_photo_in_the_text_without_a_description_is_a_form_error(signed_in):
    article, client = make_article("ru"), signed_in("editor")
    silent, described = make_photo(key="silent"), make_photo(alt_ru="Станция")

    def place(photo):
        row = {"placed_photos-TOTAL_FORMS": "1", "placed_photos-0-photo": photo.pk}
        row |= {"placed_photos-0-after_paragraph": "1", "placed_photos-0-article": article.pk}
        return submit(client, open_form(client, article, RU), FORM, **row)

    response = place(silent)
    assert response.status_code == 200
    message = "This photo has no description in the edition “Русский”, which is published."
    assert errors_on(response) == [message]
    assert place(described).status_code == 302
    assert [placed.photo for placed in ArticlePhoto.objects.all()] == [described]


def test_a_description_required_by_a_live_edition_cannot_be_emptied(signed_in):
    lead, inside = make_photo(alt_ru="Станция"), make_photo(alt_ru="Перрон")
    article, client = make_article("ru", lead_photo=lead), signed_in("editor")
    ArticlePhoto.objects.create(article=article, photo=inside)
    for photo in (lead, inside):
        response = submit(client, open_form(client, photo, RU), "photo_form", alt_ru="")
        assert response.status_code == 200
        assert Photo.objects.get(pk=photo.pk).alt_ru == photo.alt_ru
        assert submit(client, open_form(client, photo, RU), "photo_form", alt_ru="Вид").status_code == 302
