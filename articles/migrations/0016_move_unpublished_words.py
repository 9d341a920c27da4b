"""Move the words of editions that were never published into drafts, and the state of work with them."""

from django.core.validators import slug_re
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
                write(article, story, {names["status"]: "withdrawn"})
                continue
            row = draft_of(draft, story, edition, names)
            if any(getattr(row, name) for name in (*WORDS, "slug", "blocks", "publish_at")) or row.state != "writing":
                row.save()
            empty(article, story, names)
    article.objects.update(status="unpublished")


def write(article, story, values):
    """Write columns without the fields' own values: those need methods that models don't have in a migration."""
    article.objects.filter(pk=story.pk).update(**values)


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


def empty(article, story, names):
    values = dict.fromkeys([names[name] for name in (*WORDS, "body")], "")
    values |= {names["slug"]: None, names["published_at"]: None, names["status"]: "unpublished"}
    for name, value in values.items():
        setattr(story, name, value)
    if not any(getattr(story, columns_of(one)["published_at"]) for one in editions.STORED):
        values["first_published_at"] = None
    write(article, story, values)


def move_to_columns(apps, schema_editor):
    """Move them back. What a draft of a public edition has is lost, because no column can hold it."""
    article, draft = apps.get_model("articles", "Article"), apps.get_model("articles", "Draft")
    former = apps.get_model("articles", "LegacyAddress")
    for edition in editions.STORED:
        names = columns_of(edition)
        article.objects.filter(**{names["status"]: "unpublished"}).update(**{names["status"]: "draft"})
        unpublished = {"language": edition.code, f"article__{names['status']}": "draft"}
        for row in draft.objects.filter(**unpublished).select_related("article").iterator(chunk_size=200):
            values = values_of(article, row)
            if not is_free(article, former, row, names["slug"]):
                values["slug"] = None
            write(article, row.article, {names[name]: value for name, value in values.items()})
    article.objects.update(status="draft")
    for name in ("Draft", "DraftChange", "DraftConflict", "SharedDraft"):  # versions are counted from 1 again
        apps.get_model("articles", name).objects.all().delete()


def values_of(article, row):
    """Return the values of the columns for a draft, cut where they are longer than the columns."""
    cut = {name: getattr(row, name)[: article._meta.get_field(name).max_length] for name in (*WORDS, "slug")}
    return cut | {
        "body": "".join(html for _id, html in row.blocks),
        "published_at": row.publish_at,
        "status": "in_review" if row.state == "in_review" else "draft",
    }


def is_free(article, former, row, name):
    """Whether the slug of a draft can be a slug of its story: a draft takes any, and publication refuses it."""
    slug = row.slug
    if not slug or len(slug) > article._meta.get_field("slug").max_length or not slug_re.match(slug):
        return False
    others = former.objects.filter(language=row.language, slug=slug).exclude(article=row.article_id)
    return not others.exists() and not article.objects.filter(**{name: slug}).exists()


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_drafts")]

    operations = [migrations.RunPython(move_to_drafts, move_to_columns)]
