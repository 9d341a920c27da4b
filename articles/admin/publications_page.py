"""The page of an edition's publications: any two compared, with the draft and with what is planned; one restored."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from articles.admin.comparison import comparison
from articles.admin.page_of_edition import page_of_edition
from articles.admin.publications import Publications, is_number
from articles.editorial import restoring
from articles.editorial.restoring import BEFORE_RESTORING

TEMPLATE = "admin/articles/article/publications.html"


class PublicationsPage:
    """Mixin for the admin class of stories."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/publications/", view(self.publications_view), name="articles_article_publications"),
            path("<int:pk>/restore/", view(self.restore_view), name="articles_article_restore"),
            *super().get_urls(),
        ]

    @page_of_edition(may_view=True)
    def publications_view(self, request, article, edition):
        known = Publications(article, edition)
        before, after = known.sides(request.GET)
        names = {entry.key: entry.name for entry in known.entries}
        may_restore = self.has_change_permission(request, article) and is_restorable(before)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts, "title": _("Publications"), "story": str(article), "article": article,
            "edition": edition, "tabs": self.tabs_of_publications(request, article, edition),
            "back": self.address_of(article, edition), "entries": known.entries, "before": before, "after": after,
            "before_name": names.get(before), "after_name": names.get(after),
            "restores": reverse("admin:articles_article_restore", args=[article.pk]) if may_restore else "",
            "version": known.draft.version,
        }  # fmt: skip
        if before:
            context |= comparison(known.content(before), known.content(after))
        return render(request, TEMPLATE, context)

    def tabs_of_publications(self, request, article, edition):
        tabs = self.tabs_of(request, article, edition, list(article.drafts.all()))
        return [tab | {"query": f"edition={tab['edition'].code}"} for tab in tabs]

    @page_of_edition()
    def restore_view(self, request, article, edition):
        if request.method == "POST":
            self.restore_or_explain(request, article, edition)
        address = reverse("admin:articles_article_publications", args=[article.pk])
        return HttpResponseRedirect(f"{address}?edition={edition.code}")

    def restore_or_explain(self, request, article, edition):
        asked, version = request.POST.get("publication", ""), request.POST.get("version", "")
        number = int(asked) if is_number(asked) else BEFORE_RESTORING if asked == BEFORE_RESTORING else 0
        try:
            restoring.restore(article, edition, number, by=request.user,
                              version=int(version) if is_number(version) else -1)  # fmt: skip
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("The words are in the draft. What it had before is in the list, too."))


def is_restorable(key):
    return bool(key) and (is_number(key) or key == BEFORE_RESTORING)
