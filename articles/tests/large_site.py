"""Generate any number of short stories. PostgreSQL generates them itself: 20,000 take a few seconds.

The first thousand stories are spread over ten years, and later ones lie between them. So a small and a large site have
the same front page and pages of the same length. Use it within a transaction that is rolled back.
"""

from datetime import timedelta
from itertools import accumulate

from django.apps import apps
from django.db import connection
from django.utils import timezone

from articles.comments.models import Comment, State
from articles.list_triggers import TRIGGERS
from articles.models import (
    Article,
    Author,
    BreakingLine,
    Byline,
    Category,
    Correction,
    FrontPick,
    FrontSlot,
    ListEntry,
    Photo,
    PopularPlace,
    RelatedArticle,
    Status,
    Tag,
)
from articles.pictures.renditions import recipe
from articles.tests import counted_pages
from newsroom import editions
from newsroom.editions.columns import column, in_all_columns
from newsroom.identity.models import Link, Page, Place, SiteIdentity

FIRST = 1_000
"""The number of stories that a site of any size has."""
ID = 1_000_000
"""The id of story number 0, and of photo number 0."""
RECENT = 60
"""The number of newest stories, half an hour apart, so that one day fills a page."""
# {section id: number of its stories among 1,000}.
LARGE, NESTED, SMALL, PARENT = 1, 2, 101, 102
SHARES = dict(enumerate([550, 40, *[7] * 27, *[35] * 6], start=1))
IN_PARENT, IN_NESTED = range(30, 34), range(34, 36)
TAGS, AUTHORS = 200, 50
# Rows are as wide as real ones: PostgreSQL would read a table of a thousand narrow rows whole instead of by an index.
LEAD, CAPTION = "What the story is about, in a sentence or two. " * 7, "Who is in the picture, and where. " * 5


def start_site():
    """Empty the tables and add everything but stories. TRUNCATE also removes dead rows of earlier tests."""
    owners = [config for config in apps.get_app_configs() if config.name.split(".")[0] in ("articles", "newsroom")]
    models = [model for owner in owners if owner.label != "staff" for model in owner.get_models(True)]
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(model._meta.db_table for model in models)}")
    SiteIdentity.objects.create(**in_all_columns(name="Paper", tagline="News", imprint="Imprint"))
    Page.objects.create(key=counted_pages.STANDING_PAGE, **in_all_columns(title="About", body="<p>Us.</p>"))
    make_sections()
    names = [counted_pages.TAG, counted_pages.RARE_TAG, *(f"tag-{number}" for number in range(2, TAGS))]
    Tag.objects.bulk_create(Tag(pk=pk, key=key, **in_all_columns(name=key)) for pk, key in enumerate(names, start=1))
    names = [counted_pages.AUTHOR, *(f"author-{number}" for number in range(1, AUTHORS))]
    Author.objects.bulk_create(
        Author(pk=pk, key=key, **in_all_columns(name=key)) for pk, key in enumerate(names, start=1)
    )


def make_sections():
    """Make thirty top-level sections, and the rest below the parent one."""
    names = {LARGE: "LARGE", NESTED: "NESTED", SMALL: "SMALL", PARENT: "PARENT"}
    keys = {pk: getattr(counted_pages, name) for pk, name in names.items()}
    above = {NESTED: PARENT} | dict.fromkeys(IN_PARENT, PARENT) | dict.fromkeys(IN_NESTED, NESTED)
    for pk in (SMALL, PARENT, *SHARES):
        key = keys.get(pk, f"section-{pk}")
        Category.objects.create(pk=pk, key=key, parent_id=above.get(pk), **in_all_columns(name=key))
    Link.objects.bulk_create(
        Link(key=f"menu-{number}", place=Place.MENU, address="archive/", **in_all_columns(label=f"Menu {number}"))
        for number in range(8)
    )


def add_stories(first, last):
    """Add stories with the numbers from `first` up to but not including `last`. The first call starts with 0."""
    numbers = f"generate_series({first}, {last - 1}) AS n"
    with TRIGGERS.disabled(connection):
        with connection.cursor() as cursor:  # they are written again, and deleted rows would stay until a VACUUM
            cursor.execute(
                f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {ListEntry._meta.db_table}; SET CONSTRAINTS ALL DEFERRED"
            )
        copy(a_photo(), numbers, id=f"{ID} + n", key="'photo-' || n")
        copy(a_story(), numbers, **story_columns(last))
        for table, columns in rows_beside_stories().items():
            copy_values(table, numbers, **columns)
    if first == 0:
        mark_the_special_stories()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def a_photo():
    photo = Photo(
        file="photos/2024/01/0123456789abcdef.jpg",
        width=1600,
        height=1200,
        **in_all_columns(alt="A photo", caption=CAPTION),
    )
    photo.rendered = recipe(photo)
    photo.save()
    return photo


def a_story():
    now = timezone.now()
    texts = in_all_columns(lead=LEAD, body="<p>A short text.</p><p>Its end.</p>")
    states = in_all_columns(status=Status.PUBLISHED, published_at=now, title="Headline", slug="slug")
    return Article.objects.create(first_published_at=now, **texts, **states)


def story_columns(last):
    time = f"now() - ({age(last)}) * interval '1 second'"
    columns = {
        "id": f"{ID} + n",
        "key": "'story-' || n",
        "category_id": section_of(),
        "lead_photo_id": f"CASE WHEN n % 5 < 3 THEN {ID} + n END",
        "paid": "CASE WHEN n % 25 = 24 THEN 'partner' ELSE '' END",
        "first_published_at": time,
        "updated_at": time,
    }
    for shift, edition in enumerate(editions.STORED):
        word = counted_pages.WORDS[edition.code]
        columns |= {
            column("title", edition): f"'Headline ' || n || CASE WHEN n % 50 = 0 THEN ' {word}' ELSE '' END",
            column("slug", edition): "'story-' || n",
            column("status", edition): f"CASE WHEN (n + {shift}) % 10 = 7 THEN 'withdrawn' ELSE 'published' END",
            column("published_at", edition): time,
        }
    return columns


def age(last):
    """Return SQL for the age of story `n` in seconds."""
    years, newest = timedelta(days=3650).total_seconds(), timedelta(days=2).total_seconds()
    spread = f"{newest} + {years} * (n - {RECENT})::float / {FIRST - RECENT}"
    between = f"{newest} + {years} * (n - {FIRST} + 0.5)::float / {max(last - FIRST, 1)}"
    return f"CASE WHEN n < {RECENT} THEN 60 + n * 1800.0 WHEN n < {FIRST} THEN {spread} ELSE {between} END"


def section_of():
    """Return SQL for the section of story `n`. The small section has every fortieth of the first 1,000 only."""
    limits = zip(SHARES, accumulate(SHARES.values()), strict=True)
    pieces = " ".join(f"WHEN n * 7919 % 1000 < {limit} THEN {pk}" for pk, limit in limits)
    return f"CASE WHEN n < {FIRST} AND n % 40 = 2 THEN {SMALL} {pieces} END"


def rows_beside_stories():
    """Return {(table, which row): {column: SQL}} for story `n`. Rows with a NULL are not written."""
    story, tagged = f"{ID} + n", {"article_id": f"{ID} + n"}
    of_story = (Article.tags.through, Byline, RelatedArticle, Correction)
    tags, bylines, related, corrections = (model._meta.db_table for model in of_story)
    common = f"CASE WHEN n % 20 = 0 THEN 1 WHEN n < {FIRST} AND n % 40 = 3 THEN 2 ELSE 3 + n % 58 END"
    return {
        (tags, "first"): tagged | {"tag_id": common},
        (tags, "second"): tagged | {"tag_id": "61 + n % 60"},
        (tags, "third"): tagged | {"tag_id": "121 + n % 80"},
        (bylines, "first"): tagged | {"author_id": "CASE WHEN n % 20 = 0 THEN 1 ELSE 2 + n % 39 END", "position": "0"},
        (bylines, "second"): tagged | {"author_id": "CASE WHEN n % 3 = 0 THEN 41 + n % 10 END", "position": "1"},
        (related, "first"): tagged | {"related_id": f"CASE WHEN n > 9 THEN {story} - 5 END", "position": "1"},
        (related, "second"): tagged | {"related_id": f"CASE WHEN n > 9 THEN {story} - 9 END", "position": "2"},
        (corrections, "first"): tagged
        | {
            "key": "CASE WHEN n % 9 = 6 THEN 'correction-' || n END",
            "language": "'kk'",
            "kind": "'correction'",
            "text": "'It was not so, but so.'",
            "corrected_at": "now() - n * interval '1 minute'",
        },
        (Comment._meta.db_table, "first"): tagged
        | {
            "language": "(ARRAY['kk', 'ru', 'en'])[1 + n % 3]",
            "name": "'A reader'",
            "text": "'What a reader says.'",
            "state": f"'{State.APPROVED}'",
            "is_of_unknown_origin": "false",
            "verdicts": "'{}'",
            "sent_at": "now()",
        },
    }


def copy(row, numbers, **columns):
    """Copy a saved row once for each `n`, with columns replaced by SQL expressions, and delete the row."""
    values = {field.column: f'row."{field.column}"' for field in row._meta.concrete_fields if not field.generated}
    insert(row._meta.db_table, values | columns, f"{numbers}, {row._meta.db_table} AS row WHERE row.id = {row.pk}")
    row.delete()


def copy_values(table, numbers, **columns):
    name, _which = table
    complete = " AND ".join(f"({value}) IS NOT NULL" for value in columns.values())
    insert(name, columns, f"{numbers} WHERE {complete}")


def insert(table, columns, source):
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {', '.join(columns.values())} FROM {source}")


def mark_the_special_stories():
    """Give the story whose page is measured its slug, and place stories on the front page."""
    Article.objects.filter(pk=ID + 30).update(key=counted_pages.STORY)
    RelatedArticle.objects.filter(article=ID + 30, position=2).delete()
    recalled = '<figure data-story="story-21"></figure>'
    Article.objects.filter(pk=ID + 30).update(**in_all_columns(body=f"<p>A text.</p>{recalled}<p>Its end.</p>"))
    FrontPick.objects.bulk_create(FrontPick(article_id=ID + 100 + n, position=n) for n in range(4))
    places = {position: ID + 400 + position for position in (1, 4)}
    FrontSlot.objects.bulk_create(
        FrontSlot(language=edition.code, position=position, article_id=pk)
        for edition in editions.STORED
        for position, pk in places.items()
    )
    PopularPlace.objects.bulk_create(PopularPlace(article_id=ID + 200 + n, position=n) for n in range(9))
    until = timezone.now() + timedelta(hours=3)
    BreakingLine.objects.create(article_id=ID + 1, until=until, **in_all_columns(text="It has just happened"))
