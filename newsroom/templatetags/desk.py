"""Template tags and filters of the desk's pages."""

from django import template

from newsroom.desk.keys import GROUPS

register = template.Library()


@register.filter
def entry_of(apps, name):
    """Return the entry of a model in Django's list of apps, which has what the user may view; None if it isn't there.

    `name` is that of the class. Only the templates know the apps of the site.
    """
    return next((entry for app in apps or [] for entry in app["models"] if entry["object_name"] == name), None)


@register.simple_tag
def desk_keys():
    """Return the keys in groups: see `keys.py`."""
    return GROUPS
