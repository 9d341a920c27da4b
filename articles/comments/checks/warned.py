"""Refuse a comment until its writer acknowledges the last warning. The form shows the warning and keeps the text."""

from articles.comments.checks.verdicts import PASSED, refuse
from articles.comments.warning import pending_warnings, words_of


def warned(attempt):
    person = attempt.comment.person
    warning = attempt.values.get(pending_warnings).get(person.pk) if person else None
    if warning is None or attempt.guards.get("acknowledged") == str(warning.pk):
        return PASSED
    return refuse("warned", words_of(warning), status=403, warning=warning.pk)
