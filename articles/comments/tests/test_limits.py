"""Repeated comments, and too many from one address, are refused kindly. Nothing about the address stays."""

import threading

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext, override

from articles.comments import own, posting
from articles.comments.forgetting import forget_old
from articles.comments.models import Comment, RecentComment
from articles.comments.tests.sending import OURS, RU, WORDS, errors_in, post
from articles.tests.makers import make_article
from articles.tests.page_content import elements, words_in, words_of
from newsroom import editions
from newsroom.outbox.chores import CHORES

pytestmark = pytest.mark.django_db

ADDRESS, ANOTHER = "203.0.113.7", "203.0.113.8"
TEXT = WORDS["text"]


def post_from(address, story, text=TEXT, edition=RU, **fields):
    return post(Client(REMOTE_ADDR=address), story, edition, text=text, **fields)


def let_pass(**duration):
    """Move what the limits know into the past."""
    for recent in RecentComment.objects.all():
        recent.sent_at -= timezone.timedelta(**duration)
        recent.save()


@pytest.mark.parametrize(
    ("address", "text", "is_same_story", "status"),
    [
        (ADDRESS, TEXT, True, 303),
        (ANOTHER, TEXT, True, 303),
        (ADDRESS, TEXT, False, 409),
        (ANOTHER, TEXT, False, 303),
        (ADDRESS, "  ХОРОШАЯ,\N{ZERO WIDTH SPACE} новость!!!", True, 303),
        (ADDRESS, "Хорошая новость 2", True, 303),
        (ADDRESS, "!!!", True, 303),
    ],
)
def test_a_repeated_text_is_refused_for_ten_minutes(story, address, text, is_same_story, status):
    other = story if is_same_story else make_article("ru")
    post_from(ADDRESS, story)
    assert post_from(address, other, text).status_code == status
    RecentComment.objects.exclude(sent_at=RecentComment.objects.earliest("sent_at").sent_at).delete()
    let_pass(minutes=10)
    assert post_from(address, other, text).status_code == 303


LONG = "Бұл туралы ертең толығырақ жазыңыздаршы, өтінемін!"


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        (LONG, LONG, 409),
        (LONG, f"  {LONG.upper()}!!", 409),
        ("Құттықтаймын!", "Құттықтаймын", 303),
        ("Иә", "иә.", 303),
        ("+1", "-1", 303),
        ("\N{THUMBS UP SIGN}", "\N{THUMBS UP SIGN}", 303),
        (f"{LONG} 5 > 3", f"{LONG} 5 < 3", 303),
        (f"{LONG} +1", f"{LONG} -1", 303),
    ],
)
def test_another_reader_may_write_the_same_in_a_few_words(story, first, second, status):
    assert post_from(ADDRESS, story, first).status_code == 303
    assert post_from(ANOTHER, story, second).status_code == status


def test_a_sixth_comment_within_a_minute_is_refused(story):
    statuses = [post_from(ADDRESS, story, f"Новость {number}").status_code for number in range(6)]
    assert statuses == [303] * 5 + [429]
    assert Comment.objects.count() == 5
    assert post_from(ANOTHER, story, "Новость 5").status_code == 303
    let_pass(minutes=1)
    assert post_from(ADDRESS, story, "Новость 6").status_code == 303


def test_one_subscriber_of_ipv6_has_many_addresses_and_one_limit():
    def sender(address):
        return posting.hash_of_sender(address, "2026-01-01")

    assert sender("2001:db8:1:2::1") == sender("2001:db8:1:2:ffff::9") != sender("2001:db8:1:3::1")
    assert sender("::ffff:203.0.113.7") == sender(ADDRESS) != sender(ANOTHER)
    assert sender("a name") != sender("another name")


def test_comments_of_unknown_senders_are_not_from_one_sender(story):
    statuses = [post_from("", story, f"Новость {number}").status_code for number in range(7)]
    assert statuses == [303] * 7
    assert [post_from("", where).status_code for where in (story, make_article("ru"), story)] == [303, 303, 409]


REPEATED = "This comment has already been sent. It will appear once a moderator has read it."
TOO_MANY = "Too many comments have just come from your network. Please send this one again in a minute."


@pytest.mark.parametrize("edition", editions.STORED, ids=lambda edition: edition.code)
@pytest.mark.parametrize(("status", "message"), [(409, REPEATED), (429, TOO_MANY)])
def test_the_refusal_says_why_and_keeps_the_text(edition, status, message):
    story = make_article(edition.code)
    for number in range(5):
        post_from(ADDRESS, story, f"Text {number}", edition)
    if status == 409:
        let_pass(minutes=1)
        story = make_article(edition.code)

    typed = "Text 4" if status == 409 else "Text 5"
    response = post_from(ADDRESS, story, typed, edition, name="Reader")

    with override(edition.code):
        assert errors_in(response) == [gettext(message)]
        assert words_in(response, "errors") == gettext(message)  # without «Not sent yet», as the first one was sent
        assert gettext("Not sent yet:") in words_in(post_from("203.0.113.99", story, "", edition), "errors")
    if edition.code != "en":
        with override("en"):
            assert errors_in(response) != [gettext(message)]
    (box,) = elements(response, "textarea", name="text")
    (name,) = elements(response, "input", name="name")
    assert (response.status_code, words_of(box), name.get("value")) == (status, typed, "Reader")
    assert response.headers.get("Retry-After") == ("60" if status == 429 else None)


def test_a_refused_form_is_not_counted(story):
    for _ in range(9):
        post_from(ADDRESS, story, "")
    assert post_from(ADDRESS, story).status_code == 303
    assert RecentComment.objects.count() == 1


# What is stored


def test_the_address_is_not_stored_and_its_hash_is_another_one_each_day(story):
    post_from(ADDRESS, story)
    (row,) = RecentComment.objects.values()
    assert [value for value in row.values() if ADDRESS in str(value) or TEXT in str(value)] == []
    assert row["sender"] == posting.hash_of_sender(ADDRESS, timezone.localdate())
    assert posting.hash_of_sender(ADDRESS, "2026-01-01") != posting.hash_of_sender(ADDRESS, "2026-01-02")


def test_hashes_are_erased_by_the_next_comment_and_by_the_command(story, capsys):
    post_from(ADDRESS, story)
    let_pass(minutes=10)
    post_from(ADDRESS, make_article("ru"), "Другая новость")
    assert RecentComment.objects.count() == 1
    let_pass(minutes=9)
    call_command("forget_senders")
    assert RecentComment.objects.count() == 1
    let_pass(minutes=1)
    call_command("forget_senders")
    assert (RecentComment.objects.count(), Comment.objects.count()) == (0, 2)
    assert capsys.readouterr().out == "Erased: 0.\nErased: 1.\n"
    assert CHORES["forget_old"] is forget_old  # what the command does also runs by itself


# The same form again


def test_a_form_that_is_sent_ten_times_is_one_comment(story):
    """Even beyond the limit of a minute. Only the answer to the first one leads to a page that can change it."""
    first, *others = (post_from(ADDRESS, story, LONG).headers["Location"] for _ in range(10))
    read = [own.read_token(address.split("/")[-2]) for address in (first, *others)]
    assert ({comment for comment, _until in read}, Comment.objects.count()) == ({Comment.objects.get()}, 1)
    assert [own.is_changeable(*one) for one in read] == [True] + 9 * [False]
    assert (RecentComment.objects.count(), post_from(ANOTHER, story, LONG).status_code) == (1, 409)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("senders", "answers"), [(1, [303] * 6), (6, [303] + [409] * 5)])
def test_equal_comments_at_the_same_moment_become_one(story, senders, answers):
    """SQLite has one writer at a time."""
    start, statuses = threading.Barrier(6), []

    def send(number):
        start.wait(10)
        statuses.append(post_from(f"203.0.113.{number % senders}", story, LONG, headers=OURS).status_code)
        connection.close()

    threads = [threading.Thread(target=send, args=[number]) for number in range(6)]
    [thread.start() for thread in threads]
    [thread.join(60) for thread in threads]
    assert (sorted(statuses), Comment.objects.count()) == (answers, 1)
