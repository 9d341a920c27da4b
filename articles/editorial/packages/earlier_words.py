"""Take an edition of a package back: it has the words again that it had before, and the newsroom its draft and plan."""

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from articles.editorial import draft_versions, drafts, publication, schedule, silence, story_log, workflow
from articles.editorial.killing import refuse_killed
from articles.editorial.merge import Content
from articles.editorial.packages.edition_items import write
from articles.editorial.saving import save_article
from articles.models import Act, PlannedChange, Status, Work


def changed(items):
    """Return those that somebody has published again or withdrawn since, or has planned another change of."""
    return [item for item in items if item.article and is_changed(item)]


def is_changed(item):
    if item.article.edition(item.edition).status != Status.PUBLISHED:
        return True
    if plan_on_top(item):
        return True
    return drafts.last_revision(item.article, item.edition) != item.after["revision"]


def plan_on_top(item):
    """Return the change that somebody has planned on top of the words of the package, or None."""
    plan = schedule.planned_for(item.article, item.edition)
    return plan if plan and plan.version > item.version else None


def there_now(item):
    plan, here = plan_on_top(item), item.article.edition(item.edition)
    planned = plan and (plan.version, plan.publish_at)
    return here.status, drafts.last_revision(item.article, item.edition), planned


def take_back(item, by, reason):
    row = drafts.lock(item.article)
    here = row.edition(item.edition)
    if item.before["status"] == Status.PUBLISHED:
        give_again(item, row, here, by)
    elif here.status == Status.PUBLISHED:
        workflow.withdraw(row, item.edition, by=by, reason=reason)
        stay_withdrawn(item, by)
    work_again(item, by)
    plan_again(item, by)


def give_again(item, row, here, by):
    """Publish the earlier words again. The draft keeps what it has, so the words of the package wait in it.

    Words that were scheduled are scheduled again, and a day of silence makes them wait for its end.
    """
    refuse_killed(row)
    schedule.drop_plan(row, item.edition, by=by, reason=_("The edition got earlier words again."))
    draft, now = drafts.draft_of(row, item.edition), timezone.now()
    content, time = earlier_content(item), parse_datetime(item.before["published_at"])
    if time > now:
        time = silence.time_kept(row, drafts.shared_draft_of(row).values, item.edition, time, by=by)
    version = item.before["live_version"]
    write(item, row, here, draft, content, version=version, time=time, at=now, by=by, is_told=False)
    publication.refuse_findings(here, content.blocks, only=[])


def stay_withdrawn(item, by):
    """Give an edition that is withdrawn the words that it had before, so that nobody takes the package's for approved.

    Words that somebody has published since stay.
    """
    row = drafts.lock(item.article)
    here, draft = row.edition(item.edition), drafts.draft_of(row, item.edition)
    is_ours = drafts.last_revision(row, item.edition) == item.after["revision"]
    if here.status != Status.WITHDRAWN or item.before["status"] == Status.UNPUBLISHED or not is_ours:
        return
    content = earlier_content(item)
    columns = publication.set_published(here, content, parse_datetime(item.before["published_at"]))
    here.status = Status.WITHDRAWN
    publication.refuse_incomplete(row, here, columns)
    save_article(row, [*columns, "updated_at"])
    note = _("From before the package “%(package)s”. Readers did not get it.") % {"package": item.package.name}
    version = item.before["live_version"]
    publication.note_publication(here, draft, content, by, timezone.now(), version, note)


def earlier_content(item):
    return Content(item.before["fields"], dict(item.before["blocks"]))


def work_again(item, by):
    """Let a draft that nobody has changed since be as far as it was before: ready, or with a time that was chosen."""
    draft = drafts.stored_draft(item.article, item.edition)
    if draft is None or draft.version != item.after.get("version") or draft.state != Work.WRITING:
        return
    draft.state = item.before.get("state", draft.state)
    draft.publish_at = parse_datetime(item.before.get("publish_at") or "")
    if item.before["status"] == Status.UNPUBLISHED and draft.state != Work.WRITING:
        draft.live_version = None  # otherwise lists would show nothing that is ready
    drafts.save_row(draft)
    if draft.state != Work.WRITING:
        moved = {"origin": Work.WRITING, "target": draft.state}
        story_log.record(item.article, Act.MOVE, by=by, language=item.language, **moved)


def plan_again(item, by):
    """Plan again what the package has cancelled, if its time is still to come and its words are known."""
    plan = item.before.get("plan")
    draft = plan and drafts.stored_draft(item.article, item.edition)
    is_kept = draft and draft_versions.known_content(draft, plan["version"])
    if not is_kept or parse_datetime(plan["publish_at"]) <= timezone.now():
        return
    row = drafts.lock(item.article)
    if not row.edition(item.edition).is_live:
        return
    asked = parse_datetime(plan["publish_at"])
    at = silence.time_kept(row, drafts.shared_draft_of(row).values, item.edition, asked, by=by)
    known = {name: plan[name] for name in ("version", "correction", "correction_kind", "note")}
    ordered_by = get_user_model().objects.filter(pk=plan["by_id"]).first()
    times = {"publish_at": at, "planned_at": parse_datetime(plan["planned_at"])}
    PlannedChange.objects.create(article=row, language=item.language, by=ordered_by, **known, **times)
    details = {"version": plan["version"], "publish_at": at.isoformat()}
    story_log.record(row, Act.PLAN, by=by, language=item.language, **details)
