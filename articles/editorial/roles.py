"""The permissions of each role of the newsroom, as {role: {model: letters}}: Add, Change, Delete, View, Publish, Erase.

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
    },
    "translator": {
        "articles.article": "CV",
        "articles.photo": "CV",
        "articles.tag": "CV",
        "articles.author": "CV",
        "articles.category": "CV",
        "articles.correction": "V",
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
        "staff.user": "V",
    },
    "photo editor": {"articles.photo": "ACDV", "articles.article": "V"},
    "moderator": {},
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


@transaction.atomic
def set_roles():
    """Create the groups and give each exactly the permissions of its role."""
    roles, permissions, grants = all_roles(), stored_permissions(), Group.permissions.through
    Group.objects.bulk_create((Group(name=role) for role in roles), ignore_conflicts=True)
    groups = dict(Group.objects.values_list("name", "pk"))
    grants.objects.filter(group__name__in=roles).delete()
    grants.objects.bulk_create(
        grants(group_id=groups[role], permission_id=permissions[pair])
        for role, models in roles.items()
        for pair in {pair for model, letters in models.items() for pair in codenames(model, letters)}
    )


def stored_permissions():
    """{(label of the app, code name): primary key}"""
    rows = Permission.objects.order_by().values_list("content_type__app_label", "codename", "pk")
    return {(label, codename): pk for label, codename, pk in rows}
