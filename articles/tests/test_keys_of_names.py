"""A new tag, author or section gets its key from its name unless somebody types one."""

import pytest

from articles.models import Author, Category, Tag
from articles.tests.desk import errors_on
from articles.tests.page_content import form_values, submit

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

LONG = "Общественно-политическая и деловая жизнь Алматинской области"


@pytest.mark.parametrize("model", [Tag, Author, Category])
def test_the_key_is_made_from_the_name_as_slugs_of_stories_are(signed_in, model):
    name = model._meta.model_name
    client, address = signed_in("chief editor"), f"/admin/articles/{name}/add/"
    for edition, text, typed, key in (
        ("kk", "Қазақ тілі", "", "qazaq-tili"),
        ("ru", "Хлеб и вода", "", "khleb-i-voda"),
        ("uz-cyrl", "Ўзбек тили", "", "ozbek-tili"),
        ("ru", LONG, "", "obshchestvenno-politicheskaya-i-delovaya-zhizn"),
        ("en", "Elections", "vote", "vote"),
        ("zh-hans", "选举", "", None),
    ):
        page = client.get(f"{address}?edition={edition}")
        response = submit(client, page, f"{name}_form", **{f"name_{edition.replace('-', '_')}": text, "key": typed})
        assert response.status_code == 302, errors_on(response)
        made = model.objects.latest("pk").key
        assert made == key if key else len(made) == 10

    again = submit(client, client.get(f"{address}?edition=ru"), f"{name}_form", name_ru="Хлеб и вода", key="")
    assert form_values(again, f"{name}_form")["key"] == "khleb-i-voda"  # to be changed, if it is not the same
    assert any("already exists" in error for error in errors_on(again))
    nameless = submit(client, client.get(f"{address}?edition=ru"), f"{name}_form", name_ru=" ", key="")
    assert errors_on(nameless) == ["Enter a name in at least one language."]
    assert model.objects.count() == 6
