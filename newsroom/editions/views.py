from django.http import HttpResponseRedirect

from newsroom import editions


def choose_edition(request):
    """Redirect `/` to the edition that the browser prefers. `EditionMiddleware` sets `Vary`."""
    return HttpResponseRedirect(f"/{editions.active().code}/")
