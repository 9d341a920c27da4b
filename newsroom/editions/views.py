from newsroom import editions
from newsroom.serving import redirects


def choose_edition(request):
    """Redirect `/` to the edition that the browser prefers. `EditionMiddleware` sets `Vary`."""
    return redirects.for_now(request, f"/{editions.active().code}/")
