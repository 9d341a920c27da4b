"""What the editor asks about an address that somebody has pasted. The answer is JSON."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.http import require_GET

from articles.embeds import embed_at

MOST = 100


class EmbedAddresses:
    """Mixin for the admin class of stories."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_GET(self.embeds))
        return [path("embeds/", view, name="articles_article_embeds"), *super().get_urls()]

    def embeds(self, request):
        """Tell the address that an embed of each `embed=ADDRESS` has; null if its site is not in our list."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return JsonResponse({"embed": {one: page_of(one) for one in request.GET.getlist("embed")[:MOST]}})


def page_of(address):
    embed = embed_at(address)
    return embed and embed.page
