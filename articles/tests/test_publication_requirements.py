"""What an edition needs before it can be published, and how the desk says what is missing."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, override

from articles.editorial import drafts, workflow
from articles.models import Correction, Kind, Status
from articles.tests.draft_rows import all_of, write
from articles.tests.makers import add_node, make_article, make_photo, photo_node
from newsroom import editions

pytestmark = pytest.mark.django_db

RU, KK = editions.BY_CODE["ru"], editions.BY_CODE["kk"]
in_each_edition = pytest.mark.parametrize("edition", editions.STORED, ids=lambda edition: edition.code)


def refusal_of(article, edition, by, **options):
    before = all_of(article)
    with pytest.raises(ValidationError) as refused:
        workflow.publish(article, edition, by=by, **options)
    assert all_of(article) == before
    return refused.value.messages


@in_each_edition
@pytest.mark.parametrize("blank", [None, "", " \N{NO-BREAK SPACE}\t\n"], ids=["NULL", "empty", "blanks"])
def test_publishing_names_everything_that_is_missing(staff, edition, blank):
    editor = staff("editor")
    article = make_article(edition.code, status=Status.UNPUBLISHED, title=blank, body=blank, published_at=None)
    no_headline = f"The edition “{edition.autonym}” has no headline."
    no_text = f"The edition “{edition.autonym}” has no text."
    assert refusal_of(article, edition, editor) == [no_headline, no_text]
    write(article, editor, edition, title="Headline")
    assert refusal_of(article, edition, editor) == [no_text]
    write(article, editor, edition, body="<p>Text</p>")
    workflow.publish(article, edition, by=editor)
    assert article.edition(edition).is_live


def test_a_brief_is_published_without_text(staff):
    brief = make_article("ru", kind=Kind.BRIEF, status=Status.UNPUBLISHED, body="")
    workflow.publish(brief, RU, by=staff("editor"))
    assert brief.edition(RU).is_live


@in_each_edition
def test_publishing_names_the_photos_without_a_description(staff, edition):
    editor = staff("editor")
    lead, inside = make_photo(key="lead"), make_photo(key="inside")
    article = make_article(edition.code, status=Status.UNPUBLISHED, lead_photo=lead)
    add_node(article, photo_node(inside))
    message = f"This photo needs a description in the edition “{edition.autonym}”: photo No. "
    assert refusal_of(article, edition, editor) == [
        f"{message}{lead.pk} (lead).",
        f"{message}{inside.pk} (inside).",
    ]
    for photo in (lead, inside):
        assert photo.key in refusal_of(article, edition, editor)[0]
        setattr(photo, f"alt_{edition.suffix}", "A station in the steppe")
        photo.save()
        article.refresh_from_db()
    workflow.publish(article, edition, by=editor)
    assert article.edition(edition).is_live


def test_a_description_in_another_edition_does_not_count(staff):
    article = make_article("ru", status=Status.UNPUBLISHED, lead_photo=make_photo(alt_kk="Бекет", alt_en="A station"))
    assert refusal_of(article, RU, staff("editor")) == [
        "This photo needs a description in the edition “Русский”: A station."
    ]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", "а" * 251, "Ensure this value has at most 250 characters (it has 251)."),
        ("source_name", "а" * 151, "Ensure this value has at most 150 characters (it has 151)."),
        ("slug", "весна", "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
        ("slug", "taken", "This address is taken by another story."),
        ("slug", "a" * 121, "Ensure this value has at most 120 characters (it has 121)."),
    ],
)
def test_a_draft_takes_what_publishing_refuses(staff, field, value, message):
    make_article("ru", slug="taken")
    article, editor = make_article("ru", status=Status.UNPUBLISHED), staff("editor")
    write(article, editor, **{field: value})
    assert getattr(drafts.draft_of(article, RU), field) == value
    assert refusal_of(article, RU, editor) == [message]


def test_the_error_is_in_the_language_of_the_admin(staff):
    article = make_article("ru", status=Status.UNPUBLISHED, title="")
    said = set()
    for language in ("kk", "ru", "en"):
        with override(language):
            said.add(refusal_of(article, RU, staff("editor"))[0])
            assert gettext("The edition “%(edition)s” has no headline.") % {"edition": "Русский"} in said
    assert len(said) == 3


def test_publishing_is_refused_if_the_draft_has_changed_since_it_was_seen(staff):
    article, editor, colleague = make_article("ru"), staff("editor"), staff("reporter")
    seen = write(article, editor, title="Новый заголовок")
    newer = write(article, colleague, lead="Лид")
    message = f"{colleague} has changed this text since you opened it. Look at it again before you publish it."
    assert refusal_of(article, RU, editor, version=seen) == [message]
    workflow.publish(article, RU, by=editor, version=newer)
    assert (article.title_ru, article.lead_ru) == ("Новый заголовок", "Лид")


def test_a_refused_publication_writes_no_correction(staff):
    article = make_article("ru", status=Status.UNPUBLISHED, title="")
    refusal_of(article, RU, staff("editor"), correction="Было два.")
    assert not Correction.objects.exists()
