"""The rules of an edition as they are now."""

import logging

from newsroom.database.cached_values import computed_from
from newsroom.house_style.finding import Finder
from newsroom.house_style.models import Rule

logger = logging.getLogger(__name__)


def rules_of(language):
    """Return the rules in use. An invalid one is left out, because the others are still wanted."""
    rows = list(Rule.objects.filter(language=language, is_active=True))
    valid = [row for row in rows if row.is_valid()]
    if len(valid) < len(rows):
        left_out = ", ".join(row.pattern for row in rows if not row.is_valid())
        logger.warning("Rules of house style that are not used, because they are invalid: %s", left_out)
    return valid


@computed_from(Rule)
def finder_of(language):
    return Finder(rules_of(language))


@computed_from(Rule)
def rules_for_browser(language):
    return [for_browser(rule) for rule in rules_of(language)]


def for_browser(rule):
    """Return a rule as `static/desk/hints/house-style.js` takes it."""
    pattern = rule.pattern_read
    return {
        "heads": sorted(pattern.heads),
        "source": pattern.source,
        "ignoresCase": pattern.ignores_case,
        "parts": rule.parts,
        "reason": rule.reason,
    }
