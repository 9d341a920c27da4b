"""Editors place stories at the top of an edition's front page: each place once, each story once, each act logged."""

import datetime
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from articles.editorial import breaking, front_slots
from articles.editorial.front_mark import mark_of, refuse_stale
from articles.models import BreakingLine, FrontSlot, Kind, Paid, StoryAct
from articles.models.front_page import TOP
from articles.tests.desk import KK, RU
from articles.tests.makers import make_article

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


def placed(edition=RU):
    return {position: slot.article.pk for position, slot in front_slots.slots_of(edition).items()}


def logged():
    rows = StoryAct.objects.order_by("pk")
    return [(act.act, act.article_id, act.language, act.details["position"], act.details.get("former")) for act in rows]


def test_a_story_has_one_place_in_each_edition_and_a_place_one_story(staff):
    editor, one, other = staff("editor"), make_article("ru", "kk"), make_article("ru")
    front_slots.place(RU, 1, one, by=editor)
    front_slots.place(KK, 4, one, by=editor)
    front_slots.place(RU, 2, other, by=editor)
    front_slots.place(RU, 2, one, by=editor)
    assert (placed(), placed(KK)) == ({2: one.pk}, {4: one.pk})
    front_slots.clear(RU, 2, by=editor)
    assert (placed(), placed(KK)) == ({}, {4: one.pk})
    assert logged() == [
        ("place", one.pk, "ru", 1, None), ("place", one.pk, "kk", 4, None), ("place", other.pk, "ru", 2, None),
        ("clear", other.pk, "ru", 2, None), ("place", one.pk, "ru", 2, 1), ("clear", one.pk, "ru", 2, None),
    ]  # fmt: skip
    assert {act.by for act in StoryAct.objects.all()} == {editor}


def test_two_places_are_swapped_with_their_times_and_one_may_be_empty(staff):
    editor, one, other, until = staff("editor"), make_article("ru"), make_article("ru"), timezone.now() + HOUR
    front_slots.place(RU, 1, one, by=editor, until=until)
    front_slots.place(RU, 3, other, by=editor)
    front_slots.swap(RU, 1, 3, by=editor)
    assert (placed(), FrontSlot.objects.get(position=3).until) == ({1: other.pk, 3: one.pk}, until)
    front_slots.swap(RU, 2, 1, by=editor)
    assert placed() == {2: other.pk, 3: one.pk}
    assert logged()[2:] == [
        ("place", one.pk, "ru", 3, 1), ("place", other.pk, "ru", 1, 3), ("place", other.pk, "ru", 2, 1)]  # fmt: skip
    with pytest.raises(ValidationError, match="no story on place 5"):
        front_slots.swap(RU, 5, 6, by=editor)


def test_a_scheduled_edition_can_be_placed_and_what_readers_would_never_see_there_cannot(staff):
    editor, later = staff("editor"), make_article("ru", published_at=timezone.now() + HOUR)
    front_slots.place(RU, 1, later, by=editor)
    refused = {
        "no published or scheduled edition “Қазақша”": (KK, later),
        "no published or scheduled edition “Русский”": (RU, make_article("ru", status="unpublished")),
        "Paid stories": (RU, make_article("ru", paid=Paid.PARTNER)),
        "Briefs": (RU, make_article("ru", kind=Kind.BRIEF)),
    }
    for reason, (edition, story) in refused.items():
        with pytest.raises(ValidationError, match=reason):
            front_slots.place(edition, 1, story, by=editor)
    for position in (0, TOP + 1):
        with pytest.raises(ValidationError, match="1 to 6"):
            front_slots.place(RU, position, later, by=editor)
    for until, reason in ((timezone.now(), "over"), (later.published_at_ru, "not be public before")):
        with pytest.raises(ValidationError, match=reason):
            front_slots.place(RU, 1, later, by=editor, until=until)
    with pytest.raises(ValidationError, match="no story on place 2"):
        front_slots.clear(RU, 2, by=editor)
    assert (placed(), len(logged())) == ({1: later.pk}, 1)


def test_a_place_whose_time_is_over_is_free_and_so_is_its_story(staff, clock):
    editor, one, other, now = staff("editor"), make_article("ru"), make_article("ru"), timezone.now()
    for position, story in ((1, one), (2, other)):
        front_slots.place(RU, position, story, by=editor, until=now + HOUR)
    clock(now + HOUR)
    front_slots.place(RU, 2, one, by=editor)
    assert placed() == {2: one.pk}
    assert logged()[2:] == [("place", one.pk, "ru", 2, None)]


def test_only_editors_place_stories(staff):
    story = make_article("ru")
    front_slots.place(RU, 1, story, by=staff("chief editor"))
    for role in ("reporter", "translator", "photo editor", "moderator"):
        user = staff(role)
        for act in (
            lambda user=user: front_slots.place(RU, 2, story, by=user),
            lambda user=user: front_slots.clear(RU, 1, by=user),
            lambda user=user: front_slots.swap(RU, 1, 2, by=user),
        ):
            with pytest.raises(PermissionDenied):
                act()
    assert (placed(), len(logged())) == ({1: story.pk}, 1)


def test_the_database_enforces_each_place_and_each_story_once(staff):
    one, other = make_article("ru"), make_article("ru")
    FrontSlot.objects.create(language="ru", position=1, article=one)
    for position, story in ((1, other), (2, one), (0, other), (TOP + 1, other)):
        with pytest.raises(IntegrityError), transaction.atomic():
            FrontSlot.objects.create(language="ru", position=position, article=story)
    assert placed() == {1: one.pk}


# Breaking news


def test_breaking_news_is_run_prolonged_and_ended_by_editors(staff, clock):
    editor, story, now = staff("editor"), make_article("ru", "kk"), timezone.now()
    breaking.run(story, RU, by=editor, until=now + HOUR, text="Коротко")
    breaking.run(story, KK, by=editor, until=now + 2 * HOUR)
    (line,) = BreakingLine.objects.running()
    assert (line.text_ru, line.text_kk, line.until) == ("Коротко", "", now + 2 * HOUR)
    breaking.end(story, RU, by=editor)
    assert not BreakingLine.objects.running().exists()
    with pytest.raises(ValidationError, match="has ended already"):
        breaking.end(story, RU, by=editor)
    breaking.run(story, KK, by=editor, until=now + HOUR)
    assert BreakingLine.objects.get().text_ru == ""  # it was about something else
    assert [act.act for act in StoryAct.objects.order_by("pk")] == ["break", "break", "end_break", "break"]


def test_breaking_news_needs_a_public_story_a_time_within_a_day_and_the_permission(staff):
    editor, now = staff("editor"), timezone.now()
    story, draft, paid = (
        make_article("ru"),
        make_article("ru", status="unpublished"),
        make_article("ru", paid="partner"),
    )
    for refused, until, reason in (
        (draft, now + HOUR, "no published or scheduled edition"), (paid, now + HOUR, "Paid stories"),
        (story, now, "over"), (story, now + 25 * HOUR, "within 24 hours"),
    ):  # fmt: skip
        with pytest.raises(ValidationError, match=reason):
            breaking.run(refused, RU, by=editor, until=until)
    for act in (breaking.end, partial(breaking.run, until=now + HOUR)):
        with pytest.raises(PermissionDenied):
            act(story, RU, by=staff("reporter"))
    assert (BreakingLine.objects.count(), StoryAct.objects.count()) == (0, 0)


# Two people at once


def test_an_act_on_an_outdated_page_is_refused_with_who_did_what(staff):
    editor, story = staff("editor"), make_article("ru", "kk", title="Мост")
    mark, in_kazakh = mark_of(RU), mark_of(KK)
    refuse_stale(RU, mark)
    front_slots.place(RU, 1, story, by=editor)
    with override("en"), pytest.raises(ValidationError, match=f"{editor}.*Мост.*placed on the front page.*UTC"):
        refuse_stale(RU, mark)
    refuse_stale(KK, in_kazakh)
    mark = mark_of(RU)
    breaking.run(story, RU, by=editor, until=timezone.now() + HOUR)
    for edition, seen in ((RU, mark), (KK, in_kazakh)):
        with pytest.raises(ValidationError, match="run as breaking news"):
            refuse_stale(edition, seen)
    mark = mark_of(RU)
    story.delete()
    with pytest.raises(ValidationError, match="after you had opened"):
        refuse_stale(RU, mark)
