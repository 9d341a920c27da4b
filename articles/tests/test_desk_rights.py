"""The admin enforces permissions and removes hostile markup."""

import pytest

from articles.models import Article, ArticlePhoto, Byline, Correction, Kind, RelatedArticle, Status
from articles.tests.desk import FORM, KK, LIST, RU, change_url, open_form, row_of
from articles.tests.makers import make_article, make_author, make_category, make_photo, make_tag
from articles.tests.page_content import form_values, parts_of, submit, words_of
from newsroom import editions
from newsroom.content.clean_html import clean_html
from newsroom.editions.columns import column, in_all_columns

pytestmark = pytest.mark.django_db


def test_a_reporter_can_view_but_not_change_a_live_edition(signed_in):
    article, client = make_article("ru", title="Заголовок"), signed_in("reporter")
    response = open_form(client, article, RU)
    assert (response.status_code, "title_ru" in form_values(response, FORM)) == (200, False)
    assert client.post(f"{change_url(article)}?edition=ru", {"title_ru": "Другой"}).status_code == 403
    assert Article.objects.get().title_ru == "Заголовок"


def test_a_text_that_may_only_be_viewed_is_shown_formatted(signed_in):
    article = make_article("ru", title="<b>Заголовок</b>", body="<p>Один.</p>\n<ul><li>Два &amp; <b>три</b></li></ul>")
    (shown,) = parts_of(open_form(signed_in("translator"), article, RU), "field-body_ru")
    assert [words_of(item) for item in shown.iter("li")] == ["Два & три"]
    assert list(shown.iter("br")) == []
    (title,) = parts_of(open_form(signed_in("translator"), article, RU), "field-title_ru")
    assert "<b>Заголовок</b>" in words_of(title)


def test_a_reporter_can_change_a_draft(signed_in):
    article, client = make_article("ru", title="Заголовок", status=Status.UNPUBLISHED), signed_in("reporter")
    assert submit(client, open_form(client, article, RU), FORM, title_ru="Другой").status_code == 302
    assert Article.objects.get().title_ru == "Другой"


@pytest.mark.parametrize("role", ["reporter", "translator"])
def test_a_draft_beside_a_live_edition_can_be_changed_except_for_shared_fields(signed_in, role):
    section, tag, photo = make_category("society"), make_tag("elections"), make_photo(alt_ru="Станция", alt_kk="Бекет")
    article, client = make_article("ru", title_kk="Тақырып", category=section), signed_in(role)
    other, author = make_article("ru"), make_author("asel")
    form = open_form(client, article, KK)
    forged = {
        "title_kk": "Жаңа тақырып", "title_ru": "Подделка", "status_ru": "draft", "status_kk": "published",
        "kind": "opinion", "category": "", "tags": [tag.pk], "lead_photo": photo.pk, "key": "forged",
        "original_language": "en", "source_url": "https://example.com/", "has_assumed_time": "on",
        "bylines-TOTAL_FORMS": "1", "bylines-INITIAL_FORMS": "0", "bylines-0-author": author.pk,
        "bylines-0-position": "0", "bylines-0-article": article.pk,
        "placed_photos-TOTAL_FORMS": "1", "placed_photos-INITIAL_FORMS": "0", "placed_photos-0-photo": photo.pk,
        "placed_photos-0-after_paragraph": "0", "placed_photos-0-article": article.pk,
        "related_places-TOTAL_FORMS": "1", "related_places-INITIAL_FORMS": "0",
        "related_places-0-related": other.pk, "related_places-0-position": "0",
        "related_places-0-article": article.pk,
    }  # fmt: skip
    before = row_of(article)
    assert submit(client, form, FORM, **forged).status_code == 302
    after = row_of(article)
    different = {name for name in after if after[name] != before[name]}
    assert different - {"title", "slug", "lead", "body"} <= {"title_kk", "slug_kk", "lead_kk", "body_kk", "updated_at"}
    assert after["title_kk"] == "Жаңа тақырып"
    assert [article.tags.count(), Byline.objects.count(), ArticlePhoto.objects.count()] == [0, 0, 0]
    assert RelatedArticle.objects.count() == 0


@pytest.mark.parametrize("role", ["reporter", "translator"])
def test_an_address_that_readers_never_had_is_not_kept(signed_in, role):
    article, client = make_article("ru", title_kk="Тақырып", body_kk="<p>Мәтін</p>"), signed_in(role)
    for slug in ("budget", "other"):
        form = open_form(client, article, KK)
        fields = {"slug_kk": slug, "published_at_kk_0": "2025-01-01", "published_at_kk_1": "10:00"}
        assert submit(client, form, FORM, **fields).status_code == 302
    article.refresh_from_db()
    assert (article.slug_kk, article.published_at_kk, article.legacy_addresses.count()) == ("other", None, 0)


WRITERS = ["reporter", "translator", "editor", "chief editor"]


@pytest.mark.one_database
@pytest.mark.parametrize(("shift", "kind"), list(enumerate(Kind.values)))
def test_everybody_who_writes_can_save_every_kind_of_story_in_every_edition(signed_in, kind, shift):
    """Reporters and translators may only view the authors and the photos of a story that is live in one edition.

    The roles take turns, so that each of them meets every kind and every edition.
    """
    saved = {}
    for number, edition in enumerate(editions.STORED):
        story = story_with_everything(kind, live=editions.STORED[number - 1])
        client, title = signed_in(WRITERS[(number + shift) % len(WRITERS)]), f"Words in {edition.code}"
        form = open_form(client, story, edition)
        changes = {column("title", edition): title, column("body", edition): f"<p>{title}</p>"}
        status = submit(client, form, FORM, **changes).status_code
        story.refresh_from_db()
        here = story.edition(edition)
        saved[edition.code] = status, here.title, here.body, story.bylines.count(), story.placed_photos.count()
    words = {edition.code: f"Words in {edition.code}" for edition in editions.STORED}
    assert saved == {code: (302, title, f"<p>{title}</p>", 2, 1) for code, title in words.items()}


def story_with_everything(kind, live):
    """A story that is live in one edition, with two authors, one of them with a portrait, and with all other rows."""
    number = Article.objects.count()
    photo = make_photo(**in_all_columns(alt="A photo"))
    story = make_article(live.code, kind=kind, lead_photo=photo, video_url="https://youtu.be/abcdefghijk")
    make_author(f"with-portrait-{number}", story, photo=photo)
    make_author(f"without-portrait-{number}", story)
    ArticlePhoto.objects.create(article=story, photo=photo, after_paragraph=1)
    RelatedArticle.objects.create(article=story, related=make_article(live.code))
    Correction.objects.create(article=story, language=live.code, text="A correction.")
    return story


def test_an_editor_can_change_the_shared_fields_of_a_live_story(signed_in):
    article, tag, author = make_article("ru"), make_tag("elections"), make_author("asel")
    client = signed_in("editor")
    row = {"bylines-TOTAL_FORMS": "1", "bylines-0-author": author.pk, "bylines-0-position": "0"}
    row |= {"bylines-0-article": article.pk, "tags": [tag.pk], "kind": "opinion"}
    assert submit(client, open_form(client, article, RU), FORM, **row).status_code == 302
    article.refresh_from_db()
    assert [article.kind, list(article.tags.all()), list(article.authors.all())] == ["opinion", [tag], [author]]


@pytest.mark.parametrize(
    "hostile",
    [
        '<p onclick="alert(1)">Text</p><script>alert(1)</script>',
        "<p>Text<img src=x onerror=alert(1)><svg/onload=alert(1)></p>",
        '<p><a href="javascript:alert(1)">Text</a></p><iframe src="//evil.example"></iframe>',
        '<p style="position:fixed">Text</p><style>*{display:none}</style><form action="//evil.example"><input></form>',
        "<p>Text</p><math><mtext></p><mglyph><style><!--</style><img title='--><img src=1 onerror=alert(1)>'>",
    ],
)
def test_hostile_markup_is_removed_from_the_text(client, signed_in, hostile):
    article, desk = make_article("ru"), signed_in("editor")
    assert submit(desk, open_form(desk, article, RU), FORM, body_ru=hostile).status_code == 302
    stored = Article.objects.get().body_ru
    assert stored == clean_html(hostile)
    assert "Text" in stored
    page = client.get(article.address_in(RU))
    (story,) = parts_of(page, "story-text")
    assert {element.tag for element in story.iter()} <= {"div", "p", "a"}
    assert {name for element in story.iter() for name in element.attrib} <= {"class"}


def test_the_admin_escapes_hostile_names(superuser):
    hostile = '"><script>alert(1)</script>'
    article = make_article("ru", title=hostile, lead=hostile, category=make_category("society", name_ru=hostile))
    make_photo(alt_ru=hostile)
    client = superuser()
    for address in (LIST, change_url(article), "/admin/articles/photo/", "/admin/articles/category/"):
        page = client.get(address, follow=True)
        assert "<script>alert(1)" not in page.content.decode()
        assert page.status_code == 200
    assert "&lt;script&gt;alert(1)" in client.get(LIST).content.decode()
