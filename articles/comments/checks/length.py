"""The text and the name are there, and not too long. The form says so with kinder words before."""

from django.utils.translation import gettext as _

from articles.comments.checks.verdicts import PASSED, refuse
from newsroom.content.visible_text import is_visible


def length(attempt):
    comment = attempt.comment
    for name in ("text", "name"):
        value = getattr(comment, name)
        if not is_visible(value) or len(value) > comment._meta.get_field(name).max_length:
            return refuse("length", _("Please enter your comment!"))
    return PASSED
