"""What the front page desk lists: the places at the top, the stories that can be placed, and the front at a time."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.first_page.rows import titled
from articles.admin.thumbnails import thumbnail_of
from articles.editorial import front_ahead, front_slots
from articles.editorial.shown_states import ShownState, state_with
from articles.models import Article, EditionWork, FrontSlot, Kind
from articles.models.edition_constraints import marked_published_in
from articles.models.front_page import TOP
from newsroom.desk.local_times import text_of
from newsroom.desk.short_times import when
from newsroom.editions.columns import column, columns, value_in

MOST_OFFERED = 12


@dataclass
class PlaceRow:
    """A numbered place. `article` is None if there are too few stories to fill it."""

    position: int
    article: int | None = None
    title: str = ""
    is_placed: bool = False
    state: ShownState | None = None
    since: str = ""
    """When the story was published, or will be."""
    until: datetime | None = None
    instead: str = ""
    """The headline that readers see there, if it is another one."""

    @property
    def until_words(self):
        return when(self.until) if self.until else ""

    @property
    def until_text(self):
        return text_of(self.until)

    @property
    def is_last(self):
        return self.position == TOP


def place_rows(edition, front, now_shown):
    """Return a row for each place. `front` and `now_shown` are what readers see now (`front_ahead.py`)."""
    rows = FrontSlot.objects.filter(language=edition.stored_in).filter(Q(until=None) | Q(until__gt=timezone.now()))
    placed = {slot.position: slot for slot in rows}
    stories = titled(Article.objects).in_bulk([slot.article_id for slot in placed.values()])
    works = EditionWork.objects.filter(language=edition.stored_in, article__in=stories)
    works = {work.article_id: work for work in works}
    found = []
    for position in range(1, TOP + 1):
        story, shown, slot = front.places.get(position), now_shown.places.get(position), placed.get(position)
        if slot:
            row = placed_row(slot, stories[slot.article_id], works.get(slot.article_id), edition)
            row.instead = shown.words if shown and shown.pk != slot.article_id else ""
        elif shown:
            since = when(value_in(story, "published_at", edition))
            row = PlaceRow(position, shown.pk, shown.words, since=since)
        else:
            row = PlaceRow(position)
        found.append(row)
    return found


def placed_row(slot, story, work, edition):
    state = state_with(work, work.work) if work else None
    since = when(work.published_at) if state == ShownState.SCHEDULED else ""
    return PlaceRow(slot.position, story.pk, title_in(story, edition), True, state, since, slot.until)


def title_in(story, edition):
    return value_in(story, "title", edition) or str(story)


# What can be placed


@dataclass
class Offer:
    article: int
    title: str
    about: str
    reason: str
    """Why it can't be placed; "" if it can."""
    can_break: bool
    address: str
    """Where to write the edition, if that is what it needs."""


def offers(edition, stories):
    """Return an `Offer` for each story of a queryset, at most `MOST_OFFERED`."""
    names = [column(name, edition) for name in ("status", "published_at")]
    printed = [*columns("title"), *names, "kind", "paid", "key", "original_language", "category"]
    found = titled(stories).only(*printed).select_related("category")[:MOST_OFFERED]
    return [offer_of(story, edition) for story in found]


def offer_of(story, edition):
    here = story.edition(edition)
    sides = reverse("admin:articles_article_side_by_side", args=[story.pk])
    at = when(here.published_at) if here.is_published else ""
    return Offer(
        article=story.pk,
        title=title_in(story, edition),
        about=" · ".join(filter(None, [str(story.category or ""), at])),
        reason=front_slots.why_not(here),
        can_break=here.is_published and not story.is_paid,
        address="" if here.is_published else f"{sides}?edition={edition.code}",
    )


def newest_to_place(edition, taken):
    """Return the newest stories that can be placed, the scheduled ones first, without those that are there already."""
    fit = Article.objects.editorial().exclude(kind=Kind.BRIEF).exclude(pk__in=taken)
    at = column("published_at", edition)
    return fit.filter(marked_published_in(edition)).order_by(f"-{at}", "-pk")


# The front at a time


@dataclass
class Line:
    words: str
    is_new: bool = False


@dataclass
class Ahead:
    """The front page at a time, and what is new on it by then."""

    breaking: Line | None
    lead: Line | None
    picture: str
    top: list
    lists: list = field(default_factory=list)
    """[(name, lines)] of what follows below the top."""
    ends: str = ""
    """The line of breaking news that has ended by then."""

    @property
    def news(self):
        in_lists = [line for _name, lines in self.lists for line in lines]
        return sum(bool(line and line.is_new) for line in (self.breaking, self.lead, *self.top, *in_lists))


def ahead(edition, front_now, shown_now, at):
    """Return the front of an edition at a time; None means now."""
    front, shown = front_ahead.parts_at(edition, at) if at else (front_now, shown_now)
    places, others = front_ahead.changed(shown_now, shown)

    def lines(part, stories):
        return [Line(one.words, (part, one) in others) for one in stories]

    top = [Line(one.words, place in places) for place, one in shown.places.items()]
    photo = front.lead and front.lead.lead_photo
    named = {section.pk: str(section) for section, _stories in front.blocks}
    lists = [(_("News feed"), lines("feed", shown.feed)), (_("Editor's choice"), lines("picks", shown.picks))]
    lists += [(named[pk], lines(pk, stories)) for pk, stories in shown.blocks]
    lists.append((_("Popular"), lines("popular", shown.popular)))
    return Ahead(
        breaking=next(iter(lines("breaking", shown.breaking)), None),
        lead=top[0] if top else None,
        picture=thumbnail_of(photo) if photo else "",
        top=top[1:],
        lists=[(name, some) for name, some in lists if some],
        ends=shown_now.breaking[0].words if shown_now.breaking and not shown.breaking else "",
    )
