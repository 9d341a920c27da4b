"""Links to other sites. Those to the site itself are free."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from articles.comments.checks.verdicts import PASSED, hold, refuse
from articles.comments.models import Links

PIECE = re.compile(r"\S+")
AROUND = "\"'«»“”„()[]{}<>.,;:!?…*_~"
ENDINGS = frozenset(
    "app asia az biz by cc cloud cn click club co com de dev eu fun gg icu info io kg kz link live ltd me mobi moscow"
    " net online org page pro ru shop site space store su tj tk tm top tr tv ua uk us uz vip website world xyz рф қаз"
    " орг ком"
    .split()
)  # fmt: skip
NOT_IN_HOSTS = re.compile(r"[^\w.-]")


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
    if "." not in text and "。" not in text and "．" not in text:
        return
    for piece in PIECE.finditer(text):
        host = host_of(piece[0])
        if host and host not in own:
            yield piece.start(), piece.end(), host


def host_of(piece):
    """Return the host that a word links to; "" if it is no link. A word has no spaces."""
    piece = piece.strip(AROUND).casefold().replace("．", ".").replace("。", ".")
    _scheme, separator, rest = piece.rpartition("://")
    host = re.split(r"[/?#\\]", rest, maxsplit=1)[0].rpartition("@")[2].split(":")[0]
    host = host.strip(AROUND).removeprefix("www.")
    labels = host.split(".")
    if NOT_IN_HOSTS.search(host) or not all(labels):
        return host if separator else ""
    is_link = separator or piece.startswith("www.") or (len(labels) > 1 and labels[-1] in ENDINGS)
    return host if is_link else ""


@lru_cache
def own_hosts():
    hosts = [urlsplit(settings.SITE_URL).hostname or "", *settings.ALLOWED_HOSTS]
    return frozenset(host.lstrip(".").removeprefix("www.") for host in hosts if host)
