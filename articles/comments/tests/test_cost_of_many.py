"""A page of comments touches as much of the database with 8,000 comments as with 1,100."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.models import F

from articles.comments.count_triggers import TRIGGERS
from articles.comments.models import Comment, State
from articles.comments.pages import ON_A_PAGE, ORDERS
from articles.comments.tests.makers import make_comment
from articles.comments.tests.sending import RU
from articles.tests.makers import make_article
from newsroom.tests.buffers import buffers_of, captured_queries

FEW, MANY, MOST = 1_100, 8_000, 1.3
"""With few, the longest thread has more answers than two pages, too."""


def story_with(count):
    """Each second comment answers another one; a tenth of all are in one thread."""
    story = make_article("ru")
    fields = {"article": story, "language": "ru", "name": "Reader", "text": "Words. " * 30, "state": State.APPROVED}
    firsts = Comment.objects.bulk_create([Comment(**fields) for _number in range(count // 2)])
    answers = [Comment(**fields) for _number in range(count // 2)]
    for number, answer in enumerate(answers):
        answer.answer(firsts[-1] if number % 5 == 0 else firsts[number])
    with TRIGGERS.disabled(connection):  # afterwards, they count everything
        Comment.objects.bulk_create(answers)
        Comment.objects.filter(article=story).update(thanks=F("pk") % 7)
    return story


def addresses(story):
    """Return {page: address} of the first pages, and of those after half of the threads."""
    found = {"story": story.address_in(RU)}
    threads = Comment.objects.threads_under(story, RU)
    middle = threads.count() // 2
    for name, order in ORDERS.items():
        found[name] = f"{story.address_in(RU)}{order.query()}"
        found[f"{name}, middle"] = f"{story.address_in(RU)}{order.query(order.sorted(threads)[middle].pk)}"
    longest = threads.order_by("-shown_answers")[0]
    middle = Comment.objects.in_thread(longest)[longest.shown_answers // 2]
    return found | {"thread, middle": f"{story.address_in(RU)}?comment={middle.pk}"}


def touched(client, address):
    cache.clear()
    with captured_queries() as queries:
        assert client.get(address).status_code == 200
    return buffers_of([query for query in queries if "comments_comment" in query[0]])


@pytest.mark.postgresql
@pytest.mark.django_db
def test_no_page_touches_many_more_buffers_with_many_comments(client):
    few, many = story_with(FEW), story_with(MANY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    few, many = ({name: touched(client, path) for name, path in addresses(one).items()} for one in (few, many))
    with captured_queries() as queries:
        list(Comment.objects.values_list("text"))
    assert buffers_of(queries) > max(few.values())  # reading every comment is noticed
    assert {name: (few[name], many[name]) for name in few if many[name] > few[name] * MOST + ON_A_PAGE} == {}


@pytest.mark.one_database
@pytest.mark.django_db
def test_pages_are_read_along_an_index(story):
    """So each page costs the same on SQLite too, which counts no buffers."""
    make_comment(story)
    for order in ORDERS.values():
        rows = order.sorted(Comment.objects.threads_under(story, RU), Comment.objects.get())[:ON_A_PAGE]
        plan = rows.explain()
        assert f"comment_{'thanked' if order.column == 'thanks' else 'threads'}" in plan
        assert "TEMP B-TREE" not in plan
