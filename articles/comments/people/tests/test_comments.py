"""Where commenters are identified, a comment has a person and their nickname, and nobody else's."""

import pytest
from django.test import Client

from articles.comments.models import Comment
from articles.comments.people.models import Commenter
from articles.comments.people.tests.sending import sign_up
from articles.comments.tests.sending import RU, errors_in, post
from articles.tests.makers import make_article
from articles.tests.page_content import elements, words_of
from newsroom import editions

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return make_article("ru", "kk", slug="spring")


def test_a_comment_is_that_of_the_person_whose_browser_sends_it(client, gateway, story):
    sign_up(client, gateway)
    assert post(client, story, name="Асқар").status_code == 303
    comment = Comment.objects.get()
    assert (comment.person, comment.name) == (Commenter.objects.get(), "Айгүл")


def test_somebody_without_identity_keeps_the_text_and_learns_how_to_sign_in(gateway, story):
    response = post(Client(), story)
    (box,) = elements(response, "textarea", name="text")
    assert (response.status_code, words_of(box), Comment.objects.count()) == (403, "Хорошая новость", 0)
    assert len(errors_in(response)) == 1
    links = [link.get("href") for link in elements(response, "a")]
    assert f"/ru/commenter/?story={story.address_in(RU)}" in links


@pytest.mark.parametrize(("identity", "words"), [("sms", "мобильный телефон"), ("email", "электронную почту")])
def test_readers_learn_before_they_write_how_to_sign_in(client, story, settings, identity, words):
    assert words not in client.get(story.address_in(RU)).text
    settings.COMMENTER_IDENTITY = identity
    form = client.get(story.address_in(RU)).text.partition('id="comment-form"')[2].partition("<textarea")[0]
    assert (words in form, "в новой вкладке" in form) == (True, True)


def test_the_form_of_a_story_asks_for_a_name_only_without_identity(client, story, settings):
    address = story.address_in(editions.BY_CODE["ru"])
    assert elements(client.get(address), "input", name="name")
    settings.COMMENTER_IDENTITY = "sms"
    assert not elements(client.get(address), "input", name="name")


def test_a_browser_that_does_not_say_where_a_form_comes_from_acts_for_nobody(client, gateway, story):
    sign_up(client, gateway)
    assert post(client, story, headers={}).status_code == 403
    own_page = {"Referer": f"http://testserver{story.address_in(RU)}"}
    assert post(client, story, headers=own_page).status_code == 303
    assert Comment.objects.get().person


def test_without_identity_a_cookie_says_nothing(client, gateway, story, settings):
    sign_up(client, gateway)
    settings.COMMENTER_IDENTITY = "none"
    assert post(client, story).status_code == 303
    assert (Comment.objects.get().person, Comment.objects.get().name) == (None, "Айгүл")
