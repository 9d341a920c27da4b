"""Translated names, and the edition that lends a name if the active one has none."""

from newsroom import editions
from newsroom.editions.columns import editions_with, value_in, written_or_lent
from newsroom.editions.transliteration import in_letters


def name_and_lender(row, field="name"):
    """(text, the edition that lent it), or (text, None) when the active edition has the text itself.

    Names fall back to another language so that nothing is nameless. If no language has one, it is ("", None).
    """
    edition = editions.active()
    text, source = written_or_lent(row, field, edition)
    return text, None if source and source.code == edition.stored_in else source


def name_in_letters(request, row, field="name"):
    """A translated name in the letters of the active edition. A lent name keeps its own letters."""
    text, lender = name_and_lender(row, field)
    return text if lender else in_letters(request, text)


def texts_of(row, field):
    """{code of the edition: text} for the stored editions in which the row has the field filled in."""
    return {edition.code: value_in(row, field, edition) for edition in editions_with(row, field)}


def name_at_desk(*sources):
    """The text in the language of the desk. Without one it is «Akims elected [en]», a text of another edition, or "".

    `sources` are as from `texts_of`. The first one with a text in the language is used, or else the first with any.
    """
    edition = editions.active()
    if own := next((texts[edition.stored_in] for texts in sources if edition.stored_in in texts), ""):
        return own
    found = ((texts[code], code) for texts in sources for code in edition.fallbacks if code in texts)
    return next((f"{text} [{code}]" for text, code in found), "")
