"""What the page of a package does. Each act has an address of its own."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _

from articles.admin import package_forms
from articles.admin.telling_readers import number_in
from articles.editorial.packages import acts, composing
from articles.editorial.packages.refused import Refused
from articles.editorial.packages.undoing import undo
from articles.editorial.states import COMPOSE
from articles.models import Package

ADDING = {
    "edition": (package_forms.ReadyForm, composing.add_edition),
    "slot": (package_forms.SlotForm, composing.add_slot),
    "breaking": (package_forms.BreakingForm, composing.add_breaking),
    "correction": (package_forms.CorrectionForm, composing.add_correction),
}
"""{what is added: (its form, the act)}"""


class PackageActs:
    """Mixin of `PackagePages`."""

    def get_urls(self):
        acts_of_page = {
            "schedule": self.schedule_package,
            "publish": self.publish_package,
            "cancel": self.cancel_package,
            "remove": self.remove_from_package,
            "delete": self.delete_package,
        }
        own = {**{f"add-{name}": self.adding(name) for name in ADDING}, **acts_of_page}
        view = self.admin_site.admin_view
        return [
            *(
                path(
                    f"packages/<int:pk>/{name}/",
                    view(self.package_act_view(act)),
                    name=f"articles_package_{name.replace('-', '_')}",
                )
                for name, act in own.items()
            ),
            *super().get_urls(),
        ]

    def package_act_view(self, act):
        """Return a view that acts, and shows the package again."""

        def view(request, pk):
            if not request.user.has_perm(COMPOSE):
                raise PermissionDenied
            package = get_object_or_404(Package, pk=pk)
            if request.method == "POST":
                answer = explained(request, package, lambda: act(request, package))
                if answer:
                    return answer
            return HttpResponseRedirect(reverse("admin:articles_package", args=[pk]))

        return view

    def adding(self, name):
        form_class, add = ADDING[name]

        def act(request, package):
            form = form_class(package, request.POST, prefix=name)
            if not form.is_valid():
                return self.show_package(request, package, **{name: form})
            add(package, by=request.user, **form.arguments())
            return None

        return act

    def schedule_package(self, request, package):
        form = package_forms.TimeForm(request.POST, initial={"publish_at": package.publish_at}, prefix="time")
        if not form.is_valid():
            return self.show_package(request, package, time=form)
        acts.schedule(package, form.cleaned_data["publish_at"], by=request.user)
        messages.success(request, _("The package is scheduled."))
        return None

    def publish_package(self, request, package):
        acts.publish_now(package, by=request.user)
        messages.success(request, _("The package is published."))

    def cancel_package(self, request, package):
        acts.cancel(package, by=request.user)
        messages.success(request, _("The package does not go out. What is in it can be changed again."))

    def remove_from_package(self, request, package):
        pk = request.POST.get("item", "")
        if pk.isascii() and pk.isdecimal() and len(pk) < 16:
            composing.remove(package, int(pk), by=request.user)

    def delete_package(self, request, package):
        composing.delete(package, by=request.user)
        messages.success(request, _("The package is deleted. Its stories stay."))
        return HttpResponseRedirect(reverse("admin:articles_package_list"))

    def undo_or_explain(self, request, package):
        """Undo a package as a form says. Return whether that was possible."""
        ids = {name: [number_in(pk) for pk in request.POST.getlist(name)] for name in ("seen", "overwrite")}
        try:
            undo(package, by=request.user, reason=request.POST.get("reason", ""), **ids)
        except Refused as refusal:
            tell(request, said_of(refusal, package))
            return False
        except ValidationError as error:
            tell(request, error.messages)
            return False
        messages.success(request, _("The package is undone."))
        return True

    def add_or_explain(self, request, article, edition, form):
        """Add an edition to the chosen package, or to a new one. Return the package; None if that was not possible."""
        try:
            with transaction.atomic():
                package = form.cleaned_data["package"] or composing.create(form.cleaned_data["name"], by=request.user)
                composing.add_edition(package, article, edition, by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return None
        return package


def explained(request, package, act):
    """Return the answer of an act. If it is refused, say why."""
    try:
        return act()
    except Refused as refusal:
        tell(request, said_of(refusal, package))
    except ValidationError as error:
        tell(request, error.messages)
    return None


def said_of(refusal, package):
    """Return the reasons, each with the headline of its story."""
    stories = {item.pk: f"{item.article}: " for item in package.items.select_related("article") if item.article}
    return [stories.get(pk, "") + text for pk, texts in refusal.faults.items() for text in texts]


def tell(request, texts):
    for text in texts:
        messages.error(request, text)
