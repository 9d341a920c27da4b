"""Where the notes of a draft are, and that they follow its words when it is saved."""

from django.db.models import Exists, OuterRef

from articles.editorial.anchors import Anchor, Words, followed
from articles.models import Note
from newsroom.content.clean_html import plain_text

FIELDS = ("title", "lead")
"""The fields of a draft on whose words a note can be."""
OF_ANCHOR = ["block", "quotation", "before", "after", "unique_in", "preceding"]


def words_of(draft):
    """Return the `Words` of a draft on which notes can be. Photos and other nodes have none of their own."""
    return words_in({name: getattr(draft, name) for name in FIELDS}, dict(draft.blocks))


def words_in(fields, blocks, known=None):
    """As `words_of`, of the parts of a `Content`. `known` are {html: text} of blocks that were read before."""
    texts = {} if known is None else known
    for html in blocks.values():
        if html not in texts:
            texts[html] = plain_text(html)
    return Words({name: fields[name] for name in FIELDS} | {block: texts[html] for block, html in blocks.items()})


def anchor_of(note):
    return Anchor(*(getattr(note, name) for name in OF_ANCHOR))


def stored(anchor):
    """Return {field of a `Note`: value}."""
    return dict(zip(OF_ANCHOR, vars(anchor).values(), strict=True))


def has_notes():
    """Return an expression for whether a draft has notes, so that a save of one without any costs no query more."""
    return Exists(Note.objects.filter(article=OuterRef("article"), language=OuterRef("language")))


def follow(article, language, before, after):
    """Let the notes of an edition follow its words from one `Content` of its draft to the next."""
    notes = [*Note.objects.filter(article=article, language=language)]
    if not notes:
        return
    known = {}
    old, new = (words_in(content.fields, content.blocks, known) for content in (before, after))
    changed = []
    for note in notes:
        anchor = anchor_of(note)
        if (now := followed(anchor, old, new)) != anchor:
            for name, value in stored(now).items():
                setattr(note, name, value)
            changed.append(note)
    Note.objects.bulk_update(changed, OF_ANCHOR)
