"""Functions that create rows with sensible defaults."""

import io
import itertools

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from articles.editorial import draft_versions, photo_uses
from articles.editorial.blocks import blocks_of, html_of
from articles.models import (
    Article,
    Author,
    Byline,
    Category,
    Check,
    DaybookEvent,
    Draft,
    LawDay,
    Matter,
    Photo,
    PublishRule,
    Status,
    Tag,
)
from articles.story_text import paragraphs
from newsroom import editions
from newsroom.content import nodes
from newsroom.editions.columns import column, in_all_columns
from newsroom.staff.models import User

numbers = itertools.count(1)


def make_article(*codes, **fields):
    """Make a story published in the given editions (default: Russian), with a headline and a text in each.

    A field's plain name sets it in all of these editions, a column name in one: `title_en="…"`. The words of editions
    that are not published become drafts.
    """
    number = next(numbers)
    values = {"key": f"story-{number}", "original_language": (codes or ["ru"])[0]}
    translated = {
        "title": f"Headline {number}",
        "body": f"<p>Text {number}</p>",
        "status": Status.PUBLISHED,
        "published_at": timezone.now() - timezone.timedelta(hours=1),
    }
    translated |= {name: fields.pop(name) for name in [*translated, "lead", "slug"] if name in fields}
    for code in codes or ["ru"]:
        values |= {column(name, editions.BY_CODE[code]): value for name, value in translated.items()}
    values |= fields
    words = {edition.code: words_of_draft(values, edition) for edition in editions.STORED}
    article = Article.objects.create(**values)
    for code, fields in words.items():
        if fields:
            Draft.objects.create(article=article, language=code, version=1, **fields)
    note_photos(article)
    return article


def note_photos(article):
    """Note which photos stand in the texts of a story, as the code does that writes texts."""
    for here in article.editions():
        photo_uses.note(article.pk, here.edition.code, here.body, in_draft=False)
    for draft in Draft.objects.filter(article=article):
        photo_uses.note(article.pk, draft.language, html_of(dict(draft.blocks)), in_draft=True)


def photo_node(photo, **words):
    """Return the HTML of a photo in a text. `words` are those that are written there."""
    return nodes.html_of(nodes.Node("photo", photo.key, words))


def recall_node(story):
    return nodes.html_of(nodes.Node("story", story.key))


def add_node(article, html, after=None):
    """Put a node into every text of a story, behind a paragraph by its number. None: at the end."""
    for here in article.editions():
        if here.body:
            here.body = placed(paragraphs(here.body), html, after)
    article.save()
    for draft in Draft.objects.filter(article=article):
        text = placed([html for _id, html in draft.blocks], html, after)
        Draft.objects.filter(pk=draft.pk).update(blocks=[*map(list, blocks_of(text, dict(draft.blocks)).items())])
    note_photos(article)


def placed(pieces, html, after):
    """Return the text with a node after a paragraph, and after the nodes that follow it already."""
    ends = [at for at, piece in enumerate([*pieces, ""]) if not piece.startswith("<figure")]
    at = len(pieces) if after is None or after >= len(ends) else ends[after]
    return "".join([*pieces[:at], html, *pieces[at:]])


def words_of_draft(values, edition):
    """Remove the words of an edition that was never published from the `values` of an article; return its draft's."""
    if values.get(column("status", edition), Status.UNPUBLISHED) != Status.UNPUBLISHED:
        return {}
    names = {"published_at": "publish_at", "body": "blocks"}
    found = {
        field: values.pop(column(field, edition), None) for field in [*draft_versions.WORDS, "body", "published_at"]
    }
    fields = {names.get(field, field): value for field, value in found.items() if value}
    return fields | {"blocks": list(map(list, blocks_of(fields["blocks"]).items()))} if "blocks" in fields else fields


def make_category(key="society", **fields):
    return Category.objects.create(**{"key": key} | in_all_columns(name=key.title()) | fields)


def make_tag(key="elections", **fields):
    return Tag.objects.create(**{"key": key} | in_all_columns(name=key.title()) | fields)


def make_author(key="asel", *stories, **fields):
    """Make an author with a byline on each of the stories."""
    author = Author.objects.create(**{"key": key} | in_all_columns(name=key.title()) | fields)
    for story in stories:
        Byline.objects.create(article=story, author=author)
    return author


def make_photo(**fields):
    photo = Photo(**{"key": f"photo-{next(numbers)}"} | fields)
    photo.file.save("picture.jpg", ContentFile(picture_bytes()), save=True)
    return photo


def picture_bytes(size=(60, 40), kind="JPEG"):
    file = io.BytesIO()
    Image.new("RGB", size, "#b99a4d").save(file, kind)
    return file.getvalue()


def make_event(people=(), **fields):
    """Make an event of the daybook: today, unless a day is given."""
    event = DaybookEvent.objects.create(**{"what": f"Event {next(numbers)}", "day": timezone.localdate()} | fields)
    event.people.set(people)
    return event


def set_level(level, *checks):
    """Choose what some checks before publication do, or all of them."""
    for check in checks or Check:
        PublishRule.objects.update_or_create(rule=check, defaults={"level": level})


def make_law_day(starts_at, ends_at, matter=Matter.AGITATION, **fields):
    """Make a day of silence. Nothing that is scheduled into it may be there."""
    names = in_all_columns(name="Silence")
    return LawDay.objects.create(starts_at=starts_at, ends_at=ends_at, matter=matter, **names | fields)


def make_staff(role, language="en"):
    user = User.objects.create_user(
        f"{role}-{next(numbers)}", password="correct horse", is_staff=True, language=language
    )
    user.groups.add(Group.objects.get(name=role))
    return user
