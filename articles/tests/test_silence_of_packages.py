"""Days of silence, and what stands beside an edition: packages, places, breaking news, corrections; and lost marks."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.editorial import breaking, discarding, due, front_slots, workflow
from articles.editorial.law_calendar import save_day
from articles.editorial.packages import acts as packages
from articles.editorial.packages import composing
from articles.editorial.packages.ahead import as_if_out
from articles.editorial.packages.refused import Refused
from articles.editorial.packages.undoing import undo
from articles.models import (
    Act,
    Article,
    BreakingLine,
    Correction,
    FrontPick,
    FrontSlot,
    LawDay,
    Package,
    PopularPlace,
    StoryAct,
)
from articles.tests.draft_rows import RU, write
from articles.tests.makers import make_article, make_law_day
from articles.tests.shared_marks import mark
from newsroom.editions.columns import in_all_columns

pytestmark = pytest.mark.django_db

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
KEPT_BACK = "cannot be published then"


@pytest.fixture
def chief(staff):
    return staff("chief editor")


@pytest.fixture
def start():
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) + 3 * DAY


def times():
    return [*Package.objects.order_by("pk").values_list("publish_at", flat=True)]


def one_package_of_each_kind(story, at, by):
    """Schedule an edition, a place, breaking news, an update and a correction of a story, each in a package."""
    write(story, by, lead="Changed")
    adding = [
        lambda package: composing.add_edition(package, story, RU, by=by),
        lambda package: composing.add_slot(package, story, RU, 1, by=by),
        lambda package: composing.add_breaking(package, story, by=by),
        lambda package: composing.add_correction(package, story, RU, "News.", by=by, kind="update"),
        lambda package: composing.add_correction(package, story, RU, "It was two.", by=by),
    ]
    for add in adding:
        package = composing.create("One", by=by)
        add(package)
        packages.schedule(package, at, by=by)


@pytest.mark.parametrize("last", ["day", "mark"])
def test_packages_wait_whether_the_day_or_the_mark_comes_last(staff, chief, start, last):
    at, end = start + HOUR, start + DAY
    story = make_article("ru", has_agitation=last == "day", published_at=timezone.now() - DAY)
    if last == "mark":
        make_law_day(start, end)
    one_package_of_each_kind(story, at, chief)
    assert times() == [at] * 5
    by = chief
    if last == "day":
        save_day(LawDay(starts_at=start, ends_at=end, matter="agitation", **in_all_columns(name="Silence")), by=chief)
    else:
        by = staff("reporter")
        mark(story, by, has_agitation=True)
    assert times() == [*[end] * 4, at]
    held = StoryAct.objects.filter(act=Act.HOLD)
    assert [(act.by, act.language) for act in held] == [(by, "ru")] * 4


def test_a_package_waits_also_if_nobody_has_moved_it(chief, clock, start):
    story = make_article("ru", published_at=timezone.now() - DAY)
    make_law_day(start, start + DAY)
    one_package_of_each_kind(story, start + HOUR, chief)
    Article.objects.filter(pk=story.pk).update(has_agitation=True)
    clock(start + HOUR)
    assert due.apply_due() == 1
    assert (times(), Correction.objects.get().text) == ([*[start + DAY] * 4, start + HOUR], "It was two.")
    clock(start + DAY)
    assert due.apply_due() == 4


def test_marked_stories_get_no_better_place_on_such_a_day(chief, client):
    stories = [make_article("ru", has_agitation=True) for _place in range(2)]
    front_slots.place(RU, 2, stories[0], by=chief)
    make_law_day(timezone.now() - HOUR, timezone.now() + HOUR)
    for act in (
        lambda: front_slots.place(RU, 1, stories[1], by=chief),
        lambda: front_slots.place(RU, 1, stories[0], by=chief),
        lambda: front_slots.swap(RU, 2, 1, by=chief),
    ):
        with pytest.raises(ValidationError, match=KEPT_BACK):
            act()
    client.force_login(chief)
    for model in (FrontPick, PopularPlace):
        add = f"/admin/articles/{model._meta.model_name}/add/"
        answer = client.post(add, {"article": stories[1].pk, "position": 1})
        assert (KEPT_BACK in answer.text, model.objects.count()) == (True, 0)
    front_slots.place(RU, 2, stories[0], by=chief, until=timezone.now() + HOUR)
    front_slots.swap(RU, 2, 4, by=chief)
    assert FrontSlot.objects.values_list("position", "article").get() == (4, stories[0].pk)
    front_slots.clear(RU, 4, by=chief)


def test_undoing_brings_back_no_place_and_no_line_of_a_marked_story(chief):
    story, other = make_article("ru", has_agitation=True), make_article("ru")
    front_slots.place(RU, 1, story, by=chief)
    breaking.run(story, RU, by=chief, until=timezone.now() + HOUR, text="Earlier")
    package = composing.create("Other", by=chief)
    composing.add_slot(package, other, RU, 1, by=chief)
    composing.add_breaking(package, story, by=chief, lines={"ru": "New"})
    packages.publish_now(package, by=chief)
    make_law_day(timezone.now() - HOUR, timezone.now() + HOUR)
    undo(package, by=chief, reason="Wrong.")
    assert (FrontSlot.objects.count(), BreakingLine.objects.count()) == (0, 0)


@pytest.mark.parametrize("is_public", [False, True], ids=["mark in the draft", "mark for readers"])
def test_undoing_schedules_nothing_for_such_a_day(chief, start, is_public):
    story = make_article("kk")
    write(story, chief, RU, title="Scheduled", body="<p>Text</p>")
    workflow.publish(story, RU, by=chief, at=start + HOUR)
    package = composing.create("Other", by=chief)
    write(story, chief, RU, lead="Now")
    composing.add_edition(package, story, RU, by=chief)
    packages.publish_now(package, by=chief)
    mark(story, chief, has_agitation=True)
    if is_public:
        workflow.publish_shared(story, by=chief)
    make_law_day(start, start + DAY)
    undo(package, by=chief, reason="Wrong.")
    workflow.publish_shared(story, by=chief)
    story.refresh_from_db()
    assert (story.published_at_ru, story.edition(RU).is_published) == (start + DAY, True)
    held = StoryAct.objects.get(act=Act.HOLD)
    assert (held.by, held.language, "it was to be public on" in held.reason) == (chief, "ru", True)


def test_undoing_gives_no_marked_words_on_such_a_day_but_schedules_them_for_later(chief, start):
    live, scheduled = make_article("ru", has_agitation=True), make_article("kk", has_agitation=True)
    write(scheduled, chief, RU, title="Scheduled", body="<p>Text</p>")
    workflow.publish(scheduled, RU, by=chief, at=start)
    done = []
    for story in (live, scheduled):
        done.append(composing.create("Other", by=chief))
        write(story, chief, RU, lead="Now")
        composing.add_edition(done[-1], story, RU, by=chief)
        packages.publish_now(done[-1], by=chief)
    make_law_day(timezone.now() - HOUR, timezone.now() + HOUR)
    with pytest.raises(Refused) as refused:
        undo(done[0], by=chief, reason="Wrong.")
    assert KEPT_BACK in str([*refused.value.faults.values()])
    undo(done[1], by=chief, reason="Wrong.")
    scheduled.refresh_from_db()
    assert scheduled.published_at_ru == start


def test_readers_get_corrections_on_such_a_day_but_no_updates(chief):
    story = make_article("ru", has_agitation=True)
    make_law_day(timezone.now() - HOUR, timezone.now() + HOUR)
    with pytest.raises(ValidationError, match=KEPT_BACK):
        workflow.publish(story, RU, by=chief, correction="A poll says otherwise.", kind="update")
    workflow.publish(story, RU, by=chief, correction="It was two.", kind="correction")
    assert Correction.objects.get().text == "It was two."


# Marks that are taken off


def test_a_mark_is_taken_off_only_by_those_who_may_publish_and_with_an_act(staff, chief):
    story, reporter = make_article("ru", status="unpublished", has_poll=True), staff("reporter")
    mark(story, reporter, has_agitation=True)
    with pytest.raises(ValidationError, match="Only people who may publish"):
        mark(story, reporter, has_agitation=False)
    assert Article.objects.get().has_agitation
    mark(story, chief, has_agitation=False, has_poll=False)
    act = StoryAct.objects.get(act=Act.UNMARK)
    assert (act.by, act.reason) == (chief, "election campaigning, opinion poll")
    assert not Article.objects.get().has_agitation


def test_a_mark_of_a_public_story_holds_until_that_is_published_or_discarded(staff, chief):
    story, reporter = make_article("ru", has_agitation=True), staff("reporter")
    mark(story, reporter, has_agitation=False)  # readers' side still has it
    assert not StoryAct.objects.filter(act=Act.UNMARK).exists()
    workflow.publish_shared(story, by=chief)
    mark(story, reporter, has_poll=True)
    with pytest.raises(ValidationError, match="Only people who may publish"):
        discarding.discard_shared(story, by=reporter)
    discarding.discard_shared(story, by=chief)
    found = StoryAct.objects.filter(act=Act.UNMARK).order_by("pk").values_list("by", "reason")
    assert [*found] == [(chief.pk, "election campaigning"), (chief.pk, "opinion poll")]


def test_a_package_that_waits_for_the_end_of_the_day_can_be_previewed_on_it(chief):
    story = make_article("ru", status="unpublished", has_agitation=True, published_at=None)
    mark(story, chief, has_poll=True)
    make_law_day(timezone.now() - HOUR, timezone.now() + HOUR)
    package = composing.create("Later", by=chief)
    composing.add_edition(package, story, RU, by=chief)
    with as_if_out(package, chief):
        assert Article.objects.get().edition(RU).is_live
    assert Article.objects.values_list("has_agitation", "status_ru").get() == (True, "unpublished")
