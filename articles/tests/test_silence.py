"""On days of silence, marked material is not published: whatever orders it, and whatever comes after the order.

The calendar's time is that of Almaty. On 1 March 2024 its clocks were put back at midnight, from UTC+6 to UTC+5.
"""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.editorial import breaking, drafts, schedule, silence, workflow
from articles.editorial.law_calendar import save_day
from articles.editorial.packages import acts as packages
from articles.editorial.packages import composing
from articles.editorial.packages.refused import Refused
from articles.models import Act, Article, LawDay, Matter, PlannedChange, Status, StoryAct
from articles.tests.desk import FORM, KK, RU, change_url, errors_on, open_form, press, told
from articles.tests.draft_rows import write
from articles.tests.makers import make_article, make_category, make_law_day
from articles.tests.page_content import form_values, parts_of, submit, words_in, words_of
from articles.tests.shared_marks import mark
from newsroom.desk.colleagues import zoned
from newsroom.editions.columns import in_all_columns

pytestmark = pytest.mark.django_db

SECOND, HOUR, DAY = (datetime.timedelta(**{unit: 1}) for unit in ("seconds", "hours", "days"))
UTC = datetime.UTC
# 29 February 2024 in Almaty: the day has 25 hours, because the one before midnight happened twice.
STARTS, ENDS = (datetime.datetime(2024, 2, day, hour, tzinfo=UTC) for day, hour in ((28, 18), (29, 19)))


@pytest.fixture
def start():
    """The beginning of a day that lies ahead, also for the clock of the database."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) + 3 * DAY


def make_marked(*codes, **fields):
    return make_article(*codes, **{"status": Status.UNPUBLISHED, "has_agitation": True} | fields)


def shown_times(article):
    article.refresh_from_db()
    return [here.published_at for here in article.editions() if here.is_published]


def new_day(start, end, matter=Matter.AGITATION):
    return LawDay(starts_at=start, ends_at=end, matter=matter, **in_all_columns(name="Silence"))


def refusal(article, by, **options):
    """Return why the Russian edition can't be published; "" if it was."""
    try:
        workflow.publish(article, RU, by=by, **options)
    except ValidationError as error:
        return error.messages[0]
    return ""


def test_the_day_lasts_from_its_first_second_to_the_one_before_its_end(staff, clock):
    chief, refused = staff("chief editor"), {}
    make_law_day(STARTS, ENDS)
    texts = [timezone.localtime(moment).isoformat() for moment in (STARTS, ENDS)]
    assert texts == ["2024-02-29T00:00:00+06:00", "2024-03-01T00:00:00+05:00"]
    for moment in (STARTS - SECOND, STARTS, ENDS - HOUR - SECOND, ENDS - HOUR, ENDS - SECOND, ENDS):
        clock(moment)
        marked, other = make_marked("ru"), make_article("ru", status=Status.UNPUBLISHED, has_poll=True)
        refused[moment] = bool(why := refusal(marked, chief))
        assert (f"from {zoned(STARTS)} until {zoned(ENDS)}" in why) == refused[moment]
        assert [refusal(other, chief), marked.edition(RU).is_live] == ["", not refused[moment]]
    assert [*refused.values()] == [False, True, True, True, True, False]


def test_no_act_publishes_marked_material_then(staff, start):
    chief = staff("chief editor")
    make_law_day(start, start + DAY)
    make_law_day(start + DAY, start + 2 * DAY)  # the next one follows at once
    now, end, inside = timezone.now(), start + 2 * DAY, start + HOUR
    article, live = make_marked("ru", "kk"), make_marked("ru", status=Status.PUBLISHED, published_at=now - DAY)
    write(live, chief, lead="Изменено")
    for story in (article, live):
        for at in (start, inside, end - SECOND):
            assert refusal(story, chief, at=at).endswith(f"The earliest time is {zoned(end)}.")
    drafts.plan(article, RU, inside)  # the time that was chosen in the draft
    with pytest.raises(ValidationError, match="cannot be published then"):
        workflow.publish(article, RU, by=chief)
    waiting = make_article("ru", status=Status.UNPUBLISHED)
    mark(waiting, chief, has_agitation=True)
    with pytest.raises(ValidationError, match="cannot be published then"):
        workflow.publish(waiting, RU, by=chief, at=inside)
    for at in (start - SECOND, end):
        workflow.publish(article, RU, by=chief, at=at)
        workflow.publish(live, RU, by=chief, at=at)
    assert (shown_times(article), PlannedChange.objects.get().publish_at) == ([end], end)


def test_during_the_day_public_stories_stay_as_they_are(staff, clock, client):
    chief = staff("chief editor")
    make_law_day(STARTS, ENDS)
    clock(STARTS + HOUR)
    live = make_marked("ru", status=Status.PUBLISHED, published_at=STARTS - SECOND, title="Прежний")
    flash = make_marked("kk", body="", category=make_category())
    write(live, chief, title="Новый")
    for act in (workflow.publish, workflow.publish_flash):
        with pytest.raises(ValidationError):
            act(live if act == workflow.publish else flash, RU if act == workflow.publish else KK, by=chief)
    with pytest.raises(ValidationError, match="cannot be published then"):
        breaking.run(live, RU, by=chief, until=timezone.now() + HOUR, text="Голосуйте")
    page = client.get(live.address_in(RU))
    assert (page.status_code, "Прежний" in page.content.decode()) == (200, True)

    mark(live, chief, source_url="https://example.kz/", comments_are_open=False)
    with pytest.raises(ValidationError, match="cannot be published then"):
        workflow.publish_shared(live, by=chief)
    workflow.withdraw(live, RU, by=chief, reason="Ошибка.")
    clock(ENDS)
    workflow.publish(live, RU, by=chief)
    workflow.publish_shared(live, by=chief)


def test_a_mark_alone_is_published_then(staff, clock):
    chief, article = staff("chief editor"), make_article("ru", published_at=STARTS - SECOND)
    make_law_day(STARTS, ENDS)
    clock(STARTS + HOUR)
    mark(article, chief, has_agitation=True, comments_are_open=False)
    workflow.publish_shared(article, by=chief)
    article.refresh_from_db()
    assert (article.has_agitation, article.comments_are_open) == (True, False)


# What comes later than the order


def test_a_new_day_moves_what_is_scheduled_into_it(staff, start):
    chief, end = staff("chief editor"), start + DAY
    both = make_marked("ru", "kk", status=Status.PUBLISHED, published_at=start)
    before = make_marked("ru", status=Status.PUBLISHED, published_at=start - SECOND)
    after = make_marked("ru", status=Status.PUBLISHED, published_at=end)
    other = make_article("ru", published_at=start + HOUR, has_poll=True)
    in_draft = make_article("ru", published_at=start + HOUR)
    mark(in_draft, staff("reporter"), has_agitation=True)
    changed = make_marked("ru", status=Status.PUBLISHED, published_at=timezone.now() - DAY)
    write(changed, chief, lead="Изменено")
    workflow.publish(changed, RU, by=chief, at=end - SECOND)

    held = save_day(new_day(start, end), by=chief)
    moved = {(one.article.pk, one.edition.code): (one.asked, one.until) for one in held}
    assert moved == {
        (both.pk, "kk"): (start, end),
        (both.pk, "ru"): (start, end),
        (in_draft.pk, "ru"): (start + HOUR, end),
        (changed.pk, "ru"): (end - SECOND, end),
    }
    times = [shown_times(story) for story in (both, before, after, other, in_draft)]
    assert times == [[end, end], [start - SECOND], [end], [start + HOUR], [end]]
    assert PlannedChange.objects.get().publish_at == end
    acts = StoryAct.objects.filter(act=Act.HOLD, article=both.pk)
    assert [(act.by, "Silence: it was to be public on" in act.reason) for act in acts] == [(chief, True)] * 2

    longer = LawDay.objects.get()
    longer.ends_at = end + DAY
    assert {one.article.pk for one in save_day(longer, by=chief, fields=["ends_at"])} == {
        both.pk, after.pk, in_draft.pk, changed.pk,
    }  # fmt: skip
    assert shown_times(after) == [end + DAY]


def test_a_package_keeps_marked_editions_back_too(staff, start, clock):
    chief, end = staff("chief editor"), start + DAY
    article, package = make_marked("ru"), composing.create("Debate", by=chief)
    composing.add_edition(package, article, RU, by=chief)
    packages.schedule(package, start + HOUR, by=chief)
    (held,) = save_day(new_day(start, end), by=chief)
    package.refresh_from_db()
    assert (held.asked, held.until, package.publish_at) == (start + HOUR, end, end)
    packages.cancel(package, by=chief)
    with pytest.raises(Refused) as refused:
        packages.schedule(package, start, by=chief)
    assert "cannot be published then" in str([*refused.value.faults.values()])
    clock(start)
    with pytest.raises(Refused):
        packages.publish_now(package, by=chief)
    assert not Article.objects.get().edition(RU).is_live


def test_a_day_can_begin_in_the_second_in_which_marked_material_is_published(staff):
    make_marked("ru", status=Status.PUBLISHED, published_at=timezone.now())
    now = timezone.now()
    save_day(new_day(now - HOUR, now + HOUR), by=staff("chief editor"))
    assert LawDay.objects.exists()


def test_only_those_who_may_change_the_calendar_do(staff, start):
    with pytest.raises(PermissionDenied):
        save_day(new_day(start, start + DAY), by=staff("editor"))
    assert not LawDay.objects.exists()


def test_a_new_mark_moves_what_is_scheduled_into_a_day(staff, start):
    reporter, end = staff("reporter"), start + DAY
    make_law_day(start, end, Matter.POLL)
    make_law_day(start, end + HOUR, Matter.ENTERTAINMENT)
    article = make_article("ru", published_at=start + HOUR)
    mark(article, reporter, has_agitation=True)
    assert shown_times(article) == [start + HOUR]
    mark(article, reporter, has_poll=True)
    assert shown_times(article) == [end]
    mark(article, reporter, is_entertainment=True)
    assert shown_times(article) == [end + HOUR]
    workflow.publish_shared(article, by=staff("chief editor"))
    act = StoryAct.objects.filter(act=Act.HOLD).first()
    assert (act.by, act.details["publish_at"]) == (reporter, (end + HOUR).astimezone(UTC).isoformat())


def test_a_published_mark_moves_what_a_loaded_day_has_left(staff, start):
    chief, article = staff("chief editor"), make_article("ru", published_at=start + HOUR)
    mark(article, chief, has_agitation=True)
    make_law_day(start, start + DAY)  # as `loaddata` does
    workflow.publish_shared(article, by=chief)
    assert (shown_times(article), article.has_agitation) == ([start + DAY], True)


def test_the_database_refuses_whatever_is_scheduled_into_a_day(start):
    end = start + DAY
    make_law_day(start, end)
    article = make_marked("ru", status=Status.PUBLISHED, published_at=end)
    unmarked = make_article("ru", published_at=start)
    live = make_marked("ru", status=Status.PUBLISHED)
    plan = PlannedChange.objects.create(
        article=live, language="ru", version=1, publish_at=end, planned_at=timezone.now()
    )
    refused = [
        lambda: Article.objects.filter(pk=article.pk).update(published_at_ru=start),
        lambda: Article.objects.filter(pk=unmarked.pk).update(has_agitation=True),
        lambda: make_marked("kk", status=Status.PUBLISHED, published_at=end - SECOND),
        lambda: PlannedChange.objects.filter(pk=plan.pk).update(publish_at=start),
        lambda: make_law_day(end, end + SECOND),
        lambda: LawDay.objects.update(ends_at=end + SECOND),
    ]
    for write_row in refused:
        with pytest.raises(IntegrityError, match="scheduled into a day of silence"), transaction.atomic():
            write_row()
    Article.objects.filter(pk=unmarked.pk).update(has_poll=True)
    assert LawDay.objects.update(starts_at=start - HOUR) == 1


def test_pages_change_when_a_day_begins_and_ends(clock):
    make_law_day(STARTS + 11 * HOUR, STARTS + 12 * HOUR)
    turns = []
    clock(STARTS + HOUR)
    for _turn in range(3):
        turns.append(schedule.next_change(RU))
        clock(turns[-1])
    assert turns == [STARTS + 11 * HOUR, STARTS + 12 * HOUR, ENDS]  # the last is midnight


# At the desk


def test_the_edit_page_shows_the_day_and_offers_its_end(signed_in, clock):
    clock(STARTS - DAY)
    make_law_day(STARTS, ENDS, name_ru="День тишины")
    article, desk = make_marked("ru", title="Агитация"), signed_in("chief editor", "ru")
    form = open_form(desk, article, RU)
    assert words_in(form, "acts-told") == (
        "День тишины: не публикуется, комментарии закрыты: с 29 февраля 2024, 00:00 (UTC+6)"
        " до 1 марта 2024, 00:00 (UTC+5)."
    )
    clock(STARTS)
    (checks,) = parts_of(desk.get(f"{change_url(article).removesuffix('change/')}checks/?edition=ru"), "check-list")
    assert "День тишины" in words_of(checks)
    why, offer = told(desk, press(desk, form, "publish"))
    assert why.startswith("Останавливает публикацию: День тишины, с 29 февраля 2024, 00:00 (UTC+6)")
    assert offer == "Это время вписано как время публикации."
    values = form_values(open_form(desk, article, RU), FORM)
    assert (values["publish_at_0"], values["publish_at_1"]) == ("01.03.2024", "00:00")
    told(desk, press(desk, open_form(desk, article, RU), "publish"))
    assert shown_times(article) == [ENDS]


def test_the_chief_enters_a_day_and_is_told_what_waits(signed_in, start):
    article, desk = (
        make_marked("ru", title="Агитация", status=Status.PUBLISHED, published_at=start),
        signed_in("chief editor"),
    )
    add = "/admin/articles/lawday/add/"
    form = desk.get(f"{add}?edition=ru")
    day, next_day = start.date(), (start + DAY).date()
    typed = {"name_ru": "День тишины", "matter": "agitation", "starts_at_0": day, "starts_at_1": "00:00",
             "ends_at_0": day, "ends_at_1": "00:00"}  # fmt: skip
    assert errors_on(submit(desk, form, "lawday_form", **typed)) == ["The end has to be later than the beginning."]
    saved = submit(desk, form, "lawday_form", **typed | {"ends_at_0": next_day})
    warning, _saved = told(desk, saved)
    assert warning.startswith("Агитация [ru] · Русский. День тишины [ru]: it was to be public on")
    assert shown_times(article) == [start + DAY]
    assert LawDay.objects.get().ends_at == start + DAY
    assert silence.matters_of(article, {}) == {Matter.AGITATION}
    assert signed_in("editor").get(add).status_code == 403
