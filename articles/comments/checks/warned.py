"""The writer has acknowledged the last warning of the moderators. Whoever has not reads it now, and keeps the text."""

from django.utils.translation import gettext as _

from articles.comments.checks.verdicts import PASSED, refuse
from articles.comments.warning import pending_warnings


def warned(attempt):
    person = attempt.comment.person
    warning = attempt.values.get(pending_warnings).get(person.pk) if person else None
    if warning is None or attempt.guards.get("acknowledged") == str(warning.pk):
        return PASSED
    words = {"reason": warning.get_reason_display(), "text": warning.text}
    message = _("The moderators warn you: %(reason)s. %(text)s") % words
    return refuse("warned", message.strip(), status=403, warning=warning.pk)
