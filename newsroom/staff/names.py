"""Roles and permissions in the language of the desk. They are stored in English."""

from django.utils.translation import gettext, gettext_noop

ACTS = {
    "add": gettext_noop("Add"),
    "change": gettext_noop("Change"),
    "delete": gettext_noop("Delete"),
    "view": gettext_noop("View"),
}


def role_name(group):
    """A role of the newsroom is translated, a group that somebody has added is not."""
    return gettext(group.name) if group.name else ""


def permission_name(permission):
    """«News | article | Add». Each model has the four acts; the names of others are messages of ours."""
    act, _separator, model = permission.codename.partition("_")
    is_default = act in ACTS and model == permission.content_type.model
    return f"{permission.content_type} | {gettext(ACTS[act] if is_default else permission.name)}"
