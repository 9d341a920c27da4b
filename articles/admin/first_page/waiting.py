"""What waits for somebody, and what they were writing."""

from django.utils.translation import gettext_lazy as _

from articles.admin.first_page.rows import rows_of
from articles.editorial.recounting import recount_some
from articles.editorial.states import CHANGE, PUBLISH
from articles.models import EditionWork, Work
from newsroom.desk.first_page import Panel

MOST, MOST_DRAFTS = 15, 10
HANDED_ON = [Work.IN_REVIEW, Work.READY]
TEMPLATE = "admin/first_page/work.html"


def waiting(request):
    """What the user is asked to do, or with `?work=desk` anybody: first what has a deadline, then the newest."""
    if not request.user.has_perm(CHANGE):
        return None
    recount_some()
    is_of_desk = request.GET.get("work") == "desk"
    lists = lists_of_desk() if is_of_desk else lists_of(request.user)
    found = {work.pk: work for works in lists for work in works.newest_first()[:MOST]}
    rows = rows_of(sorted(found.values(), key=urgency)[:MOST])
    if not is_of_desk:
        own = {(row.work.article_id, row.work.language) for row in rows}
        back = [row for row in drafts_of(request.user) if row.returned]
        rows = [row for row in back if (row.work.article_id, row.work.language) not in own] + rows
    return Panel(_("Waiting for you"), TEMPLATE, {"rows": rows, "is_of_desk": is_of_desk, "has_choice": True})


def lists_of(user):
    """Return querysets. What somebody has handed on waits for others, until it comes back."""
    works = EditionWork.objects.all()
    own = [works.of_assignee(user).exclude(work__in=HANDED_ON), works.left_to(user)]
    return [*own, *(lists_to_publish() if user.has_perm(PUBLISH) else [])]


def lists_of_desk():
    works = EditionWork.objects.all()
    return [works.assigned(), works.in_state("stale"), *lists_to_publish()]


def lists_to_publish():
    return [EditionWork.objects.in_state(name) for name in ("review", "ready")]


def urgency(work):
    return work.deadline is None, work.deadline.timestamp() if work.deadline else -work.changed_at.timestamp()


def drafts(request):
    """What the user wrote last and readers do not have yet."""
    rows = [row for row in drafts_of(request.user) if not row.returned] if request.user.has_perm(CHANGE) else []
    return Panel(_("My drafts"), TEMPLATE, {"rows": rows}) if rows else None


def drafts_of(user):
    own = EditionWork.objects.filter(changed_by=user, work=Work.WRITING).newest_first()
    return rows_of(own[:MOST_DRAFTS])
