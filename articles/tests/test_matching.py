import pytest
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import override

from articles.matching import first_in_all, first_matching
from articles.models import Article
from articles.tests.makers import make_article

HOUR = timezone.timedelta(hours=1)


@pytest.fixture
def numbered(db):
    """Twelve stories, newest first, with their number from 0 on as their source."""
    now = timezone.now()
    return [make_article("ru", source_url=f"https://{n}", published_at=now - (n + 1) * HOUR).pk for n in range(12)]


@pytest.mark.parametrize(("piece", "growth"), [(1, 1), (1, 4), (3, 1.5), (5, 1.1), (12, 2), (100, 2)])
@pytest.mark.parametrize("most", [1, 2, 5, 12, 13])
@pytest.mark.parametrize("wanted", [range(12), range(0, 12, 3), [11], [0, 1, 10, 11], []])
def test_the_first_stories_that_match_are_found_in_the_order_of_the_list(numbered, wanted, most, piece, growth):
    condition = Q(source_url__in=[f"https://{number}" for number in wanted])
    with override("ru"):
        newest = Article.objects.published().newest_first()
        found = first_matching(newest, condition, most, piece, growth)
    assert found == [numbered[number] for number in wanted][:most]


@pytest.mark.parametrize("second", [range(12), range(6, 12), [11], [2, 5, 8], []])
@pytest.mark.parametrize("first", [range(12), range(0, 12, 2), range(5), [11], []])
@pytest.mark.parametrize("most", [1, 2, 5])
def test_the_first_stories_in_several_lists_are_found(numbered, first, second, most):
    conditions = [Q(pk__in=[numbered[number] for number in chosen]) for chosen in (first, second)]
    with override("ru"):
        newest = Article.objects.published().newest_first()
        ids = Article.objects.order_by("pk").values_list("pk", flat=True)
        lists = [(newest.filter(condition), ids.filter(condition), condition) for condition in conditions]
        found = first_in_all(lists, most)
    in_both = [numbered[number] for number in first if number in second]
    assert set(in_both[:most]) <= set(found) <= set(in_both)


def test_a_short_list_is_read_instead_of_a_long_one(numbered, django_assert_num_queries):
    last = Q(pk=numbered[11])
    with override("ru"), django_assert_num_queries(4):  # the newest two, which of them match, the other list, its match
        newest = Article.objects.published().newest_first()
        ids = Article.objects.values_list("pk", flat=True)
        assert first_in_all([(newest, ids, Q()), (None, ids.filter(last), last)], 1) == [numbered[11]]


def test_the_list_is_not_read_on_when_there_are_enough(numbered, django_assert_num_queries):
    with override("ru"), django_assert_num_queries(2):
        newest = Article.objects.published().newest_first()
        assert first_matching(newest, Q(), 3, piece=4, growth=2) == numbered[:3]
