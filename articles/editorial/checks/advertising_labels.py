"""Finds labels of advertising, also with the name of who paid, an age mark or a number behind them.

News about advertising begins with the same words: «Реклама на телевидении подорожала». So what follows the label must
consist of names and numbers, unless a line or a full stop sets off a label that means nothing else.
"""

import re
from unicodedata import category, normalize

from newsroom.alphabets.text.repair import LOOK_ALIKES

ADVERTISING = {
    "kk": ["жарнама", "жарнамалық материал", "жарнама құқығында", "серіктестік материал", "демеушілік материал"],
    "ru": [
        "реклама", "на правах рекламы", "рекламный материал", "партнерский материал", "спонсорский материал",
    ],
    "uz-cyrl": ["реклама", "реклама ҳуқуқи асосида", "реклама материали", "ҳамкорлик материали"],
    "en": ["advertisement", "advertising", "advertorial", "sponsored", "sponsored content", "partner material"],
    "zh-hans": ["广告", "推广", "赞助内容", "合作内容"],
}  # fmt: skip
"""{edition: labels of advertising}, in lower case and with «е» for «ё». Partner materials count as such."""
ONLY_LABELS = {
    "kk": ["жарнама құқығында"],
    "ru": ["на правах рекламы"],
    "uz-cyrl": ["реклама ҳуқуқи асосида"],
    "en": ["advertorial", "sponsored content"],
    "zh-hans": ["赞助内容", "合作内容"],
}
"""Those that begin no sentence of news: any words may follow after a full stop."""
AROUND = {
    "kk": r"(?:(?:бұл )?(?:материал|мақала|мәтін|жарияланым) )?{label}"
    r"(?: (?:жарияланды|жарияланған|берілді|берілген))?",
    "ru": r"(?:(?:(?:этот |эта )?(?:материал|текст|статья|публикация) )?"
    r"(?:(?:публикуется|печатается|размещается|(?:опубликован|размещен|подготовлен)[ао]?) )?)?{label}",
    "uz-cyrl": r"(?:(?:ушбу )?(?:материал|мақола|матн) )?{label}(?: (?:чоп этилган|эълон қилинган|эълон қилинди))?",
    "en": r"(?:(?:this|the) (?:is|article is|story is|post is) )?(?:an? |paid )?{label}",
    "zh-hans": r"(?:本文|本内容)?(?:为|是|系)?{label}",
}
"""{edition: words that people write around a label}"""

SIGNS = ' .:!®()[]{}«»“”"*#_—–-|/·•,;'
CAPITAL = "[A-ZА-ЯЁӘҒҚҢӨҰҮІҺЎҲ]"
NAME = rf"(?:{CAPITAL}(?!{CAPITAL}{{4}})[\w.-]*+)"
"""A name, and no word of a headline in capitals."""
FIRM = (
    r"(?:\b(?:ТОО|ООО|ОАО|ЗАО|АО|ИП|КХ|ЧП|ГКП|РГП|ОО|ОФ|ЖШС|ЖК|АҚ|КАҚ|МЧЖ|АЖ|ЯТТ|ХК|LLP|LLC|JSC|Ltd|Inc|GmbH"
    rf"|ИИН|БИН|ЖСН|БСН)\b(?: {CAPITAL}[\w-]*+)?)"
)
QUOTED = r"(?:«[^«»]{1,60}»|“[^“”]{1,60}”|\"[^\"]{1,60}\"|《[^《》]{1,30}》)"
SITE = r"\w[\w-]*+(?:\.[\w-]+)*\.[a-z]{2,4}(?:/\S*)?"
NUMBER = rf"(?:\d{{1,2}}\+|\+?\d[\d() -]{{4,}}\d|№ ?\d+|(?i:erid|лицензия|тел)[:.]?(?: ?\w*\d\w*)?|{SITE})"
CHINESE_FIRM = r"(?<=[\s:|—,.·])[\u4e00-\u9fff]{2,20}(?:公司|集团|银行|商店|中心)"
GAP = r"[\s,;.:|/()—–·•-]*"
SURE = rf"(?:{FIRM}|{QUOTED}|{NUMBER}|{CHINESE_FIRM})"
PAYER = (
    r"(?:(?i:[\s.,|—–-]*(?:рекламодатель|заказчик|(?:жарнама )?беруші|(?:реклама )?берувчи|advertiser|广告主)\s?[:—–-])"
    r"|\s(?:от|by))?"
)
SURE_NAMES = re.compile(rf"\A{PAYER}{GAP}{SURE}(?:{GAP}(?:{SURE}|{NAME}))*+{GAP}")
"""A name with its kind of firm, in quotation marks, or with a number: it needs no sign before it."""
SHORT_NAME = re.compile(rf"(?:\.|\s[—–-]|\sby\b)\s*{NAME}(?:\s{NAME})?{GAP}")
SET_OFF = re.compile(r"(?: ?[|•·\])]| / ?) ?\S")
NEXT_SENTENCE = re.compile(r" ?[.!|/•·\])] ?\S")

SPACED = re.compile(r"\b(?:[^\W\d_] ){4,}[^\W\d_]\b")
CYRILLIC = str.maketrans(LOOK_ALIKES)
LOWER = {latin.lower(): cyrillic.lower() for latin, cyrillic in LOOK_ALIKES.items()}
FOLDED = str.maketrans(LOWER | {"ё": "е", "һ": "н", "ү": "у"})


def folded(text):
    """Return lower case with Cyrillic letters for all Latin ones that look like them, even in English words."""
    return "".join(letter.lower()[:1] for letter in text).translate(FOLDED)


def written(text):
    """Return the text without invisible characters, double spaces and spaces between single letters."""
    visible = "".join(letter for letter in normalize("NFKC", text) if category(letter) != "Cf")
    return SPACED.sub(lambda word: word[0].replace(" ", ""), " ".join(visible.split()))


def label_pattern(code, labels):
    longest_first = sorted(map(folded, labels), key=len, reverse=True)
    around = folded(AROUND[code].format(label="\0"))
    return re.compile(r"\A" + around.replace("\0", f"(?:{'|'.join(longest_first)})"))


LABELS = {code: label_pattern(code, labels) for code, labels in ADVERTISING.items()}
SURE_LABELS = {code: label_pattern(code, labels) for code, labels in ONLY_LABELS.items()}


def is_label(text, code):
    """Tell whether the text is a label of advertising and nothing else."""
    return bool(LABELS[code].fullmatch(folded(written(text).strip(SIGNS))))


def begins_with_label(text, code):
    """Tell whether a label begins the text, and no sentence about advertising."""
    text = written(text).lstrip(SIGNS)
    follows = rest(text, LABELS[code])
    names = (follows, follows.translate(CYRILLIC))
    return (
        any(pattern.fullmatch(words) for words in names for pattern in (SURE_NAMES, SHORT_NAME))
        or bool(SET_OFF.match(follows))
        or bool(NEXT_SENTENCE.match(rest(text, SURE_LABELS[code])))
    )


def rest(text, pattern):
    """Return what follows the label, or nothing."""
    found = pattern.match(folded(text))
    return text[found.end() :] if found else ""
