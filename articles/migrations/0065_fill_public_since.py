"""Say of each edition since when readers have had it: from its own columns, or from the log of its story.

What is public is told by its columns. What is not, but has a time, may have been public or only scheduled.
"""

from django.db import migrations
from django.db.models import F, Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from newsroom import editions

MOVES = ("publish", "flash", "hold", "withdraw", "kill")
FIELDS = ("slug", "status", "published_at", "public_since")


def fill(apps, schema_editor):
    article, now = apps.get_model("articles", "Article"), timezone.now()
    for edition in editions.STORED:
        slug, status, time, since = (f"{field}_{edition.suffix}" for field in FIELDS)
        is_public = Q(**{status: "published", f"{time}__lte": now})
        article.objects.filter(is_public).update(**{since: F(time)})
        others = article.objects.exclude(is_public).exclude(**{status: "unpublished"})
        timed = others.filter(**{f"{slug}__isnull": False, f"{time}__isnull": False})
        for pk, state, moment in timed.values_list("pk", status, time):
            acts = moves(apps, pk, edition)
            article.objects.filter(pk=pk).update(**{since: first_time(acts, state, moment, now)})


def moves(apps, story, edition):
    acts = apps.get_model("articles", "StoryAct").objects.filter(article=story, language__in=[edition.code, ""])
    return [*acts.filter(act__in=MOVES).order_by("at", "pk")]


def first_time(acts, status, time, now):
    """Return since when readers had an edition, or when they will get it; None if they never had it."""
    waiting = None
    for act in acts:
        if waiting and waiting <= act.at:
            return waiting
        later = parse_datetime(act.details.get("publish_at") or "")
        if act.act in ("publish", "flash") and not later:
            return act.at
        is_of_plan = act.act == "hold" and not waiting  # a change of a public edition was held back
        waiting = None if is_of_plan else later
    if waiting and waiting <= now:
        return waiting
    return time_without_log(acts, status, time, now)


def time_without_log(acts, status, time, now):
    """The log is younger than some publications. Then the time of publication says it."""
    if status == "published":
        return time
    if any(act.act in ("publish", "flash") for act in acts):
        return None
    ends = [act.at for act in acts if act.act in ("withdraw", "kill")]
    return time if time <= min([*ends, now]) else None


class Migration(migrations.Migration):
    dependencies = [("articles", "0064_public_since")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
