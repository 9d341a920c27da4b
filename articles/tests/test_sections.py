"""Sections are listed as a tree."""

import pytest
from django.utils.translation import override

from articles.models import Category
from articles.tests.desk import ALL, LIST
from articles.tests.makers import make_article, make_category
from articles.tests.page_content import elements, parts_of, words_of
from newsroom import editions

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    """Make a (with c and d) and b, in another order and with positions that would mix them up."""
    b, a = make_category("b", position=2), make_category("a", position=1)
    make_category("d", parent=a, position=9)
    make_category("c", parent=a, position=3)
    for section in Category.objects.all():
        make_article(*ALL, category=section)
    return b


@pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
def test_a_section_comes_before_those_within_it(tree, edition):
    with override(edition.code):
        found = [(section.key, section.tree_depth) for section in Category.objects.as_tree()]
    assert found == [("a", 0), ("c", 1), ("d", 1), ("b", 0)]


def test_the_desk_offers_sections_as_a_tree(tree, superuser):
    page = superuser("en").get(f"/admin/articles/category/{tree.pk}/change/")
    (choice,) = elements(page, "select", name="parent")
    assert [words_of(option) for option in choice.iter("option")][1:] == ["A", "--- C", "--- D", "B"]


def test_the_lists_of_the_desk_follow_the_tree(tree, superuser):
    client = superuser("en")
    cells = parts_of(client.get("/admin/articles/category/"), "field-__str__")
    assert [words_of(cell) for cell in cells] == ["A", "C", "D", "B"]
    (filters,) = elements(client.get(LIST), "nav", id="changelist-filter")
    assert "By section All A C D B" in words_of(filters)
    reversed_by_position = parts_of(client.get("/admin/articles/category/?o=-3"), "field-__str__")
    assert [words_of(cell) for cell in reversed_by_position] == ["D", "C", "B", "A"]


def test_the_list_of_sections_opens_without_a_section(superuser):
    assert superuser("en").get("/admin/articles/category/").status_code == 200


def test_the_page_of_sections_and_the_archive_filter_follow_the_tree(tree, client):
    listed = [words_of(item) for item in elements(client.get("/en/section/"), "ul", **{"class": "index"})[0].iter("li")]
    assert listed == ["A", "C", "D", "B"]
    (choice,) = elements(client.get("/en/archive/"), "select", name="section")
    assert [words_of(option) for option in choice.iter("option")] == ["all sections", "A", "– C", "– D", "B"]
