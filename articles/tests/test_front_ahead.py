"""The front page that is composed for a later time is the one that readers have when that time has come."""

import datetime
import random

import pytest
from django.utils import timezone

from articles.editorial import due, front_slots, schedule, workflow
from articles.editorial.front_ahead import changed, moments_of, parts_at
from articles.editorial.packages import acts as packages
from articles.models import Article, BreakingLine, FrontPick, FrontSlot, Kind, PopularPlace
from articles.models.front_page import TOP
from articles.tests.desk import KK, RU
from articles.tests.draft_rows import write
from articles.tests.makers import make_article, make_category
from articles.tests.packages import NEW, full_package, public_rows

pytestmark = pytest.mark.django_db

HOUR, MINUTE, SECOND = datetime.timedelta(hours=1), datetime.timedelta(minutes=1), datetime.timedelta(seconds=1)
SHOWN_ONCE = ("breaking", "picks", "feed", "popular")


def words(places):
    return {place: one.words for place, one in places.items()}


def shown_on(parts):
    lists = [parts.places.values(), *(getattr(parts, name) for name in SHOWN_ONCE)]
    return [one.pk for part in [*lists, *(stories for _pk, stories in parts.blocks)] for one in part]


def as_readers_see_it(at, clock):
    clock(at)
    due.apply_due()
    return parts_at(RU)[1]


def busy_newsroom(now, editor, chance):
    """Place, schedule and plan whatever changes a front page within a day."""
    sections = [make_category(key) for key in ("society", "economy")]
    kinds = [Kind.NEWS] * 5 + [Kind.BRIEF]
    stories = [
        make_article("ru", title=f"N{number}", kind=chance.choice(kinds), category=chance.choice(sections),
                     paid=chance.choice(["", "", "", "partner"]),
                     published_at=now + chance.randrange(-30 * 60, 20 * 60) * MINUTE)
        for number in range(chance.randrange(4, 26))
    ]  # fmt: skip
    for position, story in enumerate(chance.sample(stories, 4)):
        FrontPick.objects.create(position=position, article=story)
        PopularPlace.objects.create(position=position, article=story)
    placeable = [story for story in stories if not front_slots.why_not(story.edition(RU))]
    for position, story in zip(chance.sample(range(1, TOP + 1), 4), placeable, strict=False):
        until = chance.choice([None, now + chance.randrange(60, 1200) * MINUTE])
        FrontSlot.objects.create(language="ru", position=position, article=story, until=until)
    for story in chance.sample(stories, 2):
        BreakingLine.objects.create(article=story, until=now + chance.randrange(30, 600) * MINUTE)
    for story in [story for story in stories if story.published_at_ru <= now][:3]:
        write(story, editor, title=f"Новый {story.title_ru}")
        workflow.publish(story, RU, by=editor, at=now + chance.randrange(30, 1200) * MINUTE)


@pytest.mark.parametrize("seed", range(6))
def test_the_front_of_a_later_time_is_what_readers_have_then_at_every_moment_of_change(staff, clock, seed):
    now = datetime.datetime.fromisoformat("2026-11-28T09:00:00+05:00")
    clock(now)
    busy_newsroom(now, staff("chief editor"), random.Random(seed))
    moments = sorted(schedule.changes_of_front(RU, now, 100))
    times = sorted({at + step for at in moments for step in (-SECOND, datetime.timedelta(0), MINUTE)} - {now})
    assert len(moments) > 4
    ahead = {at: parts_at(RU, at)[1] for at in times if at > now}
    assert len({repr(parts) for parts in ahead.values()}) > 6
    for at, parts in ahead.items():
        assert parts == as_readers_see_it(at, clock), at
        shown = shown_on(parts)
        assert len(shown) == len(set(shown))


def test_the_front_changes_at_no_other_time(staff, clock):
    """`next_change` leads from each change to the next one."""
    now = datetime.datetime.fromisoformat("2026-11-28T09:00:00+05:00")
    clock(now)
    busy_newsroom(now, staff("chief editor"), random.Random(7))
    expected = sorted(at for at in schedule.changes_of_front(RU, now, 100) if at < now + 12 * HOUR)
    found, at = [], now
    while (at := schedule.next_change(RU)) < now + 12 * HOUR:
        before, _parts = parts_at(RU)[1], clock(at - SECOND)
        assert parts_at(RU)[1] == before
        as_readers_see_it(at, clock)
        found.append(at)
    assert found == expected


def test_the_end_of_a_place_is_a_change_of_its_own_edition_alone(staff, clock):
    now = datetime.datetime.fromisoformat("2026-11-28T09:00:00+05:00")
    clock(now)
    story = make_article("ru", "kk")
    front_slots.place(RU, 1, story, by=staff("editor"), until=now + 2 * HOUR)
    assert schedule.next_change(RU) == now + 2 * HOUR
    assert schedule.next_change(KK) == now + 15 * HOUR
    assert (moments_of(RU), moments_of(KK)) == ([now + 2 * HOUR], [])


def test_moments_are_full_minutes_after_which_the_front_has_changed(clock):
    now = datetime.datetime.fromisoformat("2026-11-28T09:00:00+05:00")
    clock(now)
    for seconds in (61, 119, 120):
        make_article("ru", published_at=now + seconds * SECOND)
    assert moments_of(RU) == [now + 2 * MINUTE]


def test_what_changes_is_named(staff, clock):
    now = timezone.now()
    later = make_article("ru", title="Позже", published_at=now + HOUR)
    for number in range(8):
        make_article("ru", title=f"N{number}", published_at=now - number * HOUR)
    front_slots.place(RU, 2, later, by=staff("editor"))
    before, after = parts_at(RU)[1], parts_at(RU, now + HOUR)[1]
    assert (words(before.places)[2], words(after.places)[2]) == ("N1", "Позже")
    places, others = changed(before, after)
    assert (places, [(part, one.words) for part, one in others]) == ({2, 3, 4, 5, 6}, [("feed", "N5")])
    assert changed(before, before) == (set(), set())


@pytest.mark.usefixtures("demo")
def test_the_front_of_the_demonstration_changes_when_its_breaking_line_ends(clock):
    (end,) = moments_of(RU)
    ahead = parts_at(RU, end)[1]
    assert (parts_at(RU)[1].breaking != [], ahead.breaking) == (True, [])
    assert ahead == as_readers_see_it(end, clock)
    assert Article.objects.count() > 5


@pytest.mark.parametrize("is_overtaken", [False, True])
def test_a_package_is_on_the_front_of_its_minute_and_nothing_is_written(staff, clock, is_overtaken):
    chief, now = staff("chief editor"), timezone.now().replace(second=0, microsecond=0)
    package, changed_story, _first = full_package(chief)
    at = now + 30 * HOUR  # later than breaking news from now could last
    workflow.publish(changed_story, RU, by=chief, at=at - HOUR)  # the same words: the package cancels or follows it
    if is_overtaken:
        write(changed_story, chief, RU, title="Later words")
        workflow.publish(changed_story, RU, by=chief, at=at - HOUR)
    packages.schedule(package, at, by=chief)
    before = public_rows()
    ahead = {moment: parts_at(RU, moment)[1] for moment in (at - SECOND, at, at + 2 * HOUR)}
    assert public_rows() == before
    assert [bool(parts.breaking) for parts in ahead.values()] == [False, not is_overtaken, not is_overtaken]
    assert (words(ahead[at].places)[2] == f"{NEW} ru") is not is_overtaken
    assert ahead == {moment: as_readers_see_it(moment, clock) for moment in ahead}
