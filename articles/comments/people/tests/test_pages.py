"""A reader signs in without a script: contact, code, nickname and agreement. Only then is there a cookie."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from articles.comments.people import cookies
from articles.comments.people.contacts import masked
from articles.comments.people.models import CodeRequest, Commenter, Contact
from articles.comments.people.tests.makers import PHONE, make_person
from articles.comments.people.tests.sending import HERE, OURS, ask_for_code, code_from, join, sign_up, type_code
from articles.tests.makers import make_article
from articles.tests.page_content import elements, words_in, words_of
from newsroom import editions

pytestmark = pytest.mark.django_db


def errors_of(response):
    return words_in(response, "errors")


def test_a_reader_joins_and_has_a_cookie_only_after_the_agreement(client, gateway):
    story = make_article("ru", slug="spring").address_in(editions.BY_CODE["ru"])
    opened = client.get(HERE, {"story": story})
    (field,) = elements(opened, "input", name="story")
    asked = ask_for_code(client, "8 701 123 45 67", story=field.get("value"))
    assert (asked.status_code, client.get(asked.url).status_code) == (303, 200)
    page = type_code(client, gateway, asked)
    assert (page.status_code, Commenter.objects.count(), [*client.cookies]) == (200, 0, [])
    refused = join(client, page, agrees="")
    assert (refused.status_code, Commenter.objects.count()) == (200, 0)

    answer = join(client, refused)

    assert (answer.status_code, answer.url) == (303, f"{story}#comment-form")
    person = Commenter.objects.get()
    assert (person.nickname, person.agreement, person.contact.value) == ("Айгүл", "1", PHONE)
    cookie = answer.cookies[cookies.COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 180 * 24 * 60 * 60)
    assert PHONE[1:] not in cookie.value
    assert "Айгүл" in words_of(elements(client.get(HERE), "main")[0])


@pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
def test_each_edition_has_the_pages(client, gateway, edition):
    here = f"/{edition.code}/commenter/"
    opened = client.get(here)
    assert elements(opened, "html")[0].get("lang") == edition.tag
    asked = ask_for_code(client, here=here)
    shown = client.get(asked.url)
    answer = join(client, type_code(client, gateway, asked), here=here)
    assert [page.status_code for page in (opened, shown, answer)] == [200, 200, 303]
    own = client.get(here)
    for page in (opened, shown, own):
        assert (page.headers["Cache-Control"], "Cookie" in page.headers["Vary"]) == ("private, no-store", True)
    if not edition.is_derived and edition.code != "en":
        with override(edition.code):
            assert gettext("My data") in words_of(elements(own, "main")[0]) != "My data"


def test_whoever_has_agreed_signs_in_with_a_code_alone(client, gateway, clock, settings):
    sign_up(client, gateway)
    clock(timezone.now() + timedelta(minutes=5))
    answer = type_code(Client(), gateway, ask_for_code(Client()))
    assert (answer.status_code, Commenter.objects.count()) == (303, 1)
    assert cookies.COOKIE in answer.cookies
    settings.COMMENTER_AGREEMENT = "2"
    clock(timezone.now() + timedelta(minutes=5))
    again = type_code(client, gateway, ask_for_code(client))
    assert (again.status_code, join(client, again).status_code) == (200, 303)
    assert [*Commenter.objects.values_list("agreement", flat=True)] == ["2"]


def test_an_answer_does_not_tell_whether_a_contact_is_known(client, gateway):
    make_person(contact=PHONE)
    known, other = ask_for_code(Client()), ask_for_code(Client(), "+77011234568")
    marks = [*CodeRequest.objects.order_by("pk").values_list("mark", flat=True)]
    pages = [Client().get(answer.url).content.decode() for answer in (known, other)]
    assert [contact in page for contact, page in zip(("+7 … 67", "+7 … 68"), pages, strict=True)] == [True, True]
    assert pages[0].replace(marks[0], "").replace("… 67", "… 68") == pages[1].replace(marks[1], "")
    wrong = [Client().post(answer.url, {"code": "x"}, headers=OURS) for answer in (known, other)]
    assert {(page.status_code, errors_of(page)) for page in wrong} == {(400, errors_of(wrong[0]))}
    again = [ask_for_code(Client(), contact) for contact in (PHONE, "+77011234568")]
    assert {(page.status_code, errors_of(page)) for page in again} == {(429, errors_of(again[0]))}
    assert len(gateway.received) == 0
    code_from(gateway)
    assert len(gateway.received) == 2


def test_a_wrong_code_is_an_error_of_its_field_on_a_page_that_says_where_the_code_went(client, gateway):
    asked = ask_for_code(client)
    page = client.post(asked.url, {"code": "x"}, headers=OURS)
    (field,) = elements(page, "input", name="code")
    assert field.get("aria-invalid") == "true"
    assert f"#{field.get('id')}" in [link.get("href") for link in elements(page, "a")]
    assert ("+7 … 67" in page.text, PHONE[2:] in page.text) == (True, False)


@pytest.mark.parametrize(
    ("contact", "shown"),
    [("+77011234567", "+7 … 67"), ("asel@example.kz", "a…@example.kz"), ("я@почта.рф", "я…@почта.рф")],
)
def test_a_masked_contact_is_known_only_to_its_owner(contact, shown):
    assert masked(contact) == shown


@pytest.mark.parametrize(
    "story",
    ["https://evil.example/", "//evil.example/ru/2026/01/01/a/", "/ru/archive/", "javascript:alert(1)", "/\\evil",
     "/ru/2026/01/01/a/../../../../admin/", "///evil", "/ru//evil.example", "x" * 400],
)  # fmt: skip
def test_nobody_is_sent_to_another_site(client, gateway, story):
    page = type_code(client, gateway, ask_for_code(client, story=story))
    assert join(client, page).url == HERE


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}, {"Referer": "https://evil.example/"}],
    ids=str,
)
def test_a_form_of_another_site_does_nothing(client, gateway, headers):
    assert client.post(HERE, {"contact": PHONE}, headers=headers).status_code == 403
    assert not CodeRequest.objects.exists()
    sign_up(client, gateway)
    request = client.post(f"{HERE}sign-out/", headers=headers)
    assert (request.status_code, request.cookies) == (403, {})


def test_an_old_browser_says_which_page_it_comes_from(client, gateway):
    own = {"Referer": f"http://testserver{HERE}"}
    assert client.post(HERE, {"contact": PHONE}, headers=own).status_code == 303


def test_names_are_checked(client, gateway):
    make_person("Dana", "+77011234569", skeleton="dana")
    page = type_code(client, gateway, ask_for_code(client))
    for nickname in ("\u2800\u200b", "Dаnа", "Редакция", "a" * 61):
        refused = join(client, page, nickname)
        assert refused.status_code in (200, 400)
        assert errors_of(refused)
    assert join(client, page, "Dina").status_code == 303


def test_a_proof_is_used_once(client, gateway):
    page = type_code(client, gateway, ask_for_code(client))
    assert join(client, page).status_code == 303
    assert join(Client(), page, "Another").status_code == 410
    assert Commenter.objects.count() == 1


# The cookie


def test_a_cookie_does_not_vary_other_pages(client, gateway):
    story = make_article("ru", slug="spring").address_in(editions.BY_CODE["ru"])
    sign_up(client, gateway)
    for address in (story, "/ru/"):
        with_cookie, without = client.get(address), Client().get(address)
        assert with_cookie.content == without.content
        assert "Cookie" not in with_cookie.headers.get("Vary", "")


def request_with(client, rf, method="get", **headers):
    request = getattr(rf, method)("/", headers=headers)
    request.COOKIES = {name: cookie.value for name, cookie in client.cookies.items()}
    return request


def test_a_request_has_a_person_for_one_query(client, gateway, rf, settings, django_assert_num_queries):
    sign_up(client, gateway)
    person = Commenter.objects.get()
    request = request_with(client, rf)
    with django_assert_num_queries(1):
        assert cookies.person_of(request) == cookies.person_of(request) == person
    with django_assert_num_queries(0):
        assert cookies.person_of(rf.get("/")) is None
        assert cookies.person_of(request_with(client, rf, "post", **{"Sec-Fetch-Site": "cross-site"})) is None
    assert cookies.person_of(request_with(client, rf, "post", **OURS)) == person
    client.cookies[cookies.COOKIE] = f"{client.cookies[cookies.COOKIE].value}x"
    assert cookies.person_of(request_with(client, rf)) is None


@pytest.mark.parametrize("change", [{"mark": "other"}, {"agreement": "0"}], ids=str)
def test_a_cookie_ends_with_its_mark_and_with_the_agreement(client, gateway, rf, change):
    sign_up(client, gateway)
    assert cookies.person_of(request_with(client, rf))
    Commenter.objects.update(**change)
    assert cookies.person_of(request_with(client, rf)) is None


def test_a_cookie_ends_by_itself(client, gateway, rf, signing_clock):
    sign_up(client, gateway)
    signing_clock.add(timedelta(days=cookies.DAYS, seconds=1))
    assert cookies.person_of(request_with(client, rf)) is None


def test_signing_out_removes_the_cookie(client, gateway):
    sign_up(client, gateway)
    client.post(f"{HERE}sign-out/", headers=OURS)
    assert client.cookies[cookies.COOKIE].value == ""
    assert elements(client.get(HERE), "input", name="contact")


def test_signing_out_everywhere_ends_the_cookies_of_other_browsers(client, gateway):
    sign_up(client, gateway)
    other = Client(headers=OURS)
    other.cookies[cookies.COOKIE] = client.cookies[cookies.COOKIE].value
    assert not elements(other.get(HERE), "input", name="contact")
    client.post(f"{HERE}sign-out/", {"everywhere": ""}, headers=OURS)
    assert elements(other.get(HERE), "input", name="contact")


def test_without_identity_there_are_no_pages(client):
    with override("ru"):
        addresses = [reverse(name) for name in ("commenter", "commenter_join", "commenter_sign_out")]
    assert {client.get(address).status_code for address in addresses} == {404}
    assert not Contact.objects.exists()
