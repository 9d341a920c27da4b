"""Readers thank for comments once, and report them with a reason, from our own pages and without a cookie."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.comments.models import Comment, Report, State, Thanks
from articles.comments.responses import MOST_OF_A_NETWORK
from articles.comments.tests.makers import make_comment
from articles.comments.tests.sending import OURS, RU, errors_in
from articles.tests.page_content import elements, words_in, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(story):
    return make_comment(story, "Слова читателя")


def send(client, on, act, sender="203.0.113.7", browser="A", headers=OURS, **fields):
    address = f"{on.article.address_in(RU)}comments/{act}/"
    fields = {"comment": on.pk} | fields
    return client.post(address, fields, headers=headers | {"User-Agent": browser}, REMOTE_ADDR=sender)


def thanks_of(comment):
    comment.refresh_from_db()
    return comment.thanks


def test_the_button_thanks_and_the_number_is_shown(client, story, comment):
    page = client.get(story.address_in(RU))
    (button,) = [part for part in elements(page, "button") if part.get("form") == "thank"]
    (form,) = elements(page, "form", id="thank")
    sent = client.post(form.get("action"), {button.get("name"): button.get("value")} | hidden(page), headers=OURS)
    address = f"{story.address_in(RU)}#comment-{comment.pk}"
    assert (sent.status_code, sent.headers["Location"], sent.cookies.output()) == (303, address, "")
    assert "Спасибо · 1" in " ".join(words_in(client.get(story.address_in(RU)), "comment-acts").split())


def hidden(page):
    return {field.get("name"): field.get("value") for field in elements(page, "form", id="thank")[0].iter("input")}


def test_whoever_thanks_is_led_back_to_the_place_in_the_list(client, story, comment):
    older = make_comment(story, "Раньше")
    Comment.objects.filter(pk=older.pk).update(sent_at=comment.sent_at - datetime.timedelta(hours=1))
    Comment.objects.filter(pk=comment.pk).update(thanks=5)
    here = story.address_in(RU)
    places = {
        f"?before={comment.pk}": f"?before={comment.pk}",
        "?order=oldest": "?order=oldest",
        "?order=thanked": "?order=thanked",
        f"?order=thanked&below={comment.pk}": f"?comment={older.pk}",  # it may go to a page before
        f"?comment={older.pk}": f"?comment={older.pk}",
    }
    for query, back in places.items():
        sent = send(client, older, "thank", **hidden(client.get(here + query)))
        assert sent.headers["Location"] == f"{here}{back}#comment-{older.pk}"
    forged = send(client, older, "thank", order="newest", after="//evil")
    assert forged.url == f"{here}?comment={older.pk}#comment-{older.pk}"


def test_a_browser_thanks_once_and_a_network_a_few_times(client, comment):
    for _time in range(3):
        assert send(client, comment, "thank").status_code == 303
    assert thanks_of(comment) == 1
    send(client, comment, "thank", sender="203.0.113.8")
    send(client, make_comment(comment.article), "thank")
    assert (thanks_of(comment), Thanks.objects.count()) == (2, 3)
    for number in range(20):
        send(client, comment, "thank", sender="203.0.113.9", browser=f"program {number}")
    assert thanks_of(comment) == 2 + MOST_OF_A_NETWORK
    assert len(set(Thanks.objects.values_list("network"))) == 4  # one hash of a network does not lead to another


def test_a_report_is_kept_once_for_each_reader(client, story, comment):
    page = client.get(f"{story.address_in(RU)}comments/report/", {"comment": comment.pk})
    assert "Слова читателя" in words_in(page, "comment")
    answer = send(client, comment, "report", reason="insult", note="Обидно")
    assert "Спасибо. Жалоба у модераторов." in words_in(client.get(answer.headers["Location"]), "not-found")
    send(client, comment, "report", reason="violence")
    send(client, comment, "report", reason="violence", sender="203.0.113.8")
    rows = Report.objects.order_by("pk").values_list("reason", "note", "weight")
    assert [*rows] == [("insult", "Обидно", 1), ("violence", "", 1)]


def test_a_report_needs_a_reason_and_keeps_what_was_written(client, comment):
    response = send(client, comment, "report", note="Обидно")
    (box,) = elements(response, "textarea", name="note")
    assert (errors_in(response), words_of(box), Report.objects.count()) == (["Выберите причину."], "Обидно", 0)


@pytest.mark.parametrize("act", ["thank", "report"])
def test_nothing_comes_from_another_site_or_about_what_is_not_shown(client, comment, act):
    foreign = send(client, comment, act, headers={"Sec-Fetch-Site": "cross-site"}, reason="insult")
    assert (foreign.status_code, thanks_of(comment), Report.objects.count()) == (403, 0, 0)
    for state in (State.WAITING, State.REJECTED, State.HIDDEN, State.REMOVED):
        Comment.objects.update(state=state)
        assert send(client, comment, act, reason="insult").status_code == 404
    for wrong in ("", "x", "0", "9" * 40):
        assert send(client, comment, act, comment=wrong, reason="insult").status_code == 404
    Comment.objects.update(state=State.APPROVED)
    assert send(client, comment, act, reason="insult").status_code == 303


def test_hashes_are_forgotten_after_a_month_and_what_was_said_is_not(client, comment, clock):
    send(client, comment, "thank")
    send(client, comment, "report", reason="insult")
    call_command("forget_senders")
    assert (Thanks.objects.count(), Report.objects.exclude(reporter=None).count()) == (1, 1)
    clock(timezone.now() + datetime.timedelta(days=31))
    call_command("forget_senders")
    assert (Thanks.objects.count(), Report.objects.filter(reporter=None).count(), thanks_of(comment)) == (0, 1, 1)
