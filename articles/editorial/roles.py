"""The permissions of each role of the newsroom, as {role: {model: letters}}: Add, Change, Delete, View, Publish, Erase.

Roles are groups. `migrate` creates them and gives them what is new in the table. Administrators may change them.
Apps that this one must not import add their models to the roles with `AppConfig.roles`, a table of the same form.
"""

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext_noop

ROLES = {
    "reporter": {
        "articles.article": "ACV",
        "articles.photo": "ACV",
        "articles.tag": "AV",
        "articles.author": "V",
        "articles.category": "V",
        "articles.correction": "V",
        "articles.daybookevent": "ACV",
    },
    "translator": {
        "articles.article": "CV",
        "articles.photo": "CV",
        "articles.tag": "CV",
        "articles.author": "CV",
        "articles.category": "CV",
        "articles.correction": "V",
        "articles.daybookevent": "ACV",
    },
    "editor": {
        "articles.article": "ACVP",
        "articles.photo": "ACV",
        "articles.tag": "ACDV",
        "articles.author": "ACV",
        "articles.category": "V",
        "articles.correction": "CDV",
        "articles.popularplace": "ACDV",
        "articles.frontpick": "ACDV",
        "articles.frontslot": "CV",
        "articles.breakingline": "ACDV",
        "articles.legacyaddress": "V",
        "informers.rate": "ACV",
        "informers.weather": "ACV",
        "informers.town": "V",
        "dictionary.word": "ACV",
        "house_style.rule": "ACV",
        "articles.publishrule": "V",
        "articles.daybookevent": "ACDV",
        "articles.lawday": "V",
    },
    "chief editor": {
        "articles.article": "ACDVP",
        "articles.photo": "ACDVE",
        "articles.tag": "ACDV",
        "articles.author": "ACDV",
        "articles.category": "ACDV",
        "articles.correction": "CDV",
        "articles.popularplace": "ACDV",
        "articles.frontpick": "ACDV",
        "articles.frontslot": "CV",
        "articles.breakingline": "ACDV",
        "articles.legacyaddress": "ACDV",
        "articles.draftconflict": "V",
        "identity.siteidentity": "ACV",
        "identity.link": "ACDV",
        "identity.page": "ACDV",
        "informers.rate": "ACDV",
        "informers.weather": "ACDV",
        "informers.town": "ACDV",
        "dictionary.word": "ACDV",
        "house_style.rule": "ACDV",
        "articles.publishrule": "CV",
        "articles.lawday": "ACDV",
        "staff.user": "V",
        "articles.daybookevent": "ACDV",
    },
    "photo editor": {"articles.photo": "ACDV", "articles.article": "V", "articles.daybookevent": "ACV"},
    "moderator": {"articles.daybookevent": "V"},
}
# So that the desk can translate the names (newsroom/staff/names.py).
NAMES = [
    gettext_noop("reporter"),
    gettext_noop("translator"),
    gettext_noop("editor"),
    gettext_noop("chief editor"),
    gettext_noop("photo editor"),
    gettext_noop("moderator"),
]
# Inlines of a story's form need the permissions of the story.
INLINES = {
    "articles.article": ["articles.byline", "articles.articlephoto", "articles.relatedarticle"],
}
ACTS = {"A": "add", "C": "change", "D": "delete", "V": "view", "P": "publish", "E": "erase"}
# Changing a story includes removing photos and bylines from it.
INLINE_LETTERS = {"V": "V", "C": "ACDV"}


def codenames(model, letters):
    app, name = model.split(".")
    yield from ((app, f"{ACTS[letter]}_{name}") for letter in letters)
    inline_letters = {act for letter in letters for act in INLINE_LETTERS.get(letter, "")}
    for inline in INLINES.get(model, []):
        yield from codenames(inline, inline_letters)


def all_roles():
    """Return the table above with the additions of other apps."""
    roles = {role: dict(models) for role, models in ROLES.items()}
    for app in apps.get_app_configs():
        for role, models in getattr(app, "roles", {}).items():
            roles[role] |= models
    return roles


def pairs_of(models):
    """Return {(label of an app, code name)} of one role of the table."""
    return {pair for model, letters in models.items() for pair in codenames(model, letters)}


def give_new_permissions(apps=apps, **options):
    """Give each role the permissions of the table that it was never given. Called after `migrate`.

    What an administrator has taken from a role, or added to it, stays. So does a role that was deleted.
    """
    try:
        given_permissions = apps.get_model("articles", "GivenPermission").objects
    except LookupError:  # the table isn't there yet: the database was migrated to an earlier version
        return
    given, permissions = set(given_permissions.values_list("role", "permission")), stored_permissions()
    roles = {role: pairs_of(models) for role, models in all_roles().items()}
    new = [
        (role, pair)
        for role, pairs in roles.items()
        for pair in pairs
        if pair in permissions and (role, ".".join(pair)) not in given
    ]
    if new:
        known = {role for role, _permission in given}
        create_groups(role for role in roles if role not in known)
        grant(new, permissions)
        model = given_permissions.model
        given_permissions.bulk_create(model(role=role, permission=".".join(pair)) for role, pair in new)


@transaction.atomic
def set_roles():
    """Create the groups and give each exactly the permissions of its role."""
    roles = all_roles()
    create_groups(roles)
    Group.permissions.through.objects.filter(group__name__in=roles).delete()
    grant([(role, pair) for role, models in roles.items() for pair in pairs_of(models)], stored_permissions())


def create_groups(roles):
    Group.objects.bulk_create((Group(name=role) for role in roles), ignore_conflicts=True)


def grant(pairs, permissions):
    """Give roles permissions: [(role, (label of an app, code name))]. A role whose group was deleted gets none."""
    grants, groups = Group.permissions.through, dict(Group.objects.values_list("name", "pk"))
    rows = [grants(group_id=groups[role], permission_id=permissions[pair]) for role, pair in pairs if role in groups]
    grants.objects.bulk_create(rows, ignore_conflicts=True)


def stored_permissions():
    """{(label of the app, code name): primary key}"""
    rows = Permission.objects.order_by().values_list("content_type__app_label", "codename", "pk")
    return {(label, codename): pk for label, codename, pk in rows}
