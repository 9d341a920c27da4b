"""A change of a live edition at a later time: readers have the present words until that second, and then the approved.

Nothing runs in the background. Whoever asks first after that time applies the change, once.
"""

import datetime
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from articles.editorial import discarding, draft_versions, due, photo_removal, schedule, workflow
from articles.editorial.old_changes import KEPT_FOR, forget_changes
from articles.editorial.state_mark import mark_of
from articles.models import Act, Article, BreakingLine, Draft, PlannedChange, Revision, StoryAct
from articles.tests.desk import FORM, KK, RU, acts_on, open_form, press, row_of, told
from articles.tests.draft_rows import write
from articles.tests.makers import make_article, make_photo, photo_node
from articles.tests.page_content import form_values, page_of, parts_of, words_in, words_of
from newsroom import editions

pytestmark = pytest.mark.django_db

SECOND, HOUR = datetime.timedelta(seconds=1), datetime.timedelta(hours=1)


@pytest.fixture
def at():
    return timezone.now().replace(microsecond=0) + HOUR


def plan(article, by, at, **words):
    """Let a change of the Russian edition be published at a time."""
    write(article, by, **words)
    workflow.publish(article, RU, by=by, at=at)


def headline(client, article):
    return words_of(next(page_of(client.get(article.edition(RU).path)).iter("h1")))


def logged():
    return [(act.act, act.reason) for act in StoryAct.objects.order_by("pk")]


def test_the_approved_words_are_public_at_the_second_and_not_before(client, staff, clock, at):
    editor, article = staff("editor"), make_article("ru", "kk", title="Прежний", lead="Лид")
    published_at, mark = article.published_at_ru, mark_of(article)
    write(article, editor, title="Новый")
    workflow.publish(article, RU, by=editor, at=at, correction="Было два.", kind="update")
    assert (article.edition(RU).is_live, article.title_ru, mark_of(article) == mark) == (True, "Прежний", False)
    write(article, editor, title="Недописанный", lead="Недописанный")
    for address in ("/ru/", article.edition(RU).path):
        assert client.get(address).status_code == 200

    clock(at - SECOND)
    assert (headline(client, article), PlannedChange.objects.count()) == ("Прежний", 1)
    clock(at)
    assert (headline(client, article), PlannedChange.objects.count()) == ("Новый", 0)
    article.refresh_from_db()
    assert (article.lead_ru, article.published_at_ru, article.revised_at_ru) == ("Лид", published_at, at)
    assert [(one.title, one.at, one.by) for one in Revision.objects.all()] == [("Новый", at, editor)]
    assert [(one.kind, one.text, one.corrected_at) for one in article.corrections.all()] == [
        ("update", "Было два.", at)]  # fmt: skip
    draft = Draft.objects.get(article=article, language="ru")
    assert (draft.title, draft.is_changed) == ("Недописанный", True)
    assert draft_versions.content_at(draft, draft.live_version).fields["title"] == "Новый"
    assert [act for act, _reason in logged()] == ["plan", "publish", "correct"]
    assert headline(client, article) == "Новый"
    assert Revision.objects.count() == 1


@pytest.mark.parametrize("path", ["/ru/", "/kk/archive/", "/kept.json", "/admin/login/", "command"])
def test_whoever_asks_first_applies_it(client, staff, clock, at, path):
    article = make_article("ru", title="Прежний")
    plan(article, staff("editor"), at, title="Новый")
    clock(at + HOUR)
    call_command("publish_due", verbosity=0) if path == "command" else client.get(path)
    assert (Article.objects.get().title_ru, due.apply_due()) == ("Новый", 0)


def test_a_page_costs_no_query_while_nothing_is_due(client, staff, clock, at, django_assert_num_queries):
    article = make_article("ru")
    plan(article, staff("editor"), at, title="Новый")
    client.get("/ru/tag/")
    with django_assert_num_queries(3):
        client.get("/ru/tag/")
    PlannedChange.objects.all().delete()
    client.get("/ru/tag/")
    with django_assert_num_queries(3):
        client.get("/ru/tag/")


# What ends a plan


def test_a_later_approved_change_replaces_it_and_publishing_now_ends_it(staff, clock, at):
    editor, article = staff("editor"), make_article("ru", title="Прежний")
    plan(article, editor, at, title="Первый")
    plan(article, editor, at + HOUR, title="Второй")
    clock(at)
    assert (due.apply_due(), Article.objects.get().title_ru) == (0, "Прежний")
    write(article, editor, title="Сейчас")
    workflow.publish(article, RU, by=editor)
    clock(at + HOUR)
    assert (due.apply_due(), Article.objects.get().title_ru) == (0, "Сейчас")
    assert logged()[2:] == [("cancel_plan", "The edition was published before that time."), ("publish", "")]


def test_withdrawal_and_what_makes_publication_impossible_cancel_it_with_a_reason(staff, clock, at):
    editor, one, other = staff("editor"), make_article("ru", slug="one"), make_article("ru", slug="other")
    plan(one, editor, at, title="Новый")
    workflow.withdraw(one, RU, by=editor, reason="Wrong.")
    plan(other, editor, at, slug="taken")
    make_article("ru", slug="taken")
    clock(at)
    assert (due.apply_due(), row_of(one)["status_ru"], row_of(other)["slug_ru"]) == (0, "withdrawn", "other")
    cancelled = StoryAct.objects.filter(act=Act.CANCEL_PLAN).order_by("pk")
    assert [(act.by, act.reason) for act in cancelled] == [
        (editor, "The edition was withdrawn."),
        (None, "This address is taken by another story."),
    ]
    assert PlannedChange.objects.count() == 0


def close(person):
    person.is_active = False
    person.save()


@pytest.mark.parametrize(
    ("lose", "reason"),
    [
        (close, "Whoever ordered it may not do this."),
        (lambda person: person.groups.clear(), "Whoever ordered it may not do this."),
        (lambda person: person.delete(), "Whoever ordered it has no account any more."),
    ],
)
def test_a_change_of_somebody_who_may_not_publish_any_more_stays_a_draft(staff, clock, at, lose, reason):
    editor, article = staff("editor"), make_article("ru", title="Прежний")
    plan(article, editor, at, title="Новый")
    lose(editor)
    clock(at)
    assert (due.apply_due(), Article.objects.get().title_ru, Draft.objects.get().title) == (0, "Прежний", "Новый")
    assert (logged(), PlannedChange.objects.count()) == ([("plan", ""), ("cancel_plan", reason)], 0)


def test_what_it_is_made_of_is_kept_until_it_is_applied(staff, clock, at):
    editor, article = staff("editor"), make_article("ru", title="Прежний")
    plan(article, editor, at + 3 * KEPT_FOR, title="Новый")
    write(article, editor, title="Другой")
    discarding.discard(article, RU, by=editor)
    clock(at + 2 * KEPT_FOR)
    assert forget_changes(timezone.now()) == 0
    clock(at + 3 * KEPT_FOR)
    assert (due.apply_due(), Article.objects.get().title_ru) == (1, "Новый")
    assert forget_changes(timezone.now()) > 0


def test_a_change_that_could_not_be_published_is_not_planned(staff, at):
    editor, article = staff("editor"), make_article("ru")
    write(article, editor, title="")
    with pytest.raises(ValidationError, match="has no headline"):
        workflow.publish(article, RU, by=editor, at=at)
    with pytest.raises(ValidationError, match="No change is planned"):
        schedule.cancel_change(article, RU, by=editor)
    discarding.discard(article, RU, by=editor)
    with pytest.raises(ValidationError, match="nothing to publish"):
        workflow.publish(article, RU, by=editor, at=at)
    assert (PlannedChange.objects.count(), logged()) == (0, [("discard", "")])


def test_a_photo_must_be_usable_on_the_day_of_the_change(staff, at):
    editor, today = staff("editor"), timezone.localdate()
    article = make_article("ru", lead_photo=make_photo(alt_ru="Озеро", leased_until=today))
    write(article, editor, title="Новый")
    with pytest.raises(ValidationError, match="could be used until"):
        workflow.publish(article, RU, by=editor, at=at + 24 * HOUR)
    assert not PlannedChange.objects.exists()
    workflow.publish(article, RU, by=editor)
    assert Article.objects.get().title_ru == "Новый"


def test_a_photo_of_the_change_is_not_removed_though_nobody_else_has_it(staff, clock, at):
    editor, photo = staff("chief editor"), make_photo(key="lake", alt_ru="Озеро")
    article = make_article("ru")
    plan(article, editor, at, body=photo_node(photo))
    write(article, editor, body="<p>Слова.</p>")
    assert not photo.is_used()
    for act in (lambda: photo_removal.remove(photo, by=editor, now=timezone.now()),
                lambda: photo_removal.erase(photo, by=editor)):  # fmt: skip
        with pytest.raises(ValidationError, match="in use"):
            act()
    schedule.cancel_change(article, RU, by=editor)
    photo_removal.remove(photo, by=editor, now=timezone.now())


# At the desk


def test_the_edit_page_plans_shows_and_cancels_a_change(client, signed_in):
    article, desk, reporter = make_article("ru", title="Прежний"), signed_in("editor"), signed_in("reporter")
    form = open_form(desk, article, RU)
    assert "Almaty time, UTC+5." in words_in(form, "acts-when")
    said = told(desk, press(desk, form, "publish", title="Новый", publish_at_0="2099-11-24", publish_at_1="10:33"))
    when = "24 November 2099, 10:33 (UTC+5)"
    assert said == [f"Readers will have the change on {when}. Until then they have the present text."]
    assert headline(client, article) == "Прежний"

    for user, may_cancel in ((reporter, False), (desk, True)):
        page = open_form(user, article, RU)
        (shown,) = parts_of(page, "acts-plan")
        assert words_of(shown).startswith(f"The change will be public: {when}, editor-")
        assert ("cancel-change" in acts_on(page)) == may_cancel
    assert "publish_at_0" not in {name for name, value in form_values(page, FORM).items() if value == "2099-11-24"}
    said = told(desk, press(desk, page, "cancel-change"))
    assert said == ["The planned change is cancelled. The draft keeps its words."]
    assert parts_of(open_form(desk, article, RU), "acts-plan") == []
    assert [act for act, _reason in logged()] == ["plan", "cancel_plan"]
    assert Draft.objects.get().title == "Новый"
    form = form_values(open_form(reporter, article, RU), FORM)
    assert reporter.post(f"/admin/articles/article/{article.pk}/cancel-change/?edition=ru", form).status_code == 403


def test_a_past_time_publishes_a_change_at_once_and_keeps_the_time_of_the_story(signed_in):
    article, desk = make_article("ru"), signed_in("editor")
    before = article.published_at_ru
    press(desk, open_form(desk, article, RU), "publish", title="Новый", publish_at_0="2001-11-24", publish_at_1="10:33")
    article.refresh_from_db()
    assert (article.title_ru, article.published_at_ru) == ("Новый", before)


@pytest.mark.parametrize(
    ("day", "time", "utc"),
    [
        ("2024-02-29", "22:59", "2024-02-29T16:59:00"),
        ("2024-02-29", "23:30", "2024-02-29T17:30:00"),  # the clocks showed it twice: the first
        ("2024-03-01", "00:00", "2024-02-29T19:00:00"),
        ("2024-03-01", "00:01", "2024-02-29T19:01:00"),
    ],
)
def test_times_around_the_hour_that_happened_twice(client, signed_in, clock, day, time, utc):
    """Kazakhstan moved its clocks back by an hour at midnight before 1 March 2024."""
    moment = datetime.datetime.fromisoformat(f"{utc}+00:00")
    article = make_article("ru", title="Прежний", published_at=moment - 48 * HOUR)
    desk = signed_in("editor")
    clock(moment - 24 * HOUR)
    desk.session.save()
    form = open_form(desk, article, RU)
    press(desk, form, "publish", title="Новый", publish_at_0=day, publish_at_1=time)
    assert PlannedChange.objects.get().publish_at == moment
    seen = []
    for now in (moment - SECOND, moment):
        clock(now)
        seen.append(headline(client, article))
    assert seen == ["Прежний", "Новый"]


# The next time at which pages change


def test_the_next_change_is_the_earliest_of_all_that_happens_by_itself(staff, clock):
    noon = datetime.datetime.fromisoformat("2026-11-28T12:00:00+05:00")
    clock(noon)
    editor, article = staff("editor"), make_article("ru", published_at=noon - HOUR)

    def next_hours(edition=RU):
        return (schedule.next_change(edition) - noon) / HOUR

    assert next_hours() == 12  # the front page prints the day
    make_article("kk", published_at=noon + 9 * HOUR)
    assert {next_hours(edition) for edition in editions.EDITIONS} == {9}
    plan(article, editor, noon + 7 * HOUR, title="Новый")
    assert next_hours() == 7
    line = BreakingLine.objects.create(article=article, until=noon + 5 * HOUR)
    assert next_hours(KK) == 5
    BreakingLine.objects.filter(pk=line.pk).update(until=noon)
    assert next_hours() == 7


# At once


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_processes_that_come_at_once_apply_it_once(staff, clock, at):
    editor, article = staff("editor"), make_article("ru", title="0")
    for number in range(1, 6):
        plan(article, editor, at + number * HOUR, title=str(number))
        clock(at + number * HOUR)
        barrier, applied = Barrier(4), []

        def ask(barrier=barrier, applied=applied):
            try:
                barrier.wait()
                applied.append(due.apply_due())
            finally:
                connection.close()

        threads = [Thread(target=ask) for _number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(applied) == [0, 0, 0, 1]
        assert (Article.objects.get().title_ru, Revision.objects.count()) == (str(number), number)
