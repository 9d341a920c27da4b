"""The database updates list entries when stories, tags and bylines change, however they are written."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from articles.list_triggers import TRIGGERS
from articles.models import Article, Author, Byline, ListEntry, Status, Tag
from articles.tests.makers import make_article, make_author, make_tag
from newsroom import editions

pytestmark = pytest.mark.django_db


def entries():
    fields = ("tag__key", "author__key", "article__key", "language", "published_at")
    return set(ListEntry.objects.values_list(*fields))


def wanted():
    """Return the entries that should exist, computed from the stories."""
    return {
        (tag, author, story.key, edition.code, story.edition(edition).published_at)
        for story in Article.objects.all()
        for edition in editions.STORED
        if story.edition(edition).status == Status.PUBLISHED
        for tag, author in [
            *((tag.key, None) for tag in story.tags.all()),
            *((None, byline.author.key) for byline in story.bylines.all()),
        ]
    }


def add_story(*codes, **fields):
    story = make_article(*codes, **fields)
    story.tags.add(make_tag("senate"), make_tag("akims"))
    make_author("asel", story)
    return story


def test_a_published_story_is_listed_in_each_of_its_editions():
    add_story("ru", "kk")
    add_story_of_later = make_article("en")
    add_story_of_later.tags.add(make_tag("later"))
    assert len(entries()) == 3 * 2 + 1
    assert entries() == wanted()


CHANGES = {
    "withdraw": lambda story: Article.objects.filter(pk=story.pk).update(status_ru=Status.WITHDRAWN),
    "publish another edition": lambda story: Article.objects.filter(pk=story.pk).update(
        title_en="T", slug_en="t", body_en="<p>T</p>", status_en=Status.PUBLISHED, published_at_en=timezone.now()
    ),
    "put off": lambda story: Article.objects.filter(pk=story.pk).update(
        published_at_ru=timezone.now() + timezone.timedelta(days=1)
    ),
    "take a tag away": lambda story: story.tags.remove(story.tags.first()),
    "replace the tags": lambda story: story.tags.set([make_tag("new")]),
    "take the author away": lambda story: story.bylines.all().delete(),
    "change the author": lambda story: story.bylines.update(author=make_author("bolat")),
    "add an author by a bulk insert": lambda story: Byline.objects.bulk_create(
        [Byline(article=story, author=make_author("bolat"))]
    ),
    "delete": lambda story: story.delete(),
    "delete a tag": lambda story: story.tags.first().delete(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_entries_follow(change):
    story = add_story("ru", "kk")
    other = make_article("ru")
    other.tags.add(make_tag("other"))
    before = entries()
    CHANGES[change](story)
    assert entries() != before
    assert entries() == wanted()
    assert "other" in {tag for tag, *_ in entries()}


def test_a_story_inserted_after_its_tags_is_listed():
    """Restoring a dump may insert rows in any order."""
    Article.tags.through.objects.bulk_create([Article.tags.through(article_id=1_000, tag=make_tag("early"))])
    assert entries() == set()
    make_article("ru", pk=1_000)
    assert len(entries()) == 1
    assert entries() == wanted()


def test_saving_without_changes_writes_no_entries():
    story = add_story("ru")
    numbers = set(ListEntry.objects.values_list("pk", flat=True))
    story.title_ru = "Another headline"
    story.save()
    assert set(ListEntry.objects.values_list("pk", flat=True)) == numbers != set()


def test_lost_entries_are_written_again_after_a_migration():
    add_story("ru", "kk")
    TRIGGERS.drop(connection)
    assert TRIGGERS.existing(connection) == set()
    make_article("ru").tags.add(make_tag("unseen"))
    assert entries() != wanted()

    call_command("migrate", verbosity=0)

    assert TRIGGERS.existing(connection) == TRIGGERS.names(connection.vendor)
    assert entries() == wanted()


def test_deleting_a_tag_lists_no_entries_and_removes_them(client, superuser, django_assert_max_num_queries):
    add_story("ru", "kk")
    superuser()
    tag = Tag.objects.first()
    assert ListEntry.objects.filter(tag=tag).exists()

    with django_assert_max_num_queries(15):
        page = client.get(f"/admin/articles/tag/{tag.pk}/delete/").content.decode()
    assert "Akims" in page
    assert "list entr" not in page.lower()

    assert client.post(f"/admin/articles/tag/{tag.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not ListEntry.objects.filter(tag_id=tag.pk).exists()
    assert entries() == wanted() != set()


def test_a_dump_can_be_loaded_into_an_empty_database(tmp_path):
    add_story("ru", "kk")
    dump, before = tmp_path / "dump.json", entries()
    call_command("dumpdata", "articles", "database", use_natural_foreign_keys=True, output=str(dump))
    for model in (Article, Tag, Author):
        model.objects.all().delete()
    assert entries() == set()

    call_command("loaddata", str(dump), verbosity=0)
    assert {entry[:-1] for entry in entries()} == {entry[:-1] for entry in before}  # JSON has no microseconds
    assert entries() == wanted() != set()


def publish(pk):
    try:
        Article.objects.filter(pk=pk).update(status_ru=Status.PUBLISHED)
    finally:
        connection.close()  # that of this thread


def is_waiting_for_a_lock():
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return cursor.fetchone()[0]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_story_tagged_while_it_is_published_is_listed():
    story, tag = make_article("ru"), make_tag("senate")
    Article.objects.update(status_ru=Status.WITHDRAWN)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            story.tags.add(tag)
            publishing = pool.submit(publish, story.pk)
            while not (publishing.done() or is_waiting_for_a_lock()):
                pass
        publishing.result()
    assert entries() == wanted() != set()
