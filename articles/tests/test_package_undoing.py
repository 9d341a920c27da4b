"""A package is undone in one act: readers get back what they had, and what others have changed since stays."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.editorial import drafts, due, front_slots, killing, workflow
from articles.editorial.packages import acts as package_acts
from articles.editorial.packages import composing
from articles.editorial.packages.refused import Refused
from articles.editorial.packages.undoing import changed_since, undo
from articles.models import (
    Article,
    BreakingLine,
    Correction,
    Draft,
    EditionWork,
    FrontSlot,
    Package,
    PlannedChange,
    Revision,
    StoryAct,
)
from articles.tests.draft_rows import write
from articles.tests.makers import make_article, make_law_day, make_photo
from articles.tests.packages import EN, KK, NEW, OLD, RU, acts, full_package, item, marks, places, public_rows

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def chief(staff):
    return staff("chief editor")


@pytest.fixture
def at():
    return timezone.now().replace(microsecond=0) + HOUR


def test_a_change_planned_after_it_is_told_and_ends_if_it_is_overwritten(chief, at):
    package, changed, _first = full_package(chief)
    package_acts.publish_now(package, by=chief)
    write(changed, chief, RU, title="On top")
    workflow.publish(changed, RU, by=chief, at=at + HOUR)
    with pytest.raises(ValidationError, match="Others have changed"):
        undo(package, by=chief, reason="The count was wrong.")
    pks = marks(changed_since(package))
    assert {*pks} == {item(package, "edition", language="ru").pk}
    undo(package, by=chief, reason="The count was wrong.", seen=pks, overwrite=pks)
    assert (PlannedChange.objects.count(), Article.objects.get(pk=changed.pk).title_ru) == (0, "Before changed")


def test_undoing_gives_readers_what_they_had(chief, clock, at):
    package, changed, first = full_package(chief)
    own = item(package, "breaking").article
    BreakingLine.objects.create(article=own, text_ru="Earlier", until=at + 2 * HOUR)
    (rows, (slots, lines, corrections)) = public_rows()
    package_acts.publish_now(package, by=chief)
    assert public_rows()[1][2] != corrections
    undo(package, by=chief, reason="The count was wrong.")
    undone, (slots_now, lines_now, corrections_now) = public_rows()
    assert (lines_now, corrections_now) == (lines, corrections)
    assert [(one["position"], one["article_id"]) for one in slots_now] == [
        (one["position"], one["article_id"]) for one in slots
    ]
    names = ["title_kk", "title_ru", "body_kk", "lead_ru", "slug_ru", "published_at_kk", "status_ru"]
    assert [[row[name] for name in names] for row in undone] == [[row[name] for name in names] for row in rows]
    assert Article.objects.get(pk=first.pk).status_en == "withdrawn"
    withdrawal = StoryAct.objects.get(act="withdraw")
    assert (withdrawal.reason, withdrawal.by, package.state) == ("The count was wrong.", chief, "undone")
    numbers = Revision.objects.filter(article=changed, language="ru").order_by("number")
    assert [(one.number, one.title) for one in numbers] == [(1, f"{NEW} ru"), (2, f"{OLD} changed")]
    draft = Draft.objects.get(article=changed, language="ru")
    assert (draft.title, draft.is_changed) == (f"{NEW} ru", True)
    assert [act.details["text"] for act in StoryAct.objects.filter(act="delete_correction")] == [
        f"{NEW}: the number was wrong."
    ]


def test_undoing_needs_a_reason_and_happens_once(chief):
    package, _changed, _first = full_package(chief)
    package_acts.publish_now(package, by=chief)
    with pytest.raises(ValidationError, match="Say why"):
        undo(package, by=chief)
    undo(package, by=chief, reason="Wrong.")
    with pytest.raises(ValidationError, match="look at it again"):
        undo(package, by=chief, reason="Wrong.")


def test_what_others_have_changed_since_is_told_and_stays(staff, chief):
    package, changed, first = full_package(chief)
    package_acts.publish_now(package, by=chief)
    editor = staff("editor")
    write(changed, editor, RU, title="Better")
    workflow.publish(changed, RU, by=editor)
    front_slots.place(EN, 1, make_article("en"), by=editor)
    BreakingLine.objects.update(text_ru="Other")
    Correction.objects.update(text="Other words.")
    since = changed_since(package)
    assert [(one.kind, one.language) for one in since] == [
        ("edition", "ru"),
        ("slot", "en"),
        ("breaking", ""),
        ("correction", "ru"),
    ]
    before, logged = public_rows(), acts()
    with pytest.raises(ValidationError, match="Others have changed"):
        undo(package, by=chief, reason="Wrong.", seen=marks(since[:1]))
    assert (public_rows(), acts()) == (before, logged)

    undo(package, by=chief, reason="Wrong.", seen=marks(since), overwrite=[since[2].pk])
    changed.refresh_from_db()
    assert (changed.title_ru, changed.title_kk, places(EN)[1] == first.pk) == ("Better", f"{OLD} changed", False)
    assert (BreakingLine.objects.count(), Correction.objects.get().text) == (0, "Other words.")
    assert Article.objects.get(pk=first.pk).status_en == "withdrawn"


def test_what_was_changed_once_more_is_not_overwritten_unseen(staff, chief):
    package, changed, _first = full_package(chief)
    package_acts.publish_now(package, by=chief)
    changes = [
        lambda: Correction.objects.update(kind="update"),
        lambda: Correction.objects.update(kind="retraction"),
        lambda: BreakingLine.objects.update(text_ru="Other"),
        lambda: BreakingLine.objects.update(text_ru="Another"),
        lambda: front_slots.place(EN, 1, make_article("en"), by=chief),
        lambda: front_slots.place(EN, 1, make_article("en"), by=chief),
        lambda: workflow.withdraw(changed, RU, by=chief, reason="Wrong."),
        lambda: workflow.publish(changed, RU, by=chief),
    ]
    seen = {}
    for change in changes:
        change()
        with pytest.raises(ValidationError, match="Others have changed"):
            undo(package, by=chief, reason="Wrong.", seen=seen, overwrite=seen)
        seen = marks(changed_since(package))
    undo(package, by=chief, reason="Wrong.", seen=seen, overwrite=seen)


def test_what_others_have_changed_since_is_overwritten_if_that_is_meant(chief):
    package, changed, _first = full_package(chief)
    package_acts.publish_now(package, by=chief)
    workflow.withdraw(changed, RU, by=chief, reason="Wrong.")
    front_slots.swap(KK, 1, 5, by=chief)
    front_slots.place(KK, 1, changed, by=chief)
    since = marks(changed_since(package))
    undo(package, by=chief, reason="Wrong.", seen=since, overwrite=since)
    changed.refresh_from_db()
    other = item(package, "slot", language="kk", position=3).article_id
    assert (changed.status_ru, changed.title_ru, places(KK)) == ("published", f"{OLD} changed", {1: other})


def test_if_something_cannot_be_undone_nothing_is(chief):
    package, changed, _first = full_package(chief)
    package_acts.publish_now(package, by=chief)
    killing.kill(changed, by=chief, reason="Wrong.")
    since, before = marks(changed_since(package)), public_rows()
    with pytest.raises(ValidationError, match="killed"):
        undo(package, by=chief, reason="Wrong.", seen=since, overwrite=since)
    assert (public_rows(), FrontSlot.objects.count() > 0) == (before, True)
    undo(package, by=chief, reason="Wrong.", seen=since)
    assert Correction.objects.count() == 0


# What comes back


def test_words_that_may_not_be_published_now_do_not_come_back(chief):
    package, changed, _first = full_package(chief)
    package_acts.publish_now(package, by=chief)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Article.objects.filter(pk=changed.pk).update(lead_photo=make_photo(leased_until=yesterday))
    before = public_rows()
    with pytest.raises(Refused) as refusal:
        undo(package, by=chief, reason="Wrong.")
    assert {*refusal.value.faults} == {item(package, "edition", language=code).pk for code in ("kk", "ru")}
    assert (public_rows(), Package.objects.get().state) == (before, "out")
    Article.objects.filter(pk=changed.pk).update(lead_photo=None, has_agitation=True)
    make_law_day(timezone.now() - HOUR, timezone.now() + HOUR)
    with pytest.raises(Refused, match="cannot be published then"):
        undo(package, by=chief, reason="Wrong.")


@pytest.mark.parametrize("moment", ["before the package", "after it"])
def test_a_withdrawn_edition_does_not_keep_the_words_of_the_package(chief, moment):
    story = make_article("ru", title=OLD, body=f"<p>{OLD}</p>")
    if moment == "before the package":
        workflow.withdraw(story, RU, by=chief, reason="Old.")
    write(story, chief, title=NEW, body=f"<p>{NEW}</p>")
    package = composing.create("One", by=chief)
    composing.add_edition(package, story, RU, by=chief)
    package_acts.publish_now(package, by=chief)
    if moment == "after it":
        workflow.withdraw(story, RU, by=chief, reason="Wrong.")
    undo(package, by=chief, reason="Wrong.", seen=marks(changed_since(package)))
    story.refresh_from_db()
    assert (story.status_ru, story.title_ru, story.body_ru) == ("withdrawn", OLD, f"<p>{OLD}</p>")
    assert Revision.objects.order_by("number").values_list("title", flat=True)[1] == OLD
    assert Draft.objects.values_list("title", "live_version").get() == (NEW, 0)


def test_a_draft_is_as_ready_as_it_was_unless_somebody_has_worked_on_it(chief, at):
    stories = [make_article("ru", status="unpublished", published_at=None, title=title) for title in ("One", "Two")]
    package = composing.create("Two", by=chief)
    for story in stories:
        for state in ("in_review", "ready"):
            workflow.move_draft(story, RU, state, by=chief)
        drafts.plan(story, RU, at)
        composing.add_edition(package, story, RU, by=chief)
    package_acts.publish_now(package, by=chief)
    write(stories[1], chief, title="Corrected")
    undo(package, by=chief, reason="Wrong.")
    found = Draft.objects.order_by("article").values_list("state", "publish_at")
    assert [*found] == [("ready", at), ("writing", None)]
    assert [*EditionWork.objects.in_state("ready").values_list("article", flat=True)] == [stories[0].pk]


def test_a_plan_that_the_package_cancelled_is_there_again_while_its_time_has_not_come(chief, clock, at):
    package, changed, _first = full_package(chief)
    workflow.publish(changed, RU, by=chief, at=at, correction="It was two.", kind="update")
    fields = ("version", "publish_at", "correction", "correction_kind", "by", "planned_at")
    plan = PlannedChange.objects.values_list(*fields).get()
    write(changed, chief, RU, title="After the plan")
    composing.add_edition(package, changed, RU, by=chief)
    package_acts.publish_now(package, by=chief)
    assert (PlannedChange.objects.count(), changed_since(package)) == (0, [])
    undo(package, by=chief, reason="Wrong.")
    assert PlannedChange.objects.values_list(*fields).get() == plan
    clock(at)
    assert due.apply_due() == 1
    assert Article.objects.get(pk=changed.pk).title_ru == f"{NEW} ru"


def test_a_correction_that_became_a_retraction_is_not_deleted_unasked(chief):
    package, _changed, _first = full_package(chief)
    package_acts.publish_now(package, by=chief)
    Correction.objects.update(kind="retraction")
    assert [one.kind for one in changed_since(package)] == ["correction"]
    with pytest.raises(ValidationError, match="Others have changed"):
        undo(package, by=chief, reason="Wrong.")


def test_that_readers_are_not_told_of_earlier_words_is_logged(chief):
    package, _changed, _first = full_package(chief)
    package_acts.publish_now(package, by=chief)
    undo(package, by=chief, reason="Wrong.")
    told = StoryAct.objects.filter(act="publish", details__revision=2).values_list("language", "details__silent")
    assert {*told} == {("kk", True), ("ru", True)}
