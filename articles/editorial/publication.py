"""What publishing writes: the words of an edition, its revision, a correction. Acts call it, and nobody else."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone

from articles.editorial import assigning, draft_versions, drafts, printed_names, story_log
from articles.editorial.blocks import html_of
from articles.editorial.checks.candidate import Candidate
from articles.editorial.checks.rules import OF_SHARED, blocking
from articles.editorial.history import chain
from articles.models import Act, Check, Correction, Revision, SourceNews, Status, Work
from newsroom.content.suggestions import suggestions_of

LONGEST_NOTE = 300


def time_of_publication(here, draft, at):
    """Return the time at which an edition is to be public: `at`, its own time, the one chosen in the draft, or now."""
    return at or here.published_at or draft.publish_at or timezone.now()


def set_published(here, content, at):
    """Set the columns of an edition as its publication does: as if suggestions were refused.

    Return the names of the columns. Nothing is saved.
    """
    for name in draft_versions.WORDS:
        setattr(here, name, content.fields[name])
    here.slug = content.fields["slug"] or None
    here.body = html_of(draft_versions.for_readers(content).blocks)
    here.status = Status.PUBLISHED
    here.published_at = at
    return here.columns(*draft_versions.WORDS, "body", "status", "published_at", "public_since")


def refuse_faults(row, here, columns, blocks, at=None, only=None):
    """Raise ValidationError with everything that is missing or impossible in an edition that is to be published.

    `blocks` are those of the draft. `at` is when readers get it, if that is not the time of the story. `only` are the
    checks to make; by default all.
    """
    faults, found = missing(row, here, columns), found_in(here, blocks, at, only)
    if faults or found:
        raise ValidationError(faults | {NON_FIELD_ERRORS: faults.get(NON_FIELD_ERRORS, []) + found})


def refuse_incomplete(row, here, columns):
    """Raise ValidationError with everything without which the database would refuse an edition."""
    if faults := missing(row, here, columns):
        raise ValidationError(faults)


def refuse_findings(here, blocks, at=None, only=None):
    """Raise ValidationError with everything that a check stops in an edition. `only` is as in `refuse_faults`."""
    if found := found_in(here, blocks, at, only):
        raise ValidationError(found)


def missing(row, here, columns):
    """Return {field: messages}. Fields that are not among the columns of the edition are named together."""
    faults = {name: [fault] for name, fault in here.faults().items()}
    others = [field.name for field in row._meta.concrete_fields if field.name not in columns]
    try:
        row.full_clean(exclude=others)
    except ValidationError as error:
        faults = error.message_dict | faults
    return {name if name in columns else NON_FIELD_ERRORS: messages for name, messages in faults.items()}


def found_in(here, blocks, at, only=None):
    return [refusal(finding, here.edition) for finding in blocking(Candidate(here, blocks, at), only)]


def refuse_pending(here, draft):
    """Raise ValidationError if suggestions wait in a draft that has nothing else to publish, unless that only warns."""
    blocks = dict(draft.blocks)
    waiting = blocking(Candidate(here, blocks), [Check.SUGGESTIONS]) if suggestions_of(blocks) else []
    if waiting:
        raise ValidationError([refusal(finding, here.edition) for finding in waiting])


def refuse_shared_faults(row):
    """Raise ValidationError if what all editions share stops a check of a published edition."""
    published = [here for here in row.editions() if here.is_published]
    found = {
        finding: refusal(finding, here.edition)
        for here in published
        for finding in blocking(Candidate(here), OF_SHARED)
    }
    if found:
        raise ValidationError([*found.values()])


def refusal(finding, edition):
    params = {"message": finding.message, "finding": finding, "edition": edition}
    return ValidationError("%(message)s", code="check", params=params)


def check_note(note):
    """Raise ValidationError if the note to a publication is too long."""
    MaxLengthValidator(LONGEST_NOTE)(note)


def check_correction(telling):
    """Raise ValidationError if readers can't be told this, and UndecidedError if somebody has to decide what."""
    telling.refuse_undecided()
    if telling.note:
        Correction._meta.get_field("kind").clean(telling.kind, None)
        Correction._meta.get_field("text").formfield().clean(telling.note)  # only forms check the length of a text


def add_correction(row, edition, telling, by, at=None):
    """Add a note to readers, if there is any."""
    text, kind = telling.note, telling.kind
    if text:
        note = {"article": row, "language": edition.code, "text": text}
        correction = Correction.objects.create(**note, kind=kind, corrected_at=at or timezone.now())
        story_log.record(
            row, Act.CORRECT, by=by, language=edition.code, correction=correction.key, kind=kind, text=text
        )
        assigning.note_source_news(row, edition, SourceNews.CORRECTED)


def is_told(row, edition, telling):
    """Whether the last note that readers of an edition got is this one: its form was sent twice."""
    last = Correction.objects.filter(article=row, language=edition.code).order_by("-corrected_at", "-pk").first()
    return last is not None and (last.text, last.kind) == (telling.note, telling.kind)


def note_publication(here, draft, content, by, at, version=None, note=""):
    """Append a revision, and record that readers have what the draft had in `version`. Return the revision's number.

    None means that they have all that the draft has. `note` is as in `Revision`.
    """
    is_newest = version in (None, draft.version)
    number = drafts.last_revision(here.article, here.edition) + 1
    blocks = draft_versions.for_readers(content).blocks
    words = content.fields | {"slug": here.slug or "", "blocks": list(map(list, blocks.items()))}
    row = Revision(article=here.article, language=draft.language, number=number, by=by, at=at, note=note, **words)
    chain.append(row)
    if is_newest:
        drafts.set_slug(draft, here.slug or "", by)
        drafts.mark_live(draft, state=Work.WRITING, publish_at=None, revision=number)
    else:
        drafts.mark_live(draft, live_version=version, revision=number)
    printed_names.note(here.article, here.edition)
    assigning.forget_source_news(here.article, here.edition)
    return number
