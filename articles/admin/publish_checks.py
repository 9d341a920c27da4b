"""What the checks find in the draft of an edition: a part of the edit page, and a page of its own without scripts."""

from copy import copy
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from articles.editorial import draft_versions, drafts, publication
from articles.editorial.checks.candidate import Candidate
from articles.editorial.checks.rules import findings
from newsroom.desk import script_answers
from newsroom.editions.columns import column

BACK = "back"
"""The parameter with the address to which the page of a photo leads when it is saved."""
MOST_BESIDE = 30
"""Findings beside the text. The page of its own has all of them."""
LIST = "admin/articles/article/checks_list.html"


class PublishChecks:
    """Mixin for the admin class of stories, beside `EditPage`."""

    def get_urls(self):
        view = self.admin_site.admin_view(never_cache(require_GET(self.checks)))
        return [path("<int:pk>/checks/", view, name="articles_article_checks"), *super().get_urls()]

    def checks_address(self, article, edition):
        return f"{reverse('admin:articles_article_checks', args=[article.pk])}?edition={edition.code}"

    def checks(self, request, pk):
        article = self.get_object(request, str(pk))
        if article is None:
            raise Http404
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        edition = self.edition_of(request, article)
        page = self.address_of(article, edition)
        found = [(one, address_to_mend(one, edition, page, request.user)) for one in found_in(article, edition)]
        shown = {"found": found, "edition": edition, "page": page}
        if script_answers.is_from_script(request):
            shown |= {"found": found[:MOST_BESIDE], "more": more_words(found[MOST_BESIDE:])}
            shown["all"] = request.get_full_path()
            return JsonResponse(
                {"html": render_to_string(LIST, shown, request)}, json_dumps_params=script_answers.IN_LETTERS
            )
        context = self.admin_site.each_context(request) | {"opts": self.opts, "title": _("Before publication")}
        return render(request, "admin/articles/article/checks.html", context | shown | {"story": article})


def more_words(rest):
    words = ngettext("There is %(count)d more.", "There are %(count)d more.", len(rest)) % {"count": len(rest)}
    return words if rest else ""


def found_in(article, edition):
    """Return the `Finding`s of an edition as its draft would be published now. Nothing is saved."""
    draft, here = drafts.draft_of(article, edition), copy(article).edition(edition)
    content = draft_versions.content_of(draft)
    publication.set_published(here, content, publication.time_of_publication(here, draft, None))
    return findings(Candidate(here, content.blocks))


def address_to_mend(finding, edition, page, user):
    """Return the address of what has to be changed: on the edit page `page`, or of a photo that is not in the text.

    From the page of the photo, saving leads back to the story.
    """
    if finding.note:
        return f"{page}#note-{finding.note}"
    if finding.photo and not finding.is_in_text and user.has_perm("articles.change_photo"):
        field = f"#id_{column(finding.field, edition)}" if finding.field else ""
        query = urlencode({"edition": edition.code, BACK: page})
        return f"{reverse('admin:articles_photo_change', args=[finding.photo])}?{query}{field}"
    return f"{page}#id_{'body' if finding.is_in_text else finding.part}"
