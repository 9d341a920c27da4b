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


def text_and_code(row, field):
    """«Akims elected [en]»: for the desk, the text of the first edition that has one, or ""."""
    edition = next(editions_with(row, field), None)
    return f"{value_in(row, field, edition)} [{edition.code}]" if edition else ""
