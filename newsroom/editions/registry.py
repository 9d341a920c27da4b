"""The seven editions, and what URLs, the edition switcher and pages need to know about each.

An edition is a language *and* an alphabet. Five are stored, each in its own columns. Kazakh in Latin and in Arabic
letters is transliterated from the Kazakh text, so these two have URLs but no columns.
"""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation.trans_real import parse_accept_lang_header


@dataclass(frozen=True)
class Edition:
    code: str
    """Language code in URLs and in Django, lower case: `kk-latn`."""
    tag: str
    """BCP 47 tag for `lang` and `hreflang`: `kk-Latn`."""
    label: str
    """Short name for the edition switcher."""
    autonym: str
    """The language's own name, in the edition's own letters."""
    english_name: str
    stored_in: str
    """Code of the edition whose columns hold the text."""
    fallbacks: tuple[str, ...]
    """Editions that lend a *name* when this one has none, in order of preference. Story text never falls back."""
    direction: str = "ltr"

    @property
    def suffix(self):
        """Suffix of the translated columns: `title_` + `zh_hans`."""
        return self.stored_in.replace("-", "_")

    @property
    def is_derived(self):
        return self.code != self.stored_in

    @property
    def face(self):
        """File in `static/fonts/` for its headlines, the same as in `css/tokens.css`; "" for Chinese."""
        return FACES.get(self.code, "aimaq-cyrl")

    @property
    def locale(self):
        """Locale for Open Graph: `kk_Latn_KZ`."""
        return LOCALES.get(self.code, f"{self.tag.replace('-', '_')}_KZ")


# Locales that the large social networks know. The others are made of the tag and the country code of Kazakhstan.
LOCALES = {"ru": "ru_RU", "en": "en_US", "zh-hans": "zh_CN", "uz-cyrl": "uz_Cyrl_UZ"}
FACES = {"en": "aimaq-latn", "kk-latn": "aimaq-latn", "kk-arab": "aimaq-arab", "zh-hans": ""}
# A new edition needs more than a line here. A derived one needs its rules in `newsroom/alphabets/`. A stored one needs
# a place in STORED and in the fallbacks of all editions, MONTHS and WEEKDAYS in `dates.py`, PER_MINUTE in
# `articles/reading_time.py`, TABLES in `articles/slugs.py`, the language of comments in
# `articles/comments/models/comment.py`, migrations with its columns (articles, identity, informers), and folders in
# `locale/` and `formats/`. Both need their fonts in FACES and `css/tokens.css`, and their code in `deploy/nginx.conf`.
EDITIONS = (
    Edition("ru", "ru", "ру", "Русский", "Russian", "ru", ("kk", "en", "uz-cyrl", "zh-hans")),
    Edition("kk", "kk", "қз", "Қазақша", "Kazakh", "kk", ("ru", "en", "uz-cyrl", "zh-hans")),
    Edition("kk-latn", "kk-Latn", "qz", "Qazaqşa", "Kazakh (Latin)", "kk", ("ru", "en", "uz-cyrl", "zh-hans")),
    Edition("zh-hans", "zh-Hans", "中文", "简体中文", "Chinese", "zh-hans", ("en", "ru", "kk", "uz-cyrl")),
    Edition("kk-arab", "kk-Arab", "ق ز", "قازاقشا", "Kazakh (Arabic)", "kk", ("ru", "en", "uz-cyrl", "zh-hans"), "rtl"),
    Edition("uz-cyrl", "uz-Cyrl", "Ўз", "Ўзбекча", "Uzbek (Cyrillic)", "uz-cyrl", ("ru", "kk", "en", "zh-hans")),
    Edition("en", "en", "en", "English", "English", "en", ("ru", "kk", "zh-hans", "uz-cyrl")),
)
BY_CODE = {edition.code: edition for edition in EDITIONS}
BY_TAG = {edition.tag: edition for edition in EDITIONS}
DEFAULT = BY_CODE["kk"]

# In the order of the desk's tabs: the state language, then Russian, then the rest.
STORED = tuple(BY_CODE[code] for code in ("kk", "ru", "en", "zh-hans", "uz-cyrl"))

# Codes by which browsers ask for our editions. `best_for` tries a whole code first, then without its last parts.
ACCEPTED = {"kk-cn": "kk-arab", "zh": "zh-hans", "uz": "uz-cyrl"}


def first_part(path):
    """The first part of a path: the code of an edition, or anything else. A path can also be `*` (RFC 9110, 9.3.7)."""
    return path.removeprefix("/").split("/", 1)[0]


def active():
    """The edition of the page that is being rendered; the default one outside readers' pages."""
    return BY_CODE.get(get_language(), DEFAULT)


def stored(code):
    """The stored edition with this code, or None."""
    edition = BY_CODE.get(code)
    return edition if edition in STORED else None


def best_for(accept_language):
    """The edition for an `Accept-Language` header; Kazakh if it asks for none of our languages."""
    for asked, quality in parse_accept_lang_header(accept_language):
        if not quality:
            continue
        parts = asked.split("-")
        for length in range(len(parts), 0, -1):
            code = "-".join(parts[:length])
            if edition := BY_CODE.get(ACCEPTED.get(code, code)):
                return edition
    return DEFAULT
