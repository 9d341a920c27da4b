"""A package goes out as a whole or not at all. `test_package_undoing.py` has what is undone."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from articles.editorial import due, killing, schedule, workflow
from articles.editorial.history import seals
from articles.editorial.old_changes import KEPT_FOR, forget_changes
from articles.editorial.packages import acts as package_acts
from articles.editorial.packages import composing
from articles.editorial.packages.refused import Refused
from articles.editorial.packages.undoing import undo
from articles.models import (
    Article,
    BreakingLine,
    Check,
    Correction,
    Draft,
    HistoryHead,
    Level,
    Package,
    PlannedChange,
    Revision,
    StoryAct,
)
from articles.tests.draft_rows import write
from articles.tests.makers import make_article, make_category, make_staff, set_level
from articles.tests.packages import EN, KK, NEW, OLD, RU, acts, full_package, item, places, public_rows

pytestmark = pytest.mark.django_db

SECOND, HOUR = datetime.timedelta(seconds=1), datetime.timedelta(hours=1)


@pytest.fixture
def chief(staff):
    return staff("chief editor")


@pytest.fixture
def at():
    return timezone.now().replace(microsecond=0) + HOUR


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
    spoil_edition: "Readers have a later text of the edition “Русский” now. Look at it, and add it here again.",
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


def test_what_readers_have_already_stops_nothing_and_is_not_undone(chief, clock, at):
    package, changed, _first = full_package(chief)
    package_acts.schedule(package, at, by=chief)
    workflow.publish(changed, RU, by=chief, correction=f"{NEW}: the number was wrong.", kind="correction")
    clock(at)
    assert due.apply_due() == 1
    assert (Revision.objects.filter(article=changed, language="ru").count(), Correction.objects.count()) == (1, 1)
    undo(package, by=chief, reason="Wrong.")
    changed.refresh_from_db()
    assert (changed.title_ru, changed.title_kk, Correction.objects.count()) == (f"{NEW} ru", f"{OLD} changed", 1)


def test_the_words_of_a_correction_as_another_kind_stop_it(chief):
    package, changed, _first = full_package(chief)
    workflow.publish(changed, RU, by=chief, correction=f"{NEW}: the number was wrong.", kind="retraction")
    with pytest.raises(Refused, match="already, as “Retraction”"):
        package_acts.publish_now(package, by=chief)
    with pytest.raises(ValidationError, match="Readers have this correction already"):
        composing.add_correction(package, changed, RU, f"{NEW}: the number was wrong.", by=chief)


def test_a_place_may_not_end_before_its_package_goes_out(chief, clock, at):
    package, changed, _first = full_package(chief)
    composing.add_slot(package, changed, RU, 2, by=chief, until=at)
    with pytest.raises(Refused, match="will not be public before this time"):
        package_acts.schedule(package, at, by=chief)
    package_acts.schedule(package, at - SECOND, by=chief)
    clock(at + HOUR)  # nobody has asked for a page until then
    assert due.apply_due() == 1


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
