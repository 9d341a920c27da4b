"""A form of the desk that is sent twice is saved once: after a double click, or again after a lost answer."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Correction, Draft, Tag
from articles.tests.desk import ADD, FORM, change_url
from articles.tests.makers import make_article, make_tag
from articles.tests.page_content import form_values
from newsroom.desk import sent_forms
from newsroom.staff.models import SentForm


def form_of(client, address, **words):
    """What a browser would send of a form that it opens now."""
    return form_values(client.get(address), FORM) | words


@pytest.mark.django_db
def test_a_new_story_is_added_once_and_the_answer_is_the_same(signed_in):
    client = signed_in("editor")
    address = f"{ADD}?edition=ru"
    form = form_of(client, address, title="Школа")
    first, second = (client.post(address, form) for _ in "12")
    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    client.post(address, form | {"title": "Две школы", "key": "abcdefghij"})
    client.post(address, form_of(client, address, title="Школа"))
    titles = Draft.objects.order_by("pk").values_list("title", flat=True)
    assert [*titles] == ["Школа", "Две школы", "Школа"]


@pytest.mark.django_db
def test_a_correction_is_published_once(signed_in):
    client, story = signed_in("chief editor", "ru"), make_article("ru")
    form = form_of(client, f"{change_url(story)}?edition=ru", correction="Их три.", correction_kind="correction")
    address = reverse("admin:articles_article_publish", args=[story.pk]) + "?edition=ru"
    assert [client.post(address, form).status_code for _ in "12"] == [302, 302]
    assert [correction.text for correction in Correction.objects.all()] == ["Их три."]
    client.post(address, form | {"correction": "Их четыре."})
    assert Correction.objects.count() == 2


@pytest.mark.django_db
def test_a_refused_form_can_be_sent_again_and_a_saved_one_after_a_while(signed_in):
    client, tag = signed_in("chief editor", "ru"), make_tag(name_ru="Старое")
    address = f"{change_url(tag)}?edition=ru"
    form = form_values(client.get(address), "tag_form") | {"name_ru": "Новое"}

    def name_after_sending():
        assert client.post(address, form).status_code == 302
        tag.refresh_from_db()
        return tag.name_ru

    assert [client.post(address, form | {"name_ru": "а" * 500}).status_code for _ in "12"] == [200, 200]
    assert name_after_sending() == "Новое"
    Tag.objects.update(name_ru="Старое")  # a colleague's act
    assert name_after_sending() == "Старое"
    SentForm.objects.update(saved_at=timezone.now() - sent_forms.REMEMBERED_FOR - timedelta(seconds=1))
    assert (name_after_sending(), SentForm.objects.count()) == ("Новое", 1)


@pytest.mark.postgresql  # SQLite has one writing transaction at a time
@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_add_one_row(staff):
    user = staff("editor")
    client = Client()
    client.force_login(user)
    form = form_of(client, f"{ADD}?edition=ru", title="Школа")
    codes = []

    def send():
        try:
            own = Client()
            own.cookies = client.cookies
            codes.append(own.post(f"{ADD}?edition=ru", form).status_code)
        finally:
            connection.close()

    threads = [Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (codes, Article.objects.count()) == ([302, 302], 1)
