"""The URL of one page of each kind, for tests of rules that apply to all kinds."""

from django.utils.translation import override

from articles.comments.models import Comment
from articles.models import Article, Author, Category, Kind, Tag
from newsroom.identity.models import Page

# Kinds of stories that are only in the samples (`fixtures/demo.json`). Every edition has them.
SAMPLES = {
    *("story-interview", "story-opinion", "story-photo_story", "story-video"),
    *("story-paid", "story-corrected", "story-with-comments"),
}


def addresses_in(edition):
    """Return {kind of page: URL}, without the kinds of stories that the edition does not have."""
    with override(edition.code):
        stories = Article.objects.published().newest_first()
        kinds = {kind: stories.filter(kind=kind).first() for kind in Kind}
        found = {
            "front": f"/{edition.code}/",
            **{f"story-{kind.value}": story.get_absolute_url() for kind, story in kinds.items() if story},
            "story-with-comments": stories.filter(comments__in=Comment.objects.shown_in(edition)).first(),
            "story-paid": stories.exclude(paid="").first(),
            "story-corrected": stories.filter(corrections__isnull=False).first(),
            "section": Category.objects.filter(articles__in=stories).first(),
            "tag": Tag.objects.filter(articles__in=stories).first(),
            "author": Author.objects.filter(articles__in=stories).first(),
            "page": Page.objects.first(),
            "day": "/".join(stories[0].get_absolute_url().split("/")[:5]) + "/",
            "month": "/".join(stories[0].get_absolute_url().split("/")[:4]) + "/",
        }
        found = {
            kind: thing if isinstance(thing, str) else thing.get_absolute_url()
            for kind, thing in found.items()
            if thing
        }
        word = stories[0].title.split()[0]
    here = f"/{edition.code}"
    return found | {
        "mistake": f"{found['story-news']}mistake/",
        "mistake-reported": f"{found['story-news']}mistake/sent/",
        "sections": f"{here}/section/",
        "tags": f"{here}/tag/",
        "authors": f"{here}/author/",
        "pages": f"{here}/page/",
        "corrections": f"{here}/corrections/",
        "archive": f"{here}/archive/",
        "archive-with-a-fault": f"{here}/archive/?since=x",
        "search": f"{here}/search/",
        "search-found": f"{here}/search/?q={word}",
        "search-found-nothing": f"{here}/search/?q=xyzzy",
        "not-found": f"{here}/no-such-page/",
        "offline": f"{here}/offline/",
    }
