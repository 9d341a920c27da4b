"""The desk answers what its links and forms ask for, and refuses everything else without failing."""

import re
from collections import Counter
from urllib.parse import parse_qs, quote, urlencode, urljoin, urlsplit

import pytest
from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import connection
from django.forms import CharField, PasswordInput
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from articles.admin.edit_forms import MOST_ROWS, ROWS
from articles.models import Article, Status
from articles.tests.desk import ADD, FORM, LIST, RU, change_url, errors_on, open_form, press, rows
from articles.tests.makers import make_article, make_author, make_category, make_tag
from articles.tests.page_content import elements, form_values, page_of, submit
from newsroom import editions
from newsroom.content.visible_text import VisibleTextField
from newsroom.desk.ids import MOST_CHOSEN
from newsroom.desk.site import GuardedAdmin
from newsroom.staff.models import User

pytestmark = pytest.mark.django_db

EN = editions.BY_CODE["en"]
RATES = "/admin/informers/rate/"


def list_of(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def test_every_list_is_guarded():
    assert {type(one) for one in admin.site._registry.values() if not isinstance(one, GuardedAdmin)} == set()
    assert len(admin.site._registry) > 15


def fields_of_forms(rf):
    """Return {(model, model of the rows, name): field} of all forms and inlines of the desk."""
    request = rf.get("/admin/")
    request.user = User.objects.get()
    fields = {}
    for model, own in admin.site._registry.items():
        forms_of_rows = [own.get_form(request)] if own.has_add_permission(request) else []
        forms_of_rows += [inline.get_formset(request).form for inline in own.get_inline_instances(request)]
        for form in forms_of_rows:
            fields |= {(model, form._meta.model, name): field for name, field in form.base_fields.items()}
    return fields


def test_every_text_that_somebody_types_at_the_desk_is_read_as_visible_text(rf, superuser):
    superuser()
    fields = fields_of_forms(rf).values()
    assert sum(isinstance(field, VisibleTextField) for field in fields) > 20

    others = [field for field in fields if type(field) is CharField]
    assert [field.label for field in others if not isinstance(field.widget, PasswordInput)] == []


def test_every_field_for_several_rows_refuses_too_many_before_it_asks_for_them(rf, superuser):
    client, request = superuser(), rf.get("/admin/")
    request.user = User.objects.get()
    registry = admin.site._registry.items()
    fields = [own.formfield_for_dbfield(one, request) for model, own in registry for one in model._meta.many_to_many]
    assert len([*filter(None, fields)]) > 3
    for field in filter(None, fields):
        with CaptureQueriesContext(connection) as queries, pytest.raises(ValidationError) as refused:
            field.clean(range(1, MOST_CHOSEN + 2))
        assert ([one.code for one in refused.value.error_list], len(queries)) == (["too_many"], 0)
    selected = {"action": "delete_selected", "_selected_action": [*range(1, 5_001)]}
    assert client.post(LIST, selected).status_code == 400
    assert client.post(LIST, selected | {"_selected_action": [1, 2]}).status_code != 400


def links_with_new_parameters(client, address, known):
    """Yield (link, status) of links to the same list, if they have a parameter that is not in `known`, and so on."""
    for link in page_of(client.get(address, follow=True)).iter("a"):
        url = urljoin(address, link.get("href", ""))
        names = {*parse_qs(urlsplit(url).query, keep_blank_values=True)}
        if urlsplit(url).path == urlsplit(address).path and names - known:
            known |= names
            yield url, client.get(url).status_code
            yield from links_with_new_parameters(client, url, known)


def test_the_links_of_every_list_work(demo, superuser):
    client, answers, names = superuser(), {}, set()
    for model in admin.site._registry:
        known = set()
        answers |= links_with_new_parameters(client, list_of(model), known)
        names |= {f"{model._meta.model_name} {name}" for name in known}
    only_row = {url for url in answers if "/commentsettings/" in url}  # its list opens it
    assert answers == dict.fromkeys(answers, 200) | dict.fromkeys(only_row, 302)
    assert {"article category__id__exact", "comment state__exact", "rate valid_on__day", "user o"} <= names
    assert {"weather observed_on__day", "weather town__id__exact", "word is_kept__exact"} <= names


@pytest.mark.parametrize("query", ["until=abc", f"article={'9' * 23}", "until=0001-01-01", "until_0=0001-01-01"])
def test_the_form_of_a_breaking_line_opens_with_an_impossible_value(superuser, query):
    assert superuser().get(f"/admin/articles/breakingline/add/?{query}").status_code == 200


def test_a_proposed_text_is_cleaned_and_other_values_are_kept(superuser):
    section, tags = make_category("society"), [make_tag("one"), make_tag("two")]
    proposed = {
        "body_en": "<p>Text</p><script>alert(1)</script>",
        "title_en": "Headline",
        "category": section.pk,
        "kind": "opinion",
        "tags": f"{tags[0].pk},{tags[1].pk}",
    }
    form = form_values(superuser().get(f"{ADD}?{urlencode(proposed)}"), FORM)
    assert re.sub(r' data-block="\w{8}"', "", form["body"]) == "<p>Text</p>"
    assert form["title"] == "Headline"
    assert (form["category"], form["kind"]) == (str(section.pk), "opinion")
    assert form["tags"] == [str(tag.pk) for tag in tags]


@pytest.mark.parametrize(
    "body", ["Words", "Words <b>in</b> bold", "<p>a</p>Words", "<li>Words</li>", "<img src=x>", " "]
)
def test_a_proposed_text_without_paragraphs_is_shown(superuser, body):
    page = superuser().get(f"{ADD}?{urlencode({'body_en': body, 'body': body})}")
    assert ("Words" in form_values(page, FORM)["body"]) == ("Words" in body)


def test_an_odd_address_of_the_page_before_opens_a_popup(superuser):
    response = superuser().get(f"{ADD}?_popup=1", headers={"Referer": "http://["})
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("address", "query"),
    [
        (LIST, {"body_ru__regex": r"(\w|\w)*!"}),
        (LIST, {"body_ru__iregex": "a"}),
        (LIST, {"title_kk__contains": "a"}),
        (LIST, {"kind__exact": "\0"}),
        (LIST, {"category__key__startswith": "a"}),
        ("/admin/staff/user/", {"password__startswith": "pbkdf2"}),
        ("/admin/auth/group/", {"name__regex": "a"}),
        (RATES, {"valid_on__range": "2025-01-01"}),
        (RATES, {"currency__exact": "\0"}),
    ],
)
def test_other_filters_are_refused(superuser, address, query):
    assert superuser().get(address, query).status_code == 400


@pytest.mark.parametrize("period", [{"year": "9" * 23}, {"year": "0"}, {"year": "9999", "month": "12"}])
def test_a_period_that_does_not_exist_is_not_a_filter(superuser, period):
    response = superuser().get(RATES, {f"valid_on__{part}": number for part, number in period.items()})
    assert (response.status_code, response["Location"]) == (302, f"{RATES}?e=1")


# Ids and numbers that no form of the desk sends


@pytest.mark.parametrize("pk", ["abc", "9" * 23, "9" * 5_000, "\0"])
def test_an_id_that_no_row_can_have_is_refused(superuser, pk):
    client, story, user = superuser(), make_article("ru"), User.objects.first()
    selected = client.post(LIST, {"action": "delete_selected", "_selected_action": [pk], "index": "0"})
    edited = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": pk, "form-0-position": "1", "_save": ""}
    assert (selected.status_code, client.post("/admin/articles/frontpick/", edited).status_code) == (400, 400)

    several = submit(client, client.get(change_url(user)), "user_form", groups=[pk])
    assert [fault[-21:] for fault in errors_on(several)] == ["is not a valid value."]
    searched = submit(client, open_form(client, story, RU), FORM, category=pk, lead_photo=pk, tags=[pk])
    assert (searched.status_code, len(errors_on(searched))) == (200, 3)
    for kind, (_model, target, _names) in ROWS.items():
        listed = submit(client, open_form(client, story, RU), FORM, **rows(kind, {target: pk}))
        assert (kind, listed.status_code, len(errors_on(listed))) == (kind, 200, 1)


def test_a_row_that_does_not_exist_is_not_stored(superuser):
    client = superuser()
    for status in (Status.UNPUBLISHED, Status.PUBLISHED):
        story = make_article("ru", status=status)
        for kind, (model, target, _names) in ROWS.items():
            answer = submit(client, open_form(client, story, RU), FORM, **rows(kind, {target: 2**31 - 1}))
            assert answer.status_code in (200, 302)
            if answer.status_code == 302:
                assert open_form(client, story, RU).status_code == 200
                press(client, open_form(client, story, RU), "publish")
                submit(client, open_form(client, story, RU), FORM)
            assert model.objects.filter(article=story).count() == 0


@pytest.mark.slow
def test_a_form_shows_no_more_rows_than_a_story_can_have(superuser):
    form = {f"{kind}-TOTAL_FORMS": "9" * 23 for kind in ROWS} | {f"{kind}-INITIAL_FORMS": "0" for kind in ROWS}
    fields = elements(superuser().post(ADD, form), "input")
    shown = Counter(
        field.get("name").partition("-")[0] for field in fields if str(field.get("name")).endswith("-DELETE")
    )
    assert shown == dict.fromkeys(ROWS, MOST_ROWS + 1)  # one is the model of new rows


@pytest.mark.parametrize("name", ["a" * 151, "a" * 3_000, "a\0b"])
def test_a_name_that_no_account_can_have_does_not_sign_in(client, name):
    response = client.post("/admin/login/", {"username": name, "password": "correct horse"})
    assert (response.status_code, len(errors_on(response))) == (200, 1)


def test_a_key_of_a_session_that_cannot_be_stored_is_ignored(client):
    response = client.get("/admin/", headers={"Cookie": 'sessionid="\\000aaaaaaaa"'})
    assert (response.status_code, response["Location"]) == (302, "/admin/login/?next=/admin/")


def test_a_field_without_a_name_is_not_looked_up(superuser):
    assert superuser().get(f"{change_url(make_tag('one'))}?_to_field=").status_code == 200


# «View on site»


def on_site(row):
    kind = ContentType.objects.get_for_model(row)
    return reverse("admin:view_on_site", args=[kind.pk, row.pk])


def test_view_on_site_leads_to_an_edition_that_is_live(signed_in):
    client, story, tag = signed_in("editor", language="ru"), make_article("en"), make_tag("one")
    both = make_article("ru", "kk")
    rows = {row: client.get(on_site(row)).headers.get("Location") for row in (story, both, tag)}
    assert rows == {story: story.address_in(EN), both: both.address_in(RU), tag: "/ru/tag/one/"}


def test_view_on_site_does_not_tell_which_rows_exist(signed_in, superuser):
    moderator, chief = signed_in("moderator"), superuser()
    kind = ContentType.objects.get_for_model(Article).pk
    tomorrow = timezone.now() + timezone.timedelta(days=1)
    draft, scheduled = make_article("ru", status=Status.UNPUBLISHED), make_article("ru", published_at=tomorrow)
    absent = ["/admin/r/4000/1/", f"/admin/r/{kind}/{'9' * 23}/", "/admin/r/abc/%00/", f"/admin/r/{kind}/%00/"]
    answers = {
        *(public_part(chief.get(address)) for address in [*absent, on_site(draft), on_site(scheduled)]),
        *(public_part(moderator.get(on_site(row))) for row in (draft, make_tag("one"), make_category(), make_author())),
        public_part(chief.get(on_site(User.objects.first()))),  # has no public page
    }
    assert [status for status, _page in answers] == [404]


def public_part(response):
    """Status and page, without the page's own address."""
    return response.status_code, response.content.decode().replace(quote(response.request["PATH_INFO"]), "")


@pytest.mark.parametrize(("language", "name"), [("kk", "аты"), ("ru", "имя")])
def test_every_column_of_the_lists_is_translated_and_has_its_own_name(rf, superuser, language, name):
    superuser()
    request = rf.get("/admin/")
    request.user = User.objects.get()
    with override(language):
        columns = {
            model._meta.label_lower: [str(label_for_field(name, model, own)) for name in own.get_list_display(request)]
            for model, own in admin.site._registry.items()
        }
    assert columns["comments.comment"][1] == name
    labels = [(model, label) for model, names in columns.items() for label in names]
    assert [row for row in labels if re.fullmatch(r"[\x00-\xff]+", row[1])] == []
    assert [row for row in labels if labels.count(row) > 1] == []


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_label_of_the_desk_is_translated(rf, superuser, language):
    superuser()
    request = rf.get("/admin/")
    request.user = User.objects.get()
    with override(language):
        labels = {
            f"{model._meta.label_lower}.{name}": str(field.label)
            for model, own in admin.site._registry.items()
            if own.has_add_permission(request)
            for name, field in own.get_form(request).base_fields.items()
        }
    assert len(labels) > 50
    assert {name: label for name, label in labels.items() if re.fullmatch(r"[\x00-\xff]+", label)} == {}
