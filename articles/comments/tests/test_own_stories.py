"""Authors answer comments below their own stories, as the author, and see no more of the discussion than readers do."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.comments import moderation
from articles.comments.desk import own_stories
from articles.comments.models import Comment, DecisionAct, RejectionReason, ReplyWish, Report, State, Voice
from articles.comments.people.tests.makers import make_person
from articles.comments.tests.makers import make_comment
from articles.models import Article, Matter
from articles.tests.makers import make_article, make_author, make_law_day
from articles.tests.page_content import elements, form_values, parts_of, words_in, words_of
from newsroom import editions
from newsroom.outbox.delivery import deliver_due

pytestmark = pytest.mark.django_db

MINE = "/admin/comments/comment/mine/"
HOUR = timedelta(hours=1)
NAMES = {"name_ru": "Асель Омарова", "name_kk": "Әсел Омарова", "name_en": "Asel Omarova"}


@pytest.fixture
def reporter(staff):
    return staff("reporter")


@pytest.fixture
def story(reporter):
    story = make_article("ru", "kk", title="A headline")
    make_author("asel", story, account=reporter, **NAMES)
    return story


@pytest.fixture
def desk(reporter):
    client = Client()
    client.force_login(reporter)
    return client


def send(desk, comment, text="Yes, from Monday on", **fields):
    return desk.post(MINE, {"comment": comment.pk, f"{comment.pk}-text": text} | fields)


def shown(page):
    return [int(row.get("id").removeprefix("comment-")) for row in elements(page, "li") if row.get("id")]


def answers():
    return Comment.objects.exclude(voice=Voice.READER)


def test_an_author_answers_and_readers_see_it_at_once_with_the_mark(story, desk, reporter, client):
    comment = make_comment(story)
    response = send(desk, comment)
    assert (response.status_code, response.headers["Location"]) == (302, f"{MINE}#comment-{comment.pk}")
    answer = answers().get()
    assert (answer.parent, answer.voice, answer.name) == (comment, Voice.AUTHOR, "Асель Омарова")
    page = client.get(story.address_in(editions.BY_CODE["ru"]))
    assert [words_of(part) for part in parts_of(page, "voice")] == ["автор материала"]
    act = DecisionAct.objects.get()
    assert (act.by, act.title, [row.comment for row in act.decisions.all()]) == (reporter, "Answered", [answer])
    assert "Yes, from Monday on" in words_in(desk.get(MINE), "moderation-parent")


def test_moderators_undo_the_answer_and_the_comment_stays(story, desk, staff):
    comment = make_comment(story)
    send(desk, comment)
    moderation.undo(DecisionAct.objects.get(), by=staff("moderator"))
    assert (answers().get().state, Comment.objects.get(pk=comment.pk).state) == (State.REMOVED, State.APPROVED)
    with pytest.raises(PermissionDenied):
        moderation.undo(DecisionAct.objects.first(), by=story.authors.get().account)


def test_the_same_form_twice_is_one_answer_and_other_words_are_another(story, desk):
    comment = make_comment(story)
    assert [send(desk, comment).status_code for _time in range(2)] == [302, 302]
    assert (answers().count(), DecisionAct.objects.count()) == (1, 1)
    send(desk, comment, "And on Tuesday")
    assert answers().count() == 2


def test_an_answer_settles_no_report(story, desk):
    comment = make_comment(story)
    Report.objects.create(comment=comment, reason=RejectionReason.INSULT, reported_at=timezone.now(), reporter="a")
    send(desk, comment)
    assert (answers().count(), Report.objects.open().count()) == (1, 1)


LETTERS = {"kk": "Әсел Омарова", "kk-latn": "Äsel Omarova", "kk-arab": "اسەل وماروۆا"}


@pytest.mark.parametrize("text", ["Ия, дүйсенбіден бастап", "Да, конечно, с понедельника мы всё начнём"])
@pytest.mark.parametrize("code", LETTERS)
def test_the_name_is_that_of_the_edition_in_its_letters_whatever_language_the_answer_has(
    story, desk, client, code, text
):
    comment = make_comment(story, "Қашан басталады?", language="kk")
    send(desk, comment, text)
    page = client.get(story.address_in(editions.BY_CODE[code]))
    (mark,) = parts_of(page, "voice")
    (name,) = list(mark.getparent().iter("bdi"))
    assert (words_of(name), name.get("lang")) == (LETTERS[code], None)
    feed = client.get(f"{story.address_in(editions.BY_CODE[code])}comments/feed/").content.decode()
    assert f"<name>{LETTERS[code]}</name>" in feed


# What is not for them


@pytest.mark.parametrize("state", [State.WAITING, State.REJECTED, State.HIDDEN, State.REMOVED])
def test_what_is_not_approved_is_neither_shown_nor_answered(story, desk, state):
    public, comment = make_comment(story, "Public words"), make_comment(story, "Secret words", state=state)
    page = desk.get(MINE)
    assert (shown(page), "Secret words" in page.content.decode()) == ([public.pk], False)
    page = send(desk, comment, "My answer to that")
    assert (page.status_code, answers().count(), "Secret words" in page.content.decode()) == (422, 0, False)
    (kept,) = elements(page, "textarea", id="lost-text")
    assert kept.text.strip() == "My answer to that"
    assert "Readers do not see this comment now" in words_in(page, "errorlist")


def test_comments_below_stories_of_others_or_withdrawn_ones_are_neither_shown_nor_answered(story, desk):
    own, other = make_comment(story), make_comment(make_article("ru"), "Of another")
    assert shown(desk.get(MINE)) == [own.pk]
    assert (send(desk, other).status_code, answers().count()) == (422, 0)
    Article.objects.filter(pk=story.pk).update(published_at_ru=timezone.now() + HOUR)
    assert shown(desk.get(MINE)) == []
    assert (send(desk, own).status_code, answers().count()) == (422, 0)


def test_whoever_is_no_author_has_no_such_page(story, signed_in):
    comment = make_comment(story)
    for role in ("reporter", "moderator"):
        other = signed_in(role)
        assert (other.get(MINE).status_code, send(other, comment).status_code) == (403, 403)
    assert answers().count() == 0


def test_nobody_answers_on_a_day_of_silence(story, desk):
    comment = make_comment(story)
    Article.objects.filter(pk=story.pk).update(has_agitation=True)
    day = make_law_day(timezone.now() - HOUR, timezone.now() + HOUR, Matter.AGITATION)
    page = desk.get(MINE)
    assert (shown(page), elements(page, "textarea")) == ([comment.pk], [])
    page = send(desk, comment)
    assert (page.status_code, answers().count()) == (422, 0)
    assert "day of silence" in words_in(page, "errorlist")
    day.delete()
    assert send(desk, comment).status_code == 302


# The form


@pytest.mark.parametrize("language", ["en", "kk"])
@pytest.mark.parametrize("text", ["", " \u200b ", "a" * 3001])
def test_what_is_wrong_with_the_text_is_said_in_the_persons_language_and_the_text_stays(
    story, desk, reporter, language, text
):
    reporter.language = language
    reporter.save()
    comment = make_comment(story)
    page = send(desk, comment, text)
    (box,) = elements(page, "textarea")
    assert (page.status_code, answers().count(), (box.text or "").strip("\n")) == (422, 0, text)
    (fault,) = parts_of(page, "errorlist")
    assert words_of(fault).isascii() == (language == "en")
    assert [panel.get("open") for panel in box.iterancestors("details")] == [""]


def test_pages_begin_after_a_comment_and_an_answer_leads_back_to_its_page(story, desk, monkeypatch):
    monkeypatch.setattr(own_stories, "ON_A_PAGE", 2)
    comments = [make_comment(story, f"Words {number}") for number in range(5)]
    same = timezone.now() - HOUR
    Comment.objects.filter(pk__in=[comment.pk for comment in comments[:3]]).update(sent_at=same)
    found, page = [], desk.get(MINE)
    for _page in range(3):
        found.append(shown(page))
        links = [link.get("href") for link in elements(page, "a") if link.get("rel") == "next"]
        page = desk.get(MINE + links[0]) if links else page
    ids = [comment.pk for comment in reversed(comments)]
    assert (found, links) == ([ids[:2], ids[2:4], ids[4:]], [])
    response = send(desk, comments[0], before=ids[3])
    assert response.headers["Location"] == f"{MINE}?before={ids[3]}#comment-{comments[0].pk}"
    assert shown(desk.get(MINE, {"before": "x"})) == ids[:2]


def test_the_page_costs_the_same_for_one_comment_and_for_many(story, desk, reporter):
    counts = []
    for number in (1, 12):
        for _comment in range(number):
            send(desk, make_comment(story, f"Words {Comment.objects.count()}"))
            make_comment(make_article("ru"))
        desk.get(MINE)
        with CaptureQueriesContext(connection) as queries:
            page = desk.get(MINE)
        counts.append(len(queries))
    assert (len(shown(page)), counts[0] == counts[1] <= 10) == (13, True), counts


# Beside the page


def notice_in(page):
    return [
        (words_of(line.find("a")), words_of(line.find("span")))
        for part in parts_of(page, "desk-notices")
        for line in part.iter("li")
        if line.find("a").get("href") == MINE
    ]


def test_the_first_page_counts_what_has_come_since_the_last_answer(story, desk, signed_in):
    assert notice_in(desk.get("/admin/")) == [("Comments on my stories", "")]
    first = make_comment(story)
    old = make_comment(story)
    Comment.objects.filter(pk=old.pk).update(sent_at=timezone.now() - timedelta(days=8))
    make_comment(story, state=State.WAITING)
    assert notice_in(desk.get("/admin/")) == [("New comments on your stories", "1")]
    assert notice_in(signed_in("reporter").get("/admin/")) == []
    send(desk, first)
    assert notice_in(desk.get("/admin/")) == [("Comments on my stories", "")]
    make_comment(story)
    make_comment(story, decided_at=timezone.now() + HOUR, sent_at=timezone.now() - HOUR)
    assert notice_in(desk.get("/admin/")) == [("New comments on your stories", "2")]


def test_the_writer_of_the_comment_gets_a_mail(story, desk, settings):
    settings.COMMENTER_IDENTITY, settings.SITE_URL = "email", "https://news.example"
    comment = make_comment(story, person=make_person(contact="dana@example.kz", kind="email"))
    ReplyWish.objects.create(comment=comment)
    send(desk, comment)
    deliver_due()
    assert ["Асель Омарова ответил" in letter.body for letter in mail.outbox] == [True]


def test_in_the_queue_an_author_answers_as_the_author_and_elsewhere_as_the_newsroom(story, signed_in, staff):
    moderator, other = staff("moderator"), make_article("ru")
    story.authors.update(account=moderator)
    queue = Client()
    queue.force_login(moderator)
    for place, voice in ((story, Voice.AUTHOR), (other, Voice.NEWSROOM)):
        comment = make_comment(place, state=State.WAITING)
        page = queue.get("/admin/comments/comment/queue/")
        assert ("Асель Омарова" in page.content.decode()) == (voice == Voice.AUTHOR)
        sent = {"act": "answer", "comment": f"{comment.pk}:waiting", "text": "Words of the desk"}
        queue.post("/admin/comments/comment/queue/decide/", sent)
        queue.post("/admin/comments/comment/queue/decide/", sent | {"comment": f"{comment.pk}:approved"})
        (answer,) = Comment.objects.filter(parent=comment)
        assert (answer.voice, answer.name == "Асель Омарова") == (voice, voice == Voice.AUTHOR)
        assert Comment.objects.get(pk=comment.pk).state == State.APPROVED


# The account


def test_an_author_has_one_account_which_those_who_add_authors_choose_among_the_staff(story, signed_in, staff):
    author, moderator = story.authors.get(), staff("moderator")
    address = f"/admin/articles/author/{author.pk}/change/?edition=ru"
    editor, translator = signed_in("editor"), signed_in("translator")
    assert "account" not in form_values(translator.get(address), "author_form")
    sent = form_values(editor.get(address), "author_form")
    editor.post(address, sent | {"account": moderator.pk})
    author.refresh_from_db()
    assert author.account == moderator
    other = make_author("dana")
    address = f"/admin/articles/author/{other.pk}/change/?edition=ru"
    page = editor.post(address, form_values(editor.get(address), "author_form") | {"account": moderator.pk})
    assert (page.status_code, len(parts_of(page, "errorlist"))) == (200, 1)
    moderator.delete()
    author.refresh_from_db()
    assert author.account is None


def test_the_act_itself_asks_whose_story_it_is(story, staff, reporter):
    comment = make_comment(story)
    with pytest.raises(PermissionDenied):
        own_stories.answer(comment.pk, "Words", by=staff("chief editor"))
    with pytest.raises(ValidationError):
        own_stories.answer(None, "Words", by=reporter)
    assert own_stories.answer(comment.pk, "Words", by=reporter).kind == "answer"
