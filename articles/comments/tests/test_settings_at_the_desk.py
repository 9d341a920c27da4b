"""The settings of comments at the desk: one row, which is never added a second time."""

import pytest
from django.db import IntegrityError, transaction

from articles.comments.models import CommentSettings, DiscussionRules
from articles.comments.people.tests.makers import make_person
from articles.tests.makers import make_article, make_category
from articles.tests.page_content import elements, parts_of, words_of

pytestmark = pytest.mark.django_db
LIST = "/admin/comments/commentsettings/"


def test_there_is_one_row_and_no_other_is_offered(superuser):
    client, row = superuser(), CommentSettings.objects.create()
    here = f"{LIST}{row.pk}/change/"
    assert [client.get(page).headers["Location"] for page in (LIST, f"{LIST}add/")] == [here, here]
    page = client.get(here)
    assert [bool(elements(page, "input", name=name)) for name in ("_continue", "_addanother")] == [True, False]


@pytest.mark.parametrize(
    ("form", "sent", "field", "words"),
    [
        ("discussionrules", {"article": ""}, "article", "Choose a story or a section."),
        ("ban", {"person": "", "reason": "insult"}, "person", "Choose a person or network addresses."),
        ("ban", {"addresses": "192.0.2.7", "reason": "insult"}, "person", "Choose a person or network addresses."),
    ],
)
def test_a_form_without_one_of_two_fields_says_so_once_and_marks_it(superuser, form, sent, field, words):
    if sent.get("addresses"):
        sent = sent | {"person": make_person().pk}
    page = superuser().post(f"/admin/comments/{form}/add/", sent)
    assert [words_of(one) for one in parts_of(page, "errorlist")] == [words]
    (marked,) = elements(page, "select", name=field)
    assert marked.get("aria-invalid") == "true"


def test_the_form_of_rules_says_what_is_needed_and_what_holds_without_a_choice(superuser):
    page = superuser().get("/admin/comments/discussionrules/add/")
    assert "Choose either a story or a section." in page.content.decode()
    (policy,) = elements(page, "select", name="policy")
    assert words_of(next(policy.iter("option"))) == "as in the section, else as on the whole site"


def test_rules_hold_for_a_story_or_a_section_and_never_for_both(superuser):
    both = {"article": make_article("ru"), "section": make_category()}
    sent = {name: row.pk for name, row in both.items()} | {"policy": "closed"}
    page = superuser().post("/admin/comments/discussionrules/add/", sent)
    assert [words_of(one) for one in parts_of(page, "errorlist")] == ["Choose either a story or a section."]
    (marked,) = elements(page, "select", name="section")
    assert marked.get("aria-invalid") == "true"
    with pytest.raises(IntegrityError), transaction.atomic():
        DiscussionRules.objects.create(**both)
    for name, row in both.items():
        DiscussionRules.objects.create(**{name: row})


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        ("chief editor", ["Queue", "All decisions", "Settings of comments", "Rules of discussions"]),
        ("editor", ["Queue", "All decisions", "Rules of discussions"]),
    ],
)
def test_the_list_and_the_queue_lead_to_the_settings_that_somebody_may_see(signed_in, role, shown):
    desk = signed_in(role)
    assert links_on(desk.get("/admin/comments/comment/?q=")) == shown
    assert links_on(desk.get("/admin/comments/comment/queue/")) == ["List and search", "Figures", *shown[1:]]


def links_on(page):
    (links,) = parts_of(page, "moderation-links")
    return [words_of(link) for link in links.iter("a")]


@pytest.mark.parametrize(
    ("address", "name", "most"),
    [
        ("comments/commentsettings/{}/change/?edition=ru", "rules_ru", 600),
        ("comments/bannedword/add/", "exceptions", 2000),
        ("commenters/disclosure/add/", "reason", 1000),
    ],
)
def test_a_form_says_how_long_a_text_may_be_and_no_browser_cuts_it(superuser, address, name, most):
    row = CommentSettings.objects.create()
    page = superuser().get(f"/admin/{address.format(row.pk)}")
    (field,) = elements(page, "textarea", name=name)
    assert (field.get("data-most"), field.get("maxlength")) == (str(most), None)
    assert f"At most {most} characters." in page.content.decode()
    assert any("desk/counted" in script.get("src", "") for script in elements(page, "script"))


def test_rules_of_600_emoji_on_several_lines_are_kept(superuser):
    row, client = CommentSettings.objects.create(), superuser()
    address = f"{LIST}{row.pk}/change/?edition=ru"
    fields = {one.get("name"): one.get("value") for one in elements(client.get(address), "input") if one.get("value")}
    text = "😀" * 299 + "\r\n" + "😀" * 300
    client.post(address, fields | {"policy": "open", "links": "held", "rules_ru": text})
    row.refresh_from_db()
    assert row.rules_ru == text.replace("\r", "")
