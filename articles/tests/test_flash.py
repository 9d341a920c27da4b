"""A flash: a headline that is public before its text."""

import pytest

from articles.editorial.shown_states import has_nothing_new
from articles.models import Article, Draft, Status
from articles.tests.desk import ADD, FORM, RU, act_address, acts_on, open_form, press, told
from articles.tests.makers import make_article, make_category
from articles.tests.page_content import form_values, page_of, words_of

pytestmark = pytest.mark.django_db


def test_a_flash_grows_into_a_story_at_the_same_address(client, signed_in):
    desk, section = signed_in("editor"), make_category("society")
    response = press(desk, desk.get(ADD, {"edition": "ru"}), "flash", title="Землетрясение")
    assert told(desk, response) == ["A flash needs a section."]
    article = Article.objects.get()
    assert press(desk, open_form(desk, article, RU), "flash", category=section.pk).status_code == 302
    article.refresh_from_db()
    address = article.address_in(RU)
    assert "Подробности следуют." in words_of(page_of(client.get(address)))

    form = open_form(desk, article, RU)
    assert "flash" not in acts_on(form)
    body = form_values(form, FORM)["body"]
    press(desk, form, "publish", body=f"{body}<p>Жертв нет.</p>")
    article.refresh_from_db()
    assert (article.address_in(RU), article.body_ru) == (address, "<p>Жертв нет.</p>")
    draft = Draft.objects.get(article=article, language="ru")
    assert [html for _id, html in draft.blocks] == ["<p>Жертв нет.</p>"]
    assert has_nothing_new(article.edition(RU), draft)


def test_a_flash_is_refused_if_there_is_a_text_and_to_those_who_may_not_publish(signed_in):
    desk, section = signed_in("editor"), make_category("society")
    form = desk.get(ADD, {"edition": "ru"})
    response = press(desk, form, "flash", title="Школа", body="<p>Открылась.</p>", category=section.pk)
    assert told(desk, response) == ["This edition has a text already: publish it as a story."]
    assert not Article.objects.exclude(status_ru=Status.UNPUBLISHED).exists()
    assert "flash" not in acts_on(signed_in("reporter").get(ADD, {"edition": "ru"}))
    reporter, article = signed_in("reporter"), make_article("ru", status=Status.UNPUBLISHED, body="")
    sent = form_values(open_form(reporter, article, RU), FORM)
    assert reporter.post(act_address("flash", article, RU), sent).status_code == 403
