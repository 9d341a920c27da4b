"""Answers to forms that the desk's script sends (`static/desk/saving.js`).

A script can't see where a redirect leads. If it followed it, the messages meant for the next page would be gone. So it
gets the address as JSON.
"""

import json

from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseRedirectBase
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _

IN_LETTERS = {"ensure_ascii": False}
"""How long answers are written: escaped, each Cyrillic letter would be six signs."""

SIGNED_OUT, TOO_LARGE, UNACCEPTABLE = 401, 413, 422


def is_from_script(request):
    return request.headers.get("X-Sent-By") == "script"


def is_of_another(request):
    """Whether the page was made for another account than the one that is signed in now.

    Autosave sends the CSRF token of the present cookie, so a valid token does not tell who has the page open.
    """
    return request.headers.get("X-Account", str(request.user.pk)) != str(request.user.pk)


def answer(response):
    """Return what the script gets instead of a redirect or of the page that closes a pop-up window.

    A page stays as it is. It is either the form with errors, or tells of a failure with its status.
    """
    if isinstance(response, HttpResponseRedirectBase):
        return JsonResponse({"address": response.url})
    if popup := (getattr(response, "context_data", None) or {}).get("popup_response_data"):
        return JsonResponse({"popup": json.loads(popup)})
    return response


def signed_out():
    return HttpResponse(status=SIGNED_OUT)


def token_refused():
    return JsonResponse({"refused": "token"}, status=403)


def too_large():
    message = _("This text is too long to be one story. Divide it into several.")
    return JsonResponse({"message": message}, status=TOO_LARGE)


def session(request):
    """Return who is signed in, and a CSRF token for forms that are open already."""
    return JsonResponse({"user": request.user.pk, "token": get_token(request)})


def second_factor_needed():
    """Return the answer to a right password where a second factor is needed, which only pages can ask for."""
    message = _("Open the newsroom in another tab and show your second factor there. Then try again here.")
    return JsonResponse({"errors": [message]}, status=UNACCEPTABLE)


def sign_in(request, response):
    """Return the answer to a name and a password: the session, or what is wrong with them."""
    if isinstance(response, HttpResponseRedirectBase):
        return session(request)
    errors = response.context_data["form"].errors.values()
    return JsonResponse({"errors": [error for of_field in errors for error in of_field]}, status=UNACCEPTABLE)
