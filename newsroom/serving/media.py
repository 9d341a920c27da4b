"""Uploads while DEBUG is on. In production, the web server or the object store serves them."""

import errno

from django.conf import settings
from django.http import Http404
from django.views.static import serve


def media(request, path):
    try:
        return serve(request, path, document_root=settings.MEDIA_ROOT)
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise Http404 from error
        raise
