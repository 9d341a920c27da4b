"""On days of silence, the comments of marked stories are closed: no form, no posting, no approval. The rest stays."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.comments import moderation
from articles.comments.models import Comment, RejectionReason, State
from articles.comments.tests.makers import make_comment
from articles.comments.tests.sending import RU, errors_in, post
from articles.models import Matter
from articles.tests.desk import messages_on
from articles.tests.makers import make_article, make_law_day
from articles.tests.page_content import elements, words_in, words_of
from newsroom import editions

pytestmark = pytest.mark.django_db

SECOND, HOUR = datetime.timedelta(seconds=1), datetime.timedelta(hours=1)
# 29 February 2024 in Almaty, when the clocks were put back at midnight
STARTS, ENDS = (datetime.datetime(2024, 2, day, hour, tzinfo=datetime.UTC) for day, hour in ((28, 18), (29, 19)))
MOMENTS = {STARTS - SECOND: True, STARTS: False, ENDS - SECOND: False, ENDS: True}
"""{moment: whether the comments of a marked story are open}"""


@pytest.fixture
def marked():
    return make_article("ru", "kk", slug="spring", published_at=STARTS - HOUR, has_agitation=True)


def has_form(page):
    return elements(page, "form", id="comment-form") != []


SAID = {
    "ru": "День тишины. По закону комментарии закрыты до 1 марта 2024, 00:00.",
    "kk": "Тыныштық күні. Заң бойынша пікір қалдыру жабық. Ашылатын уақыты: 2024 жылғы 1 наурыз, 00:00.",
    "kk-latn": "Tynyştyq künı. Zañ boiynşa pıkır qaldyru jabyq.",
    "kk-arab": "تىنىشتىق كۇنى.",
}


@pytest.mark.parametrize("code", SAID)
def test_the_form_disappears_for_the_day_and_says_until_when(client, clock, marked, code):
    edition = editions.BY_CODE[code]
    make_law_day(STARTS, ENDS, name_ru="День тишины", name_kk="Тыныштық күні")
    make_comment(marked, "Бұрын айтылған", language=edition.stored_in)
    other = make_article("ru", "kk", slug="autumn", published_at=STARTS - HOUR, has_poll=True)
    for moment, is_open in MOMENTS.items():
        clock(moment)
        page = client.get(marked.address_in(edition))
        assert (has_form(page), len(elements(page, "article", **{"class": "comment"}))) == (is_open, 1)
        assert has_form(client.get(other.address_in(edition)))
        assert (SAID[code] in words_in(page, "comments")) == (not is_open)


def test_a_comment_that_is_sent_then_comes_back_with_the_reason(client, clock, marked):
    make_law_day(STARTS, ENDS, name_ru="", name_kk="Тыныштық күні")
    sent = {}
    for number, moment in enumerate(MOMENTS):
        clock(moment)
        sent[moment] = answer = post(client, marked, text=f"Долго писал {number}")
        if answer.status_code == 200:
            assert errors_in(answer) == ["Тыныштық күні. По закону комментарии закрыты до 1 марта 2024, 00:00."]
            (box,) = elements(answer, "textarea", name="text")
            assert words_of(box) == f"Долго писал {number}"
    assert {moment: answer.status_code == 303 for moment, answer in sent.items()} == MOMENTS
    assert Comment.objects.count() == 2


def test_the_day_costs_no_query(client, clock, marked):
    clock(STARTS)
    pages = []
    for _day in range(2):
        client.get(marked.address_in(RU))
        with CaptureQueriesContext(connection) as captured:
            pages.append((has_form(client.get(marked.address_in(RU))), len(captured)))
        make_law_day(STARTS, ENDS, Matter.AGITATION)
    (before, without), (during, within) = pages
    assert (before, during, within) == (True, False, without)


def test_nobody_approves_a_comment_then_and_moderators_are_told(signed_in, staff, clock, marked):
    make_law_day(STARTS, ENDS, name_ru="День тишины")
    clock(STARTS)
    other = make_article("ru", published_at=STARTS - HOUR)
    waiting = [make_comment(story, state=State.WAITING) for story in (marked, marked, other)]
    desk = signed_in("moderator", "ru")
    page = desk.get("/admin/comments/comment/?state__exact=waiting")
    assert messages_on(page) == [
        "День тишины, до 1 марта 2024, 00:00 (UTC+5): комментарии к материалам с отметкой «предвыборная агитация»"
        " одобрить нельзя."
    ]
    chosen = {"action": "approve", "_selected_action": [comment.pk for comment in waiting]}
    said = messages_on(desk.post(page.request["PATH_INFO"], chosen, follow=True))
    assert said[:2] == [
        "Рассмотрен 1 комментарий.",
        "Не одобрено 2 комментария: их материалов касается день тишины.",
    ]
    states = {comment.article_id: comment.state for comment in Comment.objects.all()}
    assert states == {marked.pk: State.WAITING, other.pk: State.APPROVED}
    rejected = moderation.reject(
        Comment.objects.filter(article=marked), by=staff("moderator"), reason=RejectionReason.OFF_TOPIC
    )
    assert rejected.decisions.count() == 2
    clock(ENDS)
    assert moderation.approve(Comment.objects.filter(article=marked), by=staff("moderator")).decisions.count() == 2
