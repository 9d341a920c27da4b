from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.safestring import mark_safe

from benchmarks.bare_site.models import Story

ON_A_PAGE, RELATED, BESIDE = 20, 4, 14
# It has as many bytes as the forms, links and notes of one of our pages, but needs no rendering.
FILLER = mark_safe(
    '<li><a rel="alternate" hreflang="kk" href="/page/about/">A page in another edition</a></li>\n' * 120
)


def story(request, slug):
    """Show a story with five queries: for the story, its section, its authors, its tags and related stories."""
    found = get_object_or_404(Story, slug=slug)
    related = Story.objects.filter(section=found.section_id).exclude(pk=found.pk).defer("body")
    context = {
        "story": found,
        "section": found.section,
        "authors": list(found.authors.all()),
        "tags": list(found.tags.all()),
    } | divided(related, RELATED)
    return render(request, "story.html", context)


def newest(request):
    stories = Story.objects.select_related("section").defer("body")
    return render(request, "list.html", divided(stories, ON_A_PAGE))


def divided(stories, count):
    """Read `count` stories for cards, and those of the side column, in one query."""
    found = list(stories.order_by("-published_at", "-id")[: count + BESIDE])
    return {"stories": found[:count], "beside": found[count:], "filler": FILLER}


urlpatterns = [path("", newest, name="newest"), path("<slug:slug>/", story, name="story")]
