"""Rows about stories that forms of the desk write: lines of breaking news, the editor's choice, the popular stories.

Each form that changes or deletes one calls these acts, so the history of the story has it.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles.editorial import drafts, front_slots, silence, story_log
from articles.models import Act, BreakingLine, FrontPick, PopularPlace

ACTS = {
    BreakingLine: (Act.BREAK, Act.END_BREAK),
    FrontPick: (Act.PICK, Act.UNPICK),
    PopularPlace: (Act.POPULAR, Act.UNPOPULAR),
}
"""{model: (the act of a row that is saved, of one that is gone)}"""


@transaction.atomic
def save(row, *, by, language="", columns=None):
    """Save a row as a form has it, or only some columns. It may be about another story than before.

    `language` is the edition of the form.
    """
    if columns == []:
        return
    front_slots.lock()
    before = type(row).objects.filter(pk=row.pk).select_related("article").first() if row.pk else None
    row.save(update_fields=columns)
    if before and before.article_id != row.article_id:
        record_end(before, by, language)
    if has_ended(row):
        record_end(before, by, language)
    else:
        story_log.record(row.article, ACTS[type(row)][0], by=by, language=language, **details_of(row))


@transaction.atomic
def delete(row, *, by, language=""):
    front_slots.lock()
    record_end(row, by, language)
    row.delete()


def record_end(row, by, language):
    """Log that a story has its place no more. A line that had ended before had none."""
    if row and not has_ended(row):
        story_log.record(row.article, ACTS[type(row)][1], by=by, language=language)


def has_ended(row):
    return isinstance(row, BreakingLine) and row.until <= timezone.now()


def details_of(row):
    return {"until": row.until.isoformat()} if isinstance(row, BreakingLine) else {"position": row.position}


def refuse_silent(article, until):
    """Raise ValidationError if a story is marked with what a day of silence concerns, and a line about it would run."""
    if until <= timezone.now():
        return
    try:
        silence.refuse_at(article, drafts.shared_draft_of(article), timezone.now())
    except ValidationError as error:
        raise ValidationError({"article": error}) from error
