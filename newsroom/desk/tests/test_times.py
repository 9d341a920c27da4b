"""Times at the desk, also those of the hour that Almaty had twice: 29 February 2024, from 23:00 to midnight."""

from datetime import UTC, datetime

import pytest
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.admin.edit_forms import TimeForm
from articles.editorial import embargo, shared_fields
from articles.models import Article, Draft, SharedDraft, Status
from articles.tests.desk import FORM, RU, errors_on, open_form, press
from articles.tests.makers import make_article
from articles.tests.page_content import form_values, submit
from newsroom.desk.local_times import moment_of
from newsroom.desk.times import ComingTimeField, SiteTimeField
from newsroom.staff.models import User

pytestmark = pytest.mark.django_db

FIRST, SECOND = datetime(2024, 2, 29, 17, 30, 15, 7, UTC), datetime(2024, 2, 29, 18, 30, 15, 7, UTC)
both = pytest.mark.parametrize("moment", [FIRST, SECOND])
SHOWN = {"publish_at_0": "2024-02-29", "publish_at_1": "23:30"}


@both
def test_a_time_that_is_not_changed_is_kept(signed_in, moment):
    story = make_article("ru", status=Status.UNPUBLISHED, published_at=moment)
    client, at_desk = signed_in("editor"), Draft.objects.get()
    form = open_form(client, story, RU)
    assert SHOWN.items() <= form_values(form, FORM).items()

    assert submit(client, form, FORM, title="Another").status_code == 302
    at_desk.refresh_from_db()
    assert (at_desk.title, at_desk.publish_at) == ("Another", moment)
    press(client, open_form(client, story, RU), "publish")
    story.refresh_from_db()
    assert (story.title_ru, story.published_at_ru) == ("Another", moment)
    press(client, open_form(client, story, RU), "publish", title="A third")
    story.refresh_from_db()
    assert (story.title_ru, story.published_at_ru) == ("A third", moment)


@pytest.mark.parametrize(
    ("entered", "stored"),
    [
        ("2024-02-29 22:30", "2024-02-29T16:30:00+00:00"),
        ("2024-02-29 23:30", "2024-02-29T17:30:00+00:00"),  # the first of both
        ("2024-03-01 00:30", "2024-02-29T19:30:00+00:00"),
        ("2004-03-28 02:30", "2004-03-27T20:30:00+00:00"),  # left out when summer time began
    ],
)
def test_every_time_can_be_entered(entered, stored):
    time = SiteTimeField().clean(entered.split())
    assert time.astimezone(UTC).isoformat() == stored


@pytest.mark.parametrize("required", [True, False])
@pytest.mark.parametrize(
    ("now", "entered", "stored"),
    [
        ("2026-11-28T02:00", "09:00", "2026-11-28T04:00:00+00:00"),
        ("2026-11-28T04:00", "09:00", "2026-11-29T04:00:00+00:00"),  # it is nine
        ("2026-11-28T20:00", "09:00", "2026-11-29T04:00:00+00:00"),  # after midnight in Almaty
        ("2026-12-31T18:00", "00:00", "2026-12-31T19:00:00+00:00"),
    ],
)
def test_a_time_without_a_day_is_the_next_such_time(clock, required, now, entered, stored):
    clock(datetime.fromisoformat(now).replace(tzinfo=UTC))
    field = ComingTimeField(required=required)
    assert field.clean(["", entered]).astimezone(UTC).isoformat() == stored
    assert field.clean(["2026-11-30", entered]).date().isoformat() == "2026-11-30"
    for wrong in (["", "25:00"], ["2026-11-30", ""]):
        with pytest.raises(ValidationError):
            field.clean(wrong)


@pytest.mark.parametrize("day", ["", "2024-02-29"])
@pytest.mark.parametrize(
    ("now", "entered", "stored"),
    [
        ("2024-02-29T16:30", "23:45", "2024-02-29T17:45:00+00:00"),
        ("2024-02-29T17:50", "23:45", "2024-02-29T18:45:00+00:00"),  # the first is over
        ("2024-02-29T18:30", "23:45", "2024-02-29T18:45:00+00:00"),
        ("2024-02-29T17:50", "23:55", "2024-02-29T17:55:00+00:00"),
    ],
)
def test_a_time_of_the_doubled_hour_is_the_first_that_is_ahead(clock, day, now, entered, stored):
    clock(datetime.fromisoformat(now).replace(tzinfo=UTC))
    field = ComingTimeField()
    field.stored = datetime(2024, 2, 29, 17, 45, tzinfo=UTC) if not day else None
    assert field.clean([day, entered]).astimezone(UTC).isoformat() == stored
    assert moment_of(f"2024-02-29T{entered}").astimezone(UTC).isoformat() == stored
    assert field.clean(["", "00:00"]).astimezone(UTC).isoformat() == "2024-02-29T19:00:00+00:00"
    assert field.clean(["", "23:10"]) > timezone.now()


def test_a_time_that_is_entered_in_the_doubled_hour_is_ahead(signed_in, clock):
    clock(SECOND)
    story, client = make_article("ru", status=Status.UNPUBLISHED, published_at=None), signed_in("editor")
    press(client, open_form(client, story, RU), "publish", publish_at_1="23:45")
    story.refresh_from_db()
    assert (story.edition(RU).is_live, story.published_at_ru) == (False, datetime(2024, 2, 29, 18, 45, tzinfo=UTC))


@both
def test_the_text_of_a_stored_time_means_this_time(clock, moment):
    clock(datetime(2024, 2, 29, 18, tzinfo=UTC))
    assert moment_of("2024-02-29T23:30", stored=moment) == moment
    story = Article(embargo_until=moment)
    shared_fields.set_columns(story, {"embargo_until": "2024-02-29T23:30"})
    assert story.embargo_until == moment
    assert embargo.ends_at(story, SharedDraft(values={"embargo_until": "2024-02-29T23:30"})) == moment


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31"])
def test_a_year_far_away_is_refused(signed_in, day):
    story, client = make_article("ru", status=Status.UNPUBLISHED), signed_in("editor")
    time = {"publish_at_0": day, "publish_at_1": "10:00"}
    for refused in (
        submit(client, open_form(client, story, RU), FORM, **time),
        press(client, open_form(client, story, RU), "publish", **time),
    ):
        assert (refused.status_code, errors_on(refused)) == (200, ["Enter a valid date."])
    story.refresh_from_db()
    assert (story.status_ru, story.published_at_ru) == (Status.UNPUBLISHED, None)


def times_of(its, request):
    """Yield the fields for times in the form of a model and in its inlines. That of a story is `TimeForm`."""
    formsets = its.get_formsets_with_inlines(request)
    for form in [its.get_form(request), *(formset.form for formset, _inline in formsets)]:
        for name, field in form.base_fields.items():
            if isinstance(field, forms.DateTimeField | forms.SplitDateTimeField):
                yield f"{form._meta.model.__name__}.{name}", field


def test_all_times_at_the_desk_have_this_field(rf):
    request = rf.get("/")
    request.user = User.objects.create_superuser("root")
    times = dict(time for its in admin.site._registry.values() for time in times_of(its, request))
    times |= TimeForm.base_fields
    assert {"publish_at", "BreakingLine.until"} <= times.keys()
    assert {name for name, field in times.items() if not isinstance(field, SiteTimeField)} == set()
