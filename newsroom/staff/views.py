"""The language of the desk, and the answer to somebody who has tried too many passwords."""

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import BadRequest
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST


@require_POST
@admin.site.admin_view
def choose_language(request):
    """Save the language in which the user wants the desk, and return to the page they were on."""
    if request.POST.get("language") not in settings.DESK_LANGUAGES:
        raise BadRequest("unknown language of the desk")
    request.user.language = request.POST["language"]
    request.user.save(update_fields=["language"])
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = reverse("admin:index")
    return HttpResponseRedirect(back)


def too_many_failures(request, response, credentials):
    minutes = round(settings.AXES_COOLOFF_TIME.total_seconds() / 60)
    return render(request, "errors/429.html", {"minutes": minutes}, status=429)
