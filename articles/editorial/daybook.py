"""The acts of the daybook: put an event in, go there, bring it to the next week, begin a story about it.

Everybody who may change events can go to one, and stay away again. Only those who may assign work send others.
"""

from datetime import timedelta
from itertools import combinations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.editorial import assigning, drafts, story_log
from articles.editorial.states import ASSIGN, SEND_PHOTOGRAPHERS
from articles.models import Act, Article, DaybookEvent
from newsroom.content.natural_keys import new_key
from newsroom.staff.models import User

ADD, CHANGE = "articles.add_daybookevent", "articles.change_daybookevent"
ADD_STORY = "articles.add_article"
WEEK = timedelta(weeks=1)


def staff(event=None):
    """Return the people who can be sent to an event, and those who were, in the order of their names."""
    people = Q(is_active=True)
    if event:
        people |= Q(daybook_events=event) | Q(photographed_events=event)
    return User.objects.filter(people).distinct().order_by("first_name", "last_name", "username")


@transaction.atomic
def add(*, by, **values):
    """Put an event into the daybook. `values` are those of its fields."""
    if not by.has_perm(ADD):
        raise PermissionDenied
    return DaybookEvent.objects.create(**values, made_by=by)


# Who goes


def check_people(by, before, after):
    """Raise ValidationError if `by` sends somebody else, or keeps somebody else away. Both are sets of people."""
    if not by.has_perm(ASSIGN) and (before ^ after) - {by}:
        raise ValidationError(_("Only those who may publish send others to an event. You can go yourself."))


def check_photographer(by, before, after):
    may_send = by.has_perm(ASSIGN) or by.has_perm(SEND_PHOTOGRAPHERS)
    if not may_send and {before, after} - {by, None} and before != after:
        raise ValidationError(_("Only those who may publish, and photo editors, send photographers to an event."))


@transaction.atomic
def go(event, *, by):
    """Somebody goes to an event themselves. Return whether that is news."""
    return set_presence(event, by, is_there=True)


@transaction.atomic
def stay_away(event, *, by):
    return set_presence(event, by, is_there=False)


def set_presence(event, person, is_there):
    if not person.has_perm(CHANGE):
        raise PermissionDenied
    locked = lock(event)
    if locked.people.contains(person) == is_there:
        return False
    locked.people.add(person) if is_there else locked.people.remove(person)
    return True


def lock(event):
    return DaybookEvent.objects.select_for_update(no_key=True).get(pk=event.pk)


# Repeats


@transaction.atomic
def copy_to_next_week(event, *, by):
    """Return the same event a week later, and whether it is new: a second press makes no second one.

    Who goes is copied, too, by whoever may send them. Stories belong to one event.
    """
    if not by.has_perm(ADD):
        raise PermissionDenied
    row = lock(event)
    same = {name: getattr(row, name) for name in ("what", "where", "starts", "ends")} | {"day": row.day + WEEK}
    if there := DaybookEvent.objects.filter(**same).first():
        return there, False
    copy = DaybookEvent.objects.create(**same, needs_photo=row.needs_photo, note=row.note, made_by=by)
    copy.people.set(row.people.all() if by.has_perm(ASSIGN) else row.people.filter(pk=by.pk))
    if by.has_perm(ASSIGN) or by.has_perm(SEND_PHOTOGRAPHERS) or row.photographer == by:
        DaybookEvent.objects.filter(pk=copy.pk).update(photographer=row.photographer)
    return copy, True


# Stories


@transaction.atomic
def begin_story(event, edition, *, by, assignee, deadline=None, key=""):
    """Return a new story about an event, assigned to somebody, with what happens as its headline.

    `key` is that of the story, made by the page: the same page that is sent twice makes one story.
    """
    if not by.has_perm(ADD_STORY):
        raise PermissionDenied
    row = lock(event)
    if key and (there := row.stories.filter(key=key).first()):
        return there
    is_taken = Article.objects.filter(key=key).exists()
    story = drafts.new_story(new_key() if is_taken else key, edition)
    drafts.save_draft(story, edition, 0, {"fields": {"title": row.what}}, by=by)
    assigning.assign(story, edition, by=by, assignee=assignee, deadline=deadline)
    story_log.record(story, Act.BEGIN, by=by, language=edition.code, event=row.pk)
    row.stories.add(story)
    return story


# Advice


def clashes(events):
    """Return {id of an event: [(person, the other event)]} for people who are at two of these events at once."""
    found = {}
    for one, other in combinations(events, 2):
        if one.begins_at < other.ends_at and other.begins_at < one.ends_at:
            for person in sorted(sent_to(one) & sent_to(other), key=lambda user: user.pk):
                found.setdefault(one.pk, []).append((person, other))
                found.setdefault(other.pk, []).append((person, one))
    return found


def sent_to(event):
    """Return everybody who goes to an event. `people` should be prefetched, and the photographer selected."""
    return {*event.people.all(), *([event.photographer] if event.photographer else [])}
