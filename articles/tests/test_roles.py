"""Each role can open exactly the admin pages that the table allows."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse

from articles.editorial.roles import ACTS, INLINES, ROLES, all_roles, set_roles
from articles.models import Article, Draft, DraftChange, GivenPermission, Photo, SharedDraft
from articles.tests.makers import make_article, make_photo
from articles.tests.page_content import form_values
from newsroom.identity.models import SiteIdentity
from newsroom.staff.models import User

pytestmark = pytest.mark.django_db

MODELS = sorted(model._meta.label_lower for model in admin.site._registry)
in_each_role = pytest.mark.parametrize("role", ROLES)


def letters_of(role, model):
    return all_roles()[role].get(model, "")


def admin_url(model, page, *arguments):
    return reverse(f"admin:{model.replace('.', '_')}_{page}", args=arguments)


def permissions_of(role):
    pairs = Group.objects.get(name=role).permissions.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in pairs}


# The groups


@in_each_role
def test_a_role_has_exactly_the_permissions_of_the_table(role):
    set_roles()
    wanted = set()
    for model, letters in all_roles()[role].items():
        app, name = model.split(".")
        wanted |= {f"{app}.{ACTS[letter]}_{name}" for letter in letters}
        for inside in INLINES.get(model, []):
            acts = ["add", "change", "delete", "view"] if "C" in letters else ["view"]
            wanted |= {f"articles.{act}_{inside.split('.')[1]}" for act in acts}
    assert permissions_of(role) == wanted


@in_each_role
def test_setting_the_roles_again_changes_nothing(role):
    set_roles()
    before = permissions_of(role)
    set_roles()
    assert permissions_of(role) == before
    assert Group.objects.count() == len(ROLES)


@in_each_role
def test_permissions_changed_by_hand_are_reset(role):
    set_roles()
    before, group = permissions_of(role), Group.objects.get(name=role)
    group.permissions.remove(*group.permissions.all()[:2])
    group.permissions.add(Permission.objects.get(codename="delete_user"))
    assert "staff.delete_user" in permissions_of(role)
    assert not before <= permissions_of(role)
    set_roles()
    assert permissions_of(role) == before


@in_each_role
def test_a_new_database_has_the_roles(role):
    set_roles()
    wanted = permissions_of(role)
    Group.objects.all().delete()
    GivenPermission.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert permissions_of(role) == wanted


def test_an_upgrade_gives_only_what_is_new():
    set_roles()
    call_command("migrate", verbosity=0)
    editor, permissions = Group.objects.get(name="editor"), Permission.objects
    new, taken = permissions.get(codename="add_rate"), permissions.get(codename="delete_tag")
    added = permissions.get(codename="delete_photo", content_type__app_label="articles")
    before = permissions_of("editor")
    editor.permissions.remove(new, taken)
    editor.permissions.add(added)
    Group.objects.get(name="translator").delete()
    GivenPermission.objects.filter(role__in=["editor", "translator"], permission__endswith="_rate").delete()
    call_command("migrate", verbosity=0)
    assert permissions_of("editor") == before - {"articles.delete_tag"} | {"articles.delete_photo"}
    assert not Group.objects.filter(name="translator").exists()


def test_members_and_other_groups_are_unchanged(staff):
    member, other = staff("reporter"), Group.objects.create(name="guests")
    other.permissions.add(Permission.objects.get(codename="view_article"))
    set_roles()
    assert list(member.groups.values_list("name", flat=True)) == ["reporter"]
    assert permissions_of("guests") == {"articles.view_article"}


def test_every_model_of_the_table_is_in_the_admin():
    named = {model for models in all_roles().values() for model in models}
    without_admin = {"articles.frontslot", "commenters.contact"}  # a desk of its own; seen only by a disclosure
    assert named - set(MODELS) == without_admin


# The pages


@in_each_role
def test_a_list_needs_the_view_permission(signed_in, role):
    client = signed_in(role)
    found = {model: client.get(admin_url(model, "changelist"), follow=True).status_code for model in MODELS}

    assert found == {model: 200 if set(letters_of(role, model)) & {"V", "C"} else 403 for model in MODELS}


@in_each_role
def test_the_add_form_needs_the_add_permission(signed_in, role):
    client = signed_in(role)
    found = {model: client.get(admin_url(model, "add")).status_code for model in MODELS}

    assert found == {model: 200 if "A" in letters_of(role, model) else 403 for model in MODELS}


@in_each_role
@pytest.mark.parametrize("model", [Article, Photo], ids=["article", "photo"])
def test_deleting_needs_the_delete_permission(signed_in, role, model):
    row = make_article("ru") if model is Article else make_photo()
    label = model._meta.label_lower
    allowed = "D" in letters_of(role, label)
    response = signed_in(role).post(admin_url(label, "delete", row.pk), {"post": "yes"})
    assert response.status_code == (302 if allowed else 403)
    rows = model.objects.kept() if model is Photo else model.objects.all()  # a photo can be brought back for a while
    assert rows.filter(pk=row.pk).exists() != allowed


def test_the_desk_is_closed_to_readers(client):
    for model in MODELS:
        response = client.get(admin_url(model, "changelist"))
        assert (response.status_code, response.headers["Location"].split("?")[0]) == (302, reverse("admin:login"))


def test_the_desk_is_closed_to_accounts_that_are_not_staff(client, staff):
    user = staff("editor")
    client.force_login(user)
    assert client.get(admin_url("articles.article", "changelist")).status_code == 200
    User.objects.filter(pk=user.pk).update(is_staff=False)
    assert client.get(admin_url("articles.article", "changelist")).status_code == 302


@in_each_role
def test_posting_a_new_story_needs_the_add_permission(signed_in, role):
    form = {"title": "Заголовок", "kind": "news", "original_language": "ru", "key": "abcdefghij"}
    form |= {"version": "0", "shared_version": "0"}
    for prefix in ("byline", "related"):
        form |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    response = signed_in(role).post(f"{admin_url('articles.article', 'add')}?edition=ru", form)
    allowed = "A" in letters_of(role, "articles.article")
    assert response.status_code == (302 if allowed else 403)
    assert list(Draft.objects.values_list("title", flat=True)) == (["Заголовок"] if allowed else [])
    assert Article.objects.count() == allowed


def test_a_photo_editor_can_view_but_not_change_stories(signed_in):
    article, client = make_article("ru", "kk", status_kk="unpublished", title="Заголовок"), signed_in("photo editor")
    address = admin_url("articles.article", "change", article.pk)
    form = form_values(signed_in("editor").get(f"{address}?edition=kk"), "article_form") | {"title": "Другой"}
    pages = [f"{address}?edition={code}" for code in ("ru", "kk")]
    acts = ["publish", "withdraw", "discard", "move", "publish_shared", "discard_shared", "draft", "shared"]
    posted = [admin_url("articles.article", act, article.pk, *["kk"] * (act == "draft")) for act in acts]
    before = snapshot()
    assert {client.get(page).status_code for page in pages} == {200}
    assert {page: client.post(page, form).status_code for page in [*pages, *posted]} == dict.fromkeys(
        [*pages, *posted], 403
    )
    assert snapshot() == before


def snapshot():
    return [list(model.objects.order_by("pk").values()) for model in (Article, Draft, SharedDraft, DraftChange)]


@in_each_role
def test_only_a_superuser_can_change_accounts(signed_in, role):
    other, client = User.objects.create_user("other", password="correct horse"), signed_in(role)
    address = admin_url("staff.user", "change", other.pk)
    assert client.get(address).status_code == (200 if letters_of(role, "staff.user") else 403)
    assert client.post(address, {"username": "other", "is_superuser": "on", "is_staff": "on"}).status_code == 403
    assert client.get(reverse("admin:auth_user_password_change", args=[other.pk])).status_code == 403
    assert client.get(admin_url("auth.group", "changelist")).status_code == 403
    other.refresh_from_db()
    assert (other.is_superuser, other.is_staff) == (False, False)


def test_a_superuser_can_change_accounts(client):
    client.force_login(User.objects.create_superuser("root", password="correct horse"))
    other = User.objects.create_user("other", password="correct horse")
    for address in (
        admin_url("staff.user", "change", other.pk),
        reverse("admin:auth_user_password_change", args=[other.pk]),
        admin_url("auth.group", "changelist"),
    ):
        assert client.get(address).status_code == 200


@in_each_role
def test_autocomplete_works_for_everyone_who_may_use_the_form(signed_in, role):
    """The autocomplete of a form's fields answers all users who may use the form."""
    client, refused = signed_in(role), []
    for model, model_admin in admin.site._registry.items():
        if not set(letters_of(role, model._meta.label_lower)) & {"A", "C"}:
            continue
        forms = [model_admin, *(inline(model, admin.site) for inline in model_admin.inlines)]
        for name, field in [(form.opts.model_name, field) for form in forms for field in form.autocomplete_fields]:
            asked = {"app_label": model._meta.app_label, "model_name": name, "field_name": field, "term": ""}
            if client.get(reverse("admin:autocomplete"), asked).status_code != 200:
                refused.append(f"{name}.{field}")
    assert refused == []


@in_each_role
@pytest.mark.parametrize("model", ["comments.comment", "identity.siteidentity"])
def test_the_admin_adds_no_comment_and_no_second_identity(signed_in, role, model):
    SiteIdentity.objects.create(name_ru="Аймақ")
    assert signed_in(role).get(admin_url(model, "add")).status_code == 403
    assert signed_in(role).post(admin_url(model, "add"), {"name_ru": "Вторая"}).status_code == 403
    assert apps.get_model(model).objects.count() == (1 if model == "identity.siteidentity" else 0)
