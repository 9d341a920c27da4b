"""Readings typed in at the desk: who entered them, warnings in the editor's language, and that they are kept."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.tests.desk import errors_on
from articles.tests.page_content import page_of, submit, words_of
from newsroom.informers.models import Rate, Weather
from newsroom.informers.refresh import refresh_rates
from newsroom.informers.sources.national_bank import NationalBank
from newsroom.informers.tests.answering import says
from newsroom.informers.tests.feeds import feed
from newsroom.informers.tests.makers import MONDAY, TUESDAY, make_rate, make_town, make_weather
from newsroom.staff.models import User

pytestmark = pytest.mark.django_db

ADD = "/admin/informers/rate/add/"
BANK = "nationalbank.kz"


def typed(value="463.00", valid_on=TUESDAY, **fields):
    return {"currency": "USD", "value": value, "valid_on": str(valid_on), "source": ""} | fields


def editor():
    return User.objects.get(groups__name="editor")


def address_of(row):
    return reverse(f"admin:informers_{row._meta.model_name}_change", args=[row.pk])


def test_a_rate_has_the_name_of_the_editor_who_typed_it_in(signed_in):
    client = signed_in("editor")

    assert client.post(ADD, typed()).status_code == 302
    rate = Rate.objects.get()
    assert (rate.value, rate.source, rate.entered_by) == (Decimal("463.00"), "", editor())
    rate.entered_by.first_name, rate.entered_by.last_name = "Әсел", "Нұрова"
    rate.entered_by.save()
    row = page_of(client.get("/admin/informers/rate/")).find(".//table[@id='result_list']/tbody")
    assert words_of(row).endswith("The editorsӘсел Нұрова")


def test_weather_has_the_name_of_the_editor_who_typed_it_in(signed_in):
    fields = {"town": make_town().pk, "observed_on": str(MONDAY), "low": "-3", "high": "0", "source": "Казгидромет"}

    assert signed_in("editor").post("/admin/informers/weather/add/", fields).status_code == 302
    reading = Weather.objects.get()
    assert (reading.source, reading.entered_by) == ("Казгидромет", editor())


def test_a_rate_changed_by_an_editor_is_no_longer_overwritten_by_the_bank(signed_in, start):
    today = timezone.localdate()
    rate = make_rate("USD", "521.17", valid_on=today, source=BANK)

    client = signed_in("editor")
    assert submit(client, client.get(address_of(rate)), "rate_form", value="520.00").status_code == 302
    source = NationalBank(start(lambda path: says(feed(today))).address, ["USD"])
    assert refresh_rates(source, today).stored == 0
    rate.refresh_from_db()
    assert (rate.value, rate.source, rate.entered_by) == (Decimal("520.00"), "", editor())


def test_saving_without_a_change_does_not_record_the_editor(signed_in):
    rate = make_rate("USD", "521.17", valid_on=MONDAY, source=BANK)

    client = signed_in("editor")
    assert submit(client, client.get(address_of(rate)), "rate_form").status_code == 302
    rate.refresh_from_db()
    assert (rate.source, rate.entered_by) == (BANK, None)


def test_an_editor_cannot_enter_a_reading_in_another_name(signed_in, staff):
    other = staff("chief editor")
    signed_in("editor").post(ADD, typed(entered_by=other.pk))

    assert Rate.objects.get().entered_by == editor()


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("en", "The rate of 24 November 2025 was 462.04. If this one is correct, mark it as confirmed."),
        ("ru", "Курс на 24 ноября 2025: 462,04. Если новый верен, отметьте, что он подтверждён."),
        ("kk", "2025 жылғы 24 қараша күнгі бағам 462,04 болған. Егер мынау дұрыс болса, расталған деп белгілеңіз."),
    ],
)
@pytest.mark.parametrize("value", ["4630.00", "46.30", "610.00"])
def test_an_implausible_rate_is_reported_in_the_editors_language(signed_in, language, message, value):
    make_rate("USD", "462.04", valid_on=MONDAY)
    client = signed_in("editor", language)

    assert errors_on(client.post(ADD, typed(value))) == [message]
    assert Rate.objects.count() == 1
    assert client.post(ADD, typed(value, is_confirmed="on")).status_code == 302
    assert Rate.objects.latest_each()[0].value == Decimal(value)


@pytest.mark.parametrize("value", ["0", "0.0", "-1"])
def test_a_rate_of_zero_or_less_is_an_error_even_if_confirmed(signed_in, value):
    response = signed_in("editor", "ru").post(ADD, typed(value, is_confirmed="on"))

    assert "Курс должен быть больше нуля." in errors_on(response)
    assert Rate.objects.count() == 0


@pytest.mark.parametrize(
    ("low", "high", "message"),
    [
        ("-80", "-60", "Температура должна быть от −70 до 60 °C."),
        ("-20", "21", "Температуры одного дня отличаются не более чем на 40 градусов."),
        ("5", "1", None),
    ],
)
def test_implausible_weather_is_reported_in_the_editors_language(signed_in, low, high, message):
    fields = {"town": make_town().pk, "observed_on": str(MONDAY), "low": low, "high": high, "source": ""}
    errors = errors_on(signed_in("editor", "ru").post("/admin/informers/weather/add/", fields))

    assert len(errors) == 1
    assert message in (None, *errors)
    assert Weather.objects.count() == 0


def test_a_town_needs_both_coordinates(signed_in):
    client, fields = signed_in("chief editor"), {"name_kk": "Орал", "key": "oral", "position": "3"}
    address = "/admin/informers/town/add/?edition=kk"

    half = client.post(address, fields | {"latitude": "51.23", "longitude": ""})
    assert "Enter both the latitude and the longitude, or neither." in errors_on(half)
    assert client.post(address, fields | {"latitude": "51.23", "longitude": "51.37"}).status_code == 302


def test_more_rows_in_a_list_need_no_more_queries(signed_in, django_assert_max_num_queries):
    client, town = signed_in("editor"), make_town()
    for number in range(30):
        make_rate(valid_on=MONDAY + timedelta(days=number), source=BANK)
        make_weather(town, observed_on=MONDAY + timedelta(days=number))

    for model in ("rate", "weather"):
        with django_assert_max_num_queries(12):
            client.get(f"/admin/informers/{model}/")
