"""Answer a request of the desk that exceeds the limits: a form with a page that has what was typed, a script in JSON.

The page of a script stays, with the text.
"""

from contextlib import suppress
from urllib.parse import parse_qsl

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import UnreadablePostError

from newsroom.desk import script_answers
from newsroom.desk.not_saved import is_of_the_desk, may_be_repeated, not_saved

MOST_BYTES = 20 * 1024 * 1024
"""`deploy/nginx.conf` lets a little more through, because of photos."""
MOST_VALUES = 20_000


class LargeFormMiddleware:
    """Only for signed-in members of staff, because such a form costs much memory."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not (is_of_the_desk(request) and may_be_repeated(request) and request.user.is_staff):
            return None
        with suppress(UnreadablePostError):  # the browser is gone
            return self.answer(request)
        return None

    def answer(self, request):
        is_json = request.content_type == "application/json"
        try:
            request.body if is_json else request.POST.keys()
        except (RequestDataTooBig, TooManyFieldsSent):
            if is_json or script_answers.is_from_script(request):
                return script_answers.too_large()
            values = values_of(request)
            if values is None:
                raise
            return not_saved(request, "too large", values)
        return None


def values_of(request):
    """Return (name, value) pairs, whatever Django's limits are; None if there are far too many.

    Django reads forms with files piece by piece, so that nothing is left to read after a limit was exceeded.
    """
    if request.content_type != "application/x-www-form-urlencoded":
        return None
    body = body_of(request)
    if len(body) > MOST_BYTES or body.count(b"&") >= MOST_VALUES:
        return None
    return parse_qsl(body.decode(errors="replace"), keep_blank_values=True)


def body_of(request):
    try:
        return request.body
    except RequestDataTooBig:
        return request.read(MOST_BYTES + 1)
