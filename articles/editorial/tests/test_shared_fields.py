"""The fields that all editions of a story share: one draft, merged field by field and row by row."""

import pytest
from django.utils import timezone

from articles.editorial import discarding, draft_versions, drafts, shared_fields, workflow
from articles.models import (
    Article,
    Author,
    Byline,
    Category,
    DraftConflict,
    Kind,
    RelatedArticle,
    SharedDraft,
    Status,
    Tag,
)
from articles.tests.makers import make_article, make_author, make_category, make_photo, make_tag
from newsroom import editions
from newsroom.editions.columns import column, in_all_columns

pytestmark = pytest.mark.django_db

RU = editions.BY_CODE["ru"]
ROWS = [Byline, RelatedArticle]
# Fields of a story that are neither shared by its editions nor words of one of them.
APART = {"id", "key", "first_published_at", "killed_at", "created_at", "updated_at"}


@pytest.fixture
def filled():
    """A story with a value in every shared field and rows of each kind, not in the order of their ids."""

    def make(*codes, **fields):
        photo = make_photo(**in_all_columns(alt="A photo"))
        story = make_article(
            *codes, kind=Kind.INTERVIEW, category=make_category(), lead_photo=photo, video_url="https://youtu.be/dQw4w9WgXcQ",
            source_url="https://example.kz/", has_assumed_time=True, comments_are_open=False, paid="partner",
            is_official_answer=True, **fields,
        )  # fmt: skip
        story.tags.add(make_tag("one"), make_tag("two"))
        for position, key in enumerate(["zara", "asel"]):
            make_author(key)
            Byline.objects.create(article=story, author=Author.objects.get(key=key), position=2 - position)
        RelatedArticle.objects.create(article=story, related=make_article("ru"), position=1)
        RelatedArticle.objects.create(article=story, related=make_article("ru"), position=0)
        return story

    return make


def rows_of(story):
    """Return what the database has of the shared fields, with the rows of all kinds."""
    own = [list(model.objects.filter(article=story.pk).order_by("pk").values()) for model in ROWS]
    tags = [*story.tags.order_by("pk").values_list("pk", flat=True)]
    return Article.objects.rewrite(False).filter(pk=story.pk).values().get() | {"rows": own, "tags": tags}


def save(story, by, base=None, without=(), **changes):
    """Save a form that somebody opened at version `base`, or now, with changes."""
    draft = drafts.shared_draft_of(Article.objects.get(pk=story.pk))
    opened = draft_versions.content_at(draft, draft.version if base is None else base).fields
    values = {name: value for name, value in (opened | changes).items() if name not in without}
    return drafts.save_shared(story, draft.version if base is None else base, values, by=by)


def test_every_field_of_a_story_is_shared_or_has_columns_of_editions():
    words = {column(field, edition) for field in ("title", "slug", "lead", "body", "status", "published_at",
             "public_since", "revised_at", "source_name") for edition in editions.STORED}  # fmt: skip
    plain = {name.rpartition(f"_{edition.suffix}")[0] for edition in editions.STORED for name in words} - {""}
    own = {field.name for field in Article._meta.concrete_fields} - words - plain - APART
    assert {*shared_fields.PLAIN, *shared_fields.TIMES, *shared_fields.ONE_ROW} == own
    many = {field.name for field in Article._meta.many_to_many}
    assert many == {"tags", "authors", "related"}
    assert [*shared_fields.MANY_ROWS] == ["tag", "byline", "related"]


def test_written_values_are_the_values_that_are_read(filled):
    source, target = filled("ru"), make_article("kk")
    before, values = rows_of(source), shared_fields.values_of(source)
    assert len([name for name in values if ":" in name]) == 2 + 2 + 2
    target.refresh_from_db()
    columns = shared_fields.write(target, values)
    target.save(update_fields=columns)
    assert shared_fields.values_of(Article.objects.get(pk=target.pk)) == values
    shared_fields.write(source, values)
    assert rows_of(source) == before  # rows that don't change keep their ids


def test_written_values_replace_everything_else(filled):
    story, empty = filled("ru"), make_article("ru")
    wanted = shared_fields.values_of(empty)
    story.save(update_fields=shared_fields.write(story, wanted))
    assert shared_fields.values_of(Article.objects.get(pk=story.pk)) == wanted
    assert rows_of(story)["rows"] == [[], []]


def test_rows_that_were_deleted_meanwhile_are_left_out(filled):
    story = filled("kk", status=Status.UNPUBLISHED)
    values = shared_fields.values_of(story)
    gone = {"tag": Tag, "byline": Author, "related": Article}
    for model in ROWS:
        model.objects.all().delete()
    deleted = {}
    for kind, model in gone.items():
        pk = max(shared_fields.rows_in(values, kind))
        model.objects.filter(pk=pk).delete()
        deleted[kind] = pk
    story.category = None
    story.save()
    Category.objects.all().delete()
    left = shared_fields.without_deleted(values)
    assert {name for name in values if name not in left} == {
        "category",
        *(f"{kind}:{pk}" for kind, pk in deleted.items()),
    }
    shared_fields.write(story, values)
    assert [len(rows) for rows in rows_of(story)["rows"]] == [1, 1]
    assert story.category_id is None


def test_a_story_cannot_be_related_to_itself():
    story = make_article("ru")
    shared_fields.write(story, shared_fields.values_of(story) | {f"related:{story.pk}": 0})
    assert not RelatedArticle.objects.exists()


# Two people


@pytest.mark.parametrize("codes", [["ru"], []], ids=["public", "not public"])
def test_different_rows_and_fields_of_two_people_merge(staff, codes):
    editor, reporter = staff("editor"), staff("reporter")
    story = make_article("ru", status=Status.PUBLISHED if codes else Status.UNPUBLISHED)
    tags, section, author = [make_tag(key) for key in ("one", "two", "three")], make_category(), make_author()
    story.tags.add(tags[0])
    base = drafts.shared_draft_of(story).version
    first = save(
        story, editor, base, **{f"tag:{tags[1].pk}": True, "category": section.pk}, without=[f"tag:{tags[0].pk}"]
    )
    second = save(story, reporter, base, **{f"tag:{tags[2].pk}": True, f"byline:{author.pk}": 2, "kind": Kind.OPINION})
    values = drafts.shared_draft_of(Article.objects.get()).values
    assert [*shared_fields.rows_in(values, "tag")] == [tags[1].pk, tags[2].pk]
    assert (values["category"], values["kind"], values[f"byline:{author.pk}"]) == (section.pk, "opinion", 2)
    assert (first.conflicts, second.conflicts) == ([], [])


def test_the_same_field_changed_by_two_is_a_conflict_and_keeps_the_first(staff):
    editor, reporter = staff("editor"), staff("reporter")
    story, author = make_article("ru"), make_author()
    base = drafts.shared_draft_of(story).version
    save(story, editor, base, **{f"byline:{author.pk}": 1, "kind": Kind.OPINION})
    saved = save(story, reporter, base, **{f"byline:{author.pk}": 2, "kind": Kind.INTERVIEW, "paid": "partner"})
    assert sorted((one.part, one.base, one.mine, one.theirs) for one in saved.conflicts) == [
        (f"byline:{author.pk}", None, 2, 1),
        ("kind", "news", "interview", "opinion"),
    ]
    assert {(one.language, one.by, one.other) for one in DraftConflict.objects.all()} == {("", reporter, editor)}
    values = drafts.shared_draft_of(story).values
    assert (values["kind"], values[f"byline:{author.pk}"], values["paid"]) == ("opinion", 1, "partner")


def test_earlier_values_can_be_rebuilt_with_removed_rows(staff):
    story, editor, tag = make_article("ru"), staff("editor"), make_tag()
    versions = [drafts.shared_draft_of(story).values]
    for changes in ({f"tag:{tag.pk}": True}, {"without": [f"tag:{tag.pk}"]}, {"kind": Kind.VIDEO}):
        versions.append(save(story, editor, **changes).content.fields)
    draft = SharedDraft.objects.get()
    assert [draft_versions.content_at(draft, version).fields for version in range(4)] == versions


# When readers get them


def test_values_are_applied_at_once_only_while_no_edition_is_public(staff):
    editor, soon = staff("editor"), timezone.now() + timezone.timedelta(hours=1)
    stories = {
        "never published": (make_article("ru", status=Status.UNPUBLISHED), True),
        "withdrawn": (make_article("ru", status=Status.WITHDRAWN), True),
        "scheduled": (make_article("ru", published_at=soon), False),
        "public": (make_article("ru"), False),
        "public in another edition": (make_article("kk", title_ru="Draft"), False),
    }
    applied = {}
    for name, (story, _is_applied) in stories.items():
        save(story, editor, kind=Kind.INTERVIEW, paid="partner")
        story.refresh_from_db()
        applied[name] = (story.kind, story.paid) == (Kind.INTERVIEW, "partner")
        assert drafts.shared_draft_of(story).is_changed != applied[name]
        assert drafts.shared_draft_of(story).values["paid"] == "partner"
    assert applied == {name: is_applied for name, (_story, is_applied) in stories.items()}


def test_a_shared_change_writes_no_words_and_no_status(staff, filled):
    story, editor = filled("ru", title_kk="Draft", body_kk="<p>Draft</p>"), staff("editor")
    before = rows_of(story)
    save(story, editor, kind=Kind.NEWS)
    assert rows_of(story) == before
    workflow.publish_shared(story, by=editor)
    after = rows_of(story)
    assert {name for name in after if after[name] != before[name]} == {"kind", "updated_at"}


def test_publishing_gives_readers_the_rows_and_discarding_returns_to_them(client, staff):
    story, editor = make_article("ru"), staff("editor")
    photo, author = make_photo(**in_all_columns(alt="12345")), make_author("asel")
    save(story, editor, lead_photo=photo.pk, **{f"byline:{author.pk}": 0})
    save(story, editor, kind=Kind.OPINION)

    def page():
        return client.get(story.address_in(RU)).content.decode()

    assert ("12345" in page(), "/author/asel/" in page()) == (False, False)
    discarding.discard_shared(story, by=editor)
    assert drafts.shared_draft_of(story).values == shared_fields.values_of(story)
    assert not drafts.shared_draft_of(story).is_changed
    save(story, editor, lead_photo=photo.pk, **{f"byline:{author.pk}": 0})
    workflow.publish_shared(story, by=editor)
    assert ("12345" in page(), "/author/asel/" in page()) == (True, True)
