"""The page that answers a form of the desk that can't be saved now. It repeats what was sent, so that no text is lost.

With JavaScript, people seldom see it (`static/desk/saving.js`). Nothing is saved until the person presses a button.
"""

from django.contrib import admin
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from newsroom.serving.origin import Origin, origin_of

STATUSES = {"signed out": 403, "token": 403, "forbidden": 403}
UNSENT = {"csrfmiddlewaretoken", "next"}
SHORTEST_TEXT = 20
"""Characters. Shorter values are sent again too, but nobody needs to copy them."""


def may_be_repeated(request):
    """Return whether a page may repeat what was sent: by our own form, and one that somebody writes in.

    If it came from another site, the button would do for that site what the check of the token prevents.
    """
    buttons = [reverse(name) for name in ("admin:login", "admin:logout", "choose_language")]
    return request.method == "POST" and origin_of(request) is Origin.OURS and request.path not in buttons


def not_saved(request, reason):
    """Show what was sent, without passwords. `reason` is one of `STATUSES`."""
    values = [
        (name, value)
        for name, sent in request.POST.lists()
        if name not in UNSENT and "password" not in name
        for value in sent
    ]
    context = admin.site.each_context(request) | {
        "reason": reason,
        "values": values,
        "texts": [(name, value) for name, value in values if len(value) >= SHORTEST_TEXT],
        "may_be_sent_again": reason in ("signed out", "token"),
        "has_files": bool(request.FILES),
        "address": request.get_full_path(),
    }
    response = render(request, "admin/not_saved.html", context, status=STATUSES[reason])
    add_never_cache_headers(response)
    return response
