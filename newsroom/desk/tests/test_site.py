"""Lists of the desk can be filtered as their links do, and in no other way."""

from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.urls import reverse

from articles.tests.desk import ADD, FORM, LIST
from articles.tests.makers import make_article, make_category, make_tag
from articles.tests.page_content import form_values, parts_of
from newsroom.desk.site import GuardedAdmin

pytestmark = pytest.mark.django_db

RATES = "/admin/informers/rate/"


def test_every_list_is_guarded():
    assert {type(one) for one in admin.site._registry.values() if not isinstance(one, GuardedAdmin)} == set()
    assert len(admin.site._registry) > 15


def test_the_links_of_a_list_filter_it(superuser):
    section = make_category("society")
    make_article("ru", category=section)
    make_article("ru")
    client = superuser()
    filters = parts_of(client.get(LIST), "filtered") or parts_of(client.get(LIST), "module")
    links = [link.get("href") for part in filters for link in part.iter("a") if "?" in str(link.get("href"))]
    assert f"?category__id__exact={section.pk}" in links

    assert {link: client.get(LIST + link).status_code for link in links} == dict.fromkeys(links, 200)


HARD_VALUES = ["\0", "abc", "9" * 23, "0001-01-01", "a" * 3_000, "\ud800", "1,abc", "[]"]


@pytest.mark.slow
@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label)
def test_a_form_opens_whatever_the_query_string_proposes(superuser, model):
    client = superuser()
    options = model._meta
    address = reverse(f"admin:{options.app_label}_{options.model_name}_add")
    usual = client.get(address).status_code
    names = [field.name for field in options.get_fields()]
    opened = {}
    for shift in range(0, len(HARD_VALUES), 2):  # the fields take turns with the values, or it would take seconds
        values = {name: HARD_VALUES[(number + shift) % len(HARD_VALUES)] for number, name in enumerate(names)}
        opened[shift] = client.get(f"{address}?{urlencode(values, errors='surrogatepass')}").status_code
    assert opened == dict.fromkeys(opened, usual)


@pytest.mark.parametrize("query", ["until=abc", f"article={'9' * 23}", "until=0001-01-01", "until_0=0001-01-01"])
def test_the_form_of_a_breaking_line_opens_with_an_impossible_value(superuser, query):
    assert superuser().get(f"/admin/articles/breakingline/add/?{query}").status_code == 200


def test_a_proposed_text_is_cleaned_and_other_values_are_kept(superuser):
    section, tags = make_category("society"), [make_tag("one"), make_tag("two")]
    proposed = {
        "body_en": "<p>Text</p><script>alert(1)</script>",
        "title_en": "Headline",
        "category": section.pk,
        "tags": f"{tags[0].pk},{tags[1].pk}",
    }
    form = form_values(superuser().get(f"{ADD}?{urlencode(proposed)}"), FORM)
    assert form["body_en"] == "<p>Text</p>"
    assert form["title_en"] == "Headline"
    assert (form["category"], form["tags"]) == (str(section.pk), [str(tag.pk) for tag in tags])


def test_an_odd_address_of_the_page_before_opens_a_popup(superuser):
    response = superuser().get(f"{ADD}?_popup=1", headers={"Referer": "http://["})
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("address", "query"),
    [
        (LIST, {"body_ru__regex": r"(\w|\w)*!"}),
        (LIST, {"body_ru__iregex": "a"}),
        (LIST, {"title_kk__contains": "a"}),
        (LIST, {"kind__exact": "\0"}),
        (LIST, {"category__id__exact": "9" * 23}),
        (LIST, {"category__key__startswith": "a"}),
        ("/admin/staff/user/", {"password__startswith": "pbkdf2"}),
        ("/admin/auth/group/", {"name__regex": "a"}),
        (RATES, {"valid_on__year": "9" * 23}),
        (RATES, {"currency__exact": "\0"}),
    ],
)
def test_other_filters_are_refused(superuser, address, query):
    assert superuser().get(address, query).status_code == 400
