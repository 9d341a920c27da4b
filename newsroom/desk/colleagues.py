"""Who changed or deleted a row of the desk, and when: what its history tells."""

import json

from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from newsroom import editions
from newsroom.editions import dates

MOST_ENTRIES = 50


def who_changed(row, label, since):
    """Return the latest entry that names a field of a row as changed, or None."""
    return newest(row, since, lambda act: label in fields_in(act))


def who_deleted(model, pk):
    """Return the entry about a deleted row, or None."""
    return entries_of(model, pk).filter(action_flag=DELETION).first()


def deleted_names(model, pks):
    """Return {id: what people called the row} of rows that were deleted at the desk, for one query."""
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
    entries = LogEntry.objects.filter(content_type=kind, object_id__in=[*map(str, pks)], action_flag=DELETION)
    return {int(pk): name for pk, name in entries.order_by("action_time").values_list("object_id", "object_repr")}


def fields_in(act):
    return act.get("changed", {}).get("fields", [])


def newest(row, since, is_wanted):
    if since is None:
        return None
    entries = entries_of(type(row), row.pk).filter(action_time__gte=since)[:MOST_ENTRIES]
    return next((entry for entry in entries if any(map(is_wanted, acts_in(entry)))), None)


def entries_of(model, pk):
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
    entries = LogEntry.objects.filter(content_type=kind, object_id=str(pk))
    return entries.select_related("user").order_by("-action_time", "-pk")


def acts_in(entry):
    return json.loads(entry.change_message) if entry.change_message.startswith("[") else []


def as_logged(words):
    """Return a label or a name as Django writes it into the history: in no language."""
    with override(None):
        return str(words)


def signature(entry):
    """{"name": …, "time": …} for templates; None without an entry."""
    return entry and {
        "name": entry.user.get_full_name() or entry.user.get_username(),
        "time": zoned(entry.action_time),
    }


def zoned(moment):
    """28 November 2026, 14:05 (UTC+5), in the language of the desk."""
    return f"{dates.moment(moment, editions.active())} ({hours_from_utc(moment)})"


def hours_from_utc(moment):
    """UTC+5: the time zone of the site, as it is then."""
    hours = timezone.localtime(moment).utcoffset().total_seconds() / 3600
    return f"UTC{hours:+g}"


def zone_words(moment):
    """Return what stands beside a field for a time: «Almaty time, UTC+5»."""
    return _("Almaty time, %(offset)s") % {"offset": hours_from_utc(moment)}
