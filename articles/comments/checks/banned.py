"""Refuse a comment of a banned person or network. The message says why, and until when."""

from django.utils.translation import gettext as _

from articles.comments.bans import current_bans
from articles.comments.checks.verdicts import PASSED, refuse
from newsroom import editions
from newsroom.editions import dates


def banned(attempt):
    comment = attempt.comment
    ban = attempt.values.get(current_bans).of(comment.person, comment.origin, attempt.address, attempt.now)
    return refuse("banned", words_of(ban), status=403) if ban else PASSED


def words_of(ban):
    reason = {"reason": ban.get_reason_display()}
    if ban.until is None:
        message = (
            _("You may not comment here any more. The reason: %(reason)s. Your text stays here.")
            if ban.person_id
            else _("Nobody may comment from your network any more. The reason: %(reason)s. Your text stays here.")
        )
        return message % reason
    message = (
        _("You may not comment until %(time)s. The reason: %(reason)s. Your text stays here.")
        if ban.person_id
        else _("Nobody may comment from your network until %(time)s. The reason: %(reason)s. Your text stays here.")
    )
    return message % (reason | {"time": dates.moment(ban.until, editions.active())})
