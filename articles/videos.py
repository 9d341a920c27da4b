"""Recognize videos by their URLs: on three platforms, shown with their own players, and in our own storage.

Only the video's id is taken from the URL that an editor enters, so that nothing else can get into a page.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Video:
    provider: str
    """The platform's name; empty for a file in our storage."""
    page: str
    """The URL for watching it without our script; for a file in our storage, the file."""
    player: str = ""
    """The URL for the frame, on the platform's host that sets the fewest cookies."""

    @property
    def policy(self):
        """The directives to add to the Content Security Policy of a page that shows the video."""
        return {"frame-src": [origin_of(self.player)]} if self.player else {"media-src": [origin_of(self.page)]}


def origin_of(address):
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else "'self'"


def youtube(match):
    video_id = match["video_id"]
    return Video(
        "YouTube",
        f"https://www.youtube.com/watch?v={video_id}",
        f"https://www.youtube-nocookie.com/embed/{video_id}?autoplay=1",
    )


def vimeo(match):
    video_id, key = match["video_id"], match["key"]
    page = f"https://vimeo.com/{video_id}" + (f"/{key}" if key else "")
    parameters = {"dnt": "1", "autoplay": "1"} | ({"h": key} if key else {})
    return Video("Vimeo", page, f"https://player.vimeo.com/video/{video_id}?{urlencode(parameters)}")


def rutube(match):
    video_id = match["video_id"]
    return Video("Rutube", f"https://rutube.ru/video/{video_id}/", f"https://rutube.ru/play/embed/{video_id}")


YOUTUBE, VIMEO, RUTUBE = r"(?P<video_id>[\w-]{11})", r"(?P<video_id>\d{1,12})", r"(?P<video_id>[0-9a-f]{32})"
# (hosts, pattern, function). The pattern matches the path followed by the query parameter with the video's id.
PATTERNS = (
    ({"youtube.com", "m.youtube.com"}, rf"/watch\?v={YOUTUBE}", youtube),
    ({"youtube.com", "m.youtube.com", "youtube-nocookie.com"}, rf"/(?:embed|live|shorts)/{YOUTUBE}/?", youtube),
    ({"youtu.be"}, rf"/{YOUTUBE}/?", youtube),
    ({"vimeo.com"}, rf"/{VIMEO}(?:/(?P<key>[0-9a-f]{{6,20}}))?/?", vimeo),
    ({"player.vimeo.com"}, rf"/video/{VIMEO}/?(?:\?h=(?P<key>[0-9a-f]{{6,20}}))?", vimeo),
    ({"rutube.ru"}, rf"/(?:video|shorts|play/embed)/{RUTUBE}/?", rutube),
)
ID_PARAMETERS = ("v", "h")


def video_at(address):
    """Return the video at a URL; None if it isn't a URL of a video on one of the platforms or in our storage."""
    if is_own_file(address):
        return Video("", address)
    try:
        parts = urlsplit(address.strip())
        host = parts.netloc.lower().removeprefix("www.")
    except ValueError:
        return None
    if parts.scheme != "https":
        return None
    for candidate in (parts.path + id_parameter(parts.query), parts.path):
        for hosts, pattern, make_video in PATTERNS:
            if host in hosts and (match := re.fullmatch(pattern, candidate, re.ASCII)):
                return make_video(match)
    return None


def id_parameter(query):
    parameters = parse_qs(query)
    return next((f"?{name}={parameters[name][0]}" for name in ID_PARAMETERS if name in parameters), "")


def is_own_file(address):
    folder = default_storage.url("file.mp4").removesuffix("file.mp4")
    return bool(re.fullmatch(rf"{re.escape(folder)}(?:[\w-]+/)*[\w-]+\.mp4", address, re.ASCII))


def validate_video_address(address):
    if video_at(address) is None:
        raise ValidationError(
            _("Enter the URL of a video on YouTube, Vimeo or Rutube, or of an MP4 file in our storage.")
        )
