"""Hostile words of readers do nothing where they are shown; if they were not escaped, our policy would stop them."""

import copy
from xml.etree import ElementTree

import pytest

from articles.comments.models import BannedWord, Comment, CommentSettings
from articles.comments.replies.telling import letter_about
from articles.comments.tests.hostile_discussion import pages_of_desk, pages_of_readers, send_all, write_all
from articles.tests.desk import KK
from articles.tests.hostile_markup import (
    CONTROL,
    LISTENING,
    NEARLY_ALL,
    STAY,
    TOUCH,
    Watch,
    joined,
    needs_the_collection,
)
from articles.tests.makers import make_article, make_author
from newsroom.staff.models import User

pytestmark = [
    *(pytest.mark.browser, pytest.mark.slow, pytest.mark.one_database, needs_the_collection),
    pytest.mark.django_db(transaction=True),
]
# What would act if it were in a page.
EXAMPLE = '<img src="/none" onerror="beacon()">'
QUEUE = "/admin/comments/comment/queue/"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def watching(hostile_browser, live_server, superuser):
    """watching() is a `Watch` of somebody who may see everything at the desk."""
    opened, cookie = [], superuser().cookies["sessionid"].value

    def watch(**options):
        opened.append(Watch(hostile_browser, live_server.url, cookie, **options))
        return opened[-1]

    yield watch
    for one in opened:
        one.context.close()


def visit(watch, addresses):
    """Open pages and touch everything on them."""
    for address in addresses:
        page = watch.open(address)
        watch.touch(page, "main *, #content *")
        page.close()


def type_all(page, story, hostile):
    """Send more than fits, so that the form comes back with it."""
    page.goto(story.address_in(KK))
    page.locator("#comment-form [name=text]").fill(" ".join(hostile))
    page.locator("#comment-form [name=name]").fill(" ".join(hostile))
    page.locator("#comment-form button").click()
    page.locator("#comment-form .error").first.wait_for()


def flood(page, story, hostile):
    """Send one comment after another, so that the small page comes back with the second."""
    CommentSettings.objects.update(most_from_sender=1)
    for words in joined(hostile, 40)[:2]:
        page.goto(story.address_in(KK))
        page.locator("#comment-form [name=text]").fill(words[:3000])
        page.locator("#comment-form [name=name]").fill(words[:60])
        page.locator("#comment-form button").click()
        page.wait_for_url(lambda url: "/comment" in url)
    assert page.locator("[role=alert]").count() == 1


def try_word(page, _story, _hostile):
    """Try a word at the desk on comments that have it."""
    word = BannedWord.objects.create(stem="script")
    page.goto(f"/admin/comments/bannedword/{word.pk}/change/")
    page.locator("[name=_try]").first.click()
    page.locator(".word-trial-text mark").first.wait_for()


def test_no_page_lets_them_act_and_the_server_never_fails(watching, client, staff, hostile):
    chief, watch = staff("chief editor"), watching()
    story, statuses = send_all(client, hostile)
    assert {*statuses} <= {200, 303, 403, 429}
    comment = write_all(story, hostile, chief)
    make_author("own", story, account=User.objects.get(is_superuser=True))  # who then has a page about the story
    addresses = [*pages_of_readers(story, comment, chief), *pages_of_desk()]
    visit(watch, addresses)
    for act in (type_all, flood, try_word):
        page = watch.context.new_page()
        act(page, story, hostile)
        watch.touch(page, "main *, #content *")
        page.close()
    assert (watch.faults, len(addresses) > 25) == ([], True)

    page = watch.open(story.address_in(KK))
    page.evaluate("(html) => document.body.insertAdjacentHTML('beforeend', html)", EXAMPLE)
    page.wait_for_function("fired.length === 1")


def test_a_feed_has_words_that_do_nothing_in_a_program_that_shows_them(hostile_browser, client, staff, hostile):
    story = make_article("kk")
    write_all(story, hostile, staff("chief editor"))
    feed = ElementTree.fromstring(client.get(f"{story.address_in(KK)}comments/feed/").content)
    summaries = [entry.find(f"{ATOM}summary") for entry in feed.iter(f"{ATOM}entry")]
    shown = [summary.text for summary in summaries if summary.get("type") == "html"]
    page = hostile_browser.new_page()
    page.add_init_script(LISTENING)
    page.goto("about:blank")
    page.evaluate(CONTROL, shown)
    assert (len(shown) > 40, page.evaluate("fired")) == (True, [])
    page.evaluate(CONTROL, hostile)
    assert len({*page.evaluate("fired")}) > len(hostile) * NEARLY_ALL
    page.close()


def test_a_mail_about_an_answer_is_plain_text(client, staff, hostile):
    story = make_article("kk")
    write_all(story, hostile, staff("chief editor"))
    for answer in Comment.objects.exclude(parent=None):
        letter = letter_about(answer, story.edition(KK), "reader@example.kz").message()
        assert (letter.get_content_type(), letter.is_multipart()) == ("text/plain", False)
        assert hostile[0][:100].strip() in " ".join(letter.get_payload(decode=True).decode().split())


# Nothing is escaped any more


@pytest.fixture
def unescaped(settings):
    """Let all templates print words as they are."""
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["autoescape"] = False
    settings.TEMPLATES = templates


def fired_at(watch, address, hostile=()):
    """Return how often something acts on a page, and in frames of it that have one payload each."""
    page = watch.context.new_page()
    page.goto(address, wait_until="load")
    page.evaluate(STAY)
    page.evaluate(TOUCH, "body *")
    if hostile:
        page.evaluate(CONTROL, hostile)
    fired = page.evaluate("fired.length")
    page.close()
    return fired


def test_behind_our_policy_even_words_that_nothing_escapes_do_nothing(unescaped, watching, client, staff, hostile):
    chief, story = staff("chief editor"), make_article("kk")
    comment = write_all(story, hostile, chief)
    addresses = [*pages_of_readers(story, comment, chief, ["kk"]), *pages_of_desk()]
    without, behind = watching(), watching(has_policy=True)
    for address in (story.address_in(KK), QUEUE):  # a test of absence: without the policy they act
        assert fired_at(without, address) > 50
    assert [address for address in addresses if fired_at(behind, address)] == []
    assert fired_at(without, story.address_in(KK), hostile) > len(hostile) * NEARLY_ALL
    assert [fired_at(behind, address, hostile) for address in (story.address_in(KK), "/admin/")] == [0, 0]
    # Scripts of the pages miss what the words have hidden from them. Other hosts and failures count.
    hosts = ("http", "//", "ws", "ftp")
    assert [fault for fault in behind.faults if not isinstance(fault, str) or fault.startswith(hosts)] == []
