"""The page of a story's secret preview links: make one, see who uses them, revoke them."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.editorial.preview_links import DEFAULT_LIFETIME, LIFETIMES, make_link, revoke_link
from articles.models import PreviewLink
from newsroom import editions
from newsroom.editions.addresses import address_in
from newsroom.serving import site_context

TEMPLATE = "admin/articles/article/preview_links.html"
MOST_SHOWN = 100


def lifetimes():
    """Return the choices, in the language of the page."""
    return [(days, ngettext("%(count)s day", "%(count)s days", days) % {"count": days}) for days in LIFETIMES]


class LinkForm(forms.Form):
    language = forms.ChoiceField(
        label=_("edition"), choices=[(edition.code, edition.autonym) for edition in editions.STORED]
    )
    days = forms.TypedChoiceField(
        label=_("works for"),
        choices=lifetimes,
        coerce=int,
        initial=DEFAULT_LIFETIME,
    )


class PreviewLinksPage:
    """Mixin for the admin class of stories."""

    def get_urls(self):
        view = self.admin_site.admin_view
        name = "articles_article_preview_links"
        return [
            path("<int:pk>/preview-links/", view(self.preview_links_view), name=name),
            path("<int:pk>/preview-links/<int:link>/revoke/", view(self.revoke_link_view), name=f"{name}_revoke"),
            *super().get_urls(),
        ]

    def preview_links_view(self, request, pk):
        article = self.story_of_links(request, pk)
        if article is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
        edition = self.edition_of(request, article)
        form, made = LinkForm(request.POST or None, initial={"language": edition.code}), None
        if request.method == "POST" and form.is_valid():
            made = self.make_link_or_explain(request, article, form)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts, "title": _("Preview links"), "subtitle": str(article), "article": article,
            "form": form, "made": made,
            "links": article.preview_links.select_related("made_by")[:MOST_SHOWN],
            "back": self.address_of(article, edition),
        }  # fmt: skip
        return render(request, TEMPLATE, context)

    def make_link_or_explain(self, request, article, form):
        try:
            return self.make_link(request, article, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return None

    def make_link(self, request, article, language, days):
        """Return the address of a new link. It is shown this once, and not sent by mail or stored in a message."""
        edition = editions.stored(language)
        _link, secret = make_link(article, edition, days, by=request.user)
        return site_context.of(request).absolute(address_in(edition, "secret_preview", secret=secret))

    def revoke_link_view(self, request, pk, link):
        article = self.story_of_links(request, pk)
        if article is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
        if request.method == "POST":
            revoke_link(get_object_or_404(PreviewLink, pk=link, article=article.pk))
        return HttpResponseRedirect(reverse("admin:articles_article_preview_links", args=[pk]))

    def story_of_links(self, request, pk):
        article = self.get_object(request, str(pk))
        if article and not self.has_change_permission(request, article):
            raise PermissionDenied
        return article
