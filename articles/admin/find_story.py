"""The search in the header of every page: one story that is found is opened at once, several are listed."""

import re

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from newsroom import editions
from newsroom.content.word_patterns import word_pattern
from newsroom.desk.search import words_of
from newsroom.editions.columns import value_in


def edition_with(story, words):
    """Return the edition that has all of the words in its headline or lead; None if no edition has all of them."""
    patterns = [re.compile(word_pattern(word), re.IGNORECASE) for word in words_of(words)]
    drafts = {draft.language: f"{draft.title} {draft.lead}" for draft in story.drafts.all()}
    for edition in editions.STORED:
        live = [value_in(story, name, edition) or "" for name in ("title", "lead")]
        text = " ".join([*live, drafts.get(edition.code, "")])
        if all(pattern.search(text) for pattern in patterns):
            return edition
    return None


class FindStory:
    """Mixin for the admin class of stories."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_GET(self.find_story))
        return [path("find/", view, name="articles_article_find"), *super().get_urls()]

    def find_story(self, request):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        words = request.GET.get("q", "")
        found, _may_repeat = self.get_search_results(request, self.get_queryset(request), words)
        stories = found.order_by(*self.ordering)[:2] if words.strip() else []
        if len(stories) == 1:
            edition = edition_with(stories[0], words) or self.edition_of(request, stories[0])
            return HttpResponseRedirect(self.address_of(stories[0], edition))
        query = urlencode({"q": words}) if words.strip() else ""
        return HttpResponseRedirect(f"{reverse('admin:articles_article_changelist')}?{query}")
