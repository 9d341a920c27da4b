"""What stands in a draft and readers can't get: photos that can't be used, recalled stories that nobody can open.

The page of a story tells of it when it opens. Otherwise people would hear of it only when they publish.
"""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.models import Article, Photo, PhotoState
from newsroom.content.editor_words import NODE_WORDS
from newsroom.content.nodes import node_in


@dataclass
class Obstacle:
    place: str
    """The id of the element on the page that shows it."""
    name: str
    reason: str
    remedy: str
    address: str = ""
    """The page of the photo."""


def remedy_of(photo):
    """Return what to do about a photo that can't be used; "" if there is nothing to do."""
    if photo.removed_at:
        return _("Choose another photo, or bring this one back on its page.")
    if photo.state == PhotoState.PROCESSING:
        return ""
    if not photo.is_ready:
        return _("Choose another photo, or upload this one again.")
    if photo.is_expired():
        return _("Choose another photo, or enter a later day on its page.")
    return _("Fill this in on its page.") if photo.missing() else ""


def obstacles_in(draft, lead_photo, edition):
    """Return an `Obstacle` for each node of a draft that has one, and for the lead photo with the id `lead_photo`.

    All photos cost one query, and all recalled stories two.
    """
    nodes = [(f"node-{block}", node) for block, html in draft.blocks if (node := node_in(html))]
    photos = [(place, key) for place, node in nodes if node.kind in ("photo", "gallery") for key in node.keys]
    stories = [(place, node.value) for place, node in nodes if node.kind == "story"]
    return obstacles_of_photos(photos, lead_photo, edition) + obstacles_of_stories(stories, edition)


def obstacles_of_photos(places, lead_photo, edition):
    if not places and not lead_photo:
        return []
    rows = Photo.objects.filter(Q(key__in={key for _place, key in places}) | Q(pk=lead_photo))
    called = {photo.key: photo for photo in rows}
    lead = [("id_lead_photo", photo.key) for photo in rows if photo.pk == lead_photo]
    found = [
        of_photo(place, called.get(key), edition) or missing("photo", place, key, called)
        for place, key in lead + places
    ]
    return [*filter(None, found)]


def of_photo(place, photo, edition):
    remedy = photo and remedy_of(photo)
    if not remedy:
        return None
    address = f"{reverse('admin:articles_photo_change', args=[photo.pk])}?edition={edition.code}"
    return Obstacle(place, str(photo), photo.obstacle(), remedy, address)


def missing(kind, place, key, rows):
    """Return the `Obstacle` of a key that no row has any more. Nobody knows keys, so it is named by its kind."""
    return None if key in rows else Obstacle(place, capfirst(NODE_WORDS[kind]), NODE_WORDS["missing"], "")


def obstacles_of_stories(places, edition):
    if not places:
        return []
    rows = Article.objects.filter(key__in={key for _place, key in places}).prefetch_related("drafts")
    stories = {story.key: story for story in rows}
    found = [
        Obstacle(place, str(stories[key]), NODE_WORDS["unreadable"], NODE_WORDS["other_story"])
        for place, key in places
        if key in stories and not stories[key].edition(edition).is_live
    ]
    return [*found, *filter(None, (missing("story", place, key, stories) for place, key in places))]
