"""What a member of staff works on: what they were asked to do, drafts that readers don't have yet, and events."""

from django.db.models import F
from django.urls import reverse

from articles.models import Assignment, DaybookEvent, Draft
from newsroom import editions
from newsroom.editions import dates
from newsroom.staff.work_in_hand import part_of_work

MOST = 200


@part_of_work
def assignments_of(person):
    """Return [(headline and edition, address)], the most urgent first."""
    rows = Assignment.objects.filter(assignee=person).select_related("article")
    rows = rows.order_by(F("deadline").asc(nulls_last=True), "-pk")[:MOST]
    return [(f"{row.article} ({editions.BY_CODE[row.language].autonym})", address_of(row)) for row in rows]


@part_of_work
def drafts_of(person):
    """Return [(headline and edition, address)], the newest first."""
    changed = Draft.objects.filter(changed_by=person).exclude(version=F("live_version"))
    rows = changed.select_related("article").order_by("-changed_at")[:MOST]
    return [(words_of(draft), address_of(draft)) for draft in rows]


@part_of_work
def events_of(person):
    """Return [(event and day, address)] of what they are to go to, the next one first."""
    return [
        (f"{event} ({dates.day(event.day, editions.active())})",
         reverse("admin:articles_daybookevent_change", args=[event.pk]))
        for event in DaybookEvent.objects.ahead_for(person)[:MOST]
    ]  # fmt: skip


def words_of(draft):
    return f"{draft.title or draft.article} ({editions.BY_CODE[draft.language].autonym})"


def address_of(row):
    return f"{reverse('admin:articles_article_change', args=[row.article_id])}?edition={row.language}"
