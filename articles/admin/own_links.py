"""What the dialogs of a link and of a recalled story, the text and the hints ask about own stories. All is JSON."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from articles.editorial import own_links
from articles.models import Article
from newsroom import editions
from newsroom.content.nodes import KEY
from newsroom.desk.ids import is_possible

MOST_CHARACTERS = 100
MOST_KEYS = 100


class OwnLinks:
    """Mixin for the admin class of stories."""

    def get_urls(self):
        view = self.admin_site.admin_view(never_cache(require_GET(self.own_stories)))
        return [path("own/<str:language>/", view, name="articles_article_own"), *super().get_urls()]

    def own_stories(self, request, language):
        """Answer which stories have the words `q`, or suit the story `for`; or which links `href` lead nowhere.

        For `key`: what the stories with these keys are called.
        """
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        edition = editions.stored(language)
        if edition is None:
            raise Http404
        if hrefs := request.GET.getlist("href")[: own_links.MOST_LINKS]:
            return JsonResponse({"nowhere": own_links.leading_nowhere(hrefs)})
        if keys := request.GET.getlist("key")[:MOST_KEYS]:
            return JsonResponse({"stories": stories_called(keys, edition)})
        words = request.GET.get("q", "")[:MOST_CHARACTERS].replace("\0", "")
        article = self.story_of(request)
        found = own_links.found_by(words, article, edition)
        if not found and article:
            found = own_links.suggested_for(article, edition)
        return JsonResponse({"stories": [as_json(story, edition) for story in found]})

    def story_of(self, request):
        pk = request.GET.get("for", "")
        return Article.objects.filter(pk=pk).first() if is_possible(Article._meta.pk, pk) else None


def stories_called(keys, edition):
    """Tell of stories by their keys. One that readers of the edition can't open has no address and no day."""
    stories = Article.objects.filter(key__in=filter(KEY.fullmatch, keys)).prefetch_related("drafts")
    return [as_json(story, edition) if story.edition(edition).is_live else unreadable(story) for story in stories]


def as_json(story, edition):
    here = story.edition(edition)
    day = date_format(timezone.localdate(here.published_at))
    return {"key": story.key, "title": here.title, "address": here.path, "day": day}


def unreadable(story):
    return {"key": story.key, "title": str(story), "address": "", "day": ""}


def own_stories_address(article, edition):
    address = reverse("admin:articles_article_own", args=[edition.code])
    return f"{address}?for={article.pk}" if article else address
