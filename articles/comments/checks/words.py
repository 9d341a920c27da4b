"""Words that the newsroom has banned, or wants to look at, in the text and in the name."""

from django.utils.translation import gettext as _

from articles.comments.checks.verdicts import PASSED, hold, refuse
from articles.comments.models import WordKind


def words(attempt):
    hits = [(name, hit) for name in ("text", "name") for hit in attempt.finder.find(getattr(attempt.comment, name))]
    if not hits:
        return PASSED
    found = [(name, hit.start, hit.end, hit.rule.stem, hit.rule.id) for name, hit in hits]
    kinds = {hit.rule.kind: (name, hit) for name, hit in reversed(hits)}
    if WordKind.REFUSED in kinds:
        name, hit = kinds[WordKind.REFUSED]
        return refuse("banned word", message_about(getattr(attempt.comment, name)[hit.start : hit.end]), found=found)
    return hold("banned word" if WordKind.BANNED in kinds else "suspect word", found)


def message_about(word):
    return _("Comments with “%(word)s” are not published here. Please write it in other words.") % {"word": word}
