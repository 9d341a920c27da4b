"""The search in the header of every page: one story that is found is opened at once, several are listed."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET


class FindStory:
    """Mixin for the admin class of stories."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_GET(self.find_story))
        return [path("find/", view, name="articles_article_find"), *super().get_urls()]

    def find_story(self, request):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        words = request.GET.get("q", "")
        found, _may_repeat = self.get_search_results(request, self.get_queryset(request), words)
        stories = found.order_by(*self.ordering)[:2] if words.strip() else []
        if len(stories) == 1:
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[stories[0].pk]))
        query = urlencode({"q": words}) if words.strip() else ""
        return HttpResponseRedirect(f"{reverse('admin:articles_article_changelist')}?{query}")
