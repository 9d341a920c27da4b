"""The page of a story."""

from functools import partial

from csp.decorators import csp_update
from django.http import Http404
from django.shortcuts import render

from articles import reading_time, related, story_text
from articles.models import Article, LegacyAddress
from articles.sections import sections_by_id
from articles.story_parts import live_parts
from newsroom import editions

OF_COMMENTS = ("order", "before", "after", "below", "comment", "reply")
"""Parameters that say which comments a page shows. They mean the same where the same comments are."""


def article(request, day, slug):
    return show(request, find(day, slug))


def find(day, slug):
    """Return the public story at a URL of the active edition, as its page shows it; else raise Http404."""
    return at(Article.objects.for_page(), day, slug)


def at(stories, day, slug):
    """Return the one of `stories` that is public at a URL of the active edition; else raise Http404."""
    story = stories.published().filter(slug=slug).first()
    if story is None or story.day != day:
        raise Http404
    return story


def find_for_form(request, day, slug, form):
    """Return the story to which a reader has sent a form, at its current or a former URL; else raise Http404.

    It may have changed while the reader was writing.
    """
    try:
        return find(day, slug)
    except Http404:
        legacy = LegacyAddress.objects.at(request.path_info.removesuffix(f"{form}/"))
        if legacy is None or not legacy.article.edition(editions.active()).is_live:
            raise
        return find(legacy.article.day, legacy.article.slug)


def show(request, story, *, comment_form=None):
    addresses = {"canonical": story.get_absolute_url(), "address_in": story.address_in}
    return show_parts(request, story, live_parts(story), addresses | {"comment_form": comment_form})


def show_parts(request, story, parts, context, template="articles/article.html"):
    """Render the page of a story with its `StoryParts`, which may be those of a draft. `context` has more for it."""
    story.category = sections_by_id(request).get(story.category_id)
    original, video = story.original_edition, story.video
    at_the_end, recalled = related.related_to(story, parts.picks, request)
    context = {
        "article": story,
        "original_address": story.address_in(original),
        "original_title": story.edition(original).title,
        "video": video,
        "minutes": reading_time.minutes(story),
        **arrangement(story, parts.photos, recalled),
        "tags": parts.tags,
        "authors": parts.authors,
        "corrections": parts.corrections,
        "related": at_the_end,
        "own_query": {name: value for name, value in request.GET.items() if name in OF_COMMENTS},
        **context,
    }
    embeds = [block["embed"] for part in context["parts"] for block in part.get("texts", ()) if "embed" in block]
    context["plays_others"] = bool(embeds or (video and video.player))
    page = partial(render, template_name=template, context=context)
    return csp_update(policy_for(video, embeds))(page)(request) if video or embeds else page(request)


def policy_for(video, embeds):
    """Return the directives to add to the policy of a page that shows a video of its own, and embeds in its text."""
    policy = {name: [*origins] for name, origins in (video.policy if video else {}).items()}
    frames = dict.fromkeys([*policy.get("frame-src", []), *(embed.origin for embed in embeds)])
    return policy | ({"frame-src": [*frames]} if frames else {})


def arrangement(story, photos, recalled):
    """Return the context for what follows the byline.

    It is one part with all blocks, or for a photo story, parts with texts alternating with rows of numbered photos.
    """
    blocks = story_text.blocks(story, photos, recalled)
    if not story.is_photo_story:
        return {"parts": [{"texts": blocks}] if blocks else []}
    first = 2 if story.lead_photo else 1  # the lead photo is number 1
    total = first - 1 + sum("photo" in block for block in blocks)
    return {"parts": story_text.in_rows(blocks, first), "total": total if total > 1 else 0}
