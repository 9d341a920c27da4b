"""Where the list and the queue lead to: the log, the settings and the rules, for those who may open them."""

from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext

from articles.comments.models import CommentSettings, DecisionAct, DiscussionRules


def ways(user):
    """Return pairs of an address and its words."""
    names = {DecisionAct: gettext("All decisions")}
    names |= {model: capfirst(model._meta.verbose_name_plural) for model in (CommentSettings, DiscussionRules)}
    seen = {model: words for model, words in names.items() if user.has_perm(f"comments.view_{model._meta.model_name}")}
    return [(reverse(admin_urlname(model._meta, "changelist")), words) for model, words in seen.items()]
