"""The URLs of share cards. A card is drawn when it is first requested, stored, and cached for ever under its URL."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, default_storage
from django.test import Client
from django.utils import timezone
from PIL import Image

from articles.editorial import workflow
from articles.models import Article, Draft, Status
from articles.share_cards import cards
from articles.share_cards.tests.cards import address_of, address_on, card_of, picture_of, stored_files
from articles.tests.makers import make_article, make_category, make_photo
from newsroom import editions
from newsroom.identity.models import SiteIdentity
from newsroom.outbox.delivery import deliver_due

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

RU, KK = editions.BY_CODE["ru"], editions.BY_CODE["kk"]
FOR_EVER, FOR_MINUTES = "public, max-age=31536000, immutable", "public, max-age=300"
HOUR = timezone.timedelta(hours=1)
in_each_edition = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)


def address_in(client, story, edition=RU):
    """Return the URL of the card in the metadata of a story's page."""
    return address_on(client.get(story.address_in(edition)))


def another_jpeg():
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "JPEG")
    return file.getvalue()


# Drawing and storing


def test_a_card_is_drawn_and_stored_by_its_first_request_and_not_by_the_page(client):
    story = make_article("ru")
    address = address_in(client, story)
    assert stored_files() == []

    response = client.get(address)

    (path,) = stored_files()
    assert default_storage.open(path).read() == response.content
    assert (path.startswith(f"cards/{story.pk}/ru/"), path.endswith(".jpg")) == (True, True)


def test_a_stored_card_is_not_drawn_again(client, rf):
    story = make_article("ru")
    card = card_of(rf, story, RU)
    client.get(address_of(card))
    default_storage.delete(card.path)
    default_storage.save(card.path, ContentFile(another_jpeg()))

    assert client.get(address_of(card)).content == another_jpeg()


def test_the_path_of_the_file_cannot_be_derived_from_the_url(rf):
    card = card_of(rf, make_article("ru"), RU)

    assert card.version in address_of(card)
    assert card.version not in card.path


@pytest.mark.parametrize("length", [0, 1, 1000, -1])
def test_an_incomplete_file_is_replaced(client, rf, length):
    card = card_of(rf, make_article("ru"), RU)
    whole = client.get(address_of(card)).content
    default_storage.delete(card.path)
    default_storage.save(card.path, ContentFile(whole[:length]))

    assert client.get(address_of(card)).content == whole
    assert stored_files() == [card.path]
    assert default_storage.open(card.path).read() == whole


def test_first_requests_at_the_same_time_get_the_same_card_and_store_one_file(rf):
    card = card_of(rf, make_article("ru", lead_photo=make_photo()), RU)
    with ThreadPoolExecutor(8) as readers:
        contents = list(readers.map(lambda _: cards.content_of(card), range(16)))

    assert set(contents) == {contents[0]}
    assert picture_of_bytes(contents[0]).size == (1200, 630)
    assert stored_files() == [card.path]
    assert default_storage.open(card.path).read() == contents[0]


def picture_of_bytes(content):
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def test_a_card_is_sent_although_the_storage_fails(client, settings, tmp_path, caplog):
    address = address_in(client, make_article("ru"))
    (tmp_path / "full").write_text("a file where a folder should be")
    settings.MEDIA_ROOT = tmp_path / "full"

    response = client.get(address)

    assert picture_of(response).size == (1200, 630)
    assert "Could not store the share card" in caplog.text


def test_any_storage_can_store_a_card(client, settings):
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    address = address_in(client, make_article("ru"))
    drawn = client.get(address).content

    assert isinstance(default_storage._wrapped, InMemoryStorage)
    (path,) = stored_files()
    assert default_storage.open(path).read() == client.get(address).content == drawn


# Caching


def test_the_present_url_is_cached_for_ever(client):
    response = client.get(address_in(client, make_article("ru")))

    assert response.headers["Cache-Control"] == FOR_EVER
    assert "Set-Cookie" not in response.headers
    assert "cookie" not in response.headers.get("Vary", "").lower()


def test_a_known_version_gets_304_without_drawing(client):
    address = address_in(client, make_article("ru"))
    etag = f'"{address.rpartition("/")[2].removesuffix(".jpg")}"'

    known = client.get(address, headers={"If-None-Match": etag})
    assert (known.status_code, known.content, known.headers["ETag"].removeprefix("W/")) == (304, b"", etag)
    assert known.headers["Cache-Control"] == FOR_EVER
    assert stored_files() == []

    other = client.get(address, headers={"If-None-Match": '"another"'})
    assert (other.status_code, other.headers["ETag"]) == (200, etag)


def change_headline(story):
    Article.objects.filter(pk=story.pk).update(title_ru="Другой заголовок")


def change_section(story):
    story.category.name_ru = "Другой раздел"
    story.category.save()


def change_photo(story):
    Article.objects.filter(pk=story.pk).update(lead_photo=make_photo())


def change_focal_point(story):
    story.lead_photo.focal_x = 10
    story.lead_photo.save()


def change_day(story):
    Article.objects.filter(pk=story.pk).update(published_at_ru=story.published_at_ru - timezone.timedelta(days=9))


def change_name_of_the_paper(story):
    SiteIdentity.objects.create(name_ru="Дала")


def mark_as_paid(story):
    Article.objects.filter(pk=story.pk).update(paid="partner")


CHANGES = [
    change_headline,
    change_section,
    change_photo,
    change_focal_point,
    change_day,
    change_name_of_the_paper,
    mark_as_paid,
]


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_each_change_of_the_picture_changes_the_url_and_deletes_the_former_file(client, change):
    story = make_article("ru", category=make_category(), lead_photo=make_photo(alt_ru="Степь"))
    before = address_in(client, story)
    assert address_in(client, story) == before
    client.get(before)
    former = stored_files()
    change(story)
    after = address_in(client, story)
    assert after != before

    assert client.get(after).headers["Cache-Control"] == FOR_EVER
    assert (len(former), len(stored_files()), former == stored_files()) == (1, 1, False)


def test_other_changes_keep_the_url(client):
    story = make_article("ru", category=make_category())
    before = address_in(client, story)
    Article.objects.filter(pk=story.pk).update(body_ru="<p>Другой текст</p>", lead_ru="Лид")
    for language in ("en", "ru"):
        Draft.objects.create(article=story, language=language, version=1, title="Another")

    assert address_in(client, story) == before


def test_a_former_url_gives_the_present_card_cached_for_minutes(client):
    story = make_article("ru")
    before = address_in(client, story)
    first = client.get(before).content
    change_headline(story)

    response = client.get(before)

    assert (response.status_code, response.headers["Cache-Control"]) == (200, FOR_MINUTES)
    assert response.content == client.get(address_in(client, story)).content != first


def test_the_cards_of_other_editions_and_stories_are_kept(client, rf):
    story, other = make_article("ru", "kk"), make_article("ru")
    cards = [card_of(rf, story, edition) for edition in editions.EDITIONS if edition.stored_in in ("ru", "kk")]
    cards.append(card_of(rf, other, RU))
    for card in cards:
        client.get(address_of(card))
    assert stored_files() == sorted(card.path for card in cards)
    change_headline(story)

    client.get(address_in(client, story))

    assert set(stored_files()) == {card.path for card in cards[1:]} | {card_of(rf, story, RU).path}
    assert cards[0].edition == RU


# Visibility


@pytest.mark.slow
@in_each_edition
@pytest.mark.parametrize(
    ("status", "ahead"),
    [
        (Status.WITHDRAWN, -HOUR),
        (Status.PUBLISHED, HOUR),
    ],
    ids=["withdrawn", "scheduled"],
)
def test_the_card_of_a_story_that_is_not_public_looks_as_if_there_were_no_story(client, rf, edition, status, ahead):
    time = timezone.now() + ahead
    story = make_article(edition.stored_in, slug="hidden", published_at=timezone.now() - HOUR)
    card = card_of(rf, story, edition)
    address = address_of(card)
    assert client.get(address).status_code == 200
    end = edition.suffix
    Article.objects.filter(pk=story.pk).update(**{f"status_{end}": status, f"published_at_{end}": time})

    hidden, never = client.get(address), client.get(address.replace("/hidden/", "/nobody/"))

    assert (hidden.status_code, never.status_code) == (404, 404)
    assert hidden.content == never.content.replace(b"/nobody/", b"/hidden/")
    assert hidden.headers.items() == never.headers.items()


@in_each_edition
def test_a_story_has_cards_in_its_own_editions_only(client, edition):
    story = make_article("ru", slug="one")
    address = address_in(client, story)

    status = client.get(address.replace("/ru/", f"/{edition.code}/")).status_code

    assert status == (200 if edition == RU else 404)


def test_a_wrong_day_in_the_url_redirects(client):
    address = address_in(client, make_article("ru"))
    day = "/".join(address.split("/")[2:5])

    assert client.get(address).status_code == 200
    for wrong in ("2020/01/01", "2025/13/01"):
        response = client.get(address.replace(day, wrong))
        assert (response.status_code, response.headers["Location"]) == (302, address)


def test_withdrawing_an_edition_deletes_its_cards(client, rf, staff):
    story = make_article("ru", "kk")
    for edition in editions.EDITIONS:
        if edition.stored_in in ("ru", "kk"):
            client.get(address_of(card_of(rf, story, edition)))
    assert len(stored_files()) == 4

    workflow.withdraw(story, KK, by=staff("editor"), reason="Wrong.")
    assert deliver_due() == 1

    assert stored_files() == [card_of(rf, story, RU).path]


def test_a_story_without_cards_can_be_withdrawn(staff):
    story = make_article("ru")
    workflow.withdraw(story, RU, by=staff("editor"), reason="Wrong.")
    assert deliver_due() == 1

    assert stored_files() == []


def test_a_card_needs_two_queries(client, django_assert_num_queries):
    address = address_in(client, make_article("ru", category=make_category(), lead_photo=make_photo()))

    with django_assert_num_queries(2):
        assert Client().get(address).status_code == 200
