"""What the pages of the desk cost: a number of queries that does not grow with the story or the list."""

import json

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.editorial.blocks import blocks_of
from articles.editorial.drafts import draft_of, save_draft
from articles.editorial.workflow import publish
from articles.models import Article, Byline, Draft, Photo, Status
from articles.tests.desk import FORM, LIST, RU, act_address, change_url
from articles.tests.makers import (
    add_node,
    make_article,
    make_author,
    make_category,
    make_event,
    make_photo,
    make_tag,
    photo_node,
)
from articles.tests.page_content import elements, form_values, parts_of, words_of
from newsroom import editions
from newsroom.editions.columns import column, in_all_columns

pytestmark = pytest.mark.django_db

PHOTOS = "/admin/articles/photo/"
WORDS, WORD = 3_000, "мақаланы"


def long_story(status, photos=60):
    """Make a story with five editions of 3,000 words each, in 100 paragraphs, with drafts of all of them."""
    file = make_photo(**in_all_columns(alt="A photo")).file.name
    pictures = [Photo(key=f"many-{number}", file=file, **in_all_columns(alt="A photo")) for number in range(photos)]
    nodes = [photo_node(picture) for picture in Photo.objects.bulk_create(pictures)]
    paragraph = " ".join([WORD] * (WORDS // 100))
    body = "".join([f"<p>{number} {paragraph}</p>" for number in range(100)] + nodes)
    texts = {column("body", edition): body for edition in editions.STORED}
    story = make_article(*(edition.code for edition in editions.STORED), status=status, **texts)
    draft = {"title": "Draft", "version": 1, "blocks": list(map(list, blocks_of(body).items()))}
    for edition in editions.STORED:
        Draft.objects.get_or_create(article=story, language=edition.code, defaults=draft)
    authors = [make_author(f"author-{number}") for number in range(photos // 10)]
    Byline.objects.bulk_create([Byline(article=story, author=author) for author in authors])
    for number in range(photos // 10):
        story.related_places.create(related=make_article("ru", status=status), position=number)
        story.tags.add(make_tag(f"tag-{number}"))
    return story


def queries_of(ask, *arguments, **options):
    """Return the number of queries that a request costs, and its answer."""
    with CaptureQueriesContext(connection) as asked:
        answer = ask(*arguments, **options)
    return len(asked), answer


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.UNPUBLISHED])
def test_the_edit_page_of_a_long_story_with_many_photos(signed_in, status):
    client = signed_in("chief editor")
    story = long_story(status)
    address = f"{change_url(story)}?edition=ru"
    client.get(address)
    count, page = queries_of(client.get, address)
    assert form_values(page, FORM)["body"].count("<figure") == 60
    assert count <= 40

    form = form_values(page, FORM)
    count, refused = queries_of(client.post, address, form | {"byline-0-position": "third"})
    assert (refused.status_code, count <= 42) == (200, True)

    count, saved = queries_of(client.post, address, form | {"title": "Другой", "kind": "opinion"})
    assert saved.status_code == 302
    assert count <= (60 if status == Status.PUBLISHED else 100)

    again = form_values(client.get(address), FORM)
    told = {"correction": "It was not so.", "correction_kind": "correction"}
    count, done = queries_of(client.post, act_address("publish", story, RU), again | told)
    assert (done.status_code, count <= 140) == (302, True)


@pytest.mark.parametrize("photos", [0, 60])
def test_autosave(signed_in, photos):
    client, story = signed_in("reporter"), long_story(Status.UNPUBLISHED, photos)
    client.get(LIST)
    for version in (1, 2):
        sent = {"base": version, "fields": {"title": f"Заголовок {version}"}}
        address = f"/admin/articles/article/{story.pk}/draft/ru/"
        count, answer = queries_of(client.post, address, json.dumps(sent), content_type="application/json")
        assert (answer.status_code, json.loads(answer.content)["version"]) == (200, version + 1)
        assert count <= 15


def test_the_list_of_stories(signed_in):
    client = signed_in("reporter")
    counts = []
    for _page in range(2):
        for _story in range(10):
            make_article("ru", title_kk="Тақырып", title_en="Draft")
        client.get(LIST)
        counts += [queries_of(client.get, LIST)[0], queries_of(client.get, LIST, {"q": "тақырып"})[0]]
    assert counts[:2] == counts[2:]
    assert max(counts) <= 17


@pytest.mark.parametrize("query", [{}, {"state": "missing"}, {"state": "stale"}, {"q": "headline"}])
def test_the_editions_board(signed_in, staff, query):
    client, chief, counts = signed_in("editor"), staff("chief editor"), []
    for _page in range(2):
        for _story in range(10):
            draft = draft_of(make_article("ru", "kk", title="Headline"), RU)
            save_draft(draft.article, RU, 0, {"fields": {"title": "Headline, changed"}}, by=chief)
        client.get(f"{LIST}editions/")  # recounts what is stale
        count, page = queries_of(client.get, f"{LIST}editions/", query)
        counts.append((count, len(parts_of(page, "board-story"))))
    assert [number for _count, number in counts] == [10, 20]
    assert counts[0][0] == counts[1][0] <= 24


def test_the_week_of_the_daybook(signed_in, staff):
    client, people, counts = signed_in("editor"), [staff("reporter"), staff("reporter")], []
    for _page in range(2):
        for _event in range(5):
            event = make_event(people=people, photographer=people[0])
            event.stories.add(make_article("ru", title_kk="Тақырып"))
        client.get("/admin/articles/daybookevent/week/")
        count, page = queries_of(client.get, "/admin/articles/daybookevent/week/")
        counts.append((count, len(parts_of(page, "daybook-story"))))
    assert [number for _count, number in counts] == [5, 10]
    assert counts[0][0] == counts[1][0] <= 16


@pytest.mark.parametrize("model", ["legacyaddress", "popularplace", "frontpick"])
def test_a_list_that_names_stories_reads_their_drafts_at_once(superuser, model):
    client, counts = superuser("en"), []
    for _page in range(2):
        for _story in range(3):
            story, number = make_article("ru", title_en="Draft"), Article.objects.count()
            apps.get_model("articles", model).objects.create(
                article=story, **{"path": f"/ru/{number}/"} if model == "legacyaddress" else {"position": number}
            )
        address = f"/admin/articles/{model}/"
        client.get(address)
        count, page = queries_of(client.get, address)
        counts.append(count)
    assert [words_of(cell) for cell in parts_of(page, "field-article")] == ["Draft"] * 6
    assert counts[0] == counts[1]


@pytest.mark.parametrize("role", ["reporter", "photo editor"])
def test_the_photo_desk(signed_in, role):
    """Each photo is in two stories, one of which has a draft, and is a portrait. Nothing is asked for each of them."""
    client, counts = signed_in(role, "ru"), []
    for number in range(2):
        file = make_photo(**in_all_columns(alt="A photo")).file.name
        photos = [Photo(key=f"{number}-{one}", file=file, **in_all_columns(alt="A photo")) for one in range(9)]
        for one, photo in enumerate(Photo.objects.bulk_create(photos)):
            story = make_article("ru", lead_photo=photo, title_kk="Draft")
            add_node(story, photo_node(photo))
            make_author(f"{number}-{one}", make_article("kk"), photo=photo)
        client.get(PHOTOS)
        count, page = queries_of(client.get, PHOTOS)
        counts.append(count)
    assert len(parts_of(page, "photo-uses")) == 18
    form = form_values(page, "changelist-form")
    changed = {name: "Changed" for name in form if "-caption_" in name}
    saved, answer = queries_of(client.post, PHOTOS, form | changed | {"_save": ""})
    assert (answer.status_code, len(changed)) == (302, 20 if role == "photo editor" else 2)
    assert counts[0] == counts[1] <= 30
    assert saved <= 35 + 6 * len(changed)


@pytest.mark.parametrize("photos", [0, 60])
def test_the_publications_of_a_story(signed_in, staff, photos):
    """As many for two publications as for twelve, and for texts of any length."""
    client, story, counts = signed_in("reporter"), long_story(Status.UNPUBLISHED, photos), []
    story.category = make_category()
    story.save()
    editor, address = staff("editor"), f"/admin/articles/article/{story.pk}/publications/?edition=ru"
    for number in range(1, 13):
        save_draft(story, RU, draft_of(story, RU).version, {"fields": {"title": f"Заголовок {number}"}}, by=editor)
        publish(story, RU, by=editor)
        if number in (2, 12):
            client.get(address)
            count, page = queries_of(client.get, address)
            counts.append((count, len(elements(page, "input", name="from"))))
    assert [lines for _count, lines in counts] == [3, 13]
    assert counts[0][0] == counts[1][0] <= 22
