"""Each story with comments has a feed of them, in the letters of the edition."""

from xml.etree import ElementTree

import pytest

from articles.comments.models import State
from articles.comments.tests.makers import make_comment
from articles.comments.tests.sending import RU
from articles.tests.page_content import elements
from newsroom import editions

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def read(client, story, edition=RU):
    """Return [(name, HTML, link)] of a feed."""
    response = client.get(f"{story.address_in(edition)}comments/feed/")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    root = ElementTree.fromstring(response.content)
    parts = ("title", "summary")
    return [
        (*(entry.findtext(ATOM + part) for part in parts), entry.find(f"{ATOM}link").get("href"))
        for entry in root.iter(f"{ATOM}entry")
    ]


def test_a_feed_has_the_shown_comments_and_answers_newest_first(client, story):
    first = make_comment(story, "Первый")
    answer = make_comment(story, "Ответ\n\nи ещё", name="Асқар", parent=first)
    for state in (State.WAITING, State.REJECTED, State.HIDDEN, State.REMOVED):
        make_comment(story, "Тайна", state=state)
    newest, oldest = read(client, story)
    link = f"http://testserver{story.address_in(RU)}?comment={answer.pk}#comment-{answer.pk}"
    assert newest == ("Асқар", "<p>Ответ</p>\n\n<p>и ещё</p>", link)
    assert oldest[1] == "<p>Первый</p>"
    (found,) = [a.get("href") for a in elements(client.get(story.address_in(RU)), "a") if "feed" in a.get("href", "")]
    assert found == f"{story.address_in(RU)}comments/feed/"


def test_a_story_without_comments_has_no_feed(client, story):
    assert client.get(f"{story.address_in(RU)}comments/feed/").status_code == 404
    assert "comments/feed" not in client.get(story.address_in(RU)).text


def test_markup_in_a_feed_is_text(client, story):
    make_comment(story, '<script>alert(1)</script> & "\ufffe\x08', name="<b>А</b>")
    ((name, html, _link),) = read(client, story)
    assert name == "<b>А</b>"
    assert html == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;</p>"


def test_a_feed_in_another_alphabet_leaves_russian_comments_alone(client, story):
    make_comment(story, "Рақмет, жақсы жазылған!", language="kk", name="Асқар")
    make_comment(story, "Спасибо за статью, очень интересно!", language="kk", name="Юрий")
    russian, kazakh = read(client, story, editions.BY_CODE["kk-latn"])
    assert russian[:2] == ("Юрий", "<p>Спасибо за статью, очень интересно!</p>")
    assert kazakh[0] == "Asqar"
