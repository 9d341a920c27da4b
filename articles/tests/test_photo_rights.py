"""What must be known about the rights to a photo, and what happens when they end."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.editorial.workflow import publish
from articles.models import Article, Author, Photo, PhotoRights, Status
from articles.models.photo_rights import REQUIRED
from articles.tests.makers import make_article, make_author, make_photo
from articles.tests.page_content import parts_of, submit, words_in
from newsroom import editions

RU, KK = editions.BY_CODE["ru"], editions.BY_CODE["kk"]
KNOWN = {"credit_ru": "Фото: А. Серик", "source_url": "https://example.kz/photo", "terms": "Согласие от 1 мая"}


def day(days):
    return timezone.localdate() + timedelta(days=days)


def unpublished(**fields):
    return make_article("ru", status=Status.UNPUBLISHED, **fields)


def is_published(story):
    return Article.objects.get(pk=story.pk).edition(RU).is_published


@pytest.mark.django_db
@pytest.mark.one_database
@pytest.mark.parametrize("rights", ["", *PhotoRights.values])
def test_each_category_needs_its_fields(rights, staff):
    """A photo without a category, as all older ones are, needs nothing."""
    photo, by = make_photo(alt_ru="Вокзал", rights=rights, **KNOWN), staff("editor")
    photo.full_clean()
    required = REQUIRED.get(rights, [])
    assert bool(required) == bool(rights)
    for name, column in {"credit": "credit_ru", "source_url": "source_url", "terms": "terms"}.items():
        incomplete = make_photo(alt_ru="Вокзал", rights=rights, **KNOWN | {column: " "})
        incomplete.source_url = incomplete.source_url.strip()
        story = unpublished(lead_photo=incomplete)
        if name not in required:
            incomplete.full_clean()
            publish(story, RU, by=by)
            continue
        with pytest.raises(ValidationError, match="need"):
            incomplete.full_clean()
        with pytest.raises(ValidationError, match=r"cannot be published: Вокзал \[ru\] \(lacks"):
            publish(story, RU, by=by)
    assert len(PhotoRights) == len(REQUIRED)


@pytest.mark.django_db
@pytest.mark.one_database
def test_an_edition_needs_the_credit_in_its_own_language(staff):
    photo = make_photo(alt_ru="Вокзал", alt_kk="Вокзал", rights="staff", credit_ru="Фото: А. Серик")
    story = make_article("ru", "kk", status=Status.UNPUBLISHED, lead_photo=photo)
    publish(story, RU, by=staff("editor"))
    with pytest.raises(ValidationError, match="needs a credit in the edition “Қазақша”"):
        publish(story, KK, by=staff("editor"))
    photo.credit_ru, photo.credit_kk = "", "Сурет: А. Серік"
    with pytest.raises(ValidationError, match="edition “Русский”, so it needs a credit"):
        photo.full_clean()


@pytest.mark.django_db
def test_a_photo_can_be_used_until_its_last_day(staff):
    by = staff("editor")
    for days, is_usable in {-1: False, 0: True, 1: True}.items():
        photo = make_photo(alt_ru="Вокзал", leased_until=day(days))
        story = unpublished(lead_photo=photo)
        assert ([*Photo.objects.usable()] == [photo], photo.obstacle() == "") == (is_usable, is_usable)
        if is_usable:
            publish(story, RU, by=by)
        else:
            with pytest.raises(ValidationError, match=r"cannot be published: Вокзал \[ru\] \(could be used until"):
                publish(story, RU, by=by)
        assert is_published(story) == is_usable
        Article.objects.all().delete()
        Photo.objects.all().delete()


@pytest.mark.django_db
@pytest.mark.one_database
def test_the_day_of_publication_counts(staff):
    story = unpublished(lead_photo=make_photo(alt_ru="Вокзал", leased_until=day(2)))
    with pytest.raises(ValidationError, match="could be used until"):
        publish(story, RU, by=staff("editor"), at=timezone.now() + timedelta(days=3))
    publish(story, RU, by=staff("editor"), at=timezone.now() + timedelta(days=1))
    assert is_published(story)


@pytest.mark.django_db
@pytest.mark.one_database
def test_portraits_count_too(staff):
    author = make_author("asel", photo=make_photo(alt_ru="Асель", leased_until=day(-1)))
    story = unpublished()
    story.bylines.create(author=author)
    with pytest.raises(ValidationError, match=r"cannot be published: Асель \[ru\]"):
        publish(story, RU, by=staff("editor"))


# At the desk


@pytest.mark.one_database
def test_an_expired_photo_is_listed_but_cannot_be_chosen(signed_in):
    client = signed_in("chief editor", "ru")
    expired = make_photo(alt_ru="Вокзал", leased_until=day(-1), caution="Лицо ребёнка закрыть")
    usable, other = make_photo(alt_ru="Перрон"), make_photo(alt_ru="Станция", leased_until=day(-1))
    page = client.get("/admin/articles/photo/")
    assert "срок использования истёк" in words_in(page, "field-remark")
    assert "Лицо ребёнка закрыть" in words_in(page, "field-remark")
    assert len(parts_of(client.get("/admin/articles/photo/?shown=expired"), "thumbnail")) == 2
    for model, field in (("article", "lead_photo"), ("author", "photo")):
        query = {"app_label": "articles", "model_name": model, "field_name": field}
        found = json.loads(client.get("/admin/autocomplete/", query).content)["results"]
        assert [row["id"] for row in found] == [str(usable.pk)]
    story = make_article("ru", lead_photo=expired)
    address = f"/admin/articles/article/{story.pk}/shared/"
    for photo, status in ((other, 413), (usable, 200), (expired, 413)):
        sent = {"base": 0, "fields": {"lead_photo": str(photo.pk)}}
        answer = client.post(address, json.dumps(sent), "application/json")
        assert (answer.status_code, "Эти фото нельзя использовать" in answer.json().get("message", "")) == (
            status,
            status == 413,
        )


@pytest.mark.one_database
def test_a_form_with_another_expired_photo_is_refused(signed_in):
    client = signed_in("editor")
    kept, other = (make_photo(alt_ru="Вокзал", leased_until=day(-1)) for _ in range(2))
    story = unpublished(lead_photo=kept)
    page = f"/admin/articles/article/{story.pk}/change/?edition=ru"
    assert submit(client, client.get(page), "article_form", kind="brief").status_code == 302
    refused = submit(client, client.get(page), "article_form", lead_photo=str(other.pk))
    assert refused.status_code == 200
    assert "These photos cannot be used: Вокзал [ru] (could be used until" in words_in(refused, "errornote")
    addresses = [link.get("href") for part in parts_of(refused, "errornote") for link in part.iter("a")]
    assert f"/admin/articles/photo/{other.pk}/change/?edition=ru" in addresses


@pytest.mark.one_database
def test_an_author_keeps_a_portrait_but_gets_no_other_expired_one(signed_in):
    client = signed_in("chief editor")
    kept, other = (make_photo(alt_ru="Асель", leased_until=day(-1)) for _ in range(2))
    author = make_author("asel", photo=kept)
    page = f"/admin/articles/author/{author.pk}/change/?edition=ru"
    assert submit(client, client.get(page), "author_form", role_ru="Обозреватель").status_code == 302
    refused = submit(client, client.get(page), "author_form", photo=str(other.pk))
    assert "This photo cannot be used: could be used until" in words_in(refused, "errorlist")
    assert (Author.objects.get().role_ru, Author.objects.get().photo) == ("Обозреватель", kept)


@pytest.mark.one_database
def test_the_form_says_which_fields_a_category_needs(signed_in):
    client = signed_in("photo editor", "ru")
    page = f"/admin/articles/photo/{make_photo(alt_ru='Вокзал').pk}/change/?edition=ru"
    refused = submit(client, client.get(page), "photo_form", rights="social_media", terms="Согласен, 1 мая")
    assert "Для фото вида «соцсети» нужны: автор, источник; где опубликовано." in words_in(refused, "errorlist")
    fields = {"rights": "social_media", "terms": "Согласен, 1 мая", "credit_ru": "А.", "source_url": "https://t.me/a/1"}
    assert submit(client, client.get(page), "photo_form", **fields).status_code == 302
    assert Photo.objects.get().rights == PhotoRights.SOCIAL_MEDIA


@pytest.mark.one_database
def test_the_rights_of_public_photos_are_changed_only_by_those_in_charge(signed_in):
    photo = make_photo(alt_ru="Вокзал", alt_kk="Вокзал")
    make_article("ru", lead_photo=photo)
    address = f"/admin/articles/photo/{photo.pk}/change/?edition=kk"
    for role, may_change in (("reporter", False), ("photo editor", True)):
        names = {field.get("name") for field in parts_of(signed_in(role).get(address), "vLargeTextField")}
        assert ("terms" in names) == may_change
