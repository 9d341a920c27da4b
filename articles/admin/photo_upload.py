"""Upload several pictures at once. A script sends one file a request and gets JSON; without one, a form sends all.

`POST upload/` with `file` (one or more) and perhaps `keep_duplicates`. A request that accepts `application/json` gets
{"files": [{"file": its name, …}]} with what `GET states/?id=3&id=4` tells of each photo later (see `as_json`). Others
get a message for each file.
"""

from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from articles.admin.thumbnails import thumbnail_of
from articles.editorial.photo_uploads import process, process_waiting, receive
from articles.editorial.photo_worker import is_there_a_worker
from articles.models import Photo, PhotoState, PhotoUpload
from articles.pictures.failures import DUPLICATE
from articles.pictures.turns import PATIENCE
from newsroom.desk.ids import is_possible

MOST_STATES = 200
LEFT_BEHIND = 2
"""How many pictures of others a request processes after its own. They wait because a process was killed, or busy."""


@dataclass
class Sent:
    """A file of a request, and what became of it."""

    name: str
    upload: PhotoUpload | None = None
    message: str = ""


class PhotoUploads:
    """Mixin for the admin class of photos."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("upload/", view(self.upload), name="articles_photo_upload"),
            path("states/", view(self.states), name="articles_photo_states"),
            *super().get_urls(),
        ]

    @method_decorator([never_cache, require_http_methods(["GET", "HEAD", "POST"])])
    def upload(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            context = self.admin_site.each_context(request) | {"title": _("Upload photos"), "opts": self.opts}
            return TemplateResponse(request, "admin/articles/photo/upload.html", context)
        files = self.uploaded(request)
        message = "" if files else _("Choose at least one file.")
        if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
            status = HTTPStatus.OK if files else HTTPStatus.BAD_REQUEST
            return JsonResponse({"files": files, "message": message}, status=status)
        for level, words in [told(one) for one in files] or [(messages.ERROR, message)]:
            messages.add_message(request, level, words)
        is_any_there = any(one.get("id") for one in files)
        return HttpResponseRedirect(reverse(f"admin:articles_photo_{'changelist' if is_any_there else 'upload'}"))

    def uploaded(self, request):
        """Receive all files, and process them if no worker does. Return what became of each, for the answer."""
        processes = not is_there_a_worker()
        sent = [received(request, file, processes) for file in request.FILES.getlist("file")]
        if processes:
            for one in sent:
                if one.upload:
                    process(one.upload, PATIENCE)
            process_waiting(LEFT_BEHIND, PATIENCE)
        return [self.answer_about(request, one, processes) for one in sent]

    def answer_about(self, request, one, processes):
        """Return what became of a file. If it is refused at once, no row is left of it."""
        photo = one.upload and Photo.objects.filter(pk=one.upload.photo_id).first()
        if photo is None:
            return {"file": one.name, "state": "refused", "message": one.message}
        answer = {"file": one.name} | as_json(photo)
        if processes and photo.state == PhotoState.FAILED:
            photo.delete()
            return answer | {"id": None, "address": ""}
        self.log_addition(request, photo, [{"added": {}}])
        return answer

    @method_decorator([never_cache, require_GET])
    def states(self, request):
        """Tell what has become of photos. Those that don't exist any more are left out."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        ids = [pk for pk in request.GET.getlist("id")[:MOST_STATES] if is_possible(Photo._meta.pk, pk)]
        return JsonResponse({"photos": [as_json(photo) for photo in Photo.objects.filter(pk__in=ids)]})


def received(request, file, processes):
    keeps_duplicate = bool(request.POST.get("keep_duplicates"))
    try:
        upload = receive(file, by=request.user, keeps_duplicate=keeps_duplicate, is_claimed=processes)
    except ValidationError as error:
        return Sent(file.name, message=" ".join(error.messages))
    return Sent(file.name, upload)


def told(answer):
    """Return (level, text) of the message about a file, with a link to its photo, or to the one that was there."""
    photo = answer.get("same") or (answer if answer.get("id") else None)
    is_wrong = answer["state"] not in (PhotoState.READY, PhotoState.PROCESSING)
    words = answer["message"] or ("" if answer["state"] == PhotoState.READY else str(PhotoState(answer["state"]).label))
    link = format_html('<a href="{}">{}</a>', photo["address"], photo["name"]) if photo else ""
    return messages.ERROR if is_wrong else messages.SUCCESS, format_html(
        "<bdi>{}</bdi>: {} {}", answer["file"], words, link
    )


def as_json(photo):
    """Return what a script shows of a photo. `same` is the photo that shows the same picture, if it is a duplicate."""
    is_duplicate = photo.failure == DUPLICATE
    same = Photo.objects.showing(photo.fingerprint).first() if is_duplicate else None
    return named(photo) | {
        "state": DUPLICATE if is_duplicate else photo.state,
        "message": str(photo.reason_of_failure()),
        "same": named(same) if same else None,
    }


def named(photo):
    return {
        "id": photo.pk,
        "key": photo.key,
        "name": str(photo),
        "address": reverse("admin:articles_photo_change", args=[photo.pk]),
        "thumbnail": thumbnail_of(photo),
        "caution": photo.caution,
    }
