"""The drafts that a member of staff was the last to change and that readers don't have yet."""

from django.db.models import F
from django.urls import reverse

from articles.models import Draft
from newsroom import editions
from newsroom.staff.work_in_hand import part_of_work

MOST = 200


@part_of_work
def drafts_of(person):
    """Return [(headline and edition, address)], the newest first."""
    changed = Draft.objects.filter(changed_by=person).exclude(version=F("live_version"))
    rows = changed.select_related("article").order_by("-changed_at")[:MOST]
    return [(words_of(draft), address_of(draft)) for draft in rows]


def words_of(draft):
    return f"{draft.title or draft.article} ({editions.BY_CODE[draft.language].autonym})"


def address_of(draft):
    return f"{reverse('admin:articles_article_change', args=[draft.article_id])}?edition={draft.language}"
