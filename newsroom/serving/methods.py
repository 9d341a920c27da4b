"""HTTP methods that no page answers, so that none is rendered for them."""

from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseNotFound

METHODS = ("GET", "HEAD", "POST", "OPTIONS")


class MethodsMiddleware:
    """Answer OPTIONS with the methods of the site, and refuse the methods that the site doesn't have.

    Django's `View` does so, but our pages are functions, which would render the page for any method. Forms check for
    POST themselves.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method in ("GET", "HEAD", "POST"):
            return None
        if request.resolver_match.url_name == "unknown":
            return HttpResponseNotFound()
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(METHODS)})
        return HttpResponseNotAllowed(METHODS)
