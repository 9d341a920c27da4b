"""What drafts have, as a `Content` (`merge.py`), and what they had at earlier versions."""

from articles.editorial.merge import Content, apply_change, changes_between
from articles.models import DraftChange, SharedDraft
from newsroom.content.suggestions import blocks_decided

WORDS = ("title", "lead", "slug", "source_name")
"""The fields of an edition's draft besides its blocks. They have the names of the article's fields."""
SHARED = ""
"""What stands for the language in rows about shared fields."""
NOTHING = Content({}, {})


class UnknownVersionError(ValueError):
    """The version that a change is based on can't be restored."""


def content_of(draft):
    """Return what the desk has: with suggestions, which readers never get (`for_readers`)."""
    if isinstance(draft, SharedDraft):
        return Content(dict(draft.values), {})
    return Content({name: getattr(draft, name) for name in WORDS}, dict(draft.blocks))


def for_readers(content):
    """Return a content as it would be published: as if each suggestion in it was refused."""
    return Content(content.fields, blocks_decided(content.blocks))


def blocks_for_readers(draft):
    """Return {id: html} of an edition's draft as it would be published."""
    return blocks_decided(dict(draft.blocks))


def set_content(draft, content):
    if isinstance(draft, SharedDraft):
        draft.values = content.fields
        return
    for name in WORDS:
        setattr(draft, name, content.fields[name])
    draft.blocks = list(map(list, content.blocks.items()))


def same_words(one, other):
    """Whether two contents are the same for readers, who don't get the ids of blocks."""
    return one.fields == other.fields and [*one.blocks.values()] == [*other.blocks.values()]


def language_of(draft):
    return SHARED if isinstance(draft, SharedDraft) else draft.language


def about(draft):
    """Return what finds the rows about a draft."""
    return {"article": draft.article_id, "language": language_of(draft)}


def content_at(draft, version):
    """Return the content that a draft had at an earlier version; UnknownVersionError if it can't be restored."""
    content = content_of(draft)
    if version == draft.version:
        return content
    later = DraftChange.objects.filter(**about(draft), version__gt=version).order_by("-version")
    undos = dict(later.values_list("version", "undo"))
    if [*undos] != [*range(draft.version, version, -1)] or not undos:
        raise UnknownVersionError(version)
    for undo in undos.values():
        content = with_change(content, undo)
    return content


def known_content(draft, version):
    """Return the content at a version; None if it can't be restored."""
    try:
        return content_at(draft, version)
    except UnknownVersionError:
        return None


def with_change(content, change):
    """Apply a change. A field that it sets to None is removed."""
    changed = apply_change(content, change)
    return Content({name: value for name, value in changed.fields.items() if value is not None}, changed.blocks)


def news_since(draft, version):
    """Return the change from an earlier version to now; from an unknown one, everything there is."""
    content = content_of(draft)
    before = known_content(draft, version)
    if before is None:
        return {"fields": content.fields, "blocks": content.blocks, "order": [*content.blocks]}
    return changes_between(before, content)
