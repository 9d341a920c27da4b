"""Checks of the words of an edition. Each yields `Fault`s."""

import re
from html import unescape

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.editorial.checks.candidate import Fault
from articles.editorial.own_links import leading_nowhere
from articles.models import Kind
from newsroom.alphabets.text.mixed_words import mixed_words
from newsroom.content.suggestions import suggestions_of
from newsroom.content.visible_text import is_visible
from newsroom.house_style.current import finder_of
from newsroom.house_style.hints import IN_CYRILLIC

HREF = re.compile(r'<a (?:[a-z-]++="[^"]*+" )*+href="([^"]*+)"')
LONGEST_NAMED = 60
MOST_NAMED = 5
"""The most places of one part that a check names. There may be hundreds."""


def lead(candidate):
    if candidate.article.kind != Kind.BRIEF and not is_visible(candidate.here.lead or ""):
        yield Fault("lead", _("The edition “%(edition)s” has no lead.") % {"edition": candidate.edition.autonym})


def section(candidate):
    if candidate.article.category_id is None:
        yield Fault("category", _("The story has no section."))


def suggestions(candidate):
    """Find suggestions that nobody has accepted or refused: readers would get the text without them."""
    for suggestion in suggestions_of(candidate.drafted):
        words = Truncator(suggestion.words).chars(LONGEST_NAMED)
        message = _("A suggestion waits to be accepted or refused: “%(words)s”.") % {"words": words}
        yield Fault(suggestion.block, message)


def letters(candidate):
    """Find words with Latin letters that look like Cyrillic ones."""
    if candidate.edition.code not in IN_CYRILLIC:
        return
    for part, text in candidate.texts.items():
        for word in list(dict.fromkeys(mixed_words(text)))[:MOST_NAMED]:
            message = _("Letters of another alphabet look like Cyrillic ones here: “%(word)s”.") % {"word": word}
            yield Fault(part, message)


def links(candidate):
    """Find links to own stories that readers can't open."""
    found = {part: [unescape(href) for href in HREF.findall(html)] for part, html in candidate.blocks.items()}
    nowhere = set(leading_nowhere(dict.fromkeys(href for hrefs in found.values() for href in hrefs)))
    for part, hrefs in found.items():
        for href in dict.fromkeys(hrefs):
            if href in nowhere:
                message = _("Readers can't open the story that this link leads to: %(address)s") % {"address": href}
                yield Fault(part, message)


def style(candidate):
    """Find what the house style writes otherwise."""
    finder = candidate.values.get(finder_of, candidate.edition.code)
    for part, text in candidate.texts.items():
        for hit in finder.hits(text)[:MOST_NAMED]:
            found = text[hit.start : hit.end]
            instead = f"{found} → {hit.replacement}" if hit.replacement else found
            message = _("House style: “%(words)s”. %(reason)s") % {"words": instead, "reason": hit.rule.reason}
            yield Fault(part, message)
