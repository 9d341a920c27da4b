"""Generates a long Kazakh text, the same each time, from the words of the seed pages and similar words.

It needs no dictionary: stems are words of the fixtures or random syllables, and endings follow vowel harmony.
"""

import json
import random
import re
from html import unescape

from benchmarks.alphabets_scores import ROOT, WORDS, rows

SEED = 2021
HARD, SOFT = "аоұы", "әеөүі"
ONSETS = "б в г д ж з к қ л м н п р с т ш ф х".split()
CODAS = ["", "", "", *"л н р с т з қ м й ш у ң".split()]
HARD_ENDINGS = "лар дың ға ды да дан ым ың ы мыз лық сыз шы лардың ларға ларды ларында лығы сызданған шылығынан".split()
SOFT_ENDINGS = "лер дің ге ді де ден ім ің і міз лік сіз ші лердің лерге лерді лерінде лігі сізденген шілігінен".split()
ALSO = ["Kazinform", "Facebook", "2026", "5,11", "2026-01-29", "07:00", "№ 123", "COVID-19", "12 500", "100%"]
WORD = re.compile("[а-яёәғқңөұүһі]{2,}")
MARKS = [".", ".", ".", ".", "?", "!"]


def kazakh_texts():
    """All Kazakh texts of the seed pages as they are stored, plain text or HTML."""
    for path in sorted((ROOT / "fixtures").glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            for name, value in row["fields"].items():
                if name.endswith("_kk") and isinstance(value, str) and not name.startswith(("slug", "status")):
                    yield value


def stems(choose):
    """Yield stems without end, the real ones first."""
    text = " ".join([*kazakh_texts(), *(row["word"] for row in rows(WORDS))])
    real = WORD.findall(unescape(re.sub("<[^>]*>", " ", text)).lower())
    yield from dict.fromkeys(real)
    while True:
        vowels = choose.choice((HARD, SOFT))
        parts = (choose.choice(part) for _ in range(choose.choice((1, 2, 2, 3))) for part in (ONSETS, vowels, CODAS))
        yield "".join(parts)


def distinct_words(count):
    """`count` different words in lower case."""
    choose = random.Random(SEED)
    found = {}
    for stem in stems(choose):
        endings = SOFT_ENDINGS if set(stem) & set(SOFT) else HARD_ENDINGS
        found |= dict.fromkeys([stem, *(stem + ending for ending in choose.sample(endings, 8))])
        if len(found) >= count:
            return list(found)[:count]
    return []


def page(kilobytes, number=0):
    """A story page of that size (bytes / 1000) in the markup of the site, with about 1,800 tags in 100 KB.

    With another number it has other URLs and begins with another story.
    """
    stories = [value for value in kazakh_texts() if len(value) > 40]
    parts, size, at = [HEAD], 0, 1000 * number
    while size < 1000 * kilobytes:
        written = stories[at % len(stories)]
        part = f'<div class="story-text">\n{written}\n</div>\n' if written.startswith("<p>") else _card(written, at)
        parts.append(part)
        size += len(part.encode())
        at += 1
    return "".join([*parts, FOOT])


def _card(words, at):
    address = f"/kk/2026/02/02/zhana-ata-zan-{at}/"
    return (
        f'<article class="card card-thumb">\n  <a class="picture" href="{address}" tabindex="-1" aria-hidden="true">'
        f'<img src="/media/photos/{at}.jpg" width="1200" height="800" alt="Даладағы төбелер" loading="lazy"></a>\n'
        f'  <h3><a href="{address}">{words}</a></h3>\n'
        '  <p class="meta"><time datetime="2026-02-02">2 ақпан 2026</time>\n</p>\n</article>\n'
    )


HEAD = """<!doctype html>
<html lang="kk" dir="ltr">
<head>
<meta charset="utf-8">
<title>Жаңа Ата заң – Аймақ</title>
<link rel="alternate" hreflang="kk-Arab" href="/kk-arab/">
<link rel="stylesheet" href="/static/css/all.css">
</head>
<body id="top">
<a class="skip" href="#main">Мазмұнға өту</a>
<nav aria-label="Басылым"><ul><li><a href="/ru/" lang="ru" translate="no">ру<span>, Русский</span></a></li></ul></nav>
<main id="main" class="sheet">
"""
FOOT = """</main>
<footer class="footer"><p class="imprint"><a class="to-top" href="#top">Жоғарыға <span>↑</span></a></p></footer>
</body>
</html>
"""


def text(count=123_000):
    """Every word once, in sentences and paragraphs, with capitals, numbers and Latin words. 1.3 million characters."""
    choose = random.Random(SEED)
    words = distinct_words(count)
    choose.shuffle(words)
    paragraphs, at = [], 0
    while at < len(words):
        sentences = []
        for _ in range(choose.randint(2, 5)):
            length = choose.randint(6, 16)
            sentences.append(_sentence(words[at : at + length], choose))
            at += length
        paragraphs.append(" ".join(filter(None, sentences)))
    return "\n".join(paragraphs) + "\n"


def _sentence(words, choose):
    if not words:
        return ""
    words = [words[0].capitalize(), *(_dressed(word, choose) for word in words[1:])]
    if choose.random() < 0.15:
        words.insert(choose.randrange(1, len(words) + 1), choose.choice(ALSO))
    return " ".join(words) + choose.choice(MARKS)


def _dressed(word, choose):
    chance = choose.random()
    if chance < 0.05:
        return word.capitalize()
    if chance < 0.055:
        return word.upper()
    if chance < 0.12:
        return word + ","
    return f"«{word}»" if chance < 0.13 else word
