"""The history of a story: the log of acts above Django's own entries."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.editorial import story_log
from newsroom.desk.colleagues import zoned


class StoryHistory:
    """Mixin for the admin class of stories."""

    def history_view(self, request, object_id, extra_context=None):
        article = self.get_object(request, object_id)
        acts = [shown_act(act) for act in story_log.acts_of(article)] if article else []
        return super().history_view(request, object_id, (extra_context or {}) | {"acts": acts})


def shown_act(act):
    """Return an act in the language of the desk."""
    return {
        "edition": act.edition,
        "name": capfirst(story_log.name_of(act)),
        "by": act.by_name or _("Somebody"),
        "at": zoned(act.at),
        "reason": act.reason,
        "is_silent": act.details.get("silent", False),
    }


def told_reason(article, edition):
    """Return the act that brought an edition back, if somebody has said why; None if it has moved on since."""
    act = story_log.reason_to_show(article, edition)
    return act and shown_act(act)
