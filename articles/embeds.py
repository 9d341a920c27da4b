"""Recognize posts and videos of other sites by their addresses, to show them in a text.

Only what identifies the post is taken from the address that an editor enters, so that nothing else can get into a page.
Nothing is fetched from a reader's browser before the reader asks for it (`static/js/video-frame.js`).
"""

import re
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from articles.videos import origin_of, video_at


@dataclass(frozen=True)
class Embed:
    provider: str
    page: str
    """The address of the post itself, which a link opens without our script."""
    player: str
    """The address for the frame."""
    shape: str
    """"wide" as most videos, "tall" as videos of phones, "post" for a post with words."""

    @property
    def origin(self):
        """What a page that shows it adds to `frame-src` of its Content Security Policy."""
        return origin_of(self.player)


def telegram(match):
    page = f"https://t.me/{match['channel']}/{match['post']}"
    return Embed("Telegram", page, f"{page}?embed=1", "post")


def instagram(match):
    page = f"https://www.instagram.com/{match['kind'].removesuffix('s')}/{match['post']}/"
    return Embed("Instagram", page, f"{page}embed/captioned/", "post")


def tiktok(match):
    page = f"https://www.tiktok.com/@{match['user']}/video/{match['post']}"
    return Embed("TikTok", page, f"https://www.tiktok.com/player/v1/{match['post']}", "tall")


def x(match):
    page = f"https://x.com/{match['user']}/status/{match['post']}"
    return Embed("X", page, f"https://platform.twitter.com/embed/Tweet.html?dnt=true&id={match['post']}", "post")


def facebook(match, plugin="post", shape="post"):
    page = f"https://www.facebook.com/{match['path']}"
    player = f"https://www.facebook.com/plugins/{plugin}.php?{urlencode({'href': page})}"
    return Embed("Facebook", page, player, shape)


def facebook_video(match):
    return facebook(match, "video", "wide")


def vk_video(match):
    query = urlencode({"oid": match["owner"], "id": match["post"]})
    return Embed("VK", f"https://vk.com/{match['path']}", f"https://vk.com/video_ext.php?{query}", "wide")


NAME, OWNER = r"\w[\w.-]{0,59}", r"(?P<owner>-?\d{1,15})"
PART = r"(?:/(?:photo|video)/\d)?"
"""One of the pictures of a post that stays in the address when it is opened."""
# (hosts, pattern of the path, function)
PATTERNS = (
    ({"t.me", "telegram.me"}, r"/(?:s/)?(?P<channel>[a-zA-Z]\w{3,31})/(?P<post>\d{1,12})/?", telegram),
    ({"instagram.com"}, rf"/(?:{NAME}/)?(?P<kind>p|reels?|tv)/(?P<post>[\w-]{{5,40}})/?", instagram),
    ({"tiktok.com", "m.tiktok.com"}, r"/@(?P<user>[\w.]{1,40})/video/(?P<post>\d{5,25})/?", tiktok),
    ({"x.com", "twitter.com", "mobile.twitter.com"}, rf"/(?P<user>\w{{1,15}})/status/(?P<post>\d{{5,25}}){PART}/?", x),
    ({"facebook.com", "m.facebook.com"}, rf"/(?P<path>{NAME}/posts/[\w-]{{5,100}})/?", facebook),
    ({"facebook.com", "m.facebook.com"}, rf"/(?P<path>(?:{NAME}/videos|reel)/\d{{5,25}})/?", facebook_video),
    ({"vk.com", "m.vk.com", "vkvideo.ru"}, rf"/(?P<path>video{OWNER}_(?P<post>\d{{1,15}}))/?", vk_video),
)


def embed_at(address):
    """Return the `Embed` of an address; None if it is none of a site in the list."""
    if video := video_at(address):
        return Embed(video.provider, video.page, video.player, "wide") if video.player else None
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    host = (parts.netloc.lower() if parts.scheme == "https" else "").removeprefix("www.")
    for hosts, pattern, make_embed in PATTERNS:
        if host in hosts and (match := re.fullmatch(pattern, parts.path, re.ASCII)):
            return make_embed(match)
    return None
