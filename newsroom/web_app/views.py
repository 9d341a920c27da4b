import re
from hashlib import sha256

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import etag

COMMENTS = re.compile(r"^/\*.*?\*/\n|^ *//[^\n]*\n", re.MULTILINE | re.DOTALL)


def favicon(request):
    """`/favicon.ico`, which browsers and robots ask for unasked."""
    response = HttpResponseRedirect(static("icons/icon-32.png"))
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def worker_script():
    name = "sw.js" if settings.OFFLINE_READING else "sw-off.js"
    script = (settings.BASE_DIR / "newsroom/static/js" / name).read_text(encoding="utf-8")
    return COMMENTS.sub("", script).encode()  # nobody reads them in a browser; a fifth of its weight


@etag(lambda request: f'"{sha256(worker_script()).hexdigest()[:16]}"')
def service_worker(request):
    """`/sw.js`: at the root, since a worker has power over its own folder only. Browsers ask for it every time."""
    headers = {"Cache-Control": "no-cache"}
    return HttpResponse(worker_script(), content_type="text/javascript; charset=utf-8", headers=headers)


def offline(request):
    """What the worker shows in place of a page that it can't fetch; a reader's own script lists the kept stories."""
    return render(request, "newsroom/offline.html", {"address_in": lambda edition: None})
