"""Write the generated stories into Wagtail's tables directly, because its own way of adding pages is slow."""

import json
import uuid
from itertools import groupby

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from taggit.models import Tag
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from benchmarks import stories
from benchmarks.bulk_rows import take_statistics, write_rows
from benchmarks.wagtail_site.models import (
    CARD,
    LARGE,
    ArticleIndexPage,
    ArticlePage,
    ArticleTag,
    Author,
    HomePage,
    Section,
)

LANGUAGE, IN_MENU = "kk", 8


def fill(count):
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        write(count, tree())
    take_statistics()


def tree():
    """Make the pages of the menu. Return the one that all articles are below."""
    Page.objects.filter(depth=2).delete()
    home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Аймақ", slug="home"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True, site_name="Аймақ")
    indexes = [ArticleIndexPage(title=f"Бөлім {n}", slug=f"section-{n}", show_in_menus=True) for n in range(IN_MENU)]
    for index in indexes:
        home.add_child(instance=index)
    return indexes[0]


def write(count, above):
    write_rows(Section(), ({"name": section.key, "slug": section.key} for section in stories.SECTIONS))
    write_rows(Author(), ({"name": key, "slug": key} for key in stories.AUTHORS))
    write_rows(Tag(), ({"name": key, "slug": key} for key in stories.TAGS))
    ids = {model: dict(model.objects.values_list("slug", "pk")) for model in (Section, Author, Tag)}
    made = [story for story in stories.stories(count, [LANGUAGE]) if story.texts[LANGUAGE].is_published]
    write_images(made, count)
    now, first = timezone.now(), above.pk + 1_000
    page = ArticlePage(content_type=ContentType.objects.get_for_model(ArticlePage), locale=above.locale, depth=4)
    article = ArticlePage(date=now)
    as_page = Page(**{field.attname: getattr(page, field.attname) for field in Page._meta.local_concrete_fields})
    write_rows(as_page, (page_row(first + count - story.number, story, above, now) for story in made))
    write_rows(article, (article_row(first + count - story.number, story, count, now, ids[Section]) for story in made))
    tagged = ((first + count - story.number, ids[Tag][key]) for story in made for key in story.tags)
    Page.objects.filter(pk=above.pk).update(numchild=len(made))
    write_rows(ArticleTag(), ({"content_object_id": page, "tag_id": tag} for page, tag in tagged))
    written = ((first + count - story.number, ids[Author][key]) for story in made for key in story.authors)
    through = ArticlePage.authors.through
    write_rows(through(), ({"articlepage_id": page, "author_id": author} for page, author in written))


def write_images(made, count):
    Image = get_image_model()
    Rendition = Image.get_rendition_model()
    shown = [story for story in made if story.has_photo]
    image = Image(
        file="original_images/picture.jpg", width=1600, height=1067, collection_id=1, file_size=1, file_hash=""
    )
    write_rows(image, ({"id": count - story.number, "title": story.texts[LANGUAGE].title} for story in shown))
    for spec, width, height in ((LARGE, 720, 480), (CARD, 480, 360)):
        rendition = Rendition(file=f"images/picture.{spec}.jpg", filter_spec=spec, width=width, height=height)
        write_rows(rendition, ({"image_id": count - story.number} for story in shown))


def page_row(pk, story, above, now):
    title = story.texts[LANGUAGE].title
    return {
        "id": pk,
        "path": Page._get_path(above.path, above.depth + 1, pk),
        "title": title,
        "draft_title": title,
        "slug": story.slug,
        "url_path": f"{above.url_path}{story.slug}/",
        "translation_key": uuid.UUID(int=pk),
        "first_published_at": now - story.age,
        "last_published_at": now - story.age,
    }


def article_row(pk, story, count, now, section_ids):
    text = story.texts[LANGUAGE]
    return {
        "page_ptr_id": pk,
        "date": now - story.age,
        "lead": text.lead,
        "body": json.dumps(list(stream(text, pk)), ensure_ascii=False),
        "image_id": count - story.number if story.has_photo else None,
        "section_id": section_ids.get(story.section),
    }


def stream(text, pk):
    """Yield blocks. Consecutive paragraphs and lists form one block, as an editor would write them."""
    for kind, group in groupby(text.blocks, key=lambda block: {"list": "paragraph"}.get(block[0], block[0])):
        pieces = list(group)
        value = (
            "".join(stories.HTML[name](content) for name, content in pieces) if kind == "paragraph" else pieces[0][1]
        )
        yield {"type": kind, "value": value, "id": str(uuid.uuid5(uuid.UUID(int=pk), value))}


def prepare():
    pass


def addresses():
    return {"article": f"/section-0/story-{stories.MEASURED}/", "list": "/section-0/"}
