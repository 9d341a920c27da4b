"""Make ASCII slugs from titles in all languages of the site, with our own transliteration tables.

The tables spell words as readers type them on a Latin keyboard: `жауапкершілігі` becomes `zhauapkershiligi`. Chinese
isn't transliterated: its slug is the English one, or the story's key.
"""

import re
import unicodedata

from newsroom import editions


def spelling_table(letters, sounds):
    return dict(zip(letters, sounds.split(), strict=True))


RUSSIAN = spelling_table(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya",
)
KAZAKH = RUSSIAN | spelling_table("әғқңөұүһі", "a g q n o u u h i") | spelling_table("ийх", "i i h")
UZBEK = RUSSIAN | spelling_table("ўқғҳ", "o q g h") | spelling_table("хж", "x j")
TABLES = {"ru": KAZAKH | RUSSIAN, "kk": KAZAKH, "uz-cyrl": UZBEK}

SLUGS = "articles.slugs"
"""Name of the lock of transactions that compare a slug with those of other stories before they save it."""

SILENT = "-"
APOSTROPHES = "'‘’"
"""They stand inside words, as in «G'arb» and «O‘zbek». All other punctuation separates words."""

MAX_LENGTH = 80


def slug_for(article, edition):
    """Return the slug for an edition of the story; "" if it has no title."""
    title = article.edition(edition).title or ""
    if not title.strip():
        return ""
    if edition.code == "zh-hans":
        slug, title = english_words(article)
        return slug or ascii_slug(title, "en") or article.key
    return ascii_slug(title, edition.code) or article.key


def english_words(article):
    """Return the slug and the headline of the English edition, or of its draft if it was never published."""
    live = article.edition(editions.BY_CODE["en"])
    if live.title or article.pk is None:
        return live.slug or "", live.title or ""
    return article.drafts.filter(language="en").values_list("slug", "title").first() or ("", "")


def ascii_slug(text, language, longest=MAX_LENGTH):
    """Return `text` as lower-case ASCII letters, digits and hyphens, truncated between words to `longest` of them."""
    table = TABLES.get(language, {})
    # Headlines contain names from neighbouring languages, so letters missing in the table are looked up in the others.
    letters = unicodedata.normalize("NFC", text).lower().translate(dict.fromkeys(map(ord, APOSTROPHES)))
    spelled = "".join(spelled_letter(letter, table) for letter in letters)
    separated = "".join(" " if is_separator(letter) else letter for letter in unicodedata.normalize("NFKD", spelled))
    words = re.findall(r"[a-z0-9]+", separated.encode("ascii", "ignore").decode())
    return truncated("-".join(words), longest)


def spelled_letter(letter, table):
    for candidate in (table, TABLES["ru"], UZBEK):
        if letter in candidate:
            return candidate[letter].strip(SILENT)
    return letter


def is_separator(letter):
    """Return whether it is punctuation, a symbol or a space: «Астана–Бурабай» is two words."""
    return unicodedata.category(letter)[0] in "PSZ"


def truncated(slug, longest):
    return slug if len(slug) <= longest else slug[: longest + 1].rpartition("-")[0] or slug[:longest]
