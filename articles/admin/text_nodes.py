"""What the editor asks about photos and stories that stand in a text, or that are to be put into it. All is JSON."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.http import require_GET

from articles.admin.photo import thumbnail_of
from articles.embeds import embed_at
from articles.models import Article, Photo
from newsroom.content.nodes import KEY

MODELS = {"photo": Photo, "story": Article}
MOST_FOUND, MOST_KEYS, MOST_EMBEDS = 12, 1_000, 100


class TextNodes:
    """Mixin for the admin class of stories."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_GET(self.text_nodes))
        return [path("nodes/", view, name="articles_article_nodes"), *super().get_urls()]

    def text_nodes(self, request):
        """Tell what is called by `photo=KEY` and `story=KEY`, or what `find=photo` or `find=story` finds for `q=…`.

        With `embed=ADDRESS`, tell the address that an embed of it has; null if the site is not in our list.
        """
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        if (kind := request.GET.get("find")) in MODELS:
            return JsonResponse({"found": self.found(request, MODELS[kind], request.GET.get("q", ""))})
        if addresses := request.GET.getlist("embed")[:MOST_EMBEDS]:
            return JsonResponse({"embed": {address: page_of_embed(address) for address in addresses}})
        keys = {kind: [*filter(KEY.fullmatch, request.GET.getlist(kind)[:MOST_KEYS])] for kind in MODELS}
        rows = {kind: model.objects.filter(key__in=keys[kind]) for kind, model in MODELS.items()}
        rows["story"] = rows["story"].prefetch_related("drafts")
        return JsonResponse({kind: {row.key: described(row) for row in found} for kind, found in rows.items()})

    def found(self, request, model, words):
        """Return the newest rows that have all of the words; without words, the newest ones."""
        model_admin = self.admin_site.get_model_admin(model)
        rows, _may_repeat = model_admin.get_search_results(request, model_admin.get_queryset(request), words)
        rows = rows.order_by("-pk")[:MOST_FOUND]
        return [{"key": row.key} | described(row) for row in rows]


def page_of_embed(address):
    embed = embed_at(address)
    return embed and embed.page


def described(row):
    return {"name": str(row), "thumbnail": thumbnail_of(row) if isinstance(row, Photo) else ""}
