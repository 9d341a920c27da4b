import pytest
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import override

from articles.matching import first_matching
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


def test_the_list_is_not_read_on_when_there_are_enough(numbered, django_assert_num_queries):
    with override("ru"), django_assert_num_queries(2):
        newest = Article.objects.published().newest_first()
        assert first_matching(newest, Q(), 3, piece=4, growth=2) == numbered[:3]
