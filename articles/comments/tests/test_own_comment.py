"""The writer of a comment sees it waiting, and can change or remove it for fifteen minutes, without a cookie."""

import datetime

import pytest
from django.utils import timezone

from articles.comments import moderation, own
from articles.comments.desk import acts
from articles.comments.models import BannedWord, Comment, CommentSettings, RecentRefusal, RejectionReason, State
from articles.comments.people import ending
from articles.comments.people.tests.makers import make_person
from articles.comments.tests.makers import make_comment
from articles.comments.tests.sending import OURS, RU, WORDS, errors_in, post
from articles.tests.page_content import elements, words_in, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, story):
    """The address to which a sent comment leads."""
    return post(client, story).headers["Location"]


def change(client, page, **fields):
    return client.post(page, WORDS | fields, headers=OURS)


def test_the_writer_sees_the_comment_as_waiting_and_nobody_keeps_the_page(client, story, page):
    response = client.get(page)
    words = words_in(response, "not-found")
    assert (WORDS["text"] in words, "ждёт модератора" in words) == (True, True)
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert response.cookies.output() == ""
    assert WORDS["text"] not in client.get(story.address_in(RU)).text


@pytest.mark.parametrize("state", [State.WAITING, State.APPROVED])
def test_a_changed_comment_is_a_new_one_that_waits(client, story, page, state):
    Comment.objects.update(state=state)
    answer = change(client, page, text="Хорошая новость!")
    assert answer.status_code == 303
    old, new = Comment.objects.order_by("pk")
    assert (old.state, new.state, new.text) == (State.REMOVED, State.WAITING, "Хорошая новость!")
    assert "Хорошая новость!" in client.get(answer.headers["Location"]).text
    assert change(client, page, text="Ещё раз").status_code == 409
    assert Comment.objects.count() == 2


def test_the_old_address_leads_to_the_last_correction_with_no_more_rights(client, page):
    newer = change(client, page, text="Иначе").url
    newest = change(client, newer, text="Совсем иначе").url
    for old in (page, newer):
        assert (client.get(old).status_code, client.get(old).url) == (302, newest)
        late = change(client, old, text="Ещё раз")
        links = [link.get("href") for link in elements(late, "a")]
        assert (late.status_code, newest in links, "Вы убрали" in late.text) == (409, True, False)
    words = words_in(client.get(newest), "not-found")
    assert ("Изменение принято" in words, "ждёт модератора" in words) == (True, True)
    client.post(newest, {"remove": "1"}, headers=OURS)
    assert "Вы убрали" in words_in(client.get(page, follow=True), "not-found")


@pytest.mark.parametrize("is_pinned", [True, False])
def test_what_others_have_answered_or_the_newsroom_has_pinned_is_not_changed(client, story, staff, page, is_pinned):
    comment = Comment.objects.get()
    answer = make_comment(story, parent=comment, state=State.WAITING)
    Comment.objects.filter(pk=comment.pk).update(state=State.APPROVED)
    if is_pinned:
        acts.pin(comment, by=staff("moderator"))
    else:
        moderation.approve(Comment.objects.filter(pk=answer.pk), by=staff("moderator"))
    refused = change(client, page, text="Хорошая новость!")
    assert (refused.status_code, "Хорошая новость!" in refused.text) == (409, True)
    assert "Его можно убрать" in errors_in(refused)[0]
    comment.refresh_from_db()
    assert (comment.state, Comment.objects.count()) == (State.APPROVED, 2)


def test_a_changed_answer_answers_the_same(client, story):
    first = make_comment(story)
    page = post(client, story, answered=first.pk).headers["Location"]
    change(client, page, text="Иначе")
    assert Comment.objects.filter(text="Иначе", parent=first, thread=first).exists()


def test_the_writer_does_not_read_that_everybody_sees_a_comment_on_a_story_that_is_not_public(client, story, page):
    Comment.objects.update(state=State.APPROVED)
    assert "видят все" in words_in(client.get(page), "not-found")
    type(story).objects.update(published_at_ru=timezone.now() + datetime.timedelta(days=1))
    words = words_in(client.get(page), "not-found")
    assert ("видят все" in words, "одобрен" in words) == (False, True)


def test_a_comment_on_a_story_that_is_not_public_can_only_be_removed(client, story, page):
    type(story).objects.update(published_at_ru=timezone.now() + datetime.timedelta(days=1))
    assert elements(client.get(page), "textarea") == []
    assert change(client, page, text="Иначе").status_code == 409
    assert (Comment.objects.get().text, Comment.objects.get().state) == (WORDS["text"], State.WAITING)
    client.post(page, {"remove": "1"}, headers=OURS)
    assert Comment.objects.get().state == State.REMOVED


def test_whoever_has_left_can_only_remove_what_they_wrote(client, page):
    person = make_person(nickname="Айгерім")
    Comment.objects.update(person=person)
    assert len(elements(client.get(page), "textarea")) == 1
    ending.end(person)
    assert elements(client.get(page), "textarea") == []
    assert change(client, page, text="Иначе").status_code == 409
    client.post(page, {"remove": "1"}, headers=OURS)
    assert Comment.objects.get().state == State.REMOVED


def test_a_comment_is_removed(client, page):
    assert client.post(page, {"remove": "1"}, headers=OURS).status_code == 303
    assert Comment.objects.get().state == State.REMOVED
    assert elements(client.get(page), "textarea") == []
    assert "Вы убрали" in words_in(client.get(page), "not-found")


def test_after_fifteen_minutes_it_can_only_be_read(client, page, clock):
    sent = Comment.objects.get().sent_at
    clock(sent + datetime.timedelta(minutes=14, seconds=50))
    assert len(elements(client.get(page), "textarea")) == 1
    later = change(client, page, text="Иначе").headers["Location"]
    clock(sent + datetime.timedelta(minutes=15, seconds=10))
    assert elements(client.get(later), "textarea") == []  # a change gives no more time
    assert [change(client, later, text="Поздно").status_code, change(client, later, remove="1").status_code] == [
        409
    ] * 2
    assert Comment.objects.filter(state=State.WAITING).get().text == "Иначе"
    clock(sent + datetime.timedelta(days=31))
    assert client.get(later, follow=True).status_code == 404


def test_a_wrong_change_keeps_the_text_and_the_comment(client, page):
    response = change(client, page, name="")
    (box,) = elements(response, "textarea", name="text")
    assert (words_of(box), len(errors_in(response))) == (WORDS["text"], 1)
    assert Comment.objects.get().state == State.WAITING


def test_the_writer_is_told_why_a_comment_is_rejected(client, page, staff):
    moderation.reject(Comment.objects.all(), by=staff("moderator"), reason=RejectionReason.INSULT)
    assert "отклонил" in words_in(client.get(page), "not-found")
    assert "оскорбление" in words_in(client.get(page), "not-found")
    assert change(client, page, text="Иначе").status_code == 409


def test_a_comment_that_was_not_changed_is_not_doubled(client, page):
    change(client, page)
    assert [*Comment.objects.order_by("pk").values_list("state", flat=True)] == [State.REMOVED, State.WAITING]


def test_a_comment_is_not_changed_into_another_one_of_the_sender_and_not_lost(client, story, page):
    post(client, story, text="Другие слова читателя")
    answer = change(client, page, text="Другие слова читателя")
    assert (answer.status_code, errors_in(answer)[0][:31]) == (409, "Этот комментарий уже отправлен.")
    assert [row.state for row in Comment.objects.all()] == [State.WAITING] * 2


def test_changes_have_an_end(client, page):
    CommentSettings.objects.create(most_from_sender=1000)
    for number in range(own.MOST_CHANGES):
        page = change(client, page, text=f"Изменение {number}").url
    assert not elements(client.get(page), "textarea", name="text")
    assert change(client, page, text="Лишнее").status_code == 409
    assert Comment.objects.get(state=State.WAITING).text == "Изменение 4"


def test_refused_words_are_remembered_also_when_they_were_to_change_a_comment(client, page):
    BannedWord.objects.update_or_create(stem="казино", defaults={"kind": "refused"})
    assert change(client, page, text="Лучшее казино").status_code == 400
    assert (RecentRefusal.objects.count(), Comment.objects.get().state) == (1, State.WAITING)


def test_only_the_token_opens_the_page(client, story, page):
    other = make_comment(story, state=State.WAITING)
    own = Comment.objects.earliest("pk")
    for wrong in (page.replace(f"/{own.pk}-", f"/{other.pk}-"), page[:-3] + "xx/", page.replace("/ru/", "/kk/")):
        assert wrong != page
        assert client.get(wrong, follow=True).status_code == 404  # letters of the other case are tried, too
        change(client, wrong, text="Чужое")
        assert Comment.objects.count() == 2
    foreign = client.post(page, {"remove": "1"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert (foreign.status_code, Comment.objects.exclude(state=State.WAITING).count()) == (403, 0)
