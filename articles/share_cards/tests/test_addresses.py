"""Where a share card is: drawn when first asked for, kept, for good at an address that says what is on it."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, default_storage
from django.test import Client
from django.utils import timezone
from PIL import Image

from articles.editorial import workflow
from articles.models import Article, Status
from articles.share_cards import cards
from articles.share_cards.tests.cards import address_of, address_on, card_of, kept_files, picture_of
from articles.tests.makers import make_article, make_category, make_photo
from newsroom import editions
from newsroom.identity.models import SiteIdentity

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

RU, KK = editions.BY_CODE["ru"], editions.BY_CODE["kk"]
FOR_GOOD, FOR_NOW = "public, max-age=31536000, immutable", "public, max-age=300"
HOUR = timezone.timedelta(hours=1)
in_each_edition = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)


def address_in(client, story, edition=RU):
    """Where the page of a story says its card is."""
    return address_on(client.get(story.address_in(edition)))


def another_jpeg():
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "JPEG")
    return file.getvalue()


# When it is drawn


def test_a_page_draws_nothing_the_first_to_ask_for_the_card_has_it_drawn_and_kept(client):
    story = make_article("ru")
    address = address_in(client, story)
    assert kept_files() == []

    response = client.get(address)

    (kept,) = kept_files()
    assert default_storage.open(kept).read() == response.content
    assert (kept.startswith(f"cards/{story.pk}/ru/"), kept.endswith(".jpg")) == (True, True)


def test_what_is_kept_is_not_drawn_again(client, rf):
    story = make_article("ru")
    card = card_of(rf, story, RU)
    client.get(address_of(card))
    default_storage.delete(card.path)
    default_storage.save(card.path, ContentFile(another_jpeg()))

    assert client.get(address_of(card)).content == another_jpeg()


def test_nobody_finds_the_kept_file_by_the_address_of_the_card(rf):
    card = card_of(rf, make_article("ru"), RU)

    assert card.version in address_of(card)
    assert card.version not in card.path


@pytest.mark.parametrize("length", [0, 1, 1000, -1])
def test_a_half_written_card_is_neither_shown_nor_left(client, rf, length):
    card = card_of(rf, make_article("ru"), RU)
    whole = client.get(address_of(card)).content
    default_storage.delete(card.path)
    default_storage.save(card.path, ContentFile(whole[:length]))

    assert client.get(address_of(card)).content == whole
    assert kept_files() == [card.path]
    assert default_storage.open(card.path).read() == whole


def test_many_who_ask_first_at_once_have_the_same_card_and_one_is_kept(rf):
    card = card_of(rf, make_article("ru", lead_photo=make_photo()), RU)
    with ThreadPoolExecutor(8) as readers:
        contents = list(readers.map(lambda _: cards.content_of(card), range(16)))

    assert set(contents) == {contents[0]}
    assert picture_of_bytes(contents[0]).size == (1200, 630)
    assert kept_files() == [card.path]
    assert default_storage.open(card.path).read() == contents[0]


def picture_of_bytes(content):
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def test_a_storage_that_takes_nothing_more_keeps_no_reader_from_the_card(client, settings, tmp_path, caplog):
    address = address_in(client, make_article("ru"))
    (tmp_path / "full").write_text("a file where a folder should be")
    settings.MEDIA_ROOT = tmp_path / "full"

    response = client.get(address)

    assert picture_of(response).size == (1200, 630)
    assert "Could not store the share card" in caplog.text


def test_it_is_kept_in_whatever_storage_there_is(client, settings):
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    address = address_in(client, make_article("ru"))
    drawn = client.get(address).content

    assert isinstance(default_storage._wrapped, InMemoryStorage)
    (kept,) = kept_files()
    assert default_storage.open(kept).read() == client.get(address).content == drawn


# How long it is the same


def test_the_address_of_today_is_for_good(client):
    response = client.get(address_in(client, make_article("ru")))

    assert response.headers["Cache-Control"] == FOR_GOOD
    assert "Set-Cookie" not in response.headers
    assert "cookie" not in response.headers.get("Vary", "").lower()


def test_who_has_the_card_is_not_sent_it_again_nor_is_it_drawn_for_them(client):
    address = address_in(client, make_article("ru"))
    etag = f'"{address.rpartition("/")[2].removesuffix(".jpg")}"'

    known = client.get(address, headers={"If-None-Match": etag})
    assert (known.status_code, known.content, known.headers["ETag"].removeprefix("W/")) == (304, b"", etag)
    assert known.headers["Cache-Control"] == FOR_GOOD
    assert kept_files() == []

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


def pay_for_it(story):
    Article.objects.filter(pk=story.pk).update(paid="partner")


CHANGES = [
    change_headline,
    change_section,
    change_photo,
    change_focal_point,
    change_day,
    change_name_of_the_paper,
    pay_for_it,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_whatever_is_drawn_otherwise_has_another_address_and_the_card_of_before_is_not_kept(client, change):
    story = make_article("ru", category=make_category(), lead_photo=make_photo(alt_ru="Степь"))
    before = address_in(client, story)
    assert address_in(client, story) == before
    client.get(before)
    former = kept_files()
    change(story)
    after = address_in(client, story)
    assert after != before

    assert client.get(after).headers["Cache-Control"] == FOR_GOOD
    assert (len(former), len(kept_files()), former == kept_files()) == (1, 1, False)


def test_what_is_not_drawn_changes_no_address(client):
    story = make_article("ru", category=make_category())
    before = address_in(client, story)
    Article.objects.filter(pk=story.pk).update(body_ru="<p>Другой текст</p>", title_en="Another", lead_ru="Лид")

    assert address_in(client, story) == before


def test_at_an_address_of_before_stands_the_card_of_today_for_a_short_time(client):
    story = make_article("ru")
    before = address_in(client, story)
    first = client.get(before).content
    change_headline(story)

    response = client.get(before)

    assert (response.status_code, response.headers["Cache-Control"]) == (200, FOR_NOW)
    assert response.content == client.get(address_in(client, story)).content != first


def test_the_cards_of_other_editions_and_stories_stay(client, rf):
    story, other = make_article("ru", "kk"), make_article("ru")
    cards = [card_of(rf, story, edition) for edition in editions.EDITIONS if edition.stored_in in ("ru", "kk")]
    cards.append(card_of(rf, other, RU))
    for card in cards:
        client.get(address_of(card))
    assert kept_files() == sorted(card.path for card in cards)
    change_headline(story)

    client.get(address_in(client, story))

    assert set(kept_files()) == {card.path for card in cards[1:]} | {card_of(rf, story, RU).path}
    assert cards[0].edition == RU


# For whom it is


@in_each_edition
@pytest.mark.parametrize(
    ("status", "ahead"),
    [
        (Status.DRAFT, -HOUR),
        (Status.IN_REVIEW, -HOUR),
        (Status.WITHDRAWN, -HOUR),
        (Status.PUBLISHED, HOUR),
    ],
    ids=["draft", "in review", "withdrawn", "scheduled"],
)
def test_a_story_that_is_not_for_readers_has_no_card_as_if_it_had_never_been(client, rf, edition, status, ahead):
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
def test_a_card_is_there_in_the_editions_of_the_story_only(client, edition):
    story = make_article("ru", slug="one")
    address = address_in(client, story)

    there = client.get(address.replace("/ru/", f"/{edition.code}/")).status_code

    assert there == (200 if edition == RU else 404)


@pytest.mark.parametrize("wrong", ["2020/01/01", "2025/13/01"])
def test_a_card_at_another_day_is_not_there(client, wrong):
    address = address_in(client, make_article("ru"))
    day = "/".join(address.split("/")[2:5])

    assert client.get(address).status_code == 200
    assert client.get(address.replace(day, wrong)).status_code == 404


def test_withdrawing_a_story_removes_its_cards_in_that_edition(client, rf, staff, django_capture_on_commit_callbacks):
    story = make_article("ru", "kk")
    for edition in editions.EDITIONS:
        if edition.stored_in in ("ru", "kk"):
            client.get(address_of(card_of(rf, story, edition)))
    assert len(kept_files()) == 4

    with django_capture_on_commit_callbacks(execute=True):
        workflow.withdraw(story, KK, by=staff("editor"))

    assert kept_files() == [card_of(rf, story, RU).path]


def test_withdrawing_a_story_that_has_no_card_is_no_fault(staff, django_capture_on_commit_callbacks):
    story = make_article("ru")
    with django_capture_on_commit_callbacks(execute=True):
        workflow.withdraw(story, RU, by=staff("editor"))

    assert kept_files() == []


def test_the_card_is_found_in_few_questions(client, django_assert_num_queries):
    address = address_in(client, make_article("ru", category=make_category(), lead_photo=make_photo()))

    with django_assert_num_queries(2):
        assert Client().get(address).status_code == 200
