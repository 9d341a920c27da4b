"""Each catalogue has one term for a concept, that of `newsroom/locale/terms.tsv`; see the README beside it."""

import csv
import json
import re
from collections import defaultdict
from dataclasses import dataclass

import pytest
from django.conf import settings

from newsroom.content.clean_html import plain_text
from newsroom.tests.test_catalogues import FILES, OURS, catalogue, sentences, words_of

LOCALE = settings.BASE_DIR / "newsroom/locale"
PATH = re.compile(r"\w+/[\w/]*")
FIXTURES = sorted(settings.BASE_DIR.glob("fixtures/*.json"))


@dataclass(frozen=True)
class Term:
    concept: str
    english: tuple
    language: str
    write: tuple
    never: tuple
    exceptions: tuple


def listed(cell):
    return tuple(part.strip() for part in (cell or "").split(",") if part.strip())


def read_terms(lines):
    keys = ("concept", "in English", "language", "write", "never", "except in")
    rows = [[row[key] for key in keys] for row in csv.DictReader(lines, delimiter="\t")]
    return [Term(name, listed(en), language, *map(listed, rest)) for name, en, language, *rest in rows]


TERMS = read_terms((LOCALE / "terms.tsv").read_text(encoding="utf-8").splitlines())


def concepts_in(message, terms):
    """Return the concepts that an English message names. A longer phrase hides the shorter ones within it."""
    phrases = {phrase: term.concept for term in terms for phrase in term.english}
    whole = phrases.get(f"={message}")
    found, rest = {whole} if whole else set(), PATH.sub(" ", words_of(message))
    for phrase in sorted(phrases, key=len, reverse=True):
        rest, count = re.subn(rf"\b{re.escape(phrase)}\b", "·", rest, flags=re.IGNORECASE)
        if count:
            found.add(phrases[phrase])
    return found


def has_any(text, words):
    return any(word.casefold() in text.casefold() for word in words)


def faults_in(pairs, terms):
    """Return [(concept, translation)] of translations that lack the term of a concept or have a word for it to avoid.

    `pairs` are [(English message, translation)]. A text that is no translation has "".
    """
    faults = []
    for message, text in pairs:
        named = concepts_in(message, terms)
        for term in terms:
            is_wrong = has_any(text, term.never) or (term.concept in named and not has_any(text, term.write))
            if is_wrong and not has_any(text, term.exceptions):
                faults.append((term.concept, text))
    return faults


def terms_of(language):
    return [term for term in TERMS if term.language == language]


def texts_of_fixtures(language):
    """Return the texts of all columns of a language, without markup."""
    ending = f"_{language.lower()}"
    rows = [row["fields"] for path in FIXTURES for row in json.loads(path.read_text(encoding="utf-8"))]
    texts = [text for row in rows for name, text in row.items() if name.endswith(ending) and isinstance(text, str)]
    code = language.lower().replace("_", "-")
    own = [row.get(name) for row in rows if row.get("language") == code for name in ("text", "reason", "suggestion")]
    return [plain_text(text) for text in texts + own if text]


SAMPLE = read_terms(
    [
        "concept\tin English\tlanguage\twrite\tnever\texcept in",
        "story\tstory, stories\txx\tstoria\tarticolo\t«Articoli»",
        "photo story\tphoto story\txx\tfotostoria\t\t",
        "end\t=until\txx\tfine\t\t",
    ]
)


@pytest.mark.parametrize(
    ("message", "text", "faults"),
    [
        ("Two stories", "Due storie", [("story", "Due storie")]),
        ("A Story.", "Una STORIA.", []),
        ("photo story", "fotocosa", [("photo story", "fotocosa")]),
        ("Histories of story/new/", "cosa", []),
        ("until", "basta", [("end", "basta")]),
        ("until a story", "storia", []),
        ("", "un articolo", [("story", "un articolo")]),
        ("story", "vedi «Articoli» e articolo", []),
    ],
)
def test_the_check_finds_other_words(message, text, faults):
    assert faults_in([(message, text)], SAMPLE) == faults


def test_the_table_is_complete():
    """Each concept has a term in each language, and each term is used in some message."""
    by_concept = defaultdict(list)
    for term in TERMS:
        assert term.write, term
        by_concept[term.concept].append(term.language)
    assert [concept for concept, languages in by_concept.items() if sorted(languages) != sorted(OURS)] == []

    named = {name for entry in catalogue("kk") for name in concepts_in(entry.msgid, terms_of("kk"))}
    assert set(by_concept) - named == set()


@pytest.mark.parametrize("language", OURS)
def test_messages_have_one_term_for_a_concept(language):
    pairs = [pair for entry in catalogue(language) for pair in sentences(entry)]

    assert faults_in(pairs, terms_of(language)) == []


@pytest.mark.parametrize("language", OURS)
def test_other_texts_have_no_other_words(language):
    import polib

    of_django = [path for path in FILES if path.parts[-4:-2] == ("locale_of_django", language)]
    messages = [text for path in of_django for entry in polib.pofile(str(path)) for _of, text in sentences(entry)]
    texts = texts_of_fixtures(language)
    assert len(texts) > 50

    assert faults_in([("", text) for text in [*messages, *texts]], terms_of(language)) == []
