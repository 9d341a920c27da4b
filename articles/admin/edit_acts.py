"""The acts of the edit page. Each has an address of its own, saves what the form has, and then acts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from articles.admin import kept_correction
from articles.editorial import drafts, workflow
from articles.editorial.shown_states import state_of
from articles.editorial.states import DRAFT_LABELS, draft_moves_open_to, moves_open_to
from articles.models import Article, Status, Work

FIRST_ACTS = ["publish", "move"]
"""What can be done with a story that is not saved yet."""


class Done:
    """What an act did: the entry in the history, and the message for the person."""

    def __init__(self, log, message):
        self.log, self.message = log, message


class EditActs:
    """Mixin for the admin class of stories, beside `EditPage`."""

    def get_urls(self):
        view = self.admin_site.admin_view
        acts = {"publish": self.publish, "withdraw": self.withdraw, "discard": self.discard, "move": self.move,
                "publish-shared": self.publish_shared, "discard-shared": self.discard_shared}  # fmt: skip
        own = [
            path(f"<int:pk>/{name}/", view(self.act_view(act)), name=f"articles_article_{name.replace('-', '_')}")
            for name, act in acts.items()
        ]
        own += [
            path(f"add/{name}/", view(self.first_act_view(act)), name=f"articles_article_add_{name}")
            for name, act in acts.items()
            if name in FIRST_ACTS
        ]
        return [*own, *super().get_urls()]

    def act_address(self, name, article, edition):
        if article.pk is None:
            return f"{reverse(f'admin:articles_article_add_{name}')}?edition={edition.code}"
        address = reverse(f"admin:articles_article_{name.replace('-', '_')}", args=[article.pk])
        return f"{address}?edition={edition.code}"

    def act_view(self, act):
        """Return a view that saves what the form has, and then acts. Nothing typed is lost if the act is refused."""

        def view(request, pk):
            article = self.get_object(request, str(pk))
            if article is None:
                is_form = request.method == "POST"
                return self.page_of_deleted(request, Article(pk=pk)) if is_form else self.to_list(request, pk)
            edition = self.edition_of(request, article)
            if request.method != "POST":
                return HttpResponseRedirect(self.address_of(article, edition))
            if not self.has_change_permission(request, article):
                raise PermissionDenied
            if "confirmed" in request.POST and act in self.acts_to_confirm:
                self.act_or_explain(act, request, article, edition, None)
                return HttpResponseRedirect(self.address_of(article, edition))
            posted = self.save_posted(request, article, edition)
            if not posted.is_valid:
                return self.show(request, article, edition, posted)
            if act in self.acts_to_confirm and not posted.conflicts:
                return self.ask_or_explain(request, article, edition, act)
            return self.act_on_saved(act, request, edition, posted)

        return view

    def first_act_view(self, act):
        """Return a view that saves a new story, and then acts."""

        def view(request):
            edition = self.edition_of(request)
            if request.method != "POST":
                return HttpResponseRedirect(f"{reverse('admin:articles_article_add')}?edition={edition.code}")
            if not self.has_add_permission(request):
                raise PermissionDenied
            posted = self.save_posted(request, None, edition)
            if not posted.is_valid:
                return self.show(request, None, edition, posted)
            self.log_addition(request, posted.article, [{"added": {}}])
            return self.act_on_saved(act, request, edition, posted)

        return view

    def act_on_saved(self, act, request, edition, posted):
        article = posted.article
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        if posted.conflicts:
            return HttpResponseRedirect(self.conflicts_address(article, edition))
        self.act_or_explain(act, request, article, edition, posted)
        return HttpResponseRedirect(self.address_of(article, edition))

    def act_or_explain(self, act, request, article, edition, posted):
        try:
            with transaction.atomic():
                done = act(request, article, edition, posted)
                self.log_change(request, article, done.log)
        except ValidationError as error:
            explain(request, error)
            return
        messages.success(request, done.message)

    def publish(self, request, article, edition, posted):
        if posted.has_unseen_words:
            raise ValidationError(workflow.changed_meanwhile(posted.draft))
        workflow.publish(
            article,
            edition,
            by=request.user,
            at=posted.publish_at,
            version=posted.version,
            correction=request.POST.get("correction", ""),
        )
        kept_correction.forget(request, article, edition)
        state = {"edition": edition.autonym, "state": state_of(article.edition(edition), None).label}
        return Done(f"{edition.code}: published", _("The edition “%(edition)s” is now: %(state)s.") % state)

    def withdraw(self, request, article, edition, posted):
        workflow.withdraw(article, edition, by=request.user)
        message = _("The edition “%(edition)s” is withdrawn from the site.") % {"edition": edition.autonym}
        return Done(f"{edition.code}: withdrawn", message)

    def discard(self, request, article, edition, posted):
        drafts.discard(article, edition, by=request.user)
        return Done(f"{edition.code}: discarded", _("The draft has the words that are published again."))

    def move(self, request, article, edition, posted):
        to = request.POST.get("to", "")
        workflow.move_draft(article, edition, Work(to) if to in Work.values else to, by=request.user)
        state = {"edition": edition.autonym, "state": Work(to).label}
        return Done(f"{edition.code}: {to}", _("The edition “%(edition)s” is now: %(state)s.") % state)

    def publish_shared(self, request, article, edition, posted):
        if posted.has_unseen_values:
            raise ValidationError(workflow.changed_meanwhile(posted.shared_draft))
        is_changed = drafts.shared_draft_of(article).is_changed
        workflow.publish_shared(article, by=request.user, version=posted.shared_version)
        if not is_changed:
            raise ValidationError(workflow.NOTHING_NEW)
        message = _("The changes in all editions are published.")
        if names := ", ".join(posted.shared.gone):
            message = _("The changes in all editions are published, without what was deleted meanwhile: %(names)s.")
            message %= {"names": names}
        return Done("shared: published", message)

    def discard_shared(self, request, article, edition, posted):
        drafts.discard_shared(article, by=request.user)
        return Done("shared: discarded", _("The fields of all editions have the published values again."))

    @property
    def acts_to_confirm(self):
        """Acts that take something away, with what they take."""
        return {
            self.withdraw: _("Readers will no longer find this edition. Its address will say that it was withdrawn."),
            self.discard: _("The draft gets the words that readers have. What was changed since is discarded."),
            self.discard_shared: _(
                "The fields of all editions get the values that readers see. Changes are discarded."
            ),
        }

    def ask_or_explain(self, request, article, edition, act):
        """Ask whether an act is meant, but not somebody who may not do it."""
        try:
            if act == self.withdraw:
                workflow.check_withdrawal(article.edition(edition), request.user)
            elif act == self.discard:
                drafts.check_discarding(article.edition(edition))
        except ValidationError as error:
            explain(request, error)
            return HttpResponseRedirect(self.address_of(article, edition))
        return self.ask_to_confirm(request, article, edition, act)

    def ask_to_confirm(self, request, article, edition, act):
        context = self.admin_site.each_context(request) | {
            "opts": self.opts, "title": str(article), "edition": edition, "question": self.acts_to_confirm[act],
            "back": self.address_of(article, edition), "address": request.get_full_path(),
        }  # fmt: skip
        return render(request, "admin/articles/article/confirm.html", context)

    def acts_of(self, request, article, edition, posted, may_act):
        here, draft, shared = article.edition(edition), posted.draft, posted.shared_draft
        if not may_act:
            return {"state": state_of(here, draft), "acts": {}}
        open_moves = moves_open_to(request.user, here.status)
        moves = [(to.value, DRAFT_LABELS[to]) for to in draft_moves_open_to(request.user, draft.state)]
        may_publish = Status.PUBLISHED in open_moves
        names = {
            "publish": may_publish,
            "withdraw": Status.WITHDRAWN in open_moves,
            "discard": drafts.has_live(here) and draft.is_changed,
            "move": bool(moves),
            "publish-shared": may_publish and shared.is_changed,
            "discard-shared": shared.is_changed,
        }
        acts = {name: self.act_address(name, article, edition) for name, is_open in names.items() if is_open}
        shown = {
            "state": state_of(here, draft),
            "shared_draft": shared,
            "acts": {
                **{name.replace("-", "_"): address for name, address in acts.items()},
                "moves": moves,
                "was_public": here.was_public,
            },
        }
        if article.pk is None:
            return shown
        return shown | {
            "conflicts_address": self.conflicts_address(article, edition),
        }


def explain(request, error):
    for fault in error.messages:
        messages.error(request, fault)
