"""What the page of a package does. Each act has an address of its own."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.admin import package_forms
from articles.admin.telling_readers import number_in
from articles.editorial import drafts
from articles.editorial.packages import acts, composing, edition_items
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
                answer = explained(request, package, lambda: act(request, package, seen_in(request)))
                if answer:
                    return answer
            return HttpResponseRedirect(address_of(package))

        return view

    def adding(self, name):
        form_class, add = ADDING[name]

        def act(request, package, seen):
            form = form_class(package, request.POST, prefix=name)
            if form.is_valid():
                try:
                    return self.after_adding(package, add(package, by=request.user, seen=seen, **form.arguments()))
                except ValidationError as error:
                    form.add_error(None, error.messages)
            return self.show_package(request, package, **{name: form})

        return act

    def after_adding(self, package, item):
        """Ask what readers are told, if it is an edition that tells them something else."""
        is_undecided = edition_items.is_undecided(item)
        return HttpResponseRedirect(reverse("admin:articles_package_tell", args=[package.pk, item.pk])
                                    if is_undecided else address_of(package))  # fmt: skip

    def schedule_package(self, request, package, seen):
        form = package_forms.TimeForm(request.POST, initial={"publish_at": package.publish_at}, prefix="time")
        if form.is_valid():
            at = form.cleaned_data["publish_at"]
            if is_done(request, package, lambda: acts.schedule(package, at, by=request.user, seen=seen, asks=True)):
                messages.success(request, _("The package is scheduled."))
                return None
        return self.show_package(request, Package.objects.get(pk=package.pk), time=form)

    def publish_package(self, request, package, seen):
        acts.publish_now(package, by=request.user, seen=seen, asks=True)
        messages.success(request, _("The package is published."))

    def cancel_package(self, request, package, seen):
        acts.cancel(package, by=request.user, seen=seen)
        messages.success(request, _("The package does not go out. What is in it can be changed again."))

    def remove_from_package(self, request, package, seen):
        pk = request.POST.get("item", "")
        if pk.isascii() and pk.isdecimal() and len(pk) < 16:
            composing.remove(package, int(pk), by=request.user, seen=seen)

    def delete_or_explain(self, request, package):
        """Return whether a package was deleted."""
        seen = seen_in(request)
        if is_done(request, package, lambda: composing.delete(package, by=request.user, seen=seen)):
            messages.success(request, _("The package is deleted. Its stories stay."))
            return True
        return False

    def undo_or_explain(self, request, package):
        """Undo a package as a form says. Return whether that was possible."""
        marks = [one.partition("-") for one in request.POST.getlist("seen")]
        seen = {number_in(pk): mark for pk, _hyphen, mark in marks}
        answer = {"reason": request.POST.get("reason", ""), "seen": seen}
        answer["overwrite"] = [number_in(pk) for pk in request.POST.getlist("overwrite")]
        if is_done(request, package, lambda: undo(package, by=request.user, **answer)):
            messages.success(request, _("The package is undone."))
            return True
        return False

    def tell_or_explain(self, request, package, item):
        """Decide what readers are told of an edition, as a form says. Return whether that was possible."""
        kind, text = request.POST.get("correction_kind", ""), request.POST.get("correction", "")
        choice = {"kind": kind, "text": text, "seen": seen_in(request)}
        return is_done(request, package, lambda: composing.tell(package, item, by=request.user, **choice))

    def add_or_explain(self, request, article, edition, form):
        """Add an edition to the chosen package, or to a new one. Return the item; None if that was not possible."""
        try:
            with transaction.atomic():
                package = form.cleaned_data["package"] or composing.create(form.cleaned_data["name"], by=request.user)
                version = number_in(request.POST.get("version", ""))
                return composing.add_edition(package, article, edition, by=request.user, version=version)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return None


def address_of(package):
    return reverse("admin:articles_package", args=[package.pk])


def seen_in(request):
    """Return the version of the package that the page has shown."""
    return number_in(request.POST.get("seen", ""))


def is_done(request, package, act):
    """Act, and return whether that was possible. If it is refused, say why."""
    try:
        act()
    except Refused as refusal:
        tell(request, said_of(refusal, package))
        return False
    except ValidationError as error:
        tell(request, error.messages)
        return False
    return True


def explained(request, package, act):
    """Return the answer of an act. If it is refused, say why."""
    answers = []
    is_done(request, package, lambda: answers.append(act()))
    return answers[0] if answers else None


def said_of(refusal, package):
    """Return the reasons, each with the edition and a link to the story, where it is put right."""
    names = {item.pk: name_of(item) for item in package.items.select_related("article") if item.article}
    return [format_html("{}{}", names.get(pk, ""), text) for pk, texts in refusal.faults.items() for text in texts]


def name_of(item):
    """Return «Edition, headline: » of an item, with a link to its page."""
    address = reverse("admin:articles_article_change", args=[item.article_id])
    if item.edition is None:
        return format_html('<a href="{}">{}</a>: ', address, item.article)
    title = drafts.draft_of(item.article, item.edition).title or item.article
    link = format_html('<a href="{}?edition={}">{}</a>: ', address, item.edition.code, title)
    return format_html("{}, {}", item.edition.autonym, link)


def tell(request, texts):
    for text in texts:
        messages.error(request, text)
