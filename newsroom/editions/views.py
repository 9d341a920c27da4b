from django.http import HttpResponseRedirect

from newsroom import editions


def choose_edition(request):
    """`/`: on to the edition for the reader's browser. `EditionMiddleware` says that the answer varies."""
    return HttpResponseRedirect(f"/{editions.active().code}/")
