"""Transliterates Kazakh from Cyrillic into Latin or Arabic letters. Pure Python, imports nothing from the site.

The functions call this «convert». Besides replacing letters, they correct look-alike letters, leave other languages and
addresses unchanged, and isolate left-to-right text within Arabic text.

>>> convert("Қазақ тілі", "kk-Latn"), convert("Қазақ тілі", "kk-Arab")
('Qazaq tılı', 'قازاق ءتىلى')
"""

from newsroom.alphabets.folding import coarse_key, fine_key
from newsroom.alphabets.html.page import convert_html
from newsroom.alphabets.russian import is_russian
from newsroom.alphabets.text import marks
from newsroom.alphabets.text.conversion import convert, converter, protect
from newsroom.alphabets.text.dictionary import CYRILLIC_WORDS, FORMS, Dictionary, Word
from newsroom.alphabets.text.spelling import (
    ALPHABETS,
    ARABIC,
    LATIN,
    LATIN_ALPHABETS,
    NORMS_OF_HAMZA,
    Hamza,
    Latin,
    Spelling,
)

__all__ = [
    "ALPHABETS",
    "ARABIC",
    "CYRILLIC_WORDS",
    "FORMS",
    "LATIN",
    "LATIN_ALPHABETS",
    "NORMS_OF_HAMZA",
    "Dictionary",
    "Hamza",
    "Latin",
    "Spelling",
    "Word",
    "coarse_key",
    "convert",
    "convert_html",
    "converter",
    "fine_key",
    "is_russian",
    "marks",
    "protect",
]
