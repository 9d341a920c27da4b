"""The migration that put photos and recalled stories into the texts: no page changes, and no draft loses anything."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from django.utils import timezone

from articles.comments.models import CommentSettings
from articles.editorial import draft_versions, drafts
from articles.editorial.roles import give_new_permissions
from articles.models import Article, ArticlePhoto, Draft, DraftChange, RelatedArticle, SharedDraft, Status
from articles.tests.desk import RU
from articles.tests.makers import make_article, make_photo, make_staff
from newsroom import editions
from newsroom.editions.columns import in_all_columns

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

BEFORE = "0025_editions_of_photos"


def migrate_back():
    call_command("migrate", "articles", BEFORE, verbosity=0)
    return MigrationLoader(connection).project_state([("articles", BEFORE)]).apps


@pytest.fixture
def back(request):
    """Return a function that migrates back and returns the models. Afterwards the database is up to date again."""
    yield migrate_back
    call_command("migrate", verbosity=0)


def pages():
    """Return {address: HTML} of all public stories and lists of them."""
    client, found = Client(), {}
    addresses = [story.address_in(edition) for story in Article.objects.all() for edition in editions.EDITIONS]
    addresses += [f"/{edition.code}/{part}" for edition in editions.EDITIONS for part in ("", "archive/", "feed/")]
    for address in filter(None, addresses):
        found[address] = client.get(address).content
    return found


def photo(key):
    return f'<figure data-photo="{key}"></figure>'


def test_the_fixtures_have_the_same_pages_after_the_way_back_and_forth(demo, back):
    # The way back drops the table of these settings, and the way forth creates it empty.
    CommentSettings.objects.all().delete()
    texts, rows = texts_and_rows()
    before = pages()
    assert sum(b"<figure>" in page for page in before.values()) > 10
    assert sum(b'class="recall"' in page for page in before.values()) >= 1
    old = back()
    assert old.get_model("articles", "Article").objects.filter(body_kk__contains="<figure").count() == 0
    places = old.get_model("articles", "ArticlePhoto").objects.values_list("photo__key", "after_paragraph")
    assert dict(places)["demo-lake"] > 3
    call_command("migrate", verbosity=0)
    assert texts_and_rows() == (texts, rows)
    assert {address for address, page in pages().items() if page != before[address]} == set()


def texts_and_rows():
    texts = {(story.key, here.edition.code): here.body for story in Article.objects.all() for here in story.editions()}
    rows = ArticlePhoto.objects.values_list("article__key", "photo__key", "language", "in_draft")
    # Drafts that the migration makes note the same photos as the live text.
    return texts, {row for row in rows if not row[3]}


@pytest.fixture
def placed(back):
    """Return a function that migrates back, and then places photos and stories by the numbers of paragraphs.

    It takes {story: [(key, number)]}, and returns the models of that time. Photos and stories are found by their keys.
    """
    photos = {key: make_photo(key=key, **in_all_columns(alt=key)).pk for key in ("lake", "hills", "road")}
    others = {key: make_article("ru", "kk", key=key).pk for key in ("first", "second")}

    def place(places):
        old = back()
        photo_rows, story_rows = (old.get_model("articles", name) for name in ("ArticlePhoto", "RelatedArticle"))
        for story, placed in places.items():
            for key, after in placed:
                if key in photos:
                    photo_rows(article_id=story.pk, photo_id=photos[key], after_paragraph=after).save()
                else:
                    story_rows(article_id=story.pk, related_id=others[key], after_paragraph=after).save()
        return old

    place.photos, place.others = photos, others
    return place


def test_each_text_gets_its_photos_and_stories_where_they_were_shown(placed):
    body = "<p>1</p><ul><li><p>2</p></li></ul><table><tbody><tr><td><p>3</p></td></tr></tbody></table>"
    story = make_article("ru", "kk", body_ru=body, body_kk="<p>1</p>")
    stray = make_article("ru", body="stray<p>1</p> tail")
    placed({
        story: [("first", 2), ("second", 2), ("lake", 9), ("hills", 2), ("road", 0)],
        stray: [("lake", 1), ("hills", 2)],
    })  # fmt: skip
    call_command("migrate", verbosity=0)

    one, two, three = re.findall("<p>1</p>|<ul>.*</ul>|<table>.*", body)
    told = Article.objects.get(pk=story.pk)
    # Both have the same position, so the newer story comes first, as on the page.
    recalls = '<figure data-story="second"></figure><figure data-story="first"></figure>'
    assert told.body_ru == f"{photo('road')}{one}{two}{photo('hills')}{recalls}{three}{photo('lake')}"
    assert told.body_kk == f"{photo('road')}<p>1</p>{photo('hills')}{recalls}{photo('lake')}"
    assert told.body_en in ("", None)
    assert Article.objects.get(pk=stray.pk).body_ru == f"stray{photo('lake')}<p>1</p>{photo('hills')} tail"
    assert not RelatedArticle.objects.filter(article=story).exists()
    noted = ArticlePhoto.objects.filter(article=story).values_list("photo__key", "language", "in_draft")
    assert sorted(noted) == [
        (key, code, in_draft)
        for key in ("hills", "lake", "road")
        for code in ("kk", "ru")
        for in_draft in (False, True)
    ]


def an_editor():
    give_new_permissions()
    return make_staff("editor")


def add_draft(story, code, blocks, **fields):
    return Draft.objects.create(article=story, language=code, blocks=blocks, version=3, title=story.title_ru, **fields)


def test_drafts_get_them_as_a_change_and_go_on(placed):
    blocks = [["aaaaaaa1", "<p>1</p>"], ["aaaaaaa2", "<p>2</p>"]]
    unchanged, changed, unsaved, planned = (make_article("ru", slug=key, body="<p>1</p><p>2</p>") for key in "abcd")
    first = make_article("ru", title="", body="", status=Status.UNPUBLISHED, published_at=None)
    add_draft(unchanged, "ru", blocks, live_version=3, slug="a")
    add_draft(changed, "ru", blocks[::-1], live_version=2)
    add_draft(changed, "kk", [["bbbbbbb1", "<p>1</p>"]])
    hills, road, second = placed.photos["hills"], placed.photos["road"], placed.others["second"]
    values = {"kind": "news", f"photo:{hills}": 2, f"related:{second}": 0, f"recall:{second}": 1, "tag:4": True}
    SharedDraft.objects.create(article=planned, version=2, live_version=1, values=values)
    SharedDraft.objects.create(article=first, version=1, live_version=1, values={f"photo:{road}": 0})
    undo = {"fields": {f"photo:{hills}": None, f"recall:{second}": None, "kind": "video"}}
    DraftChange.objects.create(article=planned, language="", version=2, undo=undo, at=timezone.now())
    placed({story: [("lake", 1)] for story in (unchanged, changed, unsaved, planned)} | {first: [("road", 0)]})
    call_command("migrate", verbosity=0)

    lake, recall = photo("lake"), '<figure data-story="second"></figure>'
    stories = [unchanged, changed, unsaved, planned, first]
    found = {(row.article, row.language): row for row in Draft.objects.filter(article__in=stories)}
    assert {key: [html for _id, html in row.blocks] for key, row in found.items()} == {
        (unchanged, "ru"): ["<p>1</p>", lake, "<p>2</p>"],
        (changed, "ru"): ["<p>2</p>", lake, "<p>1</p>"],
        (changed, "kk"): ["<p>1</p>", lake],
        (unsaved, "ru"): ["<p>1</p>", lake, "<p>2</p>"],
        (planned, "ru"): ["<p>1</p>", recall, "<p>2</p>", photo("hills")],
        (first, "ru"): [photo("road")],
    }
    assert {key: (row.version, row.live_version) for key, row in found.items()} == {
        (unchanged, "ru"): (4, 4), (changed, "ru"): (4, 2), (changed, "kk"): (4, None), (unsaved, "ru"): (1, 1),
        (planned, "ru"): (1, 0), (first, "ru"): (1, None),
    }  # fmt: skip
    assert Article.objects.get(pk=planned.pk).body_ru == f"<p>1</p>{lake}<p>2</p>"  # what readers had

    # Somebody has had the story open since before the migration, and adds a paragraph.
    editor = an_editor()
    for story, base in ((unchanged, 3), (unsaved, 0)):
        ids = [id for id, html in found[story, "ru"].blocks if not html.startswith("<figure")]
        change = {"blocks": {"ccccccc1": "<p>3</p>"}, "order": [*ids, "ccccccc1"]}
        saved = drafts.save_draft(story, RU, base, change, by=editor)
        assert [*saved.content.blocks.values()] == ["<p>1</p>", lake, "<p>2</p>", "<p>3</p>"]
        assert saved.conflicts == []

    # The drafts of the shared fields have forgotten the places, also in their earlier versions.
    assert {*SharedDraft.objects.get(article=planned).values} == {"kind", "tag:4"}
    assert DraftChange.objects.get(article=planned, language="").undo == {"fields": {"kind": "video"}}


def test_the_way_back_removes_them_from_all_versions_of_a_draft(placed):
    story, editor = make_article("ru", body=f"<p>1</p>{photo('lake')}<p>2</p>"), an_editor()
    drafts.save_draft(story, RU, 0, {"blocks": {"aaaaaaaa": "<p>3</p>"}}, by=editor)
    draft = drafts.draft_of(story, RU)
    without = [id for id, html in draft.blocks if not html.startswith("<figure")]
    drafts.save_draft(story, RU, 1, {"order": without}, by=editor)
    drafts.save_draft(story, RU, 2, {"blocks": {"bbbbbbbb": photo("hills")}}, by=editor)

    rows = placed({}).get_model("articles", "ArticlePhoto").objects.filter(article=story.pk)
    assert [*rows.values_list("photo__key", "after_paragraph")] == [("lake", 1)]
    call_command("migrate", verbosity=0)
    draft = drafts.draft_of(story, RU)
    texts = [[*draft_versions.content_at(draft, version).blocks.values()] for version in range(draft.version + 1)]
    assert texts == [["<p>1</p>", "<p>2</p>"], *[["<p>1</p>", "<p>2</p>", "<p>3</p>"]] * 3,
                     ["<p>1</p>", photo("lake"), "<p>2</p>", "<p>3</p>"]]  # fmt: skip
