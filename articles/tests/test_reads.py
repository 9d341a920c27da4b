"""Reads are counted exactly, for public stories alone, and without anything about the reader."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles import reads
from articles.models import Article, ReadCount, Status
from articles.tests.makers import make_article
from articles.tests.page_content import parts_of, words_of
from newsroom import editions

pytestmark = pytest.mark.django_db
OURS = {"Sec-Fetch-Site": "same-origin"}
NOON = timezone.make_aware(datetime(2026, 11, 25, 12))


@pytest.fixture(autouse=True)
def _at_noon(clock):
    """Nothing is counted yet, and time stands still."""
    clock(NOON)
    reads.READS.clear()
    yield
    reads.READS.clear()


def send(path, client=None, headers=OURS, address="192.0.2.1"):
    edition = path.split("/")[1] if path.startswith("/") else "ru"
    return (client or Client()).post(
        f"/{edition}/read/", path, content_type="text/plain", headers=headers, REMOTE_ADDR=address
    )


def counted():
    return {(row.article_id, row.language): row.reads for row in ReadCount.objects.all()}


def path_of(story, code="ru"):
    return story.address_in(editions.BY_CODE[code])


def test_each_read_is_counted_for_its_edition_and_written_down_every_ten_seconds(clock):
    story, other = make_article("ru", "kk", slug_ru="a", slug_kk="b"), make_article("ru")
    assert send(path_of(story)).status_code == 204
    assert counted() == {(story.pk, "ru"): 1}  # the first one is written down at once
    for path in [path_of(story)] * 3 + [path_of(story, "kk"), path_of(story, "kk-latn"), path_of(other)]:
        send(path)
    assert counted() == {(story.pk, "ru"): 1}
    clock(NOON + timedelta(seconds=10))
    send(path_of(other))
    assert counted() == {(story.pk, "ru"): 4, (story.pk, "kk"): 1, (story.pk, "kk-latn"): 1, (other.pk, "ru"): 2}
    assert {row.day.isoformat() for row in ReadCount.objects.all()} == {"2026-11-25"}


def test_reads_of_yesterday_stay_of_yesterday(clock):
    story, midnight = make_article("ru"), NOON.replace(hour=0) + timedelta(days=1)
    for seconds in (-15, -5, 5):
        clock(midnight + timedelta(seconds=seconds))
        send(path_of(story))
    days = {row.day.isoformat(): row.reads for row in ReadCount.objects.all()}
    assert days == {"2026-11-25": 2, "2026-11-26": 1}


def test_a_story_that_is_not_public_is_not_counted_and_gets_the_same_answer(clock):
    public, gone = make_article("ru", slug="public"), make_article("ru", slug="gone")
    make_article("ru", slug="later", published_at=timezone.now() + timedelta(hours=1))
    paths = [path_of(public), path_of(public).replace("public", "later"), path_of(gone)]
    Article.objects.filter(pk=gone.pk).update(status_ru=Status.WITHDRAWN)
    paths += [path_of(public).replace("public", "nothing"), path_of(public).replace("/ru/2", "/ru/1")]
    answers = {(answer.status_code, answer.content, *sorted(answer.headers.items())) for answer in map(send, paths)}
    assert len(answers) == 1
    clock(timezone.now() + timedelta(seconds=11))
    send(path_of(public))
    assert counted() == {(public.pk, "ru"): 2}


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "/ru/",
        "ru/2026/01/01/a/",
        "/xx/2026/01/01/a/",
        f"/ru/2026/01/01/{'a' * 400}/",
        "\0",
        "ы",
        "/kk/2026/01/01/a/",
    ],
)
def test_what_is_no_path_of_a_story_is_dropped(sent, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Client().post("/ru/read/", sent, content_type="text/plain", headers=OURS).status_code == 204
    assert not reads.READS.counts


def test_what_another_site_sends_is_refused():
    path = path_of(make_article("ru"))
    sites = [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.kz"}, {}]
    for headers in sites:
        assert send(path, headers=headers).status_code == 403
    assert (counted(), Client().get("/ru/read/").status_code) == ({}, 405)
    assert send(path, headers={"Origin": "http://testserver"}).status_code == 204
    assert sum(counted().values()) == 1


def test_one_network_counts_a_story_up_only_slowly(clock):
    story = make_article("ru")
    for _read in range(reads.MOST_OF_NETWORK + 20):
        send(path_of(story), address="192.0.2.1")
    send(path_of(story), address="192.0.2.2")
    clock(NOON + timedelta(seconds=10))
    send(path_of(story), address="192.0.2.2")
    assert counted() == {(story.pk, "ru"): 1 + reads.MOST_OF_NETWORK + 2}


def test_a_reader_leaves_nothing():
    answer = send(path_of(make_article("ru")), address="192.0.2.77")
    assert (answer.cookies, "Set-Cookie" in answer.headers) == ({}, False)
    row = ReadCount.objects.values().get()
    assert row.keys() == {"id", "article_id", "language", "day", "reads"}
    assert "192.0.2.77" not in repr((reads.READS.counts, reads.READS.networks))


def test_a_read_costs_no_query_until_the_counts_are_written_down(django_assert_num_queries):
    stories = [make_article("ru") for _story in range(4)]
    send(path_of(stories[0]))
    with django_assert_num_queries(0):
        for story in stories:
            send(path_of(story))


def test_counts_that_could_not_be_written_are_kept(clock, monkeypatch):
    story = make_article("ru")
    right = reads.ADD
    monkeypatch.setattr(reads, "ADD", "nonsense")
    assert send(path_of(story)).status_code == 204
    monkeypatch.setattr(reads, "ADD", right)
    clock(NOON + timedelta(seconds=10))
    send(path_of(story))
    assert counted() == {(story.pk, "ru"): 2}


def test_old_counts_are_forgotten(clock):
    story, clocks = make_article("ru"), [NOON, NOON + timedelta(days=31), NOON + timedelta(days=32)]
    days = []
    for moment in clocks:
        clock(moment)
        send(path_of(story))
        days.append(ReadCount.objects.count())
    assert days == [1, 2, 2]


def test_the_first_page_shows_what_is_read_most(signed_in):
    first, second = make_article("ru", "kk", title="First"), make_article("ru", title="Second")
    today = timezone.localdate()
    for story, code, days, number in [
        (first, "ru", 0, 1500), (first, "kk", 0, 3), (first, "kk-latn", 6, 500), (second, "ru", 0, 900),
        (second, "ru", 5, 4000), (second, "ru", 7, 9000),
    ]:  # fmt: skip
        ReadCount.objects.create(article=story, language=code, day=today - timedelta(days=days), reads=number)
    page = signed_in("reporter", "en").get("/admin/")
    shown = [[words_of(item) for item in part.iter("li")] for part in parts_of(page, "desk-rank")]
    assert shown == [
        ["First [ru] 1,503 · Русский 100 % · Қазақша <1 %", "Second [ru] 900 · Русский 100 %"],
        ["Second [ru] 4,900 · Русский 100 %", "First [ru] 2,003 · Русский 75 % · Qazaqşa 25 % · Қазақша <1 %"],
    ]
    periods = parts_of(page, "desk-period")
    assert [(words_of(part[0]), "open" in part.attrib) for part in periods] == [("Today", True), ("In 7 days", False)]
    assert not parts_of(signed_in("moderator").get("/admin/"), "desk-rank")
