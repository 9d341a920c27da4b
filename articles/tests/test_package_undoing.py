"""A package is undone in one act: readers get back what they had, and what others have changed since stays."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.editorial import front_slots, killing, workflow
from articles.editorial.packages import acts as package_acts
from articles.editorial.packages.undoing import changed_since, undo
from articles.models import Article, BreakingLine, Correction, Draft, FrontSlot, PlannedChange, Revision, StoryAct
from articles.tests.draft_rows import write
from articles.tests.makers import make_article
from articles.tests.packages import EN, KK, NEW, OLD, RU, acts, full_package, item, places, public_rows

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
    pks = {one.pk for one in changed_since(package)}
    assert pks == {item(package, "edition", language="ru").pk}
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
        undo(package, by=chief, reason="Wrong.", seen=[since[0].pk])
    assert (public_rows(), acts()) == (before, logged)

    undo(package, by=chief, reason="Wrong.", seen=[one.pk for one in since], overwrite=[since[2].pk])
    changed.refresh_from_db()
    assert (changed.title_ru, changed.title_kk, places(EN)[1] == first.pk) == ("Better", f"{OLD} changed", False)
    assert (BreakingLine.objects.count(), Correction.objects.get().text) == (0, "Other words.")
    assert Article.objects.get(pk=first.pk).status_en == "withdrawn"


def test_what_others_have_changed_since_is_overwritten_if_that_is_meant(chief):
    package, changed, _first = full_package(chief)
    package_acts.publish_now(package, by=chief)
    workflow.withdraw(changed, RU, by=chief, reason="Wrong.")
    front_slots.swap(KK, 1, 5, by=chief)
    front_slots.place(KK, 1, changed, by=chief)
    since = [one.pk for one in changed_since(package)]
    undo(package, by=chief, reason="Wrong.", seen=since, overwrite=since)
    changed.refresh_from_db()
    other = item(package, "slot", language="kk", position=3).article_id
    assert (changed.status_ru, changed.title_ru, places(KK)) == ("published", f"{OLD} changed", {1: other})


def test_if_something_cannot_be_undone_nothing_is(chief):
    package, changed, _first = full_package(chief)
    package_acts.publish_now(package, by=chief)
    killing.kill(changed, by=chief, reason="Wrong.")
    since, before = [one.pk for one in changed_since(package)], public_rows()
    with pytest.raises(ValidationError, match="killed"):
        undo(package, by=chief, reason="Wrong.", seen=since, overwrite=since)
    assert (public_rows(), FrontSlot.objects.count() > 0) == (before, True)
    undo(package, by=chief, reason="Wrong.", seen=since)
    assert Correction.objects.count() == 0
