"""Every page of the admin opens, and every field that looks something up answers."""

import json

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Check, DraftConflict, LegacyAddress, Level, Status
from articles.tests.desk import current_tab, in_each_edition, in_each_language, open_form
from articles.tests.makers import (
    make_article,
    make_author,
    make_category,
    make_law_day,
    make_photo,
    make_tag,
    set_level,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("model", "field", "answers"),
    [
        ("article", "category", ["Society"]),
        ("article", "tags", ["Elections"]),
        ("article", "lead_photo", ["Station"]),
        ("relatedarticle", "related", ["Draft of a story"]),
        ("byline", "author", ["Asel"]),
        ("articlephoto", "photo", ["Station"]),
        ("relatedarticle", "related", ["Society news"]),
        ("popularplace", "article", ["Society news"]),
        ("legacyaddress", "article", ["Society news"]),
    ],
)
def test_the_autocomplete_of_a_field_answers(superuser, model, field, answers):
    make_category("society")
    make_tag("elections")
    make_author("asel")
    make_photo(alt_en="Station")
    make_article("en", title="Society news")
    make_article("en", status=Status.UNPUBLISHED, title="Draft of a story")
    client = superuser()
    asked = {"app_label": "articles", "model_name": model, "field_name": field}
    response = client.get("/admin/autocomplete/", asked | {"term": answers[0].split()[0].upper()})
    results = json.loads(response.content)["results"]
    assert [row["text"] for row in results] == answers
    is_pictured = [row.get("picture", "").startswith("/media/photos/") for row in results]
    assert is_pictured == ["photo" in field] * len(answers)
    nothing = client.get("/admin/autocomplete/", asked | {"term": "no such thing"})
    assert json.loads(nothing.content)["results"] == []


@pytest.fixture
def one_of_each(demo):
    story = Article.objects.get(key="akims-leave-amanat")
    LegacyAddress.objects.create(path="/ru/2020/01/01/old/", language="ru", article=story)
    apps.get_model("comments.comment").objects.create(article=story, language="ru", name="Reader", text="Words")
    apps.get_model("comments.decisionact").objects.create(kind="approve", at=timezone.now())
    apps.get_model("comments.ban").objects.create(addresses="192.0.2.0/24", reason="insult", at=timezone.now())
    apps.get_model("comments.writernote").objects.create(origin="a" * 48, text="Words", at=timezone.now())
    apps.get_model("comments.bannedword").objects.create(stem="zaim")
    apps.get_model("comments.commentsettings").objects.get_or_create()
    apps.get_model("comments.discussionrules").objects.create(article=story)
    person = apps.get_model("commenters.commenter").objects.create(
        nickname="Reader", skeleton="reader", language="ru", agreed_at=timezone.now(), joined_at=timezone.now()
    )
    user = apps.get_model("staff.user").objects.create_user("asker")
    apps.get_model("commenters.disclosure").objects.create(person=person, reason="Request 1", asked_by=user)
    guests = apps.get_model("auth.group").objects.create(name="guests")
    set_level(Level.WARN, Check.LEAD)
    make_law_day(timezone.now(), timezone.now() + timezone.timedelta(days=1))
    apps.get_model("staff.secondfactorrule").objects.create(role=guests)
    DraftConflict.objects.create(article=story, language="ru", part="title", mine="a", theirs="b", at=timezone.now())
    apps.get_model("articles.daybookevent").objects.create(what="Session", day=timezone.localdate())
    apps.get_model("outbox.effect").objects.create(act="act", channel="share cards", payload={"story": story.pk})


@in_each_language
@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label)
def test_every_page_of_the_admin_opens(superuser, one_of_each, language, model):
    client, name = superuser(language), f"{model._meta.app_label}_{model._meta.model_name}"
    row = model._default_manager.order_by("pk").first()
    addresses = [reverse(f"admin:{name}_changelist"), reverse(f"admin:{name}_add")]
    addresses += [reverse(f"admin:{name}_{page}", args=[row.pk]) for page in ("change", "history", "delete")]
    status = {address: client.get(address, follow=True).status_code for address in addresses}
    closed = {address: 403 for address in status if not open_to_a_superuser(model, address)}
    assert status == dict.fromkeys(addresses, 200) | closed


def open_to_a_superuser(model, address):
    label = model._meta.label
    if address.endswith("/add/"):
        return label not in (
            "articles.Correction",  # they are written on the page of their story
            "articles.DraftConflict",
            "articles.PublishRule",
            "commenters.Commenter",
            "comments.Comment",
            "comments.DecisionAct",
            "comments.WriterNote",
            "identity.SiteIdentity",
            "outbox.Effect",
            "staff.SignInEvent",
        )  # comments can't be added, and there is only one identity
    kept = ("articles.DraftConflict", "articles.PublishRule", "comments.CommentSettings", "identity.SiteIdentity")
    logs = (
        "comments.Ban",
        "commenters.Commenter",
        "commenters.Disclosure",
        "comments.DecisionAct",
        "comments.WriterNote",
        "outbox.Effect",
        "staff.SignInEvent",
    )
    return not (address.endswith("/delete/") and label in (*kept, *logs))


@pytest.mark.one_database
@pytest.mark.slow
@pytest.mark.usefixtures("seeds")
@in_each_edition
@pytest.mark.parametrize("role", ["reporter", "translator", "editor", "chief editor", "photo editor"])
def test_every_tab_of_a_seed_story_opens_for_every_role(signed_in, edition, role):
    article = Article.objects.get(key="almaty-region-new-constitution")
    response = open_form(signed_in(role), article, edition)
    assert (response.status_code, current_tab(response)) == (200, f"?edition={edition.code}")
