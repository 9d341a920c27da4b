"""The history of a story in one list: its acts, and what else Django's log has of it, such as when it was begun."""

from datetime import timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.editorial import story_log
from newsroom.desk.colleagues import entries_of, signature, zoned
from newsroom.desk.history import change_words, state_in

ECHO = timedelta(seconds=5)
"""How much later Django's entry about an act may have been written than the act."""


class StoryHistory:
    """Mixin for the admin class of stories."""

    def history_view(self, request, object_id, extra_context=None):
        response = super().history_view(request, object_id, extra_context)
        if hasattr(response, "context_data"):  # it redirects if there is no such story
            response.context_data["rows"] = rows_of(response.context_data["object"])
        return response


def rows_of(article):
    """Return the acts and the entries of Django's log that no act tells, the newest first."""
    acts = [*story_log.acts_of(article)]
    entries = entries_of(type(article), article.pk)[: story_log.MOST_SHOWN]
    told = {(act.language, act.by_id): [] for act in acts}
    for act in acts:
        told[act.language, act.by_id].append(act.at)
    rows = [(act.at, act.pk, shown_act(act)) for act in acts]
    rows += [(entry.action_time, entry.pk, shown_entry(entry)) for entry in entries if not is_echo(entry, told)]
    return [row for *_order, row in sorted(rows, key=lambda row: row[:2], reverse=True)][: story_log.MOST_SHOWN]


def is_echo(entry, told):
    """Whether an act of the same person in the same edition was logged just before."""
    code, state = state_in(entry)
    times = told.get(("" if code == "shared" else code, entry.user_id), []) if state else []
    return any(entry.action_time - ECHO <= at <= entry.action_time for at in times)


def shown_act(act):
    """Return an act in the language of the desk."""
    return {
        "edition": act.edition,
        "is_of_all": act.edition is None,
        "name": capfirst(story_log.name_of(act)),
        "by": act.by_name or _("Somebody"),
        "package": act.details.get("package", ""),
        "at": zoned(act.at),
        "reason": act.reason,
        "is_silent": act.details.get("silent", False),
    }


def shown_entry(entry):
    return {"name": capfirst(change_words(entry)), "by": signature(entry)["name"],
            "at": zoned(entry.action_time)}  # fmt: skip
