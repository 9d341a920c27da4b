"""The checks before publication, in the order in which the desk lists what they find.

The chief editor decides what each does (`PublishRule`). A check is a function that takes a `Candidate` and yields
`Fault`s; see `docs/decisions/checks-before-publication.md`.
"""

from dataclasses import dataclass

from articles.editorial.checks import labels, law, notes, photos, words
from articles.editorial.checks.candidate import Fault
from articles.models import Check, Level, PublishRule
from newsroom.database.cached_values import computed_from

ALWAYS = [photos.rights, photos.required_credit]
"""Checks that always block: readers must not get a photo that may not be shown so."""
OF_TIME = [law.silence_days]
"""Checks that always block, but not when only the fields change that all editions share (`silence.refuse_shared`)."""
RULES = {
    Check.LEAD: (words.lead, Level.WARN),
    Check.SECTION: (words.section, Level.WARN),
    Check.DESCRIPTION: (photos.description, Level.BLOCK),
    Check.CAPTION: (photos.caption, Level.WARN),
    Check.CREDIT: (photos.credit, Level.WARN),
    Check.ADVERTISING: (labels.advertising, Level.BLOCK),
    Check.MACHINE: (labels.machine, Level.BLOCK),
    Check.AGE: (labels.age, Level.WARN),
    Check.LETTERS: (words.letters, Level.WARN),
    Check.LINKS: (words.links, Level.WARN),
    Check.STYLE: (words.style, Level.WARN),
    Check.NOTES: (notes.unresolved, Level.BLOCK),
    Check.SUGGESTIONS: (words.suggestions, Level.BLOCK),
}
"""{check: (its function, the level that it has without a row)}"""
OF_SHARED = [Check.SECTION, Check.DESCRIPTION, Check.CREDIT, Check.ADVERTISING, Check.MACHINE]
"""What can become wrong when only the fields change that all editions share."""
OF_APPROVED = [check for check in RULES if check != Check.NOTES]
"""What can stop a change that was approved earlier. A note that somebody has added since does not."""

FIELDS = {"title", "lead", "source_name", "category", "lead_photo", "authors", "publish_at_0"}
"""The parts of an edition that are fields. Other parts are blocks of its text."""


@dataclass(frozen=True)
class Finding(Fault):
    level: Level = Level.BLOCK

    @property
    def blocks(self):
        return self.level == Level.BLOCK

    @property
    def is_in_text(self):
        return self.part not in FIELDS

    @property
    def leads_to_part(self):
        """Whether it is mended at its part, and not on the page of a photo, or among the notes."""
        return self.note is None and (self.photo is None or self.is_in_text)


@computed_from(PublishRule)
def chosen_levels():
    """Return {check: level} of those that somebody has chosen."""
    return {Check(rule): Level(level) for rule, level in PublishRule.objects.values_list("rule", "level")}


def levels(values):
    chosen = values.get(chosen_levels)
    return {check: chosen.get(check, proposed) for check, (_function, proposed) in RULES.items()}


def findings(candidate, only=None):
    """Return the `Finding`s of an edition: those that block first. `only` are the checks to make; by default all."""
    always = ALWAYS + (OF_TIME if only is not OF_SHARED else [])
    found = [Finding(**vars(fault)) for check in always for fault in check(candidate)]
    for check, level in levels(candidate.values).items():
        if level != Level.OFF and (only is None or check in only):
            function, _proposed = RULES[check]
            found += [Finding(**vars(fault), level=level) for fault in function(candidate)]
    return sorted(dict.fromkeys(found), key=lambda finding: not finding.blocks)


def blocking(candidate, only=None):
    return [finding for finding in findings(candidate, only) if finding.blocks]
