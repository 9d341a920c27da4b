"""A form of the desk that is sent twice is saved once: after a double click, or again after a lost answer."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles.models import Article, Correction
from articles.tests.desk import ADD, change_url
from articles.tests.makers import make_article
from articles.tests.page_content import form_values
from newsroom.desk import sent_forms
from newsroom.staff.models import SentForm

FORM = "article_form"
CORRECTION = {
    "corrections-TOTAL_FORMS": "1",
    "corrections-0-text": "Их три.",
    "corrections-0-corrected_at_0": "24.11.2025",
    "corrections-0-corrected_at_1": "15:20",
}


def form_of(client, address, **words):
    """What a browser would send of a form that it opens now."""
    return form_values(client.get(address), FORM) | words


@pytest.mark.django_db
def test_a_new_row_is_added_once_and_the_answer_is_the_same(signed_in):
    client = signed_in("editor")
    address = f"{ADD}?edition=ru"
    form = form_of(client, address, title_ru="Школа")
    first, second = (client.post(address, form | {"_continue": "1"}) for _ in "12")
    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    client.post(address, form | {"title_ru": "Две школы", "key": "two"})
    client.post(address, form_of(client, address, title_ru="Школа"))
    titles = Article.objects.order_by("pk").values_list("title_ru", flat=True)
    assert [*titles] == ["Школа", "Две школы", "Школа"]


@pytest.mark.django_db
def test_a_new_row_within_a_form_is_added_once(signed_in):
    client, story = signed_in("chief editor", "ru"), make_article("ru")
    address = f"{change_url(story)}?edition=ru"
    form = form_of(client, address, **CORRECTION)
    assert [client.post(address, form).status_code for _ in "12"] == [302, 302]
    assert [correction.text for correction in Correction.objects.all()] == ["Их три."]


@pytest.mark.django_db
def test_a_refused_form_can_be_sent_again_and_a_saved_one_after_a_while(signed_in):
    client, story = signed_in("chief editor", "ru"), make_article("ru", title="Старое")
    address = f"{change_url(story)}?edition=ru"
    form = form_of(client, address)
    assert [client.post(address, form | {"title_ru": ""}).status_code for _ in "12"] == [200, 200]
    client.post(address, form)
    story.title_ru = "Новое"
    story.save()
    client.post(address, form)
    story.refresh_from_db()
    assert story.title_ru == "Новое"
    SentForm.objects.update(saved_at=timezone.now() - sent_forms.REMEMBERED_FOR - timedelta(seconds=1))
    client.post(address, form)
    story.refresh_from_db()
    assert (story.title_ru, SentForm.objects.count()) == ("Старое", 1)


@pytest.mark.postgresql  # SQLite has one writing transaction at a time
@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_add_one_row(staff):
    user = staff("editor")
    client = Client()
    client.force_login(user)
    form = form_of(client, f"{ADD}?edition=ru", title_ru="Школа")
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
