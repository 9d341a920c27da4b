"""Decide what stays of a part that two people have changed at once."""

from django.db import transaction
from django.utils import timezone

from articles.editorial import draft_versions, drafts, silence
from articles.editorial.block_lines import blocks_with, lines_of
from articles.editorial.blocks import clean_block, new_id
from articles.editorial.packages import holding
from newsroom.content.suggestions import accepted

# {choice: the versions that it takes, in this order}
CHOICES = {
    "mine": ("mine",),
    "theirs": ("theirs",),
    "mine_first": ("mine", "theirs"),
    "theirs_first": ("theirs", "mine"),
}
NEW = "new"
"""Another choice: neither version, but a text of its own."""


@transaction.atomic
def decide(article, edition, conflict, choice, text, base, *, by):
    """Put what was chosen into the draft, and close the conflict. Return `Saved`.

    Theirs is what the draft has in `base`: others may have gone on writing since the conflict was found.

    `text` is the new text, without HTML, if the choice is NEW; it may start from `own_words`. `base` is the version of
    the draft that `by` has seen. If the part has changed again since, that is another conflict, and this one stays open
    as it was. A conflict that was decided meanwhile, as by a form that is sent twice, is not decided again.
    """
    article = reread(article, conflict)
    if conflict.decided_at:
        return drafts.save_draft(article, edition, base, {}, by=by)
    draft = drafts.draft_of(article, edition)
    content = draft_versions.content_at(draft, base)
    texts = chosen_texts(conflict, choice, text, content)
    change = field_change if conflict.part in draft_versions.WORDS else block_change
    with transaction.atomic():
        chosen = change(content, conflict.part, texts)
        known = () if conflict.part in draft_versions.WORDS else (conflict.base, conflict.mine, conflict.theirs)
        saved = drafts.save_draft(article, edition, base, chosen, by=by, known=known)
        transaction.set_rollback(bool(saved.conflicts))  # nothing of what was chosen, and no second conflict
    if not saved.conflicts:
        close(conflict)
    return saved


@transaction.atomic
def reopen_unless_done(article, edition, conflict, choice, text):
    """Open a conflict again that was decided on another page, unless the draft has what was chosen on this one.

    Return whether it is open now.
    """
    content = draft_versions.content_of(drafts.draft_of(reread(article, conflict), edition))
    texts = chosen_texts(conflict, choice, text, content)
    if conflict.part in draft_versions.WORDS:
        is_done = content.part(conflict.part) == " ".join(texts)
    else:
        is_done = {*texts} <= {*content.blocks.values()} and (texts or conflict.part not in content.blocks)
    if not is_done:
        conflict.decided_at = None
        conflict.save(update_fields=["decided_at"])
    return not is_done


@transaction.atomic
def decide_shared(article, conflict, choice, base, *, by):
    """As `decide`, for a field that all editions share: its value is one of both."""
    silence.keep_days()
    holding.lock_planned_with(article, drafts.shared_draft_of(article).values | {conflict.part: conflict.mine})
    article = reread(article, conflict)
    draft = drafts.shared_draft_of(article)
    values = dict(draft_versions.content_at(draft, base).fields)
    if conflict.decided_at:
        return drafts.save_shared(article, base, values, by=by)
    if choice == "mine":
        values.pop(conflict.part, None)
        values |= {} if conflict.mine is None else {conflict.part: conflict.mine}
    saved = drafts.save_shared(article, base, values, by=by)
    if not saved.conflicts:
        close(conflict)
    return saved


def reread(article, conflict):
    """Lock the story and return it. Read the conflict again: somebody may have gone on writing, or decided it."""
    article = drafts.lock(article)
    conflict.refresh_from_db()
    return article


def chosen_texts(conflict, choice, text, content):
    """Return what a choice puts in place of the part, which the draft has as in `content`."""
    versions = {"mine": conflict.mine, "theirs": content.part(conflict.part)}
    texts = new_texts(conflict, versions, text) if choice == NEW else [versions[name] for name in CHOICES[choice]]
    return [one for one in texts if one is not None]


def own_words(conflict):
    """Return the words of `mine`, a line for each line of its block: a new text can start from them.

    Suggestions in it are as if they were accepted: a new text has none.
    """
    if conflict.part in draft_versions.WORDS:
        return conflict.mine or ""
    return "\n".join(line.replace("\n", " ") for line in lines_of(accepted(conflict.mine or "")))


def new_texts(conflict, versions, text):
    """Return what replaces the part: links and formatting of the words that were there stay."""
    if conflict.part in draft_versions.WORDS:
        return [text]
    before = accepted(versions["mine"] or versions["theirs"] or "") or "<p></p>"
    return [clean_block(html) for html in blocks_with(before, text)]


def field_change(content, part, texts):
    return {"fields": {part: " ".join(texts)}}


def block_change(content, part, texts):
    """Return the change that puts `texts` in place of a block, which keeps its id for the first of them."""
    ids = [part, *(new_id() for _text in texts[1:])][: len(texts)]
    order = [*content.blocks] if part in content.blocks else [*content.blocks, part]
    place = order.index(part)
    return {"blocks": dict(zip(ids, texts, strict=True)), "order": [*order[:place], *ids, *order[place + 1 :]]}


def close(conflict):
    conflict.decided_at = timezone.now()
    conflict.save(update_fields=["decided_at"])
