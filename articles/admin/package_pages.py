"""The pages of packages: the list, one package with what goes out with it, and what is asked before it is undone."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin import package_forms
from articles.admin.package_acts import ADDING, PackageActs, address_of
from articles.admin.package_rows import shown_items, shown_package, story_of
from articles.admin.telling_readers import asked
from articles.desk_search import patterns_of
from articles.editorial import drafts, story_log
from articles.editorial.packages import composing
from articles.editorial.packages.undoing import changed_since
from articles.editorial.states import COMPOSE
from articles.models import Article, ItemKind, Package, PackageState
from newsroom import editions
from newsroom.desk.colleagues import zone_words
from newsroom.editions.addresses import address_in

TEMPLATES = "admin/articles/package"
MOST_SHOWN = 50
LABELS = {
    "edition": gettext_lazy("Add an edition"),
    "slot": gettext_lazy("Add a place on the front page"),
    "breaking": gettext_lazy("Add breaking news"),
    "correction": gettext_lazy("Add a correction"),
}


class PackagePages(PackageActs):
    """Mixin for the admin class of stories."""

    def get_urls(self):
        view, name = self.admin_site.admin_view, "articles_package"
        return [
            path("packages/", view(self.packages_view), name=f"{name}_list"),
            path("packages/<int:pk>/", view(self.package_view), name=name),
            path("packages/<int:pk>/undo/", view(self.undo_view), name=f"{name}_undo"),
            path("packages/<int:pk>/delete/", view(self.delete_package_view), name=f"{name}_delete"),
            path("packages/<int:pk>/tell/<int:item>/", view(self.tell_of_package_view), name=f"{name}_tell"),
            path("<int:pk>/add-to-package/", view(self.add_to_package_view), name=f"{name}_choice"),
            *super().get_urls(),
        ]

    def show_package_page(self, request, template, **context):
        context = self.admin_site.each_context(request) | {"opts": self.opts} | context
        return render(request, f"{TEMPLATES}/{template}.html", context)

    def packages_view(self, request):
        refuse_others(request)
        form = package_forms.NameForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            package = composing.create(form.cleaned_data["name"], by=request.user)
            return HttpResponseRedirect(address_of(package))
        shown = [shown_package(package) for package in Package.objects.all()[:MOST_SHOWN]]
        return self.show_package_page(request, "list", title=_("Packages"), packages=shown, form=form)

    def package_view(self, request, pk):
        refuse_others(request)
        return self.show_package(request, get_object_or_404(Package, pk=pk))

    def show_package(self, request, package, **posted):
        """Show a package. `posted` are forms with errors."""
        words = request.GET.get("q", "")
        found = self.found_stories(request, words)
        forms = {name: form(package, prefix=name, found=found) for name, (form, _act) in ADDING.items()}
        initial = {"publish_at": package.publish_at} if package.publish_at else {}
        forms["time"] = package_forms.TimeForm(initial=initial, prefix="time")
        forms |= posted
        search = {"q": words, "said": "" if found is None else said_of_search(len(found))}
        return self.show_package_page(
            request, "package", title=package.name, package=package, shown=shown_package(package), forms=forms,
            items=shown_items(package), zone=zone_words(timezone.now()), can_delete=package.is_open,
            fronts=[(one, address_in(one, "package_preview", pk=package.pk)) for one in editions.STORED],
            errors=[form for form in posted.values() if form.errors],
            media=self.media + forms["time"].media, others=package.faults_of(None), search=search,
            adding=[to_add(package, name, forms[name], bool(found)) for name in ADDING],
        )  # fmt: skip

    def found_stories(self, request, words):
        """Return the ids of the newest stories with these words; None if there are none to look for."""
        if not patterns_of(words):
            return None
        found, _may_repeat = self.get_search_results(request, Article.objects.all(), words)
        return [*found.order_by("-updated_at", "-pk").values_list("pk", flat=True)[: package_forms.MOST_OFFERED]]

    def delete_package_view(self, request, pk):
        refuse_others(request)
        package = get_object_or_404(Package, pk=pk)
        if not package.is_open:
            return HttpResponseRedirect(address_of(package))
        if request.method == "POST" and self.delete_or_explain(request, package):
            return HttpResponseRedirect(reverse("admin:articles_package_list"))
        package.refresh_from_db()
        return self.show_package_page(
            request, "delete", title=_("Delete a package"), package=package, items=shown_items(package),
            back=address_of(package),
        )  # fmt: skip

    def tell_of_package_view(self, request, pk, item):
        """Ask what readers are told of an edition that tells them something else than before."""
        refuse_others(request)
        package = get_object_or_404(Package, pk=pk)
        row = package.items.filter(pk=item, kind=ItemKind.EDITION).exclude(article=None).first()
        if row is None or not package.is_open:
            return HttpResponseRedirect(address_of(package))
        if request.method == "POST" and self.tell_or_explain(request, package, item):
            return HttpResponseRedirect(address_of(package))
        package.refresh_from_db()
        return self.show_package_page(
            request, "tell", title=story_of(row), package=package, edition=row.edition, back=address_of(package),
            telling=asked(request.POST.get("correction_kind", ""), request.POST.get("correction", "")),
        )  # fmt: skip

    def undo_view(self, request, pk):
        """Ask why, and which changes of others are to be overwritten."""
        refuse_others(request)
        package = get_object_or_404(Package, pk=pk)
        if package.state != PackageState.OUT:
            return HttpResponseRedirect(address_of(package))
        if request.method == "POST" and self.undo_or_explain(request, package):
            return HttpResponseRedirect(address_of(package))
        since = {item.pk: item.mark for item in changed_since(package)}
        changed = [item | {"mark": since[item["pk"]]} for item in shown_items(package) if item["pk"] in since]
        return self.show_package_page(
            request, "undo", title=_("Undo a package"), subtitle=package.name, package=package, changed=changed,
            longest=story_log.LONGEST_REASON, back=address_of(package),
        )  # fmt: skip

    def add_to_package_view(self, request, pk):
        refuse_others(request)
        article = self.get_object(request, str(pk))
        if article is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
        edition, form = self.edition_of(request, article), package_forms.ChoiceOfPackage(request.POST or None)
        if request.method == "POST" and form.is_valid():
            item = self.add_or_explain(request, article, edition, form)
            if item:
                return self.after_adding(item.package, item)
        draft = drafts.draft_of(article, edition)
        return self.show_package_page(
            request, "choice", title=_("Add to a package"), subtitle=draft.title or str(article), form=form,
            edition=edition, version=draft.version, back=self.address_of(article, edition),
        )  # fmt: skip


def said_of_search(count):
    words = ngettext(
        "%(count)d story was found. The fields below offer it.",
        "%(count)d stories were found. The fields below offer them.",
        count,
    )
    return words % {"count": count}


def to_add(package, name, form, is_found):
    """Return a form of the page. That of editions is open if stories were found."""
    address = reverse(f"admin:articles_package_add_{name}", args=[package.pk])
    return {"label": LABELS[name], "address": address, "form": form, "is_open": is_found and name == "edition"}


def refuse_others(request):
    if not request.user.has_perm(COMPOSE):
        raise PermissionDenied
