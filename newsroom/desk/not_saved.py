"""The page that answers a form of the desk that can't be saved now. It repeats what was sent, so that no text is lost.

With JavaScript, people seldom see it (`static/desk/saving.js`). Nothing is saved until the person presses a button.
"""

import re

from django.contrib import admin
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from newsroom.serving.origin import Origin, origin_of

STATUSES = {"signed out": 403, "token": 403, "forbidden": 403, "too large": 413, "failure": 500}
MAY_BE_SENT_AGAIN = {"signed out", "token", "failure"}
UNSENT = {"csrfmiddlewaretoken", "next"}
MADE_BY_US = re.compile(r"[0-9a-f]{10}|on")
"""The key of a new story, and a ticked box."""
SHORTEST_TEXT = 20
"""Characters. If the form can be sent again, nobody needs to copy shorter values."""


def is_of_the_desk(request):
    return request.path_info.startswith(reverse("admin:index"))


def may_be_repeated(request):
    """Return whether a page may repeat what was sent: by our own form, and one that somebody writes in.

    If it came from another site, the button would do for that site what the check of the token prevents.
    """
    buttons = [reverse(name) for name in ("admin:login", "admin:logout", "choose_language")]
    return request.method == "POST" and origin_of(request) is Origin.OURS and request.path not in buttons


def not_saved(request, reason, sent=None):
    """Show what was sent, without passwords. `reason` is one of `STATUSES`, `sent` (name, value) pairs if not POST."""
    context = admin.site.each_context(request) | content_of(request, reason, sent)
    return uncached(render(request, "admin/not_saved.html", context, status=STATUSES[reason]))


def not_saved_by_a_failure(request):
    """Show the same in a page that needs no query, because the failure may be in the database."""
    context = content_of(request, "failure")
    return uncached(render(request, "admin/not_saved_failure.html", context, status=STATUSES["failure"]))


def content_of(request, reason, sent=None):
    if sent is None:
        sent = [(name, value) for name, values in request.POST.lists() for value in values]
    values = [(name, value) for name, value in sent if name not in UNSENT and "password" not in name]
    may_be_sent_again = reason in MAY_BE_SENT_AGAIN
    shown = {
        "reason": reason,
        "all_values": values if may_be_sent_again else [],
        "texts": texts_to_copy(values, model_of(request), may_be_sent_again),
        "may_be_sent_again": may_be_sent_again,
        "has_files": may_be_sent_again and bool(request.FILES),
        "address": request.get_full_path(),
    }
    return {"sent": shown}


def texts_to_copy(values, model, may_be_sent_again):
    """Return (name of the field, text) pairs. If the form can't be sent again, short texts are among them."""
    shortest = SHORTEST_TEXT if may_be_sent_again else 1
    typed = [
        (field_of(name, model), value)
        for name, value in values
        if not name.startswith("_") and is_text(value, shortest)
    ]
    return [(field.verbose_name if field else _("text"), value) for field, value in typed if not is_chosen(field)]


def is_text(value, shortest):
    return len(value) >= shortest and any(map(str.isalpha, value)) and not MADE_BY_US.fullmatch(value)


def model_of(request):
    """Return the model whose form was sent; None if it is a form of another kind."""
    page = resolve(request.path_info).url_name or ""
    models = {model._meta.label_lower.replace(".", "_"): model for model in admin.site._registry}
    return models.get("_".join(page.split("_")[:2]))


def field_of(name, model):
    """Return the field of a model that the form has; None if it is a field of the form only."""
    if model is None:
        return None
    part = name.rpartition("-")[2]  # `photo-0-caption` is a field of a row
    return next((field for field in model._meta.fields if field.name == part), None)


def is_chosen(field):
    """Whether people choose or tick the value of a field of a model, instead of writing it."""
    return bool(field) and (bool(field.choices) or field.get_internal_type() == "BooleanField")


def uncached(response):
    add_never_cache_headers(response)
    return response
