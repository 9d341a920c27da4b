"""Template tags and filters of the desk's pages."""

from django import template
from django.urls import reverse

from newsroom.desk.keys import COMMENTS, GROUPS

register = template.Library()


@register.filter
def entry_of(apps, name):
    """Return the entry of a model in Django's list of apps, which has what the user may view; None if it isn't there.

    `name` is that of the class. Only the templates know the apps of the site.
    """
    return next((entry for app in apps or [] for entry in app["models"] if entry["object_name"] == name), None)


@register.simple_tag
def desk_keys(path):
    """Return the keys in groups: see `keys.py`. The many keys of comments are on their own pages only, for weight."""
    is_of_comments = path.startswith(reverse("admin:app_list", args=["comments"]))
    return [group for group in GROUPS if is_of_comments or group[2] is not COMMENTS]
