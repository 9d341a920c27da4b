"""Answers stand below what they answer: any depth in the data, two levels on the page."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.comments.answers import ALONE, IN_A_LIST
from articles.comments.models import Comment, Discussion, State, Voice
from articles.comments.tests.makers import make_comment
from articles.comments.tests.sending import RU, errors_in, post
from articles.tests.makers import make_article
from articles.tests.page_content import classes_of, elements, page_of, parts_of, words_in, words_of
from newsroom import editions

pytestmark = pytest.mark.django_db

KK = editions.BY_CODE["kk"]


def texts_in(thread):
    """Return (text, whether it is an answer) of each comment in a part of a page."""
    comments = [part for part in thread.iter("article") if "comment" in classes_of(part)]
    return [
        (words_of(part.find("div")), "answer" in classes_of(part)) for part in comments if part.find("div") is not None
    ]


def threads_on(client, story, query=""):
    return [texts_in(part) for part in parts_of(client.get(story.address_in(RU) + query), "thread")]


@pytest.fixture
def thread(story):
    """A comment with an answer, and an answer to that."""
    first = make_comment(story, "Первый", name="Асқар")
    second = make_comment(story, "Второй", name="Береке", parent=first)
    return [first, second, make_comment(story, "Третий", name="Сәуле", parent=second)]


def test_an_answer_is_sent_without_javascript_and_stands_below_its_comment(client, story, thread):
    make_comment(story, "Другой")
    (link, *_) = [
        link.get("href")
        for link in elements(client.get(story.address_in(RU)), "a")
        if link.get("href", "").startswith(f"?reply={thread[1].pk}")
    ]
    assert link.endswith("#comment-form")
    (form,) = elements(client.get(story.address_in(RU) + link.partition("#")[0]), "form", id="comment-form")
    assert "Береке" in words_of(form)
    hidden = {box.get("name"): box.get("value") for box in form.iter("input") if box.get("type") == "hidden"}
    assert post(client, story, text="", **hidden).status_code == 200  # the form comes back and still answers
    post(client, story, text="Ответ", **hidden)
    answer = Comment.objects.get(text="Ответ")
    assert (answer.parent, answer.thread, answer.state) == (thread[1], thread[0], State.WAITING)
    assert "Ответ" not in str(threads_on(client, story))
    Comment.objects.filter(pk=answer.pk).update(state=State.APPROVED)
    shown = [("Первый", False), ("Второй", True), ("Третий", True), ("Ответ", True)]
    assert threads_on(client, story) == [[("Другой", False)], shown]


def test_an_invalid_answer_still_answers(client, story, thread):
    (form,) = elements(post(client, story, text="", answered=thread[0].pk), "form", id="comment-form")
    assert [box.get("value") for box in form.iter("input") if box.get("name") == "answered"] == [str(thread[0].pk)]


@pytest.mark.parametrize("state", [State.WAITING, State.REJECTED, State.HIDDEN, State.REMOVED])
def test_an_answer_to_what_is_not_shown_is_kept_in_the_form(client, story, thread, state):
    Comment.objects.filter(pk=thread[0].pk).update(state=state)
    response = post(client, story, text="Долго писал", answered=thread[0].pk)
    (box,) = elements(response, "textarea", name="text")
    assert (words_of(box), len(errors_in(response)), Comment.objects.count()) == ("Долго писал", 1, 3)


@pytest.mark.parametrize("wrong", ["0", "x", "-1", "\0", "9" * 30, "other story", "other edition"])
def test_only_a_comment_of_this_discussion_can_be_answered(client, story, thread, wrong):
    other = {"other story": make_comment(make_article("ru")), "other edition": make_comment(story, language="kk")}
    value = other[wrong].pk if wrong in other else wrong
    assert len(errors_in(post(client, story, answered=value))) == 1
    assert Comment.objects.count() == 5
    for name in ("comment", "reply"):
        assert client.get(story.address_in(RU), {name: value}).status_code == 404


def test_a_deeper_answer_names_whom_it_answers(client, story, thread):
    page = client.get(story.address_in(RU))
    (line,) = [part for part in elements(page, "p") if words_of(part).startswith("В ответ на")]
    (link,) = line.iter("a")
    assert (words_of(link), link.get("href")) == ("Береке", f"?comment={thread[1].pk}#comment-{thread[1].pk}")


@pytest.mark.parametrize("state", [State.HIDDEN, State.REMOVED, State.REJECTED])
def test_what_is_gone_leaves_a_line_and_no_words(client, story, thread, state):
    Comment.objects.filter(pk__in=[thread[0].pk, thread[1].pk]).update(state=state)
    page = client.get(story.address_in(RU))
    words = words_in(page, "comments")
    assert [word in words for word in ("Первый", "Асқар", "Второй", "Береке", "Третий")] == [False] * 4 + [True]
    removed, hidden = "убрал тот, кто его написал", "Этот комментарий не показан."
    assert (removed if state == State.REMOVED else hidden) in words
    assert "В ответ на комментарий, который не показан." in words
    Comment.objects.filter(pk=thread[2].pk).update(state=state)
    assert threads_on(client, story) == []


def test_a_link_to_a_comment_shows_its_thread_from_there(client, story, thread):
    make_comment(story, "Другой")
    for number, comment in enumerate(thread):
        page = client.get(story.address_in(RU), {"comment": comment.pk})
        (shown,) = [texts_in(part) for part in parts_of(page, "thread")]
        expected = [("Первый", False), *[("Второй", True), ("Третий", True)][max(number - 1, 0) :]]
        assert shown == expected
        assert elements(page, "article", id=f"comment-{comment.pk}") != []
    Comment.objects.filter(pk=thread[1].pk).update(state=State.WAITING)
    assert client.get(story.address_in(RU), {"comment": thread[1].pk}).status_code == 404


def test_a_long_thread_is_cut_and_has_pages_of_its_own(client, story):
    first, start = make_comment(story, "Первый"), timezone.now() - timezone.timedelta(days=1)
    count = ALONE + 7
    for number in range(count):
        answer = make_comment(story, str(number), parent=first)
        Comment.objects.filter(pk=answer.pk).update(sent_at=start + timezone.timedelta(minutes=number // 3))
    (shown,) = threads_on(client, story)
    assert shown[1:] == [(str(number), True) for number in range(IN_A_LIST)]
    address, seen = f"?comment={first.pk}", []
    assert f'href="{address}#' in client.get(story.address_in(RU)).text
    while address:
        page = client.get(story.address_in(RU) + address)
        seen += [text for part in parts_of(page, "thread") for text, is_answer in texts_in(part) if is_answer]
        further = [link.get("href") for link in elements(page, "a") if words_of(link) == "Следующие ответы"]
        address = further[0].partition("#")[0] if further else ""
    assert seen == [str(number) for number in range(count)]


def test_pages_need_the_same_queries_with_many_threads_and_answers(client, story):
    def queries():
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            client.get(story.address_in(RU))
        return len(captured)

    queries()
    none = queries()
    first = make_comment(story)
    one = queries()
    make_comment(story, parent=first)
    answered = queries()
    for _number in range(5):
        parent = make_comment(story)
        for _answer in range(IN_A_LIST + 2):
            make_comment(story, parent=parent)
    assert [one, answered, queries()] == [none + 1, none + 2, none + 2]


def test_the_pinned_comment_stands_first_and_only_there(client, story, thread):
    make_comment(story, "Другой")
    Discussion.objects.update(pinned=thread[0])
    for query in ("", "?order=oldest", "?order=thanked"):
        page = client.get(story.address_in(RU) + query)
        shown = [texts_in(part)[0][0] for part in parts_of(page, "thread")]
        assert shown == ["Первый", "Другой"]
        assert words_in(page, "comments").count("закреплён редакцией") == 1
    Comment.objects.filter(pk=thread[0].pk).update(state=State.HIDDEN)
    assert "закреплён" not in words_in(client.get(story.address_in(RU)), "comments")


def test_the_newsroom_and_the_author_are_marked(client, story):
    for voice in Voice:
        make_comment(story, voice=voice)
    page = client.get(story.address_in(RU))
    marks = [words_of(part) for part in elements(page, "span") if "voice" in classes_of(part)]
    assert marks == ["редакция", "автор материала"]


def test_comments_of_other_editions_are_counted_and_linked(client, story):
    make_comment(story)
    for state in (State.APPROVED, State.APPROVED, State.WAITING):
        make_comment(story, language="kk", state=state)
    make_comment(story, language="en")  # which readers can't see
    (line,) = parts_of(client.get(story.address_in(RU)), "elsewhere")
    links = [(link.get("href"), words_of(link)) for link in line.iter("a")]
    assert links == [(f"{story.address_in(KK)}#comments", "Қазақша: 2")]
    derived = client.get(story.address_in(editions.BY_CODE["kk-arab"]))
    assert [link.get("lang") for line in parts_of(derived, "elsewhere") for link in line.iter("a")] == ["ru"]
    assert "Русский: 1" in words_in(derived, "elsewhere")
    assert page_of(derived) is not None


def test_a_russian_name_keeps_its_letters_wherever_it_stands(client, story):
    first = make_comment(story, "Рақмет, жақсы жазылған!", language="kk", name="Асқар")
    russian = make_comment(story, "Спасибо за статью, очень интересно!", language="kk", name="Юрий", parent=first)
    make_comment(story, "Мен де солай ойлаймын, рақмет!", language="kk", name="Сәуле", parent=russian)
    page = client.get(story.address_in(editions.BY_CODE["kk-latn"]), {"reply": russian.pk})
    assert [words_of(name) for name in elements(page, "bdi", lang="ru")].count("Юрий") == 3
    assert "Asqar" in words_in(page, "comments")
