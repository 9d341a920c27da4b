"""The check of days of silence. It yields `Fault`s."""

from articles.editorial import drafts, silence
from articles.editorial.checks.candidate import Fault
from articles.law_days import coming_days, day_for, free_from, law_days
from articles.models import Matter


def silence_days(candidate):
    """Find a day of silence on which readers would get material that it concerns."""
    days, moment = candidate.values.get(law_days), candidate.moment
    if not coming_days(Matter.values, moment, days):
        return
    matters = silence.matters_of(candidate.article, drafts.shared_draft_of(candidate.article).values)
    if day := day_for(matters, moment, days):
        until = free_from(matters, moment, days)
        yield Fault("publish_at_0", silence.refusal(day, until), until=until)
