"""Checks of the labels that readers must see. Each yields `Fault`s.

Order 59-НҚ of 16 February 2024 lists the words of advertising labels in Kazakh and Russian; the law on artificial
intelligence of 17 November 2025 asks for a visible warning. A text that carries such words says what it is, and the
story's own label has to say it, too: only that one is printed in lists and in metadata.
"""

import re

from django.utils.translation import gettext as _

from articles.editorial.checks.advertising_labels import begins_with_label, is_label
from articles.editorial.checks.candidate import Fault
from articles.editorial.checks.machine_made import ABBREVIATIONS, says_machine_made

MAKERS = re.compile(
    r"\b(?:midjourney|dall[-·. ]?e|chatgpt|stable diffusion)\b|artificial intelligence|人工智能"
    r"|нейросет|нейрожелі|жасанды интеллект|искусственн\w{2,3} интеллект|сунъий интеллект"
)
"""Names that mean nothing else. Others are also those of people and firms: a credit «Gemini Group» is no label."""
AGES = re.compile(r"(?<![\d+])(6|12|16|18)\+(?![\d+])")
LONGEST_LABEL = 200
"""A label is a short paragraph of its own, and no sentence that only mentions advertising."""


def plain(text):
    return " ".join(text.lower().replace("ё", "е").split())


def advertising(candidate):
    """Find a label anywhere, or one with the name of who paid where labels stand."""
    if candidate.article.paid:
        return
    code, near_edges = candidate.edition.code, dict(edges(candidate))
    for part, text in labelled_parts(candidate):
        can_begin = part in near_edges or part in ("lead", "source_name")
        if is_label(text, code) or (can_begin and len(text) <= LONGEST_LABEL and begins_with_label(text, code)):
            yield Fault(part, _("This says that the story is advertising: choose who paid for it."))


def labelled_parts(candidate):
    """Return [(part, text)] of all places in which a label can stand."""
    return [*candidate.texts.items(), ("source_name", candidate.here.source_name or "")]


def machine(candidate):
    """Find a machine named in the credit of a photo, or as the maker at the beginning or end of the text."""
    if candidate.article.machine_part:
        return
    message = _("This names artificial intelligence as its maker: choose what it has done in the story.")
    for part, photo in candidate.photos:
        if names_machine(photo.credit_in(candidate.edition)):
            yield Fault(part, message)
    for part, text in edges(candidate):
        if says_machine_made(text):
            yield Fault(part, message)


def names_machine(text):
    return bool(MAKERS.search(plain(text)) or ABBREVIATIONS.search(text))


def edges(candidate):
    """Return the first and the last block of the text, if they are as short as labels."""
    texts = [(part, text) for part, text in candidate.texts.items() if part in candidate.blocks]
    return [(part, text) for part, text in dict(texts[:1] + texts[-1:]).items() if len(text) <= LONGEST_LABEL]


def age(candidate):
    """Find an age, such as «18+», that is higher than the story's mark."""
    marked = int((candidate.article.age_mark or "0").rstrip("+"))
    for part in ("title", "lead"):
        ages = [int(found) for found in AGES.findall(candidate.texts.get(part, ""))]
        if ages and max(ages) > marked:
            message = _("This names the age %(age)s+, but the story has no such age mark.") % {"age": max(ages)}
            yield Fault(part, message)
