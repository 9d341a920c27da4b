"""Places on the front page in a package. `before` and `after` are {position: [id of the story, until] or null}.

They have the places that changed: a story that is placed may have left another place.
"""

from django.utils.dateparse import parse_datetime

from articles.editorial import front_slots
from articles.models import Article


def put_out(item, at, by):
    before = places_in(item.edition)
    front_slots.place(item.edition, item.position, item.article, by=by, until=item.until, at=at)
    after = places_in(item.edition)
    moved = [position for position in {**before, **after} if before.get(position) != after.get(position)]
    item.before = {position: before.get(position) for position in moved}
    item.after = {position: after.get(position) for position in moved}


def places_in(edition):
    """Return {position: [id of the story, until]}, as JSON: its keys are texts."""
    slots = front_slots.slots_of(edition).values()
    return {str(slot.position): [slot.article_id, slot.until and slot.until.isoformat()] for slot in slots}


def changed(items):
    """Return those whose places have something else now. The last are looked at first: they may have moved others."""
    found, now = [], {item.language: places_in(item.edition) for item in items}
    for item in reversed(items):
        places = now[item.language]
        if any(places.get(position) != had for position, had in item.after.items()):
            found.append(item)
        else:
            places |= item.before
    return found


def there_now(item):
    places = places_in(item.edition)
    return [places.get(position) for position in item.after]


def take_back(item, by, reason):
    stories = Article.objects.in_bulk([had[0] for had in item.before.values() if had])
    wanted = {int(position): place_again(had, stories) for position, had in item.before.items()}
    front_slots.restore(item.edition, wanted, by=by)


def place_again(had, stories):
    """Return (story, until); None for an empty place, also if its story was deleted."""
    if had is None or had[0] not in stories:
        return None
    return stories[had[0]], had[1] and parse_datetime(had[1])
