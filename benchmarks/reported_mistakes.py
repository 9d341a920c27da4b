"""Do words that readers select in derived editions lead to the right Cyrillic words?

`python -m benchmarks.reported_mistakes`

Each word of the seed stories gets a number in the markup, then whole pages are converted. So it is known which stored
words a selection has, without the code that is measured. Selections are single words, several, parts of words, across
markup and paragraphs, and have the signs with which browsers copy a text. The exit status is 1 if one goes astray.
"""

import json
import os
import random
import re
import sys
from functools import partial
from html import escape, unescape
from pathlib import Path

import django

from newsroom.alphabets import convert_html
from newsroom.alphabets.text.spelling import Spelling
from newsroom.editions import DEFAULT as KAZAKH
from newsroom.editions.columns import column

FIXTURES = sorted(Path(__file__).parents[1].glob("fixtures/00*.json"))
TAG = re.compile(r"(<[^>]*>)")
WORD = re.compile(r"\S+")
NUMBERED = re.compile(r'<i data-n="(\d+)">(.*?)</i>', re.DOTALL)
SELECTIONS = 100
ALPHABETS = {"kk-latn": "kk-Latn", "kk-arab": "kk-Arab"}


def stories():
    """Yield {name of a field, or number of a block: HTML} of each Kazakh seed story."""
    from articles.story_text import paragraphs

    for path in FIXTURES:
        for row in json.loads(path.read_text()):
            title, lead, body = (row["fields"].get(column(name, KAZAKH)) or "" for name in ("title", "lead", "body"))
            if row["model"] == "articles.article" and body:
                texts = {"title": escape(title, quote=False), "lead": escape(lead, quote=False)}
                yield texts | {str(number): html for number, html in enumerate(paragraphs(body))}


class Page:
    """A story as a derived edition shows it: for each stored word its part, its place there, and its letters."""

    def __init__(self, parts, tag):
        self.parts, self.in_letters = parts, partial(convert_html, to=tag, spelling=Spelling())
        self.words = []  # (part, number in the part, stored word)
        numbered = "\n".join(f"<div>{self.number(part, html)}</div>" for part, html in parts.items())
        shown = self.in_letters(numbered)
        plain = self.in_letters("\n".join(f"<div>{html}</div>" for html in parts.values()))
        same = text_of(NUMBERED.sub(r"\2", shown)) == text_of(plain)
        self.is_trustworthy = same and len(self.words) == len(NUMBERED.findall(shown))
        self.shown = {int(number): text_of(html) for number, html in NUMBERED.findall(shown)}

    def number(self, part, html):
        start, html = len(self.words), html.replace("&nbsp;", "\u00a0")

        def wrapped(found):
            self.words.append((part, len(self.words) - start, unescape(found[0])))
            return f'<i data-n="{len(self.words) - 1}">{found[0]}</i>'

        return "".join(piece if piece.startswith("<") else WORD.sub(wrapped, piece) for piece in TAG.split(html))

    def selection(self, chance):
        """Return (selected text, the text before it, numbers of the first and last word)."""
        first = chance.randrange(len(self.words))
        last = min(first + chance.choice([0, 0, 0, 1, 2, 5, 12]), len(self.words) - 1)
        texts = [self.shown[number] for number in range(first, last + 1)]
        before = " ".join(self.shown[number] for number in range(max(first - 40, 0), first))
        if chance.random() < 0.4 and len(texts[0]) > 4:  # begins within a word
            cut = chance.randrange(1, 3)
            before, texts[0] = f"{before} {texts[0][:cut]}", texts[0][cut:]
        if chance.random() < 0.4 and len(texts[-1]) > 4:
            texts[-1] = texts[-1][: -chance.randrange(1, 3)]
        text = chance.choice([" ", "\u00a0", " \n", " \u200f"]).join(texts)
        at = chance.randrange(len(text) + 1)
        return f"{text[:at]}\u00ad{text[at:]}", before[-99:], first, last


def text_of(html):
    return re.sub(r"[\u200e\u200f\u2066-\u2069\u00ad]", "", unescape(TAG.sub("", html)))


def letters(text):
    return "".join(filter(str.isalnum, text))


def is_right(page, found, first, last):
    """Whether the stored words that were found are those of the selection, at its place."""
    part, number, _word = page.words[first]
    expected = "".join(letters(word) for _part, _number, word in page.words[first : last + 1])
    preceding = "".join(letters(word) for _part, _number, word in page.words[first - number : first])
    return bool(found) and (found.part, letters(found.quotation), letters(found.before)) == (part, expected, preceding)


def measured(code, seed=1):
    """Return (right, all, what went wrong) of the selections in a derived edition."""
    from articles.editorial.reported_words import ShownWords

    chance, wrong = random.Random(f"{code} {seed}"), []
    pages = [Page(parts, ALPHABETS[code]) for parts in stories()]
    assert all(page.is_trustworthy for page in pages)
    shown = [ShownWords(page.parts, page.in_letters) for page in pages]
    for _number in range(SELECTIONS):
        at = chance.randrange(len(pages))
        text, before, first, last = pages[at].selection(chance)
        found = shown[at].find(text, before)
        if not is_right(pages[at], found, first, last):
            wrong.append((text, found, pages[at].words[first : last + 1]))
    return SELECTIONS - len(wrong), SELECTIONS, wrong


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    complete = True
    for code in ALPHABETS:
        right, of_all, wrong = measured(code)
        print(f"{code}: {right} of {of_all} selections lead to the right words")
        for fault in wrong:
            print("  ", *fault, sep="\n   ")
        complete = complete and right == of_all
    sys.exit(not complete)


if __name__ == "__main__":
    main()
