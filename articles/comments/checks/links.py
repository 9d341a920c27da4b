"""Links to other sites, also those that are written for people only. Those to the site itself are free."""

import re
from functools import lru_cache
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from articles.comments.checks.verdicts import PASSED, hold, refuse
from articles.comments.models import Links
from newsroom.content.visible_text import UNSEEN

ENDINGS = frozenset(Path(__file__).with_name("top_level_domains.txt").read_text(encoding="utf-8").split())
"""The top-level domains of IANA's list (data.iana.org/TLD, May 2026) in Latin and Cyrillic letters."""
COMMON = frozenset("com ru kz net org info me io pro bet win top xyz online site club shop link cc su uz by ua".split())
"""Those that are also links with a capital, or with another sign in place of the dot."""
DOTS = str.maketrans("．。｡․", "....")
HIDDEN = "\u00ad"
"""Stands for each sign that nobody sees, so that places in the text stay the same."""
HOST = re.compile(rf"(?<![\w{HIDDEN}.-])[\w{HIDDEN}-]+(?:\.[\w{HIDDEN}-]+)*")
SCHEME = re.compile(r"(?:[a-z]:|/|\\)[/\\]\Z")
REST = re.compile(r"""[:/?#\\][^\s,;«»<>"'()\[\]{}]*""")
"""What belongs to a link behind its host."""
WORDS_FOR_DOT = "dot|точка|нүкте|нуқта"
SPELLED = re.compile(
    rf"(?<![\w-])([a-z0-9-]{{2,63}})(?:\s{{0,3}}[\[({{]\s?(?:\.|{WORDS_FOR_DOT})\s?[\])}}]\s{{0,3}}"
    rf"|\s{{1,3}}(?:{WORDS_FOR_DOT})\s{{1,3}}|\s{{1,3}}\.\s{{0,3}}|,)({'|'.join(sorted(COMMON))})(?![\w-])",
    re.IGNORECASE,
)


def links(attempt):
    found = [("text", *place, None) for place in foreign_links(attempt.comment.text, own_hosts())]
    found += [("name", *place, None) for place in foreign_links(attempt.comment.name, own_hosts())]
    if not found:
        return PASSED
    if attempt.settings.links == Links.REFUSED:
        message = _("Comments with links to other sites are not taken here. Please remove the link and send it again.")
        return refuse("link", message, found=found)
    return hold("link", found)


def foreign_links(text, own):
    """Yield (start, end, host) of each link to another site."""
    shown = UNSEEN.sub(HIDDEN, text.translate(DOTS))
    for start, end, found in chain(written_links(shown), spelled_links(shown)):
        host = found.removeprefix("www.")
        if host not in own:
            yield start, end, host


def written_links(text):
    """Yield (start, end, host) of each link."""
    if "." not in text and "//" not in text:
        return
    end = 0
    for found in HOST.finditer(text):
        if found.start() < end or text[found.end() : found.end() + 1] == "@":  # in the path of a link; a user of a host
            continue
        host = found[0].replace(HIDDEN, "").casefold().strip(".-_")
        is_named = SCHEME.search(text[max(0, found.start() - 3) : found.start()].lower()) is not None
        rest = REST.match(text, found.end())
        if is_host(host.split("."), found[0], is_named, rest is not None):
            end = rest.end() if rest else found.end()
            yield found.start(), end, host


def is_host(labels, typed, is_named, has_rest):
    """Whether a word is a host: behind a scheme, by its number, or by its ending."""
    if is_named:
        return True
    if len(labels) < 2 or not all(labels):
        return False
    if all(label.isdecimal() for label in labels):
        return has_rest and len(labels) == 4 and all(len(label) < 4 for label in labels)
    if labels[0] == "www" or labels[-1].startswith("xn--"):
        return True
    is_sentence = typed.rpartition(".")[2].istitle()  # a space is missing: «сделано.The»
    return labels[-1] in (COMMON if is_sentence and not has_rest else ENDINGS)


def spelled_links(text):
    """Yield the same of links such as «evil[.]com» and «evil точка com»."""
    for found in SPELLED.finditer(text):
        yield found.start(), found.end(), f"{found[1]}.{found[2]}".casefold()


@lru_cache
def own_hosts():
    hosts = [urlsplit(settings.SITE_URL).hostname or "", *settings.ALLOWED_HOSTS]
    return frozenset(host.lstrip(".").removeprefix("www.") for host in hosts if host)
