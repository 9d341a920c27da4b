"""A package goes out as a whole or not at all, and is undone in one act."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from articles.editorial import due, front_slots, killing, schedule, workflow
from articles.editorial.history import seals
from articles.editorial.old_changes import KEPT_FOR, forget_changes
from articles.editorial.packages import acts as package_acts
from articles.editorial.packages import composing
from articles.editorial.packages.refused import Refused
from articles.editorial.packages.undoing import changed_since, undo
from articles.models import (
    Article,
    BreakingLine,
    Check,
    Correction,
    Draft,
    FrontSlot,
    HistoryHead,
    Level,
    Package,
    PlannedChange,
    Revision,
    StoryAct,
)
from articles.tests.draft_rows import write
from articles.tests.makers import make_article, make_category, make_staff, set_level
from articles.tests.packages import EN, KK, NEW, OLD, RU, acts, full_package, item, public_rows

pytestmark = pytest.mark.django_db

SECOND, HOUR = datetime.timedelta(seconds=1), datetime.timedelta(hours=1)


@pytest.fixture
def chief(staff):
    return staff("chief editor")


@pytest.fixture
def at():
    return timezone.now().replace(microsecond=0) + HOUR


def places(edition):
    return {position: slot.article_id for position, slot in front_slots.slots_of(edition).items()}


def test_everything_is_public_at_the_second_and_nothing_before(client, chief, clock, at):
    package, changed, first = full_package(chief)
    before = public_rows()
    package_acts.schedule(package, at, by=chief)
    write(changed, chief, RU, title="Typed later")
    clock(at - SECOND)
    assert client.get("/ru/").status_code == 200
    assert ([row["title_ru"] for row in public_rows()[0]], public_rows()[1]) == (
        [row["title_ru"] for row in before[0]],
        before[1],
    )
    clock(at)
    words = client.get("/ru/").text
    assert f"{NEW} ru" in words
    assert f"{OLD} changed" not in words
    package.refresh_from_db()
    changed, first = Article.objects.get(pk=changed.pk), Article.objects.get(pk=first.pk)
    assert (package.state, changed.title_kk, changed.title_ru) == ("out", f"{NEW} kk", f"{NEW} ru")
    assert (first.published_at_en, first.first_published_at, changed.revised_at_ru) == (at, at, at)
    assert {*Revision.objects.values_list("at", "by")} == {(at, chief.pk)}
    assert (places(KK), places(RU), places(EN)) == (
        {1: changed.pk, 3: item(package, "slot", language="kk", position=3).article_id},
        {2: changed.pk},
        {1: first.pk},
    )
    line = BreakingLine.objects.get()
    assert (line.article.title_ru, line.until, line.text_ru) == ("Breaking", at + 3 * HOUR, f"{NEW} line")
    assert BreakingLine.objects.values("text_zh_hans").get() == {"text_zh_hans": ""}
    assert [(one.language, one.corrected_at) for one in Correction.objects.all()] == [("ru", at)]
    assert Draft.objects.get(article=changed, language="ru").title == "Typed later"
    assert due.apply_due() == 0


def test_it_goes_out_at_once(chief):
    package, changed, _first = full_package(chief)
    package_acts.publish_now(package, by=chief)
    assert (package.state, Article.objects.get(pk=changed.pk).title_ru) == ("out", f"{NEW} ru")
    assert acts() == (["place", *["publish"] * 3, "break", "clear", *["place"] * 4, "correct"], 3)
    told = StoryAct.objects.filter(act="publish").values_list("language", "details__silent")
    assert {*told} == {("kk", True), ("ru", None), ("en", None)}  # of what changed, only Kazakh has no correction
    with pytest.raises(ValidationError, match="look at it again"):
        package_acts.publish_now(package, by=chief)


def test_the_next_change_of_all_pages_is_its_time(chief, at):
    package, _changed, _first = full_package(chief)
    assert (due.next_due(), schedule.next_change(RU) == at) == (None, False)
    package_acts.schedule(package, at, by=chief)
    assert (due.next_due(), schedule.next_change(RU)) == (at, min(at, schedule.next_midnight(timezone.now())))
    package_acts.cancel(package, by=chief)
    assert (due.next_due(), package.state, due.apply_due()) == (None, "open", 0)


# All or nothing


def spoil_edition(package, changed, first, chief):
    write(changed, chief, RU, title="Sooner")
    workflow.publish(changed, RU, by=chief)


def spoil_by_kill(package, changed, first, chief):
    killing.kill(first, by=chief, reason="Wrong.")


def spoil_address(package, changed, first, chief):
    make_article("en", slug=Draft.objects.get(article=first).slug or "after-first")


def spoil_by_check(package, changed, first, chief):
    set_level(Level.BLOCK, Check.SECTION)
    Article.objects.exclude(pk=first.pk).update(category=make_category())


def spoil_by_deletion(package, changed, first, chief):
    first.delete()


def spoil_place(package, changed, first, chief):
    Article.objects.filter(pk=first.pk).update(kind="brief")


def spoil_account(package, changed, first, chief):
    chief.groups.clear()


SPOILING = {
    spoil_edition: "Readers have this text already, or a later one.",
    spoil_by_kill: "The story was killed. Lift the kill before you publish any edition of it.",
    spoil_by_check: "The story has no section.",
    spoil_by_deletion: "The story was deleted.",
    spoil_place: "Briefs are not shown at the top of the front page.",
    spoil_account: "Whoever ordered it may not do this.",
}


@pytest.mark.parametrize("spoil", SPOILING, ids=lambda spoil: spoil.__name__)
def test_if_one_of_it_cannot_go_out_nothing_does(chief, clock, at, spoil, caplog):
    package, changed, first = full_package(chief)
    package_acts.schedule(package, at, by=chief)
    spoil(package, changed, first, chief)
    before = public_rows()
    clock(at)
    assert due.apply_due() == 0
    package.refresh_from_db()
    assert package.state == "failed"
    assert {reason for _pk, reason in package.faults} == {SPOILING[spoil]}
    assert [len(rows) for rows in public_rows()[1]] == [len(rows) for rows in before[1]]
    own = [{name: value for name, value in row.items() if name != "updated_at"} for row in public_rows()[0]]
    assert own == [{name: value for name, value in row.items() if name != "updated_at"} for row in before[0]]
    assert "did not go out" in caplog.text
    assert {act.reason for act in StoryAct.objects.filter(act="fail_package")} == {
        " ".join(reason for _pk, reason in package.faults)
    }


def test_what_is_in_the_way_is_said_before(chief, at):
    package, _changed, first = full_package(chief)
    Article.objects.filter(pk=first.pk).update(embargo_until=at + HOUR)
    before, logged = public_rows(), acts()
    for order in (
        lambda: package_acts.schedule(package, at, by=chief),
        lambda: package_acts.publish_now(package, by=chief),
    ):
        with pytest.raises(Refused) as refusal:
            order()
        assert [*refusal.value.faults] == [item(package, "edition", article=first).pk]
        assert "Embargo until" in refusal.value.messages[0]
    assert (public_rows(), acts(), Package.objects.get().state) == (before, logged, "open")
    package_acts.schedule(package, at + HOUR, by=chief)
    assert package.state == "planned"


def test_stories_that_link_to_each_other_go_out_together(chief):
    set_level(Level.BLOCK, Check.LINKS)
    day = timezone.localdate().strftime("%Y/%m/%d")
    stories = [make_article("ru", status="unpublished", slug=slug, published_at=None) for slug in ("one", "two")]
    package = composing.create("Pair", by=chief)
    for story, other in zip(stories, ("two", "one"), strict=True):
        write(story, chief, body=f'<p><a href="/ru/{day}/{other}/">{other}</a></p>')
        composing.add_edition(package, story, RU, by=chief)
    with pytest.raises(ValidationError):
        workflow.publish(stories[0], RU, by=chief)
    package_acts.publish_now(package, by=chief)
    assert package.state == "out"


def test_an_empty_one_and_one_for_a_past_time_are_refused(chief, at):
    package = composing.create("Nothing", by=chief)
    with pytest.raises(Refused, match="nothing in this package"):
        package_acts.publish_now(package, by=chief)
    with pytest.raises(ValidationError, match="time is over"):
        package_acts.schedule(package, at - 2 * HOUR, by=chief)


# Composing


def test_only_people_who_may_publish_do_anything_with_it(staff, chief, at):
    package, changed, _first = full_package(chief)
    reporter = staff("reporter")
    for act in (
        lambda: composing.create("Own", by=reporter),
        lambda: composing.add_edition(package, changed, RU, by=reporter),
        lambda: composing.add_correction(package, changed, RU, "Wrong.", by=reporter),
        lambda: composing.remove(package, 1, by=reporter),
        lambda: composing.delete(package, by=reporter),
        lambda: package_acts.schedule(package, at, by=reporter),
        lambda: package_acts.publish_now(package, by=reporter),
    ):
        with pytest.raises(PermissionDenied):
            act()
    package_acts.publish_now(package, by=chief)
    with pytest.raises(PermissionDenied):
        undo(package, by=reporter, reason="Wrong.")


def test_it_has_each_edition_and_each_place_once_and_is_closed_while_it_waits(chief, at):
    package, changed, first = full_package(chief)
    version = item(package, "edition", language="ru").version
    write(changed, chief, RU, title="Newest")
    composing.add_edition(package, changed, RU, by=chief)
    assert item(package, "edition", language="ru").version == version + 1
    composing.add_slot(package, first, EN, 2, by=chief)
    assert [one.position for one in package.items.filter(kind="slot", language="en")] == [2]
    composing.add_breaking(package, first, by=chief)
    assert (item(package, "breaking").article, item(package, "breaking").lines) == (first, {})
    package_acts.schedule(package, at, by=chief)
    with pytest.raises(ValidationError, match="can't be changed"):
        composing.remove(package, item(package, "breaking").pk, by=chief)


def test_what_could_not_be_published_is_not_added(chief):
    package, article = composing.create("Empty", by=chief), make_article("ru", category=make_category())
    refused = [
        lambda: composing.add_edition(package, article, RU, by=chief),
        lambda: composing.add_edition(package, article, KK, by=chief),
        lambda: composing.add_edition(package, article, RU, by=chief, version=7),
        lambda: composing.add_correction(package, article, RU, " ", by=chief),
        lambda: composing.add_correction(package, article, RU, "x" * 601, by=chief),
        lambda: composing.add_breaking(package, article, by=chief, lines={"ru": "x" * 121}),
        lambda: composing.add_slot(package, article, RU, 7, by=chief),
        lambda: composing.create(" ", by=chief),
    ]
    for act in refused:
        with pytest.raises(ValidationError):
            act()
    assert package.items.count() == 0


def test_what_it_is_made_of_is_kept(chief, clock, at):
    package, changed, _first = full_package(chief)
    package_acts.schedule(package, at + 3 * KEPT_FOR, by=chief)
    write(changed, chief, RU, title="Sooner")
    clock(at + 2 * KEPT_FOR)
    assert forget_changes(timezone.now()) == 0
    clock(at + 3 * KEPT_FOR)
    assert due.apply_due() == 1
    Package.objects.update(state="undone")
    assert forget_changes(timezone.now()) > 0


def test_a_planned_change_of_the_same_edition_ends(chief, clock, at):
    package, changed, _first = full_package(chief)
    workflow.publish(changed, RU, by=chief, at=at + HOUR)
    package_acts.schedule(package, at, by=chief)
    clock(at + HOUR)
    assert (due.apply_due(), PlannedChange.objects.count()) == (1, 0)
    assert [act.reason for act in StoryAct.objects.filter(act="cancel_plan")] == [
        "The edition was published before that time."
    ]


def test_a_later_change_of_the_same_edition_stays_planned(chief, clock, at):
    package, changed, _first = full_package(chief)
    write(changed, chief, RU, title="Latest")
    workflow.publish(changed, RU, by=chief, at=at + HOUR)
    package_acts.schedule(package, at, by=chief)
    clock(at + HOUR)
    assert (due.apply_due(), Article.objects.get(pk=changed.pk).title_ru) == (2, "Latest")


def test_what_is_withdrawn_after_it_was_added_is_not_published_again(chief, clock, at):
    package, changed, _first = full_package(chief)
    package_acts.schedule(package, at, by=chief)
    workflow.withdraw(changed, RU, by=chief, reason="Libel.")
    clock(at)
    assert (due.apply_due(), Article.objects.get(pk=changed.pk).status_ru) == (0, "withdrawn")
    package.refresh_from_db()
    (fault,) = package.faults_of(item(package, "edition", language="ru").pk)
    assert "was withdrawn after it was added" in fault
    composing.add_edition(package, changed, RU, by=chief)
    package_acts.publish_now(package, by=chief)
    assert Article.objects.get(pk=changed.pk).status_ru == "published"


def test_readers_get_their_page_even_if_the_history_is_damaged(client, chief, clock, at):
    package, changed, _first = full_package(chief)
    workflow.publish(changed, RU, by=chief, at=at)
    package_acts.schedule(package, at, by=chief)
    HistoryHead.objects.update(seal=f"1:{seals.name_of(seals.all_keys()[0])}", rows=1, last="")
    clock(at)
    assert client.get("/ru/").status_code == 200
    assert due.next_due() is None


# Undoing


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


def test_a_package_of_somebody_without_an_account_does_not_go_out(staff, clock, at, chief):
    package, _changed, _first = full_package(chief)
    package_acts.schedule(package, at, by=chief)
    Package.objects.update(by=None)
    clock(at)
    assert (due.apply_due(), Package.objects.get().faults) == (
        0,
        [[None, "Whoever ordered it has no account any more."]],
    )
    assert make_staff("editor").has_perm("articles.publish_article")
