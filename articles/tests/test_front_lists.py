"""Forms of the front page: what they change and delete is in the history of the story, and outdates open pages."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from articles.editorial.front_mark import mark_of
from articles.models import Act, BreakingLine, FrontPick, LawDay, Matter, PopularPlace, StoryAct
from articles.tests.desk import RU, change_url, errors_on
from articles.tests.makers import make_article, make_law_day
from articles.tests.page_content import form_values, submit

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


def acts_of(story):
    return [(act.act, act.by_name, act.language) for act in StoryAct.objects.filter(article=story).order_by("pk")]


def list_of(model):
    return f"/admin/articles/{model._meta.model_name}/"


def delete_all(client, model):
    """Delete all rows by the act of the list, which asks first."""
    sent = {"action": "delete_selected", "_selected_action": [row.pk for row in model.objects.all()], "post": "yes"}
    assert client.post(list_of(model), sent).status_code == 302
    assert not model.objects.exists()


@pytest.fixture
def story():
    return make_article("ru", title="Заголовок")


@pytest.fixture
def desk(signed_in):
    return signed_in("editor")


def name_of(client):
    return StoryAct.objects.order_by("-pk").first().by_name


def test_forms_of_breaking_news_are_acts(desk, story):
    form = desk.get("/admin/articles/breakingline/add/?edition=ru")
    submit(desk, form, "breakingline_form", article=story.pk, text_ru="Коротко")
    line = BreakingLine.objects.get()
    form = desk.get(f"{change_url(line)}?edition=ru")
    submit(desk, form, "breakingline_form")  # nothing was changed
    submit(desk, form, "breakingline_form", text_ru="Короче")
    other = make_article("ru", title="Другой")
    submit(desk, desk.get(f"{change_url(line)}?edition=ru"), "breakingline_form", article=other.pk)
    by = name_of(desk)
    assert by
    assert acts_of(story) == [(Act.BREAK, by, "ru"), (Act.BREAK, by, "ru"), (Act.END_BREAK, by, "ru")]
    until = StoryAct.objects.filter(article=story).last().details["until"]
    assert datetime.datetime.fromisoformat(until) == line.until
    form = desk.get(f"{change_url(line)}?edition=ru")
    submit(desk, form, "breakingline_form", until_0="2020-01-01", until_1="10:00")
    assert acts_of(other) == [(Act.BREAK, by, "ru"), (Act.END_BREAK, by, "ru")]
    delete_all(desk, BreakingLine)
    assert len(acts_of(other)) == 2  # it had ended


@pytest.mark.parametrize("way", ["form", "list"])
def test_a_deleted_line_is_logged_and_outdates_open_pages(desk, story, way):
    now = timezone.now()
    line = BreakingLine.objects.create(article=story, until=now + HOUR)
    BreakingLine.objects.create(article=make_article("ru"), until=now - HOUR)  # the newest change
    before = mark_of(RU)
    if way == "form":
        desk.post(f"{list_of(BreakingLine)}{line.pk}/delete/?edition=ru", {"post": "yes"})
    else:
        delete_all(desk, BreakingLine)
    assert [act for act, _by, _language in acts_of(story)] == [Act.END_BREAK]
    assert mark_of(RU) != before


def test_the_editors_choice_is_logged(desk, story):
    submit(desk, desk.get(f"{list_of(FrontPick)}add/"), "frontpick_form", article=story.pk, position=4)
    page = desk.get(list_of(FrontPick))
    desk.post(list_of(FrontPick), form_values(page, "changelist-form") | {"_save": "1"})  # nothing was changed
    desk.post(list_of(FrontPick), form_values(page, "changelist-form") | {"form-0-position": "2", "_save": "1"})
    assert FrontPick.objects.get().position == 2
    delete_all(desk, FrontPick)
    acts = StoryAct.objects.filter(article=story).order_by("pk")
    assert [(act.act, act.details) for act in acts] == [
        (Act.PICK, {"position": 4}), (Act.PICK, {"position": 2}), (Act.UNPICK, {}),
    ]  # fmt: skip


def test_popular_stories_are_logged(desk, story):
    submit(desk, desk.get(f"{list_of(PopularPlace)}add/"), "popularplace_form", article=story.pk, position=1)
    desk.post(f"{list_of(PopularPlace)}{PopularPlace.objects.get().pk}/delete/", {"post": "yes"})
    assert [act for act, _by, _language in acts_of(story)] == [Act.POPULAR, Act.UNPOPULAR]


def test_the_form_of_breaking_news_keeps_a_day_of_silence(desk, story):
    now = timezone.now()
    make_law_day(now - HOUR, now + HOUR, Matter.POLL)
    form = desk.get("/admin/articles/breakingline/add/?edition=ru")
    type(story).objects.filter(pk=story.pk).update(has_poll=True)
    [error] = errors_on(submit(desk, form, "breakingline_form", article=story.pk))
    assert "cannot be published then" in error
    assert not BreakingLine.objects.exists()


def test_on_a_day_of_silence_lists_let_marked_stories_only_go_down(desk, story):
    type(story).objects.filter(pk=story.pk).update(has_poll=True)
    pick = FrontPick.objects.create(article=story, position=5)
    FrontPick.objects.create(article=make_article("ru"), position=7)
    place = PopularPlace.objects.create(article=story, position=5)

    def positions():
        return [*FrontPick.objects.values_list("position", flat=True)], PopularPlace.objects.get().position

    def sort(*wanted):
        sent = {f"form-{row}-position": position for row, position in enumerate(wanted)} | {"_save": "1"}
        return desk.post(list_of(FrontPick), form_values(desk.get(list_of(FrontPick)), "changelist-form") | sent)

    now = timezone.now()
    make_law_day(now - HOUR, now + HOUR, Matter.POLL)
    assert "cannot be published then" in sort("4", "7").text
    for row in (pick, place):
        answer = submit(desk, desk.get(change_url(row)), f"{row._meta.model_name}_form", position=1)
        assert "cannot be published then" in errors_on(answer)[0]
    assert positions() == ([5, 7], 5)
    sort("6", "3")  # the other story is not marked
    submit(desk, desk.get(change_url(place)), "popularplace_form", position=6)
    assert positions() == ([3, 6], 6)


def test_the_log_says_which_day_of_silence_was_changed_and_deleted(signed_in):
    desk = signed_in("chief editor")
    start = datetime.datetime(2030, 3, 1, tzinfo=timezone.get_current_timezone())
    day = make_law_day(start, start + 24 * HOUR, Matter.POLL)
    form = desk.get(f"{change_url(day)}?edition=ru")
    submit(desk, form, "lawday_form", ends_at_0="2030-03-03", ends_at_1="00:00")
    desk.post(f"{list_of(LawDay)}{day.pk}/delete/", {"post": "yes"})
    deletion, change = (entry.get_change_message() for entry in LogEntry.objects.order_by("-pk"))
    assert "3\N{NO-BREAK SPACE}March 2030" in change
    assert "1\N{NO-BREAK SPACE}March 2030" in deletion
    assert not LawDay.objects.exists()
