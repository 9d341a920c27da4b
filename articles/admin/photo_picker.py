"""Photos for the editor: those that stand in a text, the newest ones, and those that have some words. All is JSON.

`GET picker/ru/?key=lake&key=hills` tells of these photos. `?q=words&before=30` tells of the next ones to choose from.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from articles.admin.obstacles import remedy_of
from articles.admin.thumbnails import thumbnail_of
from articles.models import Photo
from newsroom import editions
from newsroom.content.nodes import KEY, LONGEST
from newsroom.desk.ids import is_possible
from newsroom.desk.script_answers import IN_LETTERS
from newsroom.editions.columns import value_in

MOST_SHOWN = 24
MOST_KEYS = 1_000
MOST_CHARACTERS = 100


class PhotoPicker:
    """Mixin for the admin class of photos."""

    def get_urls(self):
        view = self.admin_site.admin_view(never_cache(require_GET(self.picker)))
        return [path("picker/<str:language>/", view, name="articles_photo_picker"), *super().get_urls()]

    def picker(self, request, language):
        if not self.has_view_permission(request):
            raise PermissionDenied
        edition = editions.stored(language)
        if edition is None:
            raise Http404
        keys = request.GET.getlist("key")[:MOST_KEYS]
        found = self.photos_called(keys) if keys else self.photos_to_choose(request)
        shown = found if keys else found[:MOST_SHOWN]
        photos = [self.as_json(photo, edition) for photo in shown]
        before = shown[-1].pk if len(found) > len(shown) else None
        return JsonResponse({"photos": photos, "before": before}, json_dumps_params=IN_LETTERS)

    def photos_called(self, keys):
        return list(Photo.objects.filter(key__in=filter(KEY.fullmatch, keys)))

    def photos_to_choose(self, request):
        """Return the newest photos with the words `q` that are older than `before`, and one more if there is one."""
        words = request.GET.get("q", "")[:MOST_CHARACTERS]
        found, _may_repeat = self.get_search_results(request, self.get_queryset(request).kept(), words)
        before = request.GET.get("before", "")
        if is_possible(Photo._meta.pk, before):
            found = found.filter(pk__lt=before)
        return list(found.order_by("-pk")[: MOST_SHOWN + 1])

    def as_json(self, photo, edition):
        """Return what the editor shows of a photo. `obstacle` says why it can't be chosen; "" if it can.

        `remedy` says what to do about that, and `caution` is what editors must know of it.
        """
        words = {name: value_in(photo, name, edition) or "" for name in LONGEST}
        return words | {
            "key": photo.key,
            "name": str(photo),
            "thumbnail": thumbnail_of(photo),
            "obstacle": str(photo.obstacle()),
            "remedy": remedy_of(photo),
            "caution": photo.caution,
            "address": f"{reverse('admin:articles_photo_change', args=[photo.pk])}?edition={edition.code}",
        }


def photo_addresses(user, edition):
    """Return where the page of a story asks for photos and uploads them: none without the right to."""
    if not user.has_perm("articles.view_photo") and not user.has_perm("articles.change_photo"):
        return {}
    addresses = {"photos": reverse("admin:articles_photo_picker", args=[edition.code])}
    if user.has_perm("articles.add_photo"):
        addresses |= {name: reverse(f"admin:articles_photo_{name}") for name in ("upload", "states")}
    return addresses
