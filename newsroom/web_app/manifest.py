"""The web app manifest, by which phones install an edition as an app, and its icons."""

import json
from hashlib import sha256
from pathlib import Path

from django.http import HttpResponse
from django.templatetags.static import static
from django.utils.cache import get_conditional_response

from newsroom import editions
from newsroom.editions.names import name_in_letters
from newsroom.serving import site_context

BACKGROUND = "#fbf7ee"
"""The colour of the screen until the first page has loaded; the same as in `static/css/tokens.css`."""
ICON = Path(__file__).parents[1] / "static/icons/icon-512.png"
ICONS = (
    ("icon.svg", "any", "image/svg+xml", "any"),
    ("icons/icon-192.png", "192x192", "image/png", "any"),
    ("icons/icon-512.png", "512x512", "image/png", "any"),
    ("icons/icon-512-maskable.png", "512x512", "image/png", "maskable"),
)
"""(file, sizes, type, purpose)."""
MAX_AGE = 60 * 60  # seconds


def manifest(request):
    """The W3C web app manifest of the active edition, in its letters."""
    content = json.dumps(manifest_of(request, editions.active()), ensure_ascii=False)
    etag = f'"{sha256(content.encode()).hexdigest()[:16]}"'
    headers = {"Cache-Control": f"public, max-age={MAX_AGE}", "ETag": etag}
    response = HttpResponse(content, content_type="application/manifest+json", headers=headers)
    return get_conditional_response(request, etag=etag, response=response)


def manifest_of(request, edition):
    front = f"/{edition.code}/"
    identity = site_context.of(request).identity
    name, tagline = name_in_letters(request, identity, "name"), name_in_letters(request, identity, "tagline")
    return {
        "id": front,
        "name": f"{name} – {tagline}" if tagline else name,
        "short_name": name,
        "lang": edition.tag,
        "dir": edition.direction,
        "start_url": front,
        "scope": "/",  # links to the other editions open in the app
        "display": "minimal-ui",  # with a back button
        "background_color": BACKGROUND,
        "theme_color": BACKGROUND,
        "icons": [
            {"src": static(file), "sizes": sizes, "type": kind, "purpose": purpose}
            for file, sizes, kind, purpose in ICONS
        ],
    }
