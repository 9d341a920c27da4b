"""What comes again, or too fast, is answered before the story is read, by a small page that keeps the text."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.comments.models import Comment, CommentSettings, RecentComment
from articles.comments.tests.sending import OURS, RU, WORDS, errors_in, post
from articles.models import Article, Status
from articles.tests.makers import make_article
from articles.tests.page_content import elements, words_of
from newsroom import editions

pytestmark = pytest.mark.django_db

KK_ARAB = editions.BY_CODE["kk-arab"]
TEXT = "Бұл туралы ертең толығырақ жазыңыздаршы, өтінемін!"
READS = ("SELECT", "WITH")


@pytest.fixture(autouse=True)
def few_comments(db):
    CommentSettings.objects.create(most_from_sender=2, most_under_story=3)


def from_address(number, story, text, edition=RU, **fields):
    return post(Client(REMOTE_ADDR=f"203.0.113.{number}"), story, edition, text=text, **fields)


def asked_for(act):
    """Return the answer, and the tables from which it was read."""
    with CaptureQueriesContext(connection) as queries:
        answer = act()
    read = [query["sql"] for query in queries if query["sql"].startswith(READS)]
    return answer, [sql.partition("FROM ")[2].split()[0].strip('"(,)') for sql in read]


OF_THE_DOOR = ["database_tableversion", "articles_article", "comments_recentcomment"]
IS_PUBLIC = "articles_article"
"""Asked once more, for an answer that depends on the story."""


def test_neither_a_busy_sender_nor_a_flood_under_a_story_has_it_read(story):
    for number in range(2):
        assert from_address(1, story, f"Первый {number}").status_code == 303
    answer, tables = asked_for(lambda: from_address(1, story, "Лишний"))
    assert (answer.status_code, sorted(tables)) == (429, sorted(OF_THE_DOOR))
    assert from_address(2, story, "Второй").status_code == 303
    answer, tables = asked_for(lambda: from_address(3, story, "Третий"))
    assert (answer.status_code, sorted(tables)) == (429, sorted([*OF_THE_DOOR, IS_PUBLIC]))
    assert errors_in(answer)[0].startswith("Только что пришло очень много комментариев.")
    assert Comment.objects.count() == 3


@pytest.mark.parametrize("text", ["", " \u200b\n", None])
def test_forms_without_a_text_do_not_have_the_story_read_beyond_the_limits(story, text):
    address = f"{story.address_in(RU)}comments/"
    sent = WORDS | {"text": text} if text is not None else {"name": "Айгүл"}

    def send(number):
        return Client(REMOTE_ADDR=f"203.0.113.{number}").post(address, sent, headers=OURS)

    for number in range(2):
        assert (send(1).status_code, errors_in(send(1))) == (200, ["Пожалуйста, введите ваш комментарий!"])
        from_address(1, story, f"Первый {number}")
    answer, tables = asked_for(lambda: send(1))
    assert (answer.status_code, sorted(tables)) == (429, sorted(OF_THE_DOOR))
    assert "Айгүл" in answer.content.decode()
    assert send(2).status_code == 200
    from_address(2, story, "Второй")
    answer, tables = asked_for(lambda: send(3))
    assert (answer.status_code, sorted(tables)) == (429, sorted([*OF_THE_DOOR, IS_PUBLIC]))


def test_the_same_text_from_elsewhere_does_not_have_the_story_read_either(story):
    from_address(1, story, TEXT)
    answer, tables = asked_for(lambda: from_address(2, story, TEXT))
    assert (answer.status_code, sorted(tables)) == (409, sorted([*OF_THE_DOOR, IS_PUBLIC]))


def test_the_same_form_again_leads_to_its_comment_even_in_a_flood(story):
    from_address(1, story, TEXT)
    for number in range(2):
        from_address(2, story, f"Поток {number}")
    (answer, tables), comment = asked_for(lambda: from_address(1, story, TEXT)), Comment.objects.get(text=TEXT)
    assert (answer.status_code, sorted(tables)) == (303, sorted([*OF_THE_DOOR, IS_PUBLIC, "comments_comment"]))
    assert words_of(elements(Client().get(answer.headers["Location"]), "main")[0]).count(comment.text) == 1


def form_in(page):
    """Return where the form of a page leads, and what it sends."""
    (form,) = elements(page, "form", id="comment-form")
    return form.get("action"), dict(form.form_values())


def test_the_small_page_keeps_what_was_written_and_sends_it_again(story):
    from_address(1, story, "Первый")
    Comment.objects.update(state="approved")
    answered = str(Comment.objects.get().pk)
    from_address(1, story, "Второй")
    typed = '  </textarea><script>alert(1)</script>\n"третий" & ещё'
    page = from_address(1, story, typed, name='"><b>', answered=answered)
    action, fields = form_in(page)
    assert (page.status_code, page.headers["Retry-After"], action) == (429, "60", None)  # it leads to its own address
    assert fields.pop("text").strip() == typed.strip()
    assert fields == {"name": '"><b>', "answered": answered}
    RecentComment.objects.all().delete()
    assert from_address(1, story, typed, **fields).status_code == 303
    assert Comment.objects.filter(parent=answered, text=typed.strip()).count() == 1


def test_the_small_page_is_one_of_the_edition_and_leads_back(story):
    for number in range(2):
        from_address(1, story, f"Первый {number}")
    page = from_address(1, story, "Үшінші", KK_ARAB)
    (html,) = elements(page, "html")
    assert (page.status_code, html.get("dir"), html.get("lang")) == (429, "rtl", KK_ARAB.tag)
    (box,) = elements(page, "textarea")
    assert box.text.strip() == "Үшінші"  # what somebody has typed is not converted
    assert [link.get("href") for link in elements(page, "a")] == ["../", f"/{KK_ARAB.code}/"]


def answers_to(address, number):
    """Return what somebody is answered who has just sent as much as is allowed, and somebody who has sent nothing."""
    busy, another = Client(REMOTE_ADDR="203.0.113.1"), Client(REMOTE_ADDR=f"203.0.113.{number}")
    return [client.post(address, WORDS | {"text": TEXT}, headers=OURS).status_code for client in (busy, another)]


def test_a_story_that_readers_may_not_see_answers_as_one_that_never_was(story):
    address = f"{story.address_in(RU)}comments/"
    from_address(1, story, "Первый")
    from_address(2, story, TEXT)
    from_address(1, story, "Второй")
    assert answers_to(address, 3) == [429, 409]
    Article.objects.update(status_ru=Status.WITHDRAWN)
    assert answers_to(address, 3) == answers_to(address.replace("spring", "autumn"), 3) == [429, 404]


def test_somebody_too_fast_does_not_learn_which_stories_there_are(story):
    for number in range(2):
        from_address(1, story, f"Первый {number}")
    make_article("ru", status=Status.UNPUBLISHED, slug="hidden")
    answers = [
        Client(REMOTE_ADDR="203.0.113.1").post(
            f"{story.address_in(RU)}comments/".replace("spring", slug), WORDS | {"text": "Новый"}, headers=OURS
        )
        for slug in ("hidden", "nothing")
    ]
    assert [answer.status_code for answer in answers] == [429, 429]
    assert answers[0].content == answers[1].content


def test_an_address_without_a_story_is_answered_as_before(story):
    address = f"{story.address_in(RU)}comments/".replace("spring", "autumn")
    answer = Client().post(address, WORDS, headers=OURS)
    assert (answer.status_code, WORDS["text"] in answer.content.decode()) == (404, True)
    make_article("ru", slug="autumn")
    assert Client().post(address, WORDS, headers=OURS).status_code == 303
