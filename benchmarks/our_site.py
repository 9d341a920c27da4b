"""Write the generated stories into this project's tables, and give the URLs of its pages."""

from datetime import timedelta

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from articles.comments.models import Comment, State
from articles.list_triggers import TRIGGERS
from articles.models import (
    Article,
    Author,
    BreakingLine,
    Byline,
    Category,
    Draft,
    FrontPick,
    Photo,
    PopularPlace,
    RelatedArticle,
    Status,
    Tag,
)
from articles.pictures.renditions import recipe
from articles.tests.counted_pages import DESK_LIST, STANDING_PAGE, STORY, addresses_in
from benchmarks import stories
from benchmarks.bulk_rows import take_statistics, write_rows
from newsroom import editions
from newsroom.editions.columns import column, in_all_columns
from newsroom.identity.models import Link, Page, Place, SiteIdentity
from newsroom.staff.models import User

CONVERTED = ("front", "story", "section", "tag")
"""Pages that are also measured in Kazakh in Arabic letters."""


def fill(count):
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        write_names()
        with TRIGGERS.disabled(connection):
            for start in range(0, count, CHUNK):
                end = min(start + CHUNK, count)
                write_stories([stories.story(number, count) for number in range(start, end)], count)
        give_places(count)
    take_statistics()


CHUNK = 1_000


def write_names():
    SiteIdentity.objects.create(**in_all_columns(name="Аймақ", tagline="Жаңалықтар", imprint="Газет туралы бір жол"))
    words = {column("body", edition): text_of(edition).html for edition in editions.EDITIONS if not edition.is_derived}
    Page.objects.create(key=STANDING_PAGE, **in_all_columns(title="Біз туралы"), **words)
    Link.objects.bulk_create(
        Link(key=f"{place}-{n}", place=place, position=n, address="archive/", **in_all_columns(label=f"Бөлім {n}"))
        for place in (Place.MENU, Place.FOOTER)
        for n in range(8)
    )
    ids = {}
    for position, section in enumerate(stories.SECTIONS):
        names = in_all_columns(name=f"Бөлім {position}")
        row = Category(key=section.key, position=position, parent_id=ids.get(section.parent), **names)
        row.save()
        ids[section.key] = row.pk
    Tag.objects.bulk_create(Tag(key=key, **in_all_columns(name=key)) for key in stories.TAGS)
    Author.objects.bulk_create(Author(key=key, **in_all_columns(name=key)) for key in stories.AUTHORS)


def text_of(edition):
    return stories.story(0, 1_000, (edition.code,)).texts[edition.code]


def id_of(number, count):
    """Return the id of a story. Newer stories have higher ids."""
    return count - number


def write_stories(made, count):
    now, ids = (
        timezone.now(),
        {model: dict(model.objects.values_list("key", "pk")) for model in (Category, Tag, Author)},
    )
    made = [(id_of(story.number, count), story) for story in made]
    photo = Photo(file="photos/2024/01/0123456789abcdef.jpg", width=1600, height=1067, **in_all_columns(credit="Газет"))
    photo.rendered = recipe(photo)
    write_rows(photo, (photo_row(pk, story) for pk, story in made if story.has_photo))
    write_rows(Article(), (article_row(pk, story, now, ids[Category]) for pk, story in made))
    Draft.objects.bulk_create(draft for pk, story in made for draft in drafts_of(pk, story))
    write_rows(
        Article.tags.through(),
        ({"article_id": pk, "tag_id": ids[Tag][key]} for pk, story in made for key in story.tags),
    )
    write_rows(
        Byline(),
        (
            {"article_id": pk, "author_id": ids[Author][key], "position": position}
            for pk, story in made
            for position, key in enumerate(story.authors)
        ),
    )
    write_rows(
        RelatedArticle(),
        (
            {"article_id": pk, "related_id": id_of(number, count), "position": position}
            for pk, story in made
            for position, number in enumerate(story.related)
        ),
    )
    write_rows(Comment(text="Оқырман осылай дейді.", name="Оқырман", state=State.APPROVED), comment_rows(made))


def photo_row(pk, story):
    alts = {column("alt", editions.BY_CODE[code]): text.title for code, text in story.texts.items()}
    captions = {column("caption", editions.BY_CODE[code]): text.lead for code, text in story.texts.items()}
    return {"id": pk, "key": f"photo-{story.number}"} | alts | captions


def article_row(pk, story, now, section_ids):
    time = now - story.age
    row = {
        "id": pk,
        "key": STORY if story.number == stories.MEASURED else f"story-{story.number}",
        "kind": story.kind,
        "category_id": section_ids.get(story.section),
        "lead_photo_id": pk if story.has_photo else None,
        "paid": "partner" if story.is_paid else "",
        "first_published_at": time,
        "created_at": time,
        "updated_at": time,
    }
    for code, text in story.texts.items():
        values = live_words(story, text, time) if text.is_published else NO_WORDS
        row |= {column(field, editions.BY_CODE[code]): value for field, value in values.items()}
    return row


def live_words(story, text, time):
    words = {"title": text.title, "slug": story.slug, "lead": text.lead, "body": text.html}
    return words | {"status": Status.PUBLISHED, "published_at": time}


# All rows have the same columns.
NO_WORDS = dict.fromkeys(["title", "slug", "lead", "body", "published_at"]) | {"status": Status.UNPUBLISHED}


def drafts_of(pk, story):
    """Return the drafts of the editions that were never published."""
    return [
        Draft(article_id=pk, language=code, version=1, title=text.title, lead=text.lead, blocks=blocks_of(text))
        for code, text in story.texts.items()
        if not text.is_published
    ]


def blocks_of(text):
    return [[f"block{n:03}", stories.HTML[kind](content)] for n, (kind, content) in enumerate(text.blocks)]


def comment_rows(made):
    return (
        {"article_id": pk, "language": language}
        for pk, story in made
        for language in stories.LANGUAGES
        for _number in range(story.comments)
    )


def give_places(count):
    FrontPick.objects.bulk_create(
        FrontPick(article_id=id_of(number, count), position=place) for place, number in enumerate(stories.PICKS)
    )
    PopularPlace.objects.bulk_create(
        PopularPlace(article_id=id_of(number, count), position=place) for place, number in enumerate(stories.POPULAR)
    )
    BreakingLine.objects.create(article_id=id_of(stories.BREAKING, count))
    User.objects.create_superuser("root", password=None)


def prepare():
    """Restart breaking news, which has ended since the database was filled."""
    BreakingLine.objects.update(until=timezone.now() + timedelta(hours=3), changed_at=timezone.now())


def addresses():
    """Return {kind of page: URL}."""
    found = addresses_in(editions.BY_CODE["kk"])
    converted = addresses_in(editions.BY_CODE["kk-arab"])
    return found | {f"{kind}, kk-arab": converted[kind] for kind in CONVERTED}


def cookies_for(address):
    return f"sessionid={session()}" if address == DESK_LIST else ""


def session():
    user, store = User.objects.get(), SessionStore()
    backend = "django.contrib.auth.backends.ModelBackend"
    store.update(
        {SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: backend, HASH_SESSION_KEY: user.get_session_auth_hash()}
    )
    store.create()
    return store.session_key
