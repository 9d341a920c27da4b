"""Every message of the interface is translated into the language of every edition."""

import ast
import gettext
import io
import re
import string

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as translated

from conftest import import_or_fail
from newsroom import editions
from newsroom.editions import django_messages

polib = import_or_fail("polib")

OURS = ["kk", "ru", "zh_Hans", "uz_Cyrl"]
LOCALE = settings.BASE_DIR / "newsroom/locale"
FILES = sorted(settings.BASE_DIR.glob("newsroom/locale*/*/LC_MESSAGES/*.po"))
SOURCES = [
    path
    for folder in ("newsroom", "articles")
    for path in sorted((settings.BASE_DIR / folder).rglob("*.py"))
    if not {"tests", "migrations"} & set(path.parts)
]
TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w*\}")
MARKUP = re.compile(r"</?\w[^>]*>")
MIXED = re.compile(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")

TRANSLATE = re.compile(r"""\{%-?\s*trans(?:late)?\s+(?:"([^"]*)"|'([^']*)')""")
BLOCK = re.compile(r"\{%\s*blocktrans(?:late)?\b([^%]*)%\}(.*?)\{%\s*endblocktrans(?:late)?\s*%\}", re.DOTALL)
FUNCTIONS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}


def catalogue(language):
    return polib.pofile(str(LOCALE / language / "LC_MESSAGES/django.po"))


def sentences(entry):
    """Return [(original, translation)], with all plural forms."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [(entry.msgid_plural, text) for text in entry.msgstr_plural.values()]


def words_of(text):
    return MARKUP.sub(" ", PLACEHOLDER.sub(" ", text))


def name_of(path):
    return str(path.relative_to(settings.BASE_DIR / "newsroom"))


each_file = pytest.mark.parametrize("path", FILES, ids=name_of)
each_language = pytest.mark.parametrize("language", OURS)


# The files


def test_every_stored_edition_but_english_has_a_catalogue():
    stored = {translation.to_locale(edition.code) for edition in editions.STORED}

    assert {path.parent.name for path in LOCALE.glob("*/LC_MESSAGES")} == set(OURS) == stored - {"en"}


@each_file
def test_compiled_catalogues_are_up_to_date(path):
    written = gettext.GNUTranslations(io.BytesIO(polib.pofile(str(path)).to_binary()))
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    assert len(written._catalog) > 10
    assert compiled._catalog == written._catalog


@each_file
def test_no_missing_fuzzy_or_obsolete_translations(path):
    entries = polib.pofile(str(path))

    missing = [entry.msgid for entry in entries if not all(text.strip() for _of, text in sentences(entry))]
    doubtful = [entry.msgid for entry in entries if entry.fuzzy]
    left_over = [entry.msgid for entry in entries if entry.obsolete]
    assert (missing, doubtful, left_over) == ([], [], [])


def parts_of(text):
    return sorted(PLACEHOLDER.findall(text)) + sorted(MARKUP.findall(text))


def test_the_scanner_finds_placeholders_and_markup():
    assert parts_of('%d of %(all)s: <b lang="x">{name}</b>') == ["%(all)s", "%d", "{name}", "</b>", '<b lang="x">']


@each_file
def test_translations_keep_placeholders_and_markup(path):
    pairs = [pair for entry in polib.pofile(str(path)) for pair in sentences(entry)]

    assert [pair for pair in pairs if parts_of(pair[0]) != parts_of(pair[1])] == []


@each_file
def test_translations_have_all_plural_forms(path):
    entries = polib.pofile(str(path))
    count = int(re.search(r"nplurals=(\d)", entries.metadata["Plural-Forms"]).group(1))

    assert {entry.msgid: len(entry.msgstr_plural) for entry in entries if entry.msgid_plural} == {
        entry.msgid: count for entry in entries if entry.msgid_plural
    }


# A noun after a number has three forms in Russian, and none for the plural in Kazakh and Uzbek. {most} is a constant.
NUMBER = r"(?:%\((?!most)\w+\)d|(?:%\(|\{)(?:count|counter|n|number|total|minutes|hours|days)(?:\)s|\}))"
NOUN_WITH_ONE_FORM = re.compile(NUMBER + r" [\u0400-\u04ff]{4,}")
PLURAL_AFTER_NUMBER = re.compile(NUMBER + r" \w+(?:лар|лер|дар|дер|тар|тер)\b")


def nouns_with_wrong_forms(path):
    is_russian = path.parent.parent.name == "ru"
    for entry in polib.pofile(str(path)):
        wrong = NOUN_WITH_ONE_FORM if is_russian and not entry.msgid_plural else PLURAL_AFTER_NUMBER
        yield from (text for _original, text in sentences(entry) if wrong.search(text))


@each_file
def test_nouns_after_numbers_have_the_right_form(path):
    assert NOUN_WITH_ONE_FORM.search("{count} знаков")
    assert PLURAL_AFTER_NUMBER.search("%(counter)s материалдар")

    assert [*nouns_with_wrong_forms(path)] == []


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.parent.name != "zh_Hans"], ids=name_of)
def test_no_word_mixes_latin_and_cyrillic_letters(path):
    assert MIXED.search("Cтатья")  # the first letter is Latin

    texts = [text for entry in polib.pofile(str(path)) for _original, text in sentences(entry)]
    assert any(re.search(r"[\u0400-\u04ff]", text) for text in texts)
    assert [text for text in texts if MIXED.search(words_of(text))] == []


def test_chinese_messages_have_chinese_punctuation():
    beside_chinese = re.compile("[\u4e00-\u9fff][,:;!?]|[,:;!?] ?[\u4e00-\u9fff]")
    assert beside_chinese.search("更正, 2026年")
    texts = [words_of(text) for entry in catalogue("zh_Hans") for _of, text in sentences(entry)]
    assert [text for text in texts if beside_chinese.search(text)] == []


def test_all_catalogues_have_the_same_messages():
    known = {language: {(entry.msgid, entry.msgid_plural) for entry in catalogue(language)} for language in OURS}

    assert known["ru"] - known["kk"] == set()
    assert known["kk"] == known["ru"] == known["zh_Hans"] == known["uz_Cyrl"]


# Messages of pages and of the desk


def said_in_templates():
    """Return {(message, name of the template)}."""
    found = set()
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        found |= {(match[1] or match[2], path.name) for match in TRANSLATE.finditer(text)}
        for options, body in BLOCK.findall(text):
            body = re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", body)
            found.add((" ".join(body.split()) if "trimmed" in options else body, path.name))
    return found


def said_in_python():
    found = set()
    for path in SOURCES:
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in FUNCTIONS:
                first = call.args[0]
                if isinstance(first, ast.Constant):
                    found.add((first.value, path.name))
    return found


def test_the_message_scanner_finds_messages():
    assert ("Popular", "popular.html") in said_in_templates()
    assert ("You are here", "breadcrumbs.html") in said_in_templates()
    assert ("Page %(number)s", "pages.html") in said_in_templates()
    assert ("Please enter your comment!", "forms.py") in said_in_python()
    assert ("%d comment decided.", "admin.py") in said_in_python()


@each_language
def test_every_message_in_templates_is_translated(language):
    known = {entry.msgid for entry in catalogue(language)}

    assert sorted(said for said in said_in_templates() if said[0] not in known) == []


@each_language
def test_every_message_in_python_code_is_translated(language):
    known = {entry.msgid for entry in catalogue(language)}

    assert sorted(said for said in said_in_python() if said[0] not in known) == []


def test_no_unused_translations():
    said = {sentence for sentence, _where in said_in_templates() | said_in_python()}

    assert sorted(entry.msgid for entry in catalogue("kk") if entry.msgid not in said) == []


# Django's own messages that readers can see


@pytest.mark.parametrize("code", ["ru", "kk", "zh-hans", "uz-cyrl", "kk-latn", "kk-arab"])
@pytest.mark.parametrize("message", django_messages.DJANGO_MESSAGES)
def test_django_messages_are_translated(code, message):
    with translation.override(code):
        translation_of_it = translated(message)

    assert translation_of_it != message
    assert set(words_of(translation_of_it)) & set(string.ascii_letters) == set()
    assert sorted(PLACEHOLDER.findall(translation_of_it)) == sorted(PLACEHOLDER.findall(message))


@pytest.mark.parametrize("code", ["ru", "kk", "zh-hans", "uz-cyrl", "kk-latn", "kk-arab"])
@pytest.mark.parametrize("count", [1, 2, 5, 21, 3000])
def test_the_max_length_error_is_translated(code, count):
    with translation.override("en"):
        english = django_messages.TOO_LONG % {"limit_value": count, "show_value": 3456}
    assert english.startswith(f"Ensure this value has at most {count} character")

    with translation.override(code):
        said = django_messages.TOO_LONG % {"limit_value": count, "show_value": 3456}

    assert set(said) & set(string.ascii_letters) == set()
    assert re.findall(r"\d+", said) == [str(count), "3456"]
