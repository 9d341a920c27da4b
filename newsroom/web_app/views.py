"""The service worker, the offline page and the icons that browsers ask for by fixed URLs."""

from hashlib import sha256

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import etag

from newsroom.serving.script_comments import without_comments


def favicon(request):
    """Redirect `/favicon.ico`, which browsers and robots request although no page names it."""
    response = HttpResponseRedirect(static("icons/icon-32.png"))
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def worker_script():
    name = "sw.js" if settings.OFFLINE_READING else "sw-off.js"
    script = (settings.BASE_DIR / "newsroom/static/js" / name).read_text(encoding="utf-8")
    return without_comments(script).encode()


@etag(lambda request: f'"{sha256(worker_script()).hexdigest()[:16]}"')
def service_worker(request):
    """Serve `/sw.js`: at the root, because a worker controls only its own folder. Browsers check it for updates."""
    headers = {"Cache-Control": "no-cache"}
    return HttpResponse(worker_script(), content_type="text/javascript; charset=utf-8", headers=headers)


def offline(request):
    """The page that the worker shows if it can't fetch the right one. `readers.js` lists the stored stories in it."""
    return render(request, "newsroom/offline.html", {"address_in": lambda edition: None})
