"""Generate stories in five languages, always the same ones. They are the content of every measured system.

This module doesn't need Django, so that each system can use it in its own environment. The newest story has number 0.
The newest stories are the same on a small and on a large site, and on both the stories span the same years.
"""

from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from itertools import accumulate
from random import Random

from benchmarks.words import RARE_WORD, WORDS

LANGUAGES = tuple(WORDS)
SIZES = (1_000, 20_000)
SPAN = timedelta(days=12 * 365)
RECENT, STEP = 60, timedelta(minutes=30)
"""The number of newest stories, and the time between two of them. So one day fills a page of a list."""
MEASURED = 30
"""The number of the story whose page is measured. It has everything that a story can have."""


@dataclass(frozen=True)
class Section:
    key: str
    share: float
    """The share of all stories; 0 for the small section, which has `SPARSE` stories."""
    parent: str | None = None


SPARSE = 25
"""The number of stories in the small section and with the rare tag, on a site of any size. They span all years."""
# Thirty are at the top level, and six below one of them. One story in eleven has no section.
SECTIONS = (
    Section("large-section", 0.60),
    Section("parent-section", 0.01),
    Section("small-section", 0),
    *(Section(f"section-{number}", 0.007 + 0.0001 * number) for number in range(27)),
    Section("nested-section", 0.04, "parent-section"),
    *(Section(f"nested-{number}", 0.007, "parent-section") for number in range(3)),
    *(Section(f"innermost-{number}", 0.007, "nested-section") for number in range(2)),
)
LIMITS = tuple(accumulate(section.share for section in SECTIONS))
TAGS = ("common-tag", "rare-tag", *(f"tag-{number}" for number in range(198)))
TAG_LIMITS = tuple(accumulate(1 / (3 + number) for number in range(198)))  # some are used much more than others
AUTHORS = ("prolific-author", *(f"author-{number}" for number in range(49)))
PICKS, POPULAR, BREAKING = range(100, 104), range(200, 209), 1
PLACED = {MEASURED, BREAKING, *PICKS, *POPULAR}
"""The numbers of stories that are published in every language and are not paid for."""


@dataclass
class Text:
    """A story in one language."""

    title: str
    lead: str
    blocks: list
    """[(kind, text or list of texts)]. The kinds are heading, paragraph, quote and list."""
    is_published: bool = True

    @property
    def html(self):
        return "".join(HTML[kind](content) for kind, content in self.blocks)


HTML = {
    "heading": "<h2>{}</h2>".format,
    "paragraph": "<p>{}</p>".format,
    "quote": "<blockquote><p>{}</p></blockquote>".format,
    "list": lambda items: "<ul>" + "".join(f"<li><p>{item}</p></li>" for item in items) + "</ul>",
}


@dataclass
class Story:
    number: int
    age: timedelta
    section: str | None
    tags: list
    authors: list
    has_photo: bool
    is_paid: bool
    kind: str
    related: list
    """The numbers of older stories."""
    comments: int
    texts: dict = field(repr=False, default_factory=dict)
    """{language: Text}."""

    @property
    def slug(self):
        return f"story-{self.number}"


def stories(count, languages=LANGUAGES):
    """Return `count` stories, oldest first, the order in which they would have been written."""
    return (story(number, count, languages) for number in reversed(range(count)))


def story(number, count, languages=LANGUAGES):
    random, is_measured = Random(number), number == MEASURED
    is_sparse = number % (count // SPARSE) == 7
    made = Story(
        number=number,
        age=age_of(number, count),
        section="small-section" if is_sparse else section_of(number),
        tags=tags_by(random),
        authors=random.sample(AUTHORS[1:], random.choice((1, 1, 1, 2))),
        has_photo=is_measured or random.random() < 0.6,
        is_paid=random.random() < 0.03,
        kind="news" if random.random() < 0.85 else random.choice(("brief", "interview", "opinion")),
        related=sorted({min(number + step, count - 1) for step in random.sample(range(1, 200), 2)} - {number}),
        comments=random.choice((0, 0, 0, 1, 3)),
    )
    if is_sparse:
        made.tags[0] = "rare-tag"
    if number % 20 == 10:  # so that an archive filtered by the measured tag, author and section has stories
        made.tags[0], made.authors[0], made.section = "common-tag", "prolific-author", "large-section"
    if is_measured:
        made.comments = 2
    if number in PLACED:
        made.kind, made.is_paid = "news", False
    is_draft = random.random() < 0.02
    for language in languages:
        made.texts[language] = text(Random(f"{number} {language}"), number, language)
        made.texts[language].is_published &= not is_draft
        made.texts[language].is_published |= is_sparse or number in PLACED
    return made


def age_of(number, count):
    if number < RECENT:
        return STEP * number + timedelta(minutes=1)
    return STEP * RECENT + SPAN * ((number - RECENT + 1) / (count - RECENT)) ** 1.3


def section_of(number):
    """Return a section. Any thousand stories in a row follow the shares exactly, in an order that looks random."""
    chance = (number * 7919 % 1000 + 0.5) / 1000
    for section, limit in zip(SECTIONS, LIMITS, strict=True):
        if chance < limit:
            return section.key
    return None


def tags_by(random):
    """Return three different tags."""
    found = deque(maxlen=3)
    while len(found) < 3:
        [tag] = random.choices(TAGS[2:], cum_weights=TAG_LIMITS)
        if tag not in found:
            found.append(tag)
    return list(found)


def text(random, number, language):
    words, gap = WORDS[language], "" if language == "zh-hans" else " "
    title = gap.join(random.choices(words, k=random.randint(5, 10))).capitalize()
    if number % 50 == 10:
        title += gap + RARE_WORD[language]
    is_published = random.random() < 0.93
    return Text(f"{title} {number}", random.choice(sentences(language)), body(random, language), is_published)


def body(random, language):
    paragraphs = random.choices(pool(language), k=6)
    blocks = [("paragraph", paragraph) for paragraph in paragraphs]
    blocks.insert(2, ("heading", random.choice(sentences(language))[:60]))
    blocks.insert(4, ("quote", random.choice(sentences(language))))
    blocks.insert(6, ("list", random.choices(sentences(language), k=3)))
    return blocks


@cache
def sentences(language):
    """Return the few hundred sentences from which all texts are composed."""
    random, gap, end = Random(language), "" if language == "zh-hans" else " ", "。" if language == "zh-hans" else "."
    return [gap.join(random.choices(WORDS[language], k=random.randint(8, 16))).capitalize() + end for _ in range(400)]


@cache
def pool(language):
    """Return paragraphs of about the same number of bytes in each language, some with bold words and links."""
    random, length = Random(f"paragraphs {language}"), {"en": 8, "zh-hans": 9}.get(language, 5)
    return [paragraph(random, language, length) for _ in range(400)]


def paragraph(random, language, length):
    chosen = random.choices(sentences(language), k=length)
    if random.random() < 0.3:
        chosen[0] = f"<strong>{chosen[0]}</strong>"
    if random.random() < 0.3:
        chosen[-1] = f'<a href="https://example.com/">{chosen[-1]}</a>'
    return (" " if language != "zh-hans" else "").join(chosen)
