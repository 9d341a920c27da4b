"""The pages of packages: the list, one package with what goes out with it, and what is asked before it is undone."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin import package_forms
from articles.admin.package_acts import ADDING, PackageActs
from articles.editorial import story_log
from articles.editorial.packages import composing
from articles.editorial.packages.going_out import items_of
from articles.editorial.packages.undoing import changed_since
from articles.editorial.states import COMPOSE
from articles.models import ItemKind, Package, PackageState
from newsroom import editions
from newsroom.desk.colleagues import zone_words, zoned
from newsroom.editions.addresses import address_in

TEMPLATES = "admin/articles/package"
MOST_SHOWN = 50


class PackagePages(PackageActs):
    """Mixin for the admin class of stories."""

    def get_urls(self):
        view, name = self.admin_site.admin_view, "articles_package"
        return [
            path("packages/", view(self.packages_view), name=f"{name}_list"),
            path("packages/<int:pk>/", view(self.package_view), name=name),
            path("packages/<int:pk>/undo/", view(self.undo_view), name=f"{name}_undo"),
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
        forms = {name: form(package, prefix=name) for name, (form, _act) in ADDING.items()}
        initial = {"publish_at": package.publish_at} if package.publish_at else {}
        forms["time"] = package_forms.TimeForm(initial=initial, prefix="time")
        forms |= posted
        return self.show_package_page(
            request, "package", title=package.name, package=package, shown=shown_package(package), forms=forms,
            items=shown_items(package), zone=zone_words(timezone.now()), can_delete=package.is_open,
            fronts=[(one, address_in(one, "package_preview", pk=package.pk)) for one in editions.STORED],
            errors=[form for form in posted.values() if form.errors],
            media=self.media + forms["time"].media, others=package.faults_of(None),
        )  # fmt: skip

    def undo_view(self, request, pk):
        """Ask why, and which changes of others are to be overwritten."""
        refuse_others(request)
        package = get_object_or_404(Package, pk=pk)
        if package.state != PackageState.OUT:
            return HttpResponseRedirect(address_of(package))
        if request.method == "POST" and self.undo_or_explain(request, package):
            return HttpResponseRedirect(address_of(package))
        since = {item.pk for item in changed_since(package)}
        changed = [item for item in shown_items(package) if item["pk"] in since]
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
            package = self.add_or_explain(request, article, edition, form)
            if package:
                return HttpResponseRedirect(address_of(package))
        return self.show_package_page(
            request, "choice", title=_("Add to a package"), subtitle=str(article), form=form, edition=edition,
            back=self.address_of(article, edition),
        )  # fmt: skip


def refuse_others(request):
    if not request.user.has_perm(COMPOSE):
        raise PermissionDenied


def address_of(package):
    return reverse("admin:articles_package", args=[package.pk])


def shown_package(package):
    return {
        "name": package.name,
        "address": address_of(package),
        "state": package.state,
        "label": package.get_state_display(),
        "at": zoned(package.publish_at) if package.publish_at else "",
        "by": str(package.by or ""),
    }


def shown_items(package):
    """Return what a package has, in the order in which it goes out, in the words of the desk."""
    return [
        {
            "pk": item.pk,
            "kind": item.get_kind_display(),
            "story": str(item.article) if item.article else _("The story was deleted."),
            "edition": item.edition,
            "words": words_about(item),
            "faults": package.faults_of(item.pk),
            "preview": address_of_preview(package, item),
        }
        for item in items_of(package)
    ]


def words_about(item):
    if item.kind == ItemKind.SLOT:
        until = item.until and _("until %(time)s") % {"time": zoned(item.until)}
        return ", ".join(filter(None, [_("place %(position)s") % {"position": item.position}, until]))
    if item.kind == ItemKind.BREAKING:
        return "; ".join([_("hours: %(number)s") % {"number": item.hours}, *item.lines.values()])
    return item.text


def address_of_preview(package, item):
    if item.kind != ItemKind.EDITION or item.article is None:
        return ""
    return address_in(item.edition, "package_story", pk=package.pk, story=item.article_id)
