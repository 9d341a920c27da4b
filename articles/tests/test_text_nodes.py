"""Photos and stories in a text: where they are noted, what the desk is told of them, what they require."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from articles.editorial import discarding, drafts, workflow
from articles.editorial.checks.candidate import Candidate
from articles.models import Article, ArticlePhoto, Photo, PopularPlace, Status
from articles.models.article_queries import containing
from articles.tests.desk import KK, RU
from articles.tests.makers import make_article, make_category, make_photo, photo_node, recall_node
from newsroom import editions
from newsroom.editions.columns import in_all_columns

pytestmark = pytest.mark.django_db
EN = editions.BY_CODE["en"]


def uses(photo):
    """Return {(edition, whether it is in the draft)} of the texts in which a photo is noted."""
    return {*photo.places.values_list("language", "in_draft")}


def write(story, edition, html, by):
    draft = drafts.draft_of(Article.objects.get(pk=story.pk), edition)
    blocks = {"aaaaaaaa": "<p>Text</p>"} | ({"bbbbbbbb": html} if html else {})
    return drafts.save_draft(story, edition, draft.version, {"blocks": blocks, "order": [*blocks]}, by=by)


# Where a photo is used


def test_a_photo_is_noted_in_each_text_that_has_it_and_cannot_be_deleted_meanwhile(staff):
    chief, photo = staff("chief editor"), make_photo(**in_all_columns(alt="Lake"))
    story = make_article("ru", "kk", status_kk=Status.UNPUBLISHED)
    steps = [
        (lambda: write(story, RU, photo_node(photo), chief), {("ru", True)}),
        (
            lambda: write(story, KK, f'<figure data-gallery="{photo.key}"></figure>', chief),
            {("ru", True), ("kk", True)},
        ),
        (lambda: workflow.publish(story, RU, by=chief), {("ru", True), ("ru", False), ("kk", True)}),
        (lambda: write(story, RU, "", chief), {("ru", False), ("kk", True)}),
        (lambda: discarding.discard(story, RU, by=chief), {("ru", True), ("ru", False), ("kk", True)}),
        (lambda: workflow.withdraw(story, RU, by=chief, reason="Wrong."), {("ru", True), ("ru", False), ("kk", True)}),
        (lambda: write(story, RU, "", chief), {("ru", False), ("kk", True)}),
        (lambda: workflow.publish(story, RU, by=chief), {("kk", True)}),
    ]
    for act, noted in steps:
        act()
        assert uses(photo) == noted
        with pytest.raises(ProtectedError):
            photo.delete()
    write(story, KK, "", chief)
    assert uses(photo) == set()
    photo.delete()


def test_a_draft_that_is_stored_unchanged_notes_its_photos(staff):
    photo = make_photo(**in_all_columns(alt="Lake"))
    story = make_article("ru", body=f"<p>Text</p>{photo_node(photo)}")
    workflow.move_draft(story, RU, "in_review", by=staff("editor"))
    assert uses(photo) == {("ru", False), ("ru", True)}


def test_a_photo_is_public_in_the_editions_whose_readers_have_it(staff):
    photo = make_photo(**in_all_columns(alt="Lake"))
    story = make_article("ru", "kk", "en", status_en=Status.WITHDRAWN, body_ru=f"<p>Text</p>{photo_node(photo)}")
    assert [photo.is_public_in(edition) for edition in (RU, KK, EN)] == [True, False, False]
    write(story, KK, photo_node(photo), staff("editor"))
    assert not photo.is_public_in(KK)


@pytest.mark.usefixtures("demo")
def test_the_rows_of_the_fixtures_say_what_their_texts_say():
    rows = {*ArticlePhoto.objects.values_list("article", "photo__key", "language", "in_draft")}
    texts = {
        (story.pk, photo.key, here.edition.code, False)
        for story in Article.objects.all()
        for here in story.editions()
        for part, photo in Candidate(here).photos
        if part not in ("lead_photo", "authors")
    }
    assert len(rows) >= 14
    assert rows == texts


# What a photo in a text requires


def test_a_description_is_required_where_the_photo_stands_or_is_written_there(staff):
    chief, photo = staff("chief editor"), make_photo(alt_kk="Көл")
    missing = r"This photo needs a description in the edition “Русский”: Көл \[kk\]\."
    story = make_article("ru", "kk", status=Status.UNPUBLISHED)
    write(story, KK, photo_node(photo), chief)
    workflow.publish(story, KK, by=chief)
    workflow.publish(story, RU, by=chief)  # its text doesn't have the photo
    for words in ({}, {"alt": ""}, {"alt": " "}, {"caption": "Озеро"}):
        write(story, RU, photo_node(photo, **words), chief)
        with pytest.raises(ValidationError, match=missing):
            workflow.publish(story, RU, by=chief)
    write(story, RU, photo_node(photo, alt="Озеро"), chief)
    workflow.publish(story, RU, by=chief)
    Article.objects.get().full_clean()

    photo = Photo.objects.get()
    photo.full_clean()  # in Russian it needs no description of its own
    photo.alt_kk = ""
    with pytest.raises(ValidationError, match="Қазақша"):
        photo.full_clean()


# What pages cost


def test_photos_of_a_text_cost_one_query_and_recalled_stories_none(client, django_assert_num_queries):
    photos = [make_photo(**in_all_columns(alt="Lake")) for _ in range(3)]
    stories = [make_article("ru") for _ in range(3)]
    PopularPlace.objects.create(position=1, article=make_article("ru"))  # every page fetches these
    gallery = f'<figure data-gallery="{photos[1].key} {photos[2].key}"></figure>'
    texts = {0: "", 1: photo_node(photos[0]) + gallery, 2: "".join(map(recall_node, stories))}
    pages = {number: make_article("ru", body=f"<p>Text</p>{nodes}") for number, nodes in texts.items()}
    address = pages[0].address_in(RU)
    client.get(address)
    with CaptureQueriesContext(connection) as plain:
        client.get(address)
    for number, more in ((1, 1), (2, 0)):
        with django_assert_num_queries(len(plain) + more):
            page = client.get(pages[number].address_in(RU)).content
        assert (page.count(b"<img"), page.count(b'class="recall"')) == {1: (3, 0), 2: (0, 3)}[number]


# The words of nodes are not words of the text


def test_a_search_and_a_card_pass_over_what_stands_in_a_text(client):
    words = {"alt": "Канарейка <b>", "caption": "Канарейка > канарейка", "credit": "x" * 200}
    photo = make_photo(**in_all_columns(alt="Lake"))
    nodes = photo_node(photo, **words) * 40
    section = make_category("society")
    story = make_article("ru", body=f"{nodes}<p>Первые слова</p>", category=section)
    assert len(nodes) > 10_000
    page = client.get("/ru/section/society/").content.decode()
    assert "Первые слова" in page
    with override("ru"):
        found = {word: [*Article.objects.filter(containing(word))] for word in ("канарейка", "lake", "первые")}
    assert found == {"канарейка": [], "lake": [], "первые": [story]}


def test_rows_of_photos_are_dumped_and_loaded_again_by_keys(tmp_path):
    photo = make_photo(key="lake", **in_all_columns(alt="Lake"))
    story = make_article("ru", key="spring", body=f"<p>Text</p>{photo_node(photo)}")
    ArticlePhoto.objects.create(article=story, photo=photo, language="ru", in_draft=True)
    file = tmp_path / "dump.json"
    options = {"use_natural_foreign_keys": True, "use_natural_primary_keys": True}
    call_command("dumpdata", "articles.articlephoto", output=str(file), verbosity=0, **options)
    ArticlePhoto.objects.filter(in_draft=True).delete()
    call_command("loaddata", str(file), verbosity=0)
    assert uses(photo) == {("ru", False), ("ru", True)}
    assert {str(use) for use in ArticlePhoto.objects.all()} == {f"{story} (ru)", f"{story} (ru), in the draft"}
