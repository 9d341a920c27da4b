from itertools import product

import pytest
from django.utils import timezone
from django.utils.translation import override

from articles.matching import first_in_all, first_matching
from articles.models import Article
from articles.tests.makers import make_article

HOUR = timezone.timedelta(hours=1)
CHOICES = [range(12), range(0, 12, 3), range(5), range(6, 12), [0, 1, 10, 11], [11], []]


@pytest.fixture
def numbered(db):
    """The ids of twelve stories, newest first."""
    now = timezone.now()
    with override("ru"):
        yield [make_article("ru", published_at=now - (number + 1) * HOUR).pk for number in range(12)]


def newest_ids():
    return Article.objects.published().newest_first().values_list("pk", flat=True)


def test_the_first_stories_that_match_are_found_in_the_order_of_the_list(numbered):
    for wanted, most, (piece, growth) in product(CHOICES, [1, 5, 13], [(1, 1), (3, 1.5), (5, 4), (100, 2)]):
        matches = [numbered[number] for number in wanted]
        found = first_matching(newest_ids(), set(matches).intersection, most, piece, growth)
        assert found == matches[:most], (wanted, most, piece, growth)


def test_the_list_is_not_read_on_when_there_are_enough(numbered, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert first_matching(newest_ids(), set, 3, piece=4, growth=2) == numbered[:3]


def test_the_first_stories_in_several_lists_are_found(numbered):
    for first, second, most in product(CHOICES, CHOICES, [1, 2, 5]):
        rows = [Article.objects.filter(pk__in=[numbered[number] for number in chosen]) for chosen in (first, second)]
        lists = [(newest_ids().filter(pk__in=stories), stories) for stories in rows]
        found = first_in_all(lists, most)
        in_both = [numbered[number] for number in first if number in second]
        assert set(in_both[:most]) <= set(found) <= set(in_both), (first, second, most)


def test_a_short_list_is_read_instead_of_a_long_one(numbered, django_assert_num_queries):
    last = Article.objects.filter(pk=numbered[11])
    lists = [(newest_ids(), Article.objects.all()), (newest_ids().filter(pk=numbered[11]), last)]
    with django_assert_num_queries(4):  # the newest story, whether it matches, the short list, which of it match
        assert first_in_all(lists, 1) == [numbered[11]]
