"""Slow mode, which the queue proposes for busy discussions."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.utils import timezone

from articles.comments.models import CommentSettings, DiscussionRules, RecentComment
from articles.comments.tests.queue_pages import QUEUE
from articles.models import Status
from articles.tests.makers import make_article, make_category
from articles.tests.page_content import parts_of, words_in, words_of
from newsroom import editions

pytestmark = pytest.mark.django_db


def busy(story, number):
    now, sender = timezone.now(), f"{story.pk} sender"
    RecentComment.objects.bulk_create(
        RecentComment(article=story, sender=f"{sender} {n}", text_hash=f"{n}", sent_at=now) for n in range(number)
    )


def test_slow_mode_is_not_proposed_for_a_closed_discussion(signed_in, story):
    CommentSettings.objects.create(busy_from=5)
    busy(story, 5)
    desk = signed_in("moderator")
    assert len(parts_of(desk.get(QUEUE), "moderation-busy")) == 1
    DiscussionRules.objects.create(article=story, policy="closed")
    assert parts_of(desk.get(QUEUE), "moderation-busy") == []


def test_slow_mode_is_proposed_for_a_busy_discussion_and_lasts_an_hour(signed_in, story, clock):
    CommentSettings.objects.create(busy_from=5)
    busy(story, 5)
    busy(make_article("ru"), 4)
    hidden = make_article("ru", status=Status.UNPUBLISHED, title="Zxqhidden")
    busy(hidden, 5)
    desk = signed_in("moderator")
    (proposal,) = parts_of(desk.get(QUEUE), "moderation-busy")
    assert f"{story.title_ru}: 5 comments in ten minutes" in words_of(proposal)
    page = desk.post(proposal.get("action"), follow=True)
    assert parts_of(page, "moderation-busy") == []
    assert LogEntry.objects.get().object_id == str(DiscussionRules.objects.get(article=story).pk)
    here = story.address_in(editions.BY_CODE["ru"])
    assert "Медленный режим: один комментарий в 60 секунд." in Client().get(here).content.decode()
    clock(timezone.now() + datetime.timedelta(minutes=61))
    assert "Медленный режим" not in Client().get(here).content.decode()


@pytest.mark.parametrize("is_of_section", [True, False])
def test_slow_mode_for_an_hour_does_not_weaken_a_stricter_one(signed_in, story, is_of_section):
    story.category = make_category()
    story.save()
    place = {"section": story.category} if is_of_section else {"article": story}
    DiscussionRules.objects.create(**place, slow_seconds=600)
    desk = signed_in("moderator")
    for _ in range(2):
        page = desk.post(f"{QUEUE}slow/{story.pk}/", follow=True)
        assert "A slower mode was already on" in words_in(page, "messagelist")
    row = DiscussionRules.objects.get(article=story)
    assert (row.slow_seconds, row.slow_until is None) == (600, not is_of_section)


def test_a_story_that_nobody_reads_gets_no_slow_mode(signed_in, story):
    hidden = make_article("ru", status=Status.UNPUBLISHED)
    desk = signed_in("moderator")
    assert [desk.post(f"{QUEUE}slow/{pk}/").status_code for pk in (hidden.pk, story.pk)] == [404, 302]
    assert DiscussionRules.objects.get().article == story


def test_slow_mode_that_lasts_longer_than_an_hour_stays_as_long(signed_in, story):
    until = timezone.now() + datetime.timedelta(hours=5)
    DiscussionRules.objects.create(article=story, slow_seconds=30, slow_until=until)
    signed_in("moderator").post(f"{QUEUE}slow/{story.pk}/")
    row = DiscussionRules.objects.get()
    assert (row.slow_seconds, row.slow_until) == (60, until)
