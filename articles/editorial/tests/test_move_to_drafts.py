"""The migration that moved the words of unpublished editions into drafts, forward and backward."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from articles.editorial import draft_versions, drafts
from articles.editorial.roles import give_new_permissions
from articles.models import Article, Draft, DraftChange, LegacyAddress
from articles.tests.makers import make_staff
from newsroom import editions
from newsroom.editions.columns import in_all_columns

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

BEFORE = "0015_drafts"
NOW = timezone.now()
PAST, FUTURE = NOW - timedelta(days=1), NOW + timedelta(days=1)
WORDS = {
    "title_ru": "Заголовок",
    "lead_ru": "Лид\r\nдва",
    "body_ru": "<p>Раз</p><ul><li><p>Два</p></li></ul>",
    "source_name_ru": "Агентство",
}
STORIES = {
    "working": WORDS | {"status_ru": "draft"},
    "in-review": WORDS | {"status_ru": "in_review", "slug_ru": "chosen", "published_at_ru": FUTURE},
    "live-in-kazakh": WORDS
    | {"status_ru": "draft", "first_published_at": PAST}
    | {"title_kk": "Тақырып", "body_kk": "<p>Мәтін</p>", "slug_kk": "taqyryp"}
    | {"status_kk": "published", "published_at_kk": PAST},
    "redrafted": WORDS
    | {"status_ru": "draft", "slug_ru": "once-public", "published_at_ru": PAST, "first_published_at": PAST},
    "in-review-again": WORDS
    | {"status_ru": "in_review", "slug_ru": "once-more", "published_at_ru": PAST, "first_published_at": PAST},
    "withdrawn": WORDS
    | {"status_ru": "withdrawn", "slug_ru": "gone", "published_at_ru": PAST, "first_published_at": PAST},
    "never-reached": WORDS
    | {"status_ru": "draft", "slug_ru": "planned", "published_at_ru": FUTURE, "first_published_at": FUTURE},
    "empty": dict.fromkeys(WORDS, ""),
}
NEW = in_all_columns(status="draft")
# What an edition that was never published has in its columns.
NOTHING = {"title_ru": "", "lead_ru": "", "body_ru": "", "source_name_ru": "", "slug_ru": None, "published_at_ru": None}
COLUMNS = [*WORDS, "status_ru", "slug_ru", "published_at_ru"]


@pytest.fixture
def before():
    """The models before the migration, with all stories. Afterwards the database is up to date again."""
    old = migrate_back()
    stories = old.get_model("articles", "Article").objects
    for key, fields in STORIES.items():
        story = stories.create(key=key, first_published_at=PAST)
        stories.filter(pk=story.pk).update(**{"first_published_at": None} | NEW | fields)
    yield old
    call_command("migrate", verbosity=0)


def migrate_back():
    call_command("migrate", "articles", BEFORE, verbosity=0)
    return MigrationLoader(connection).project_state([("articles", BEFORE)]).apps


def columns_of(model):
    return {row["key"]: {name: row[name] for name in COLUMNS} for row in model.objects.values("key", *COLUMNS)}


def drafts_now():
    fields = ("article__key", "language", *draft_versions.WORDS, "state", "publish_at", "version", "live_version")
    rows = Draft.objects.order_by("article__key").values(*fields, "blocks")
    return {row.pop("article__key"): row | {"blocks": [html for _id, html in row["blocks"]]} for row in rows}


def test_words_that_were_never_public_become_drafts_and_come_back(before):
    stored = columns_of(before.get_model("articles", "Article"))
    call_command("migrate", verbosity=0)

    unpublished = ["working", "in-review", "live-in-kazakh", "never-reached"]
    draft = {
        "language": "ru",
        "title": "Заголовок",
        "lead": "Лид\r\nдва",
        "slug": "",
        "source_name": "Агентство",
        "blocks": ["<p>Раз</p>", "<ul><li><p>Два</p></li></ul>"],
        "state": "writing",
        "publish_at": None,
        "version": 1,
        "live_version": None,
    }
    moved = dict.fromkeys(unpublished, draft) | {
        "in-review": draft | {"state": "in_review", "slug": "chosen", "publish_at": FUTURE},
        "never-reached": draft | {"slug": "planned", "publish_at": FUTURE},
    }
    assert drafts_now() == moved
    columns = columns_of(Article)
    assert {key for key, row in columns.items() if row["status_ru"] == "unpublished"} == {*unpublished, "empty"}
    assert {key: columns[key] for key in unpublished} == {
        key: NOTHING | {"status_ru": "unpublished"} for key in unpublished
    }
    public = {key: stored[key] | {"status_ru": "withdrawn"} for key in ("redrafted", "in-review-again", "withdrawn")}
    assert {key: columns[key] for key in public} == public
    assert Article.objects.get(key="never-reached").first_published_at is None
    assert not Article.objects.exclude(status_en="unpublished").exists()
    kazakh = Article.objects.get(key="live-in-kazakh")
    assert (kazakh.first_published_at, kazakh.status_kk, kazakh.title_kk) == (PAST, "published", "Тақырып")

    back = columns_of(migrate_back().get_model("articles", "Article"))
    assert back == stored | public
    call_command("migrate", verbosity=0)
    assert (drafts_now(), columns_of(Article)) == (moved, columns)


def test_what_only_a_draft_can_hold_does_not_stop_the_way_back(before):
    call_command("migrate", verbosity=0)
    ru, editor = editions.BY_CODE["ru"], make_staff_editor()
    other = Article.objects.get(key="withdrawn")
    LegacyAddress.objects.create(path="/ru/2025/11/24/former/", language="ru", article=other)
    typed = {"working": "gone", "in-review": "former", "live-in-kazakh": "не адрес", "never-reached": "a" * 300}
    for key, slug in typed.items():
        article = Article.objects.get(key=key)
        fields = {"slug": slug, "title": "т" * 400, "source_name": "и" * 400}
        drafts.save_draft(article, ru, 1, {"fields": fields}, by=editor)
    assert DraftChange.objects.count() == len(typed)

    back = columns_of(migrate_back().get_model("articles", "Article"))
    assert {key: back[key]["slug_ru"] for key in typed} == dict.fromkeys(typed)
    assert {(len(back[key]["title_ru"]), len(back[key]["source_name_ru"])) for key in typed} == {(250, 150)}

    call_command("migrate", verbosity=0)
    for key in typed:  # versions are counted from 1 again
        article = Article.objects.get(key=key)
        assert drafts.save_draft(article, ru, 1, {"fields": {"title": "New"}}, by=editor).draft.version == 2


def make_staff_editor():
    give_new_permissions()
    return make_staff("editor")
