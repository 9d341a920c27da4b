"""Where readers type a name with each comment, nobody comments as the paper, as one of its people, or as nobody."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.comments import posting
from articles.comments.models import Comment
from articles.comments.people.tests.makers import make_person
from articles.comments.tests.sending import errors_in, post
from articles.tests.makers import make_author
from articles.tests.page_content import elements
from newsroom.database.cached_values import CachedValues
from newsroom.editions.columns import in_all_columns

pytestmark = pytest.mark.django_db

SAID = "Это имя можно принять за имя редакции или автора. Выберите другое."


@pytest.mark.parametrize("name", ["Редакция", "М0дератор", "Аймақ", "Asel Omarova", "Удалённый читатель"])
def test_a_protected_name_is_refused_with_the_words_of_the_form_for_nicknames_and_all_is_kept(story, name):
    make_author("asel", **in_all_columns(name="Асель Омарова"))
    response = post(Client(), story, text="Хорошая новость", name=name)
    assert (response.status_code, errors_in(response), Comment.objects.count()) == (400, [SAID], 0)
    (text,) = elements(response, "textarea", name="text")
    (field,) = [one for one in elements(response, "input", name="name") if one.get("type") == "text"]
    assert (text.text.strip(), field.get("value"), field.get("aria-invalid")) == ("Хорошая новость", name, "true")
    assert post(Client(), story, text="Хорошая новость", name="Асель").status_code == 303


def test_whoever_has_signed_in_has_a_name_that_was_looked_at_before(story):
    comment = Comment(article=story, language="ru", text="Слова")
    posted = posting.post(comment, address=None, person=make_person("Асель Омарова"))
    assert posted.verdicts["imitation"] is True


def test_names_are_read_once_and_not_for_each_comment(story):
    values = CachedValues()

    def asked(number):
        written = Comment(article=story, language="ru", text=f"Слова {number}", name=f"Айгүл {number}")
        with CaptureQueriesContext(connection) as queries:
            posting.post(written, address=None, values=values)
        return [query["sql"] for query in queries if "articles_author" in query["sql"] or "staff_user" in query["sql"]]

    assert [len(asked(number)) for number in range(2)] == [2, 0]
