"""Move the words of editions that were never published into drafts, and the state of work with them."""

from django.db import migrations
from django.db.models import Q
from django.utils import timezone

from articles.story_text import paragraphs
from newsroom import editions

WORDS = ("title", "lead", "source_name")


def move_to_drafts(apps, schema_editor):
    article, draft = apps.get_model("articles", "Article"), apps.get_model("articles", "Draft")
    for edition in editions.STORED:
        names = columns_of(edition)
        unpublished = article.objects.filter(Q(**{f"{names['status']}__in": ["draft", "in_review"]}))
        for story in unpublished.iterator(chunk_size=200):
            if was_public(story, names):
                setattr(story, names["status"], "withdrawn")
                story.save(update_fields=[names["status"]])
                continue
            row = draft_of(draft, story, edition, names)
            if any(getattr(row, name) for name in (*WORDS, "slug", "blocks", "publish_at")) or row.state != "writing":
                row.save()
            empty(story, names)
    article.objects.update(status="unpublished")


def columns_of(edition):
    fields = (*WORDS, "slug", "body", "status", "published_at")
    return {field: f"{field}_{edition.suffix}" for field in fields}


def was_public(story, names):
    """Whether readers may have seen the edition. Its URL keeps leading to the story, so it keeps its words."""
    now, first = timezone.now(), story.first_published_at
    time = getattr(story, names["published_at"])
    return bool(getattr(story, names["slug"]) and time and time <= now and first and first <= now)


def draft_of(draft, story, edition, names):
    body = getattr(story, names["body"]) or ""
    return draft(
        article=story,
        language=edition.code,
        version=1,
        changed_at=story.updated_at,
        slug=getattr(story, names["slug"]) or "",
        blocks=[[f"{number:08x}", html] for number, html in enumerate(paragraphs(body), start=1)],
        state="in_review" if getattr(story, names["status"]) == "in_review" else "writing",
        publish_at=getattr(story, names["published_at"]),
        **{name: getattr(story, names[name]) or "" for name in WORDS},
    )


def empty(story, names):
    for name in (*WORDS, "body"):
        setattr(story, names[name], "")
    setattr(story, names["slug"], None)
    setattr(story, names["published_at"], None)
    setattr(story, names["status"], "unpublished")
    if story.first_published_at and not any(getattr(story, f"published_at_{one.suffix}") for one in editions.STORED):
        story.first_published_at = None
    story.save(update_fields=[*names.values(), "first_published_at"])


def move_to_columns(apps, schema_editor):
    article, draft = apps.get_model("articles", "Article"), apps.get_model("articles", "Draft")
    for edition in editions.STORED:
        names = columns_of(edition)
        article.objects.filter(**{names["status"]: "unpublished"}).update(**{names["status"]: "draft"})
        unpublished = {"language": edition.code, f"article__{names['status']}": "draft"}
        for row in draft.objects.filter(**unpublished).select_related("article").iterator(chunk_size=200):
            story = row.article
            words = {names[name]: getattr(row, name)[:250] if name == "title" else getattr(row, name) for name in WORDS}
            words[names["body"]] = "".join(html for _id, html in row.blocks)
            words[names["published_at"]] = row.publish_at
            words[names["status"]] = "in_review" if row.state == "in_review" else "draft"
            slug = row.slug or None
            if slug and article.objects.filter(**{names["slug"]: slug}).exists():
                slug = None  # a draft may have the slug of another story; publication would refuse it
            for name, value in (words | {names["slug"]: slug}).items():
                setattr(story, name, value)
            story.save(update_fields=[*words, names["slug"]])
    article.objects.update(status="draft")
    draft.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_drafts")]

    operations = [migrations.RunPython(move_to_drafts, move_to_columns)]
