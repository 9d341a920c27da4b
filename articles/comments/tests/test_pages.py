"""A story prints one page of its comments. Links lead to earlier ones, without JavaScript."""

import pytest
from django.utils import timezone

from articles.comments.models import Comment, State
from articles.comments.pages import ON_A_PAGE
from articles.comments.tests.makers import make_comment
from articles.comments.tests.sending import RU
from articles.tests.makers import make_article
from articles.tests.page_content import elements, parts_of, words_of

pytestmark = pytest.mark.django_db


def make_comments(story, count):
    long_ago = timezone.now() - timezone.timedelta(days=9)
    Comment.objects.bulk_create(
        Comment(article=story, language="ru", name="Reader", text=f"Text {number}", state=State.APPROVED)
        for number in range(count)
    )
    # Several at one moment, so that their order is decided by their ids.
    for number, comment in enumerate(Comment.objects.filter(article=story).order_by("pk")):
        Comment.objects.filter(pk=comment.pk).update(sent_at=long_ago + timezone.timedelta(minutes=number // 7))


def numbers_on(response):
    return [int(words_of(part.find("div")).split()[-1]) for part in parts_of(response, "comment")]


def links_on(response):
    (section,) = elements(response, "section", id="comments")
    return [a.get("href") for part in section.iter("p") if part.get("class") == "pages" for a in part.iter("a")]


@pytest.mark.parametrize(("count", "pages"), [(0, [0]), (25, [25]), (26, [25, 1]), (73, [25, 25, 23])])
@pytest.mark.parametrize(
    ("query", "order"), [("", "newest"), ("?order=oldest", "oldest"), ("?order=thanked", "thanked")]
)
def test_links_lead_through_all_comments(client, story, count, pages, query, order):
    make_comments(story, count)
    thanked = [number for number in range(count) if number % 10 == 3]
    Comment.objects.filter(text__in=[f"Text {number}" for number in thanked]).update(thanks=1)
    address = story.address_in(RU)
    seen, sizes = [], []
    for number in range(len(pages)):
        response = client.get(address + query)
        seen, sizes = seen + numbers_on(response), [*sizes, len(numbers_on(response))]
        links = links_on(response)
        assert (f"{address}#comments" in links) == (number > 0 or query != "")
        (canonical,) = elements(response, "link", rel="canonical")
        assert canonical.get("href") == f"http://testserver{address}"
        query = next(iter(reversed(links)), "").removesuffix("#comments")
    fewer = [number for number in range(count) if number not in thanked]
    orders = {"newest": [*range(count)][::-1], "oldest": [*range(count)], "thanked": thanked[::-1] + fewer[::-1]}
    assert (seen, sizes) == (orders[order], pages)


def test_a_page_stays_the_same_when_comments_are_added_or_rejected(client, story):
    make_comments(story, 45)
    (link, *_) = links_on(client.get(story.address_in(RU)))
    address = story.address_in(RU) + link.removesuffix("#comments")
    before = numbers_on(client.get(address))
    assert before == [*range(20)][::-1]

    make_comment(story, "Text 45")
    Comment.objects.filter(text="Text 20").update(state=State.REJECTED)

    assert numbers_on(client.get(address)) == before


@pytest.mark.parametrize("before", ["0", "-1", "x", "9" * 23, "\0", "１", "1 "])
def test_an_unknown_place_is_not_found(client, story, before):
    other = make_comment(make_article("ru"))
    for value in (before, other.pk):
        assert client.get(story.address_in(RU), {"before": value}).status_code == 404
    assert client.get(story.address_in(RU), {"before": ""}).status_code == 200


def test_a_page_is_as_long_with_two_hundred_comments_as_with_a_full_page(client, story):
    make_comments(story, ON_A_PAGE)
    few = client.get(story.address_in(RU))
    make_comments(story, 200)
    many = client.get(story.address_in(RU))
    assert len(many.content) < len(few.content) * 1.05 + 1000
