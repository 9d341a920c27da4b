"""Write the generated stories into the tables of the bare Django site."""

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from benchmarks import stories
from benchmarks.bare_site.models import Author, Section, Story, Tag
from benchmarks.bulk_rows import take_statistics, write_rows

LANGUAGE = "kk"


def fill(count):
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        for model in (Section, Tag, Author, Story):
            editor.create_model(model)
    with transaction.atomic():
        write(count)
    take_statistics()


def write(count):
    write_rows(Section(), ({"key": section.key, "name": section.key} for section in stories.SECTIONS))
    write_rows(Tag(), ({"key": key, "name": key} for key in stories.TAGS))
    write_rows(Author(), ({"key": key, "name": key} for key in stories.AUTHORS))
    ids = {model: dict(model.objects.values_list("key", "pk")) for model in (Section, Tag, Author)}
    made = [story for story in stories.stories(count, [LANGUAGE]) if story.texts[LANGUAGE].is_published]
    now = timezone.now()
    write_rows(Story(published_at=now), (row(count - story.number, story, now, ids[Section]) for story in made))
    for through, name, keys in (
        (Story.tags.through, "tag_id", "tags"),
        (Story.authors.through, "author_id", "authors"),
    ):
        known = ids[Tag if keys == "tags" else Author]
        pairs = ((count - story.number, known[key]) for story in made for key in getattr(story, keys))
        write_rows(through(), ({"story_id": pk, name: other} for pk, other in pairs))


def row(pk, story, now, section_ids):
    text = story.texts[LANGUAGE]
    return {
        "id": pk,
        "title": text.title,
        "slug": story.slug,
        "lead": text.lead,
        "body": text.html,
        "published_at": now - story.age,
        "photo": "/media/photos/2024/01/0123456789abcdef" if story.has_photo else "",
        "section_id": section_ids.get(story.section),
    }


def prepare():
    pass


def addresses():
    return {"article": f"/story-{stories.MEASURED}/", "list": "/"}
