"""Writers who have asked for it get a mail about each answer that is shown, and stop them with one click."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from articles.comments import moderation
from articles.comments.desk import acts
from articles.comments.models import Comment, ReplyWish, State
from articles.comments.people.cookies import give
from articles.comments.people.ending import end
from articles.comments.people.exporting import exported
from articles.comments.people.tests.makers import make_person
from articles.comments.replies.telling import MOST_A_DAY
from articles.comments.tests.makers import make_comment
from articles.comments.tests.sending import OURS, RU, post
from articles.tests.makers import make_article
from articles.tests.page_content import elements, parts_of, words_in
from newsroom.outbox.delivery import deliver_due
from newsroom.outbox.models import Effect

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def by_mail(settings):
    settings.COMMENTER_IDENTITY, settings.SITE_URL = "email", "https://news.example"


@pytest.fixture
def person():
    return make_person(contact="dana@example.kz", kind="email")


@pytest.fixture
def story():
    return make_article("ru", title="Весна\nпришла")


@pytest.fixture
def comment(story, person):
    comment = make_comment(story, person=person)
    ReplyWish.objects.create(comment=comment)
    return comment


def answered(comment, text="Ответ", **fields):
    """Let a moderator approve an answer."""
    answer = make_comment(comment.article, text, comment, **{"state": State.WAITING, "name": "Серік"} | fields)
    return answer


def approve(answer, staff):
    return acts.approve(Comment.objects.filter(pk=answer.pk), by=staff("moderator"))


def stop_in(letter):
    return re.search(r"https://news\.example(/ru/replies/stop/\S+)$", letter.body)[1]


# Asking for mails


def browser_of(person):
    client = Client()
    response = type(
        "R", (), {"set_cookie": lambda self, name, value, **rest: client.cookies.__setitem__(name, value)}
    )()
    give(response, person)
    return client


def test_the_form_offers_mails_only_where_readers_have_confirmed_addresses(client, story, settings):
    address = story.address_in(RU)
    (part,) = parts_of(client.get(address), "check")
    assert [box.get("name") for box in part.iter("input")] == ["wants_replies"]
    for identity, site in [("sms", "https://news.example"), ("none", "https://news.example"), ("email", "")]:
        settings.COMMENTER_IDENTITY, settings.SITE_URL = identity, site
        assert not elements(client.get(address), "input", name="wants_replies")


@pytest.mark.parametrize(("sent", "wishes"), [({"wants_replies": "on"}, 1), ({}, 0)])
def test_a_wish_comes_with_the_comment_and_has_no_address(story, person, sent, wishes):
    assert post(browser_of(person), story, **sent).status_code == 303
    assert ReplyWish.objects.count() == wishes
    assert len(exported(person)["mails_about_answers_to"]) == wishes
    assert {field.name for field in ReplyWish._meta.fields} == {"id", "comment", "told_on", "told"}


# The mail


def test_the_writer_gets_a_mail_once_the_answer_is_shown(staff, comment):
    answer = answered(comment, "Первая <b>строка</b>\n\nhttps://evil.example")
    assert (deliver_due(), mail.outbox) == (0, [])
    act = approve(answer, staff)
    deliver_due()
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["dana@example.kz"], "Ответ на ваш комментарий: Весна пришла")
    assert letter.content_subtype == "plain"
    assert "Серік ответил" in letter.body
    assert "> Первая <b>строка</b>\n> \n> https://evil.example" in letter.body
    assert f"https://news.example{comment.article.address_in(RU)}?comment={answer.pk}#" in letter.body
    assert letter.extra_headers["List-Unsubscribe"] == f"<https://news.example{stop_in(letter)}>"
    moderation.undo(act, by=staff("moderator"))
    approve(answer, staff)
    deliver_due()
    assert len(mail.outbox) == 1
    assert "dana@example.kz" not in str(Effect.objects.values_list())


def test_an_answer_that_no_moderator_has_to_read_and_one_of_the_newsroom_are_told_of_too(staff, comment):
    answer = answered(comment, state=State.WAITING)
    acts.answer(comment, "Да", by=staff("moderator"), name="Редакция")
    deliver_due()
    assert ["Редакция ответил" in letter.body for letter in mail.outbox] == [True]
    assert answer.state == State.WAITING


def hide_again(answer, **_):
    Comment.objects.filter(pk=answer.pk).update(state=State.HIDDEN)


def withdraw(answer, **_):
    type(answer.article).objects.update(published_at_ru=timezone.now() + timedelta(days=1))


def leave(person, **_):
    end(person)


def stop(answer, **_):
    ReplyWish.objects.all().delete()


def hide_parent(answer, **_):
    Comment.objects.filter(pk=answer.parent_id).update(state=State.REJECTED)


@pytest.mark.parametrize("change", [hide_again, withdraw, leave, stop, hide_parent])
def test_nobody_is_told_of_what_is_over_before_the_mail_is_sent(staff, comment, person, change):
    answer = answered(comment)
    approve(answer, staff)
    assert Effect.objects.filter(state="waiting").count() == 1
    change(answer=answer, person=person)
    deliver_due()
    assert mail.outbox == []


def test_nobody_is_told_of_their_own_answers_or_without_a_wish(staff, story, comment, person):
    approve(answered(comment, person=person), staff)
    approve(answered(make_comment(story, person=person)), staff)
    assert not Effect.objects.exists()


def test_a_quarrel_sends_no_more_than_ten_mails_a_day(staff, comment):
    for number in range(MOST_A_DAY + 3):
        approve(answered(comment, f"No. {number}"), staff)
    deliver_due()
    assert len(mail.outbox) == MOST_A_DAY


# One click stops it


@pytest.fixture
def address(staff, comment):
    approve(answered(comment), staff)
    deliver_due()
    return stop_in(mail.outbox[0])


def test_opening_the_link_stops_nothing_and_one_button_stops_all(client, address, story, person):
    ReplyWish.objects.create(comment=make_comment(story, person=person))
    page = client.get(address)
    assert (page.status_code, ReplyWish.objects.count()) == (200, 2)
    assert "Больше не писать об этом комментарии" in words_in(page, "not-found")
    client.post(address, {"one": "1"}, headers=OURS)
    assert ReplyWish.objects.count() == 1
    page = client.post(address, {"all": "1"}, headers=OURS)
    assert "больше не придут" in words_in(page, "not-found")
    assert ReplyWish.objects.count() == 0
    assert client.post(address, {"all": "1"}, headers=OURS).status_code == 200


def test_a_mail_program_stops_all_by_its_own_request(address):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not ReplyWish.objects.exists()


@pytest.mark.parametrize("token", ["x", "1-1:x", "%00"])
def test_nobody_stops_mails_of_others(client, comment, token):
    assert client.post(f"/ru/replies/stop/{token}/").status_code == 404
    assert ReplyWish.objects.exists()
