"""The database rejects invalid data, however it is written: by a form, a script, in bulk or in SQL."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import override

from articles.models import Article, ArticlePhoto, Author, Byline, Kind, Photo, RelatedArticle, Status
from articles.tests.makers import make_article, make_author, make_photo
from newsroom import editions

pytestmark = pytest.mark.django_db

BLANKS = {
    "NULL": None,
    "nothing": "",
    "spaces": "   ",
    "no-break space": "\N{NO-BREAK SPACE}",
    "tabs and newlines": "\t\r\n \n",
    "narrow and zero-width spaces": "\N{NARROW NO-BREAK SPACE}\N{ZERO WIDTH SPACE}",
}
in_each_edition = pytest.mark.parametrize("edition", editions.STORED, ids=lambda edition: edition.code)
with_each_blank = pytest.mark.parametrize("blank", BLANKS.values(), ids=BLANKS.keys())


def write(article, column, value):
    """Write without the form, the model and the field, so that only the database can reject it."""
    name = connection.ops.quote_name(column)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE articles_article SET {name} = %s WHERE id = %s", [value, article.pk])


def row_of(article):
    return Article.objects.rewrite(False).filter(pk=article.pk).values().get()


def assert_refused(constraint, act, *arguments, **keywords):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        act(*arguments, **keywords)


# Required fields of a published edition


@in_each_edition
@pytest.mark.parametrize("field", ["title", "body", "slug"])
@with_each_blank
def test_a_published_edition_needs_a_headline_a_text_and_a_slug(edition, field, blank):
    article = make_article(edition.code)
    before = row_of(article)
    assert_refused(f"article_published_{edition.suffix}", write, article, f"{field}_{edition.suffix}", blank)
    assert row_of(article) == before


@pytest.mark.parametrize("field", ["title", "body", "slug"])
@pytest.mark.parametrize("blank", ["\N{IDEOGRAPHIC SPACE}", "\N{EM SPACE}", "\N{THIN SPACE}"])
def test_blanks_of_any_width_are_no_text(field, blank):
    article = make_article("zh-hans")
    assert_refused("article_published_zh_hans", write, article, f"{field}_zh_hans", blank)


@in_each_edition
def test_a_published_edition_needs_a_time(edition):
    article = make_article(edition.code)
    assert_refused(f"article_published_{edition.suffix}", write, article, f"published_at_{edition.suffix}", None)


@in_each_edition
@pytest.mark.parametrize("field", ["title", "body", "slug", "published_at"])
def test_an_incomplete_edition_cannot_become_published(edition, field):
    article = make_article(edition.code, status=Status.WITHDRAWN)
    write(article, f"{field}_{edition.suffix}", None)
    assert_refused(f"article_published_{edition.suffix}", write, article, f"status_{edition.suffix}", "published")


@in_each_edition
@with_each_blank
def test_a_brief_needs_no_text(edition, blank):
    brief = make_article(edition.code, kind=Kind.BRIEF)
    write(brief, f"body_{edition.suffix}", blank)
    assert row_of(brief)[f"body_{edition.suffix}"] == blank


def test_a_published_brief_without_text_cannot_become_a_news_story():
    brief = make_article("ru", kind=Kind.BRIEF, body="")
    assert_refused("article_published_ru", write, brief, "kind", "news")


@with_each_blank
def test_a_withdrawn_edition_needs_nothing(blank):
    article = make_article(*(edition.code for edition in editions.STORED), status=Status.WITHDRAWN)
    for edition in editions.STORED:
        write(article, f"published_at_{edition.suffix}", None)
        for field in ("title", "body", "slug", "lead", "source_name"):
            write(article, f"{field}_{edition.suffix}", blank)
    row = row_of(article)
    assert {row[f"title_{edition.suffix}"] for edition in editions.STORED} == {blank}


def test_no_edition_of_a_new_story_was_published():
    row = row_of(Article.objects.create())
    assert {row[f"status_{edition.suffix}"] for edition in editions.STORED} == {"unpublished"}


@in_each_edition
@pytest.mark.parametrize("status", [None, "", "live", "draft", "in_review", "Published", "published "])
def test_a_status_is_one_of_the_three(edition, status):
    article = make_article(edition.code, status=Status.UNPUBLISHED)
    assert_refused(f"article_status_{edition.suffix}", write, article, f"status_{edition.suffix}", status)


# Words of an edition that was never published


WORDS = {
    "title": "Headline",
    "lead": "Lead",
    "body": "<p>Text</p>",
    "source_name": "Source",
    "slug": "headline",
    "published_at": timezone.now(),
}


@in_each_edition
@pytest.mark.parametrize("field", WORDS)
def test_an_edition_that_was_never_published_has_no_words(edition, field):
    other = next(other for other in editions.STORED if other != edition)
    article = make_article(edition.code, status=Status.UNPUBLISHED)
    column, rows = f"{field}_{edition.suffix}", Article.objects.filter(pk=article.pk)
    before = row_of(article)
    assert_refused(f"article_unpublished_{edition.suffix}", write, article, column, WORDS[field])
    assert_refused(f"article_unpublished_{edition.suffix}", rows.update, **{column: WORDS[field]})
    setattr(article, column, WORDS[field])
    assert_refused(f"article_unpublished_{edition.suffix}", article.save)
    assert row_of(article) == before
    elsewhere = make_article(other.code, **{f"{name}_{edition.suffix}": value for name, value in WORDS.items()})
    assert row_of(elsewhere)[column] in ("", None)  # the words are in its draft


def test_a_withdrawn_or_published_edition_with_words_cannot_become_unpublished():
    for status in (Status.PUBLISHED, Status.WITHDRAWN):
        article = make_article("ru", status=status)
        assert_refused("article_unpublished_ru", write, article, "status_ru", Status.UNPUBLISHED)


# All ways of writing


@in_each_edition
@pytest.mark.parametrize("field", ["title", "body", "slug", "published_at"])
def test_update_is_rejected(edition, field):
    article = make_article(edition.code)
    rows, column = Article.objects.filter(pk=article.pk), f"{field}_{edition.suffix}"
    assert_refused(f"article_published_{edition.suffix}", rows.update, **{column: None})


def test_update_with_only_empty_paragraphs_is_rejected():
    rows = Article.objects.filter(pk=make_article("ru").pk)
    assert rows.update(body_ru="<p>&nbsp;word</p>") == 1
    assert_refused("article_published_ru", rows.update, body_ru="<p>&nbsp;</p><p><br></p>")


@in_each_edition
def test_save_is_rejected(edition):
    article = make_article(edition.code)
    setattr(article, f"title_{edition.suffix}", "")
    assert_refused(f"article_published_{edition.suffix}", article.save)


@in_each_edition
@pytest.mark.parametrize("field", ["title", "body", "slug", "published_at"])
def test_bulk_update_is_rejected(edition, field):
    article = make_article(edition.code)
    column = f"{field}_{edition.suffix}"
    setattr(article, column, None)
    assert_refused(f"article_published_{edition.suffix}", Article.objects.bulk_update, [article], [column])


@in_each_edition
def test_bulk_create_is_rejected(edition):
    values = {
        f"title_{edition.suffix}": "Headline",
        f"body_{edition.suffix}": "<p>Text</p>",
        f"slug_{edition.suffix}": "headline",
        f"status_{edition.suffix}": Status.PUBLISHED,
        f"published_at_{edition.suffix}": timezone.now(),
    }
    complete, incomplete = Article(**values), Article(**values | {f"body_{edition.suffix}": "<p> </p>"})
    assert_refused(f"article_published_{edition.suffix}", Article.objects.bulk_create, [incomplete])
    assert Article.objects.bulk_create([complete]) == [complete]


def test_plain_field_names_mean_the_active_edition():
    article = make_article("kk", "ru")
    rows = Article.objects.filter(pk=article.pk)
    with override("ru"):
        assert_refused("article_published_ru", rows.update, title="")
    with override("kk"):
        assert_refused("article_published_kk", rows.update, title="")


# Slugs


@in_each_edition
def test_a_slug_is_unique_in_its_edition(edition):
    make_article(edition.code, slug="spring")
    other = make_article(edition.code, slug="autumn")
    assert_refused(f"slug_{edition.suffix}", write, other, f"slug_{edition.suffix}", "spring")


def test_different_editions_can_have_the_same_slug():
    codes = [edition.code for edition in editions.STORED]
    make_article(*codes[:3], slug="spring")
    make_article(*codes[3:], slug="spring")
    taken = [Article.objects.filter(**{f"slug_{edition.suffix}": "spring"}).count() for edition in editions.STORED]
    assert taken == [1] * len(codes)


def test_several_stories_can_be_without_a_slug():
    Article.objects.create()
    Article.objects.create()
    assert Article.objects.filter(slug_ru=None, slug_kk=None).count() == 2


# Error messages of the form, before the database rejects it


@in_each_edition
def test_the_form_names_what_is_missing(edition):
    article = make_article(edition.code)
    for field in ("title", "body", "published_at"):
        setattr(article, f"{field}_{edition.suffix}", None)
    with pytest.raises(ValidationError) as refused:
        article.full_clean()
    faults = refused.value.message_dict
    faults.pop("__all__", None)
    assert faults == {
        f"title_{edition.suffix}": [f"The edition “{edition.autonym}” has no headline."],
        f"published_at_{edition.suffix}": [f"The edition “{edition.autonym}” has no time of publication."],
        f"body_{edition.suffix}": [f"The edition “{edition.autonym}” has no text."],
    }


@pytest.mark.slow
@in_each_edition
@with_each_blank
def test_the_form_treats_blanks_as_missing_like_the_database(edition, blank):
    article = make_article(edition.code)
    article.full_clean()
    setattr(article, f"title_{edition.suffix}", blank)
    with pytest.raises(ValidationError) as refused:
        article.full_clean()
    assert refused.value.message_dict[f"title_{edition.suffix}"] == [
        f"The edition “{edition.autonym}” has no headline."
    ]


@pytest.mark.parametrize("published_in", [["ru"], [edition.code for edition in editions.STORED]])
def test_a_story_is_checked_for_all_editions_with_one_query(published_in, django_assert_num_queries):
    story = make_article(*published_in)
    with django_assert_num_queries(1):  # of former addresses
        story.clean()


def test_the_form_names_a_slug_that_is_in_use():
    make_article("ru", slug="spring")
    other = make_article("ru", slug="autumn")
    other.full_clean()
    other.slug_ru = "spring"
    with pytest.raises(ValidationError) as refused:
        other.full_clean()
    assert refused.value.message_dict == {"slug_ru": ["This address is taken by another story."]}


# Related rows


def test_a_story_cannot_be_related_to_itself():
    story, other = make_article("ru"), make_article("ru")
    RelatedArticle(article=story, related=other).full_clean()
    itself = RelatedArticle(article=story, related=story)
    with pytest.raises(ValidationError) as refused:
        itself.full_clean()
    assert refused.value.messages == ["A story cannot be related to itself."]
    assert_refused("related_not_itself", itself.save)


def test_a_story_can_be_related_to_another_only_once():
    story, other = make_article("ru"), make_article("ru")
    RelatedArticle.objects.create(article=story, related=other)
    again = RelatedArticle(article=story, related=other)
    with pytest.raises(ValidationError):
        again.full_clean()
    assert_refused("related", again.save)
    RelatedArticle.objects.create(article=other, related=story)


def test_an_author_can_have_only_one_byline_on_a_story():
    story, other = make_article("ru"), make_article("ru")
    author = make_author("asel", story, other)
    again = Byline(article=story, author=author)
    with pytest.raises(ValidationError):
        again.full_clean()
    assert_refused("byline", again.save)
    assert [str(byline) for byline in story.bylines.all()] == [str(Author.objects.get(key="asel"))]


def test_a_photo_is_noted_once_for_each_text():
    story, photo = make_article("ru"), make_photo(alt_ru="A station")
    for use in ({"language": "ru"}, {"language": "kk"}, {"language": "ru", "in_draft": True}):
        ArticlePhoto.objects.create(article=story, photo=photo, **use)
    again = ArticlePhoto(article=story, photo=photo, language="ru")
    with pytest.raises(ValidationError):
        again.full_clean()
    assert_refused("photo", again.save)


@pytest.mark.parametrize("axis", ["focal_x", "focal_y"])
def test_a_focal_point_outside_the_picture_is_rejected(axis):
    photo = make_photo()
    rows = Photo.objects.filter(pk=photo.pk)
    assert [rows.update(**{axis: edge}) for edge in (0, 100)] == [1, 1]
    assert_refused("focal", rows.update, **{axis: 101})
    assert_refused("focal", rows.update, **{axis: -1})
    setattr(photo, axis, 101)
    with pytest.raises(ValidationError) as refused:
        photo.full_clean()
    assert refused.value.message_dict[axis] == ["Ensure this value is less than or equal to 100."]
