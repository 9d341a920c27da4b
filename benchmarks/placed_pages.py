"""Fill a database with stories that have photos and recalled stories in their texts; hash the pages of all stories.

    python -m benchmarks.placed_pages fill NUMBER SEED
    python -m benchmarks.placed_pages hash FILE

`placed_nodes.py` runs it with the code of two versions. Only the earlier one can fill a database.
"""

import hashlib
import json
import random
import re
import sys
from datetime import timedelta
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

django.setup()

from articles.editorial import shared_fields  # noqa: E402
from articles.editorial.blocks import blocks_of  # noqa: E402
from articles.models import Article, ArticlePhoto, Category, Draft, Photo, RelatedArticle, SharedDraft  # noqa: E402
from articles.pictures.renditions import recipe  # noqa: E402
from newsroom import editions  # noqa: E402
from newsroom.content.clean_html import clean_html  # noqa: E402
from newsroom.editions.columns import in_all_columns  # noqa: E402
from newsroom.staff.models import User  # noqa: E402

PHOTOS = 60
KINDS = ["news", "photo", "interview", "brief", "opinion"]
WORDS = "Ауыл мектеп жаңа әкім ғимарат күн су жол Алматы және туралы".split()
LISTS = ["", "archive/", "section/society/", "latest.json", "search/?q=мектеп"]
# Previews print the time of today, when the text was changed or would be published. The stories are older.
TODAY = re.compile(f'datetime="{timezone.localdate():%Y-%m-%d}T[^<]*</time>'.encode())


# Filling


@transaction.atomic
def fill(number, seed):
    dice = random.Random(seed)
    User.objects.create_superuser("root", password=None)
    section = Category.objects.create(key="society", **in_all_columns(name="Қоғам"))
    photos = [make_photo(key) for key in range(PHOTOS)]
    stories = [make_story(dice, key, section, photos) for key in range(number)]
    for story in stories:
        place(dice, story, photos, stories)
    for story in dice.sample(stories, number // 3):
        add_drafts(dice, story, photos, stories)


def make_photo(number):
    words = {"alt": f"Сурет {number}", "caption": f"Түсіндірме {number}" if number % 3 else "", "credit": "А. Б."}
    photo = Photo(key=f"photo-{number}", file="photos/2024/01/0123456789abcdef.jpg", width=1600, height=1200)
    for name, text in in_all_columns(**words).items():
        setattr(photo, name, text)
    photo.rendered = recipe(photo)
    return Photo.objects.bulk_create([photo])[0]


def make_story(dice, number, section, photos):
    """Make a story that is published, withdrawn or not public, in each edition with a text of its own length."""
    time = timezone.now() - timedelta(days=700, hours=number)
    kind = dice.choice([*KINDS, "photo"])
    values = {"key": f"story-{number}", "kind": kind_called(kind), "category": section, "first_published_at": time}
    values |= {"original_language": dice.choice(["kk", "ru"]), "paid": dice.choice(["", "", "", "partner"])}
    story = Article(lead_photo=dice.choice([None, dice.choice(photos)]), **values)
    for here in story.editions():
        status = dice.choice(["published"] * 5 + ["withdrawn", "unpublished"])
        words = {"title": f"Тақырып {number} {here.edition.code}", "slug": f"story-{number}", "published_at": time}
        words |= {"lead": dice.choice(["", some_words(dice)]), "body": some_text(dice, kind == "brief")}
        words = words if status != "unpublished" else {}
        for name, value in (words | {"status": status}).items():
            setattr(here, name, value)
    story.save()
    return story


def kind_called(word):
    return next(value for value in dict(Article._meta.get_field("kind").choices) if value.startswith(word))


def some_words(dice):
    return " ".join(dice.choices(WORDS, k=dice.randint(2, 9)))


def some_text(dice, may_be_empty):
    blocks = [some_block(dice) for _ in range(dice.randint(0 if may_be_empty else 1, 9))]
    return clean_html("".join(blocks)) or ("" if may_be_empty else f"<p>{some_words(dice)}</p>")


def some_block(dice):
    words, more = some_words(dice), some_words(dice)
    return dice.choice([
        *[f"<p>{words}</p>"] * 6, f"<p><strong>{words}?</strong></p>", f"<h2>{words}</h2>", "<hr>", "<p></p>",
        f"<ul><li><p>{words}</p><ul><li><p>{more}</p></li></ul></li></ul>", f"<ol><li>{words}</li></ol>",
        f"<blockquote><p>{words}</p><p>– {more}</p></blockquote>", f" {words} <em>{more}</em> ", "\n",
        f"<table><tbody><tr><th><p>{words}</p></th></tr><tr><td><p>{more}</p></td></tr></tbody></table>",
    ])  # fmt: skip


def some_places(dice, count):
    """Return numbers of paragraphs: often equal, 0, or beyond the end."""
    return [dice.choice([0, 1, 1, 2, 3, 5, 9, 99, 32_000]) for _ in range(count)]


def place(dice, story, photos, stories):
    chosen = dice.sample(photos, dice.choice([0, 0, 1, 2, 3, 6]))
    ArticlePhoto.objects.bulk_create(
        ArticlePhoto(article=story, photo=photo, after_paragraph=after)
        for photo, after in zip(chosen, some_places(dice, len(chosen)), strict=True)
    )
    others = [other for other in dice.sample(stories, dice.choice([0, 0, 1, 3, 9])) if other != story]
    places = [dice.choice([None, place]) for place in some_places(dice, len(others))]
    RelatedArticle.objects.bulk_create(
        RelatedArticle(article=story, related=other, position=dice.randint(0, 2), after_paragraph=after)
        for other, after in zip(others, places, strict=True)
    )


def add_drafts(dice, story, photos, stories):
    """Add drafts of editions, changed, unchanged or of editions that are not public, and of the shared fields."""
    for here in story.editions():
        is_live = here.status != "unpublished"
        if dice.random() < 0.5:
            is_changed = not is_live or dice.random() < 0.5
            blocks = blocks_of(some_text(dice, False) if is_changed else here.body or "")
            words = {"title": here.title or "Жоба", "lead": here.lead or "", "slug": here.slug or ""}
            versions = {"version": 2, "live_version": (1 if is_changed else 2) if is_live else None}
            Draft.objects.create(
                article=story, language=here.edition.code, blocks=[*map(list, blocks.items())], **words, **versions
            )
    if dice.random() < 0.5:
        values = shared_fields.values_of(Article.objects.get(pk=story.pk))
        changed = dice.sample(photos, 2)
        values |= {f"photo:{photo.pk}": after for photo, after in zip(changed, some_places(dice, 2), strict=True)}
        other = dice.choice([other for other in stories if other != story])
        values |= {f"related:{other.pk}": 1, f"recall:{other.pk}": some_places(dice, 1)[0]}
        SharedDraft.objects.create(article=story, version=2, live_version=1, values=values)


# Hashing


def hashes():
    """Return {address: hash} of the pages of all stories in all editions, of lists, and of previews of drafts."""
    desk = Client()
    desk.force_login(User.objects.get(username="root"))
    found = {}
    for story in Article.objects.order_by("pk"):
        for address in filter(None, map(story.address_in, editions.EDITIONS)):
            found[address] = hash_of(Client().get(address))
    day = Article.objects.earliest("pk").day
    for edition in editions.EDITIONS:
        for part in [*LISTS, f"{day:%Y/%m/%d}/", f"{day:%Y/%m}/"]:
            found[f"/{edition.code}/{part}"] = hash_of(Client().get(f"/{edition.code}/{part}"))
    for draft in SharedDraft.objects.order_by("pk"):
        for here in draft.article.editions():
            address = f"/{here.edition.code}/preview/{draft.article_id}/"
            found[address] = hash_of(desk.get(address))
    return found


def hash_of(response):
    content = TODAY.sub(b"", response.content)
    photos, recalled = content.count(b"<figure"), content.count(b'class="recall"')
    return [response.status_code, hashlib.sha256(content).hexdigest(), photos, recalled]


def main(act, *arguments):
    settings.ALLOWED_HOSTS = ["*"]
    if act == "fill":
        call_command("migrate", verbosity=0)
        fill(*map(int, arguments))
    else:
        Path(arguments[0]).write_text(json.dumps(hashes()))


if __name__ == "__main__":
    main(*sys.argv[1:])
