"""How a text gets to a phone. Each backend is a function of a number, such as +77011234567, and a text."""

import json
import sys
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from newsroom.outbox.channels import NotDoneError


class NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None  # an error: nobody but the gateway gets a number and a code


def send(number, text):
    """Send a text with the backend of the settings. Raise NotDoneError if it has certainly not left us."""
    BACKENDS[settings.SMS_BACKEND](number, text)


def write_to_console(number, text):
    """For development."""
    sys.stdout.write(f"SMS to {number}: {text}\n")
    sys.stdout.flush()


def post_to_gateway(number, text):
    """Post JSON to the provider's gateway. Any answer of success means that it has taken the text."""
    body = json.dumps({"to": number, "text": text, "from": settings.SMS_SENDER}).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {settings.SMS_TOKEN}"}
    request = Request(settings.SMS_URL, body, headers, method="POST")  # noqa: S310 (the settings check the scheme)
    try:
        build_opener(NoRedirects).open(request, timeout=settings.SMS_TIMEOUT).close()
    except HTTPError as error:  # it has answered that it won't
        error.close()
        raise NotDoneError(f"The gateway has answered {error.code}.") from None
    except URLError as error:  # no connection
        raise NotDoneError("The gateway can't be reached.") from error


BACKENDS = {"console": write_to_console, "http": post_to_gateway}
