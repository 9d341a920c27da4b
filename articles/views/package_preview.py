"""The front page and the stories of an edition as readers will have them when a package is out. For the desk alone."""

from django.contrib import admin
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.editorial.packages.ahead import as_if_out
from articles.editorial.packages.refused import Refused
from articles.editorial.states import COMPOSE
from articles.front import compose
from articles.models import Article, Package
from articles.story_parts import live_parts
from articles.views.article import show_parts
from articles.views.preview import FOR_STAFF, kept_by_nobody
from newsroom.database.cached_values import CachedValues
from newsroom.editions.addresses import address_in
from newsroom.serving.snapshots import without_snapshot

FRONT, REFUSED = "articles/front_preview.html", "articles/no_package_preview.html"


@without_snapshot  # it writes, and takes that back
@kept_by_nobody
@require_safe
def package_preview(request, pk, story=None):
    may_see = admin.site.has_permission(request) and request.user.has_perm(COMPOSE)
    package = Package.objects.filter(pk=pk).first() if may_see else None
    if package is None:
        raise Http404
    try:
        with as_if_out(package, request.user):
            request.cached_values = CachedValues()
            return show_story(request, package, story) if story else show_front(request)
    except Refused as refusal:
        return render(request, REFUSED, {"faults": refusal.messages})
    finally:
        request.__dict__.pop("cached_values", None)


def show_front(request):
    return render(request, FRONT, {"front": compose(request.cached_values)})


def show_story(request, package, pk):
    story = Article.objects.for_page().published().filter(pk=pk).first()
    if story is None:
        raise Http404

    def address(edition):
        is_public = story.edition(edition).is_live
        return address_in(edition, "package_story", pk=package.pk, story=pk) if is_public else None

    return show_parts(request, story, live_parts(story), {"canonical": None, "address_in": address}, FOR_STAFF)
