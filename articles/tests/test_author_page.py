"""An author has a page with a portrait and a note. The portrait has a description for readers who cannot see it."""

import pytest
from django.core.exceptions import ValidationError

from articles.editorial import drafts
from articles.editorial.workflow import publish, publish_shared
from articles.models import Byline, Kind, Status
from articles.tests.desk import RU
from articles.tests.makers import make_article, make_author, make_photo
from articles.tests.page_content import elements, headlines, parts_of, words_in, words_of
from newsroom import editions
from newsroom.editions.columns import in_all_columns

pytestmark = pytest.mark.django_db

in_each_edition = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)


@in_each_edition
def test_the_page_shows_portrait_position_note_and_stories(client, edition):
    story = make_article(edition.stored_in, title="Headline")
    photo = make_photo(**in_all_columns(alt="1 2 3", credit="4 5 6"))
    make_author("asel", story, photo=photo, **in_all_columns(role="7 8", note="9 10"))
    page = client.get(f"/{edition.code}/author/asel/")
    (about,) = parts_of(page, "about-author")
    assert [picture.get("alt") for picture in about.iter("img")] == ["1 2 3"]
    assert words_of(about) == "4 5 6 7 8 9 10"
    assert headlines(page) == ["Headline"]


def test_missing_details_are_omitted(client):
    make_author("asel", make_article("ru"))
    page = client.get("/ru/author/asel/")
    assert parts_of(page, "about-author") == []
    assert headlines(page) != []


def test_texts_about_an_author_are_not_lent_to_other_editions(client):
    photo = make_photo(alt_ru="Лицо", credit_ru="Архив")
    make_author("asel", make_article("ru", "kk"), photo=photo, role_ru="редактор", note_ru="О себе")
    (russian,), (kazakh,) = (
        parts_of(client.get(f"/{code}/author/asel/"), "about-author") for code in ("ru", "kk-arab")
    )
    assert words_of(russian) == "Архив редактор О себе"
    assert words_of(kazakh) == ""
    assert [[picture.get("alt") for picture in about.iter("img")] for about in (russian, kazakh)] == [["Лицо"], [""]]


# The portrait on a story's page


@pytest.mark.parametrize("kind", Kind.values)
def test_only_an_opinion_shows_its_authors_portrait_and_whose_opinion_it_is(client, kind):
    story = make_article("ru", kind=kind)
    make_author("asel", story, photo=make_photo(alt_ru="Лицо автора"), role_ru="обозреватель")
    page = client.get(story.address_in(RU))
    line = "Мнение автора может не совпадать с позицией редакции."
    faces = [picture for picture in elements(page, "img") if picture.get("alt") == "Лицо автора"]
    is_opinion = kind == Kind.OPINION
    assert (len(faces), line in words_in(page, "byline")) == (is_opinion, is_opinion)
    assert ("Мнение" in words_in(page, "labels")) == is_opinion
    assert "обозреватель" in words_in(page, "byline")


def test_an_opinion_without_a_portrait_is_still_marked_as_opinion(client):
    story = make_article("ru", kind=Kind.OPINION)
    make_author("asel", story)
    page = client.get(story.address_in(RU))
    assert parts_of(page, "author-face") == []
    assert words_in(page, "own-opinion") == "Мнение автора может не совпадать с позицией редакции."


# The description of the portrait


def test_an_edition_whose_author_has_an_undescribed_portrait_cannot_be_published(staff):
    chief, photo = staff("chief editor"), make_photo(alt_ru="Лицо")
    story = make_article("ru", title_kk="Қазақша", body_kk="<p>…</p>")
    make_author("asel", story, photo=photo)
    with pytest.raises(ValidationError) as refused:
        publish(story, editions.BY_CODE["kk"], by=chief)
    assert refused.value.messages[0].startswith("This photo needs a description")
    photo.alt_kk = "Бет"
    photo.save()
    publish(story, editions.BY_CODE["kk"], by=chief)
    assert story.status_kk == Status.PUBLISHED


def test_an_author_with_published_stories_cannot_get_an_undescribed_portrait():
    author = make_author("asel", make_article("ru"), make_article("en", status=Status.UNPUBLISHED))
    author.photo = make_photo(alt_en="A face")
    with pytest.raises(ValidationError) as refused:
        author.full_clean()
    assert refused.value.message_dict == {
        "photo": ["This photo has no description in the edition “Русский”, which has stories by the author."]
    }
    author.photo = make_photo(alt_ru="Лицо")
    author.full_clean()


def test_the_description_of_a_public_portrait_cannot_be_removed():
    photo = make_photo(alt_ru="Лицо")
    make_author("asel", make_article("ru"), photo=photo)
    photo.full_clean(exclude={"file"})
    photo.alt_ru = " "
    with pytest.raises(ValidationError, match="it needs a description"):
        photo.full_clean(exclude={"file"})


def test_an_author_added_to_a_published_story_needs_a_described_portrait(staff):
    story, editor = make_article("ru"), staff("editor")
    author = make_author("asel", photo=make_photo(alt_en="A face"))
    draft = drafts.shared_draft_of(story)
    drafts.save_shared(story, draft.version, draft.values | {f"byline:{author.pk}": 1}, by=editor)
    with pytest.raises(ValidationError, match="This photo needs a description in the edition “Русский”: A face"):
        publish_shared(story, by=editor)
    assert not Byline.objects.filter(article=story).exists()
    author.photo.alt_ru = "Лицо"
    author.photo.save()
    publish_shared(story, by=editor)
    assert [byline.author for byline in story.bylines.all()] == [author]
