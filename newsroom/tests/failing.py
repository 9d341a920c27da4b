"""The addresses of the site, and `failing/` in each edition, whose view fails. For tests that set `ROOT_URLCONF`."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from newsroom import urls


class Failure(Exception):
    pass


def fail(request):
    raise Failure("a failure that the test made")


urlpatterns = [path("failing/", fail), *i18n_patterns(path("failing/", fail)), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
