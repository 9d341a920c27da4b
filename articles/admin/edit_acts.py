"""The acts of the edit page. Each has an address of its own, saves what the form has, and then acts."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.linked_faults import faults_in, said_of
from articles.admin.story_acts import StoryActs, state_asked
from articles.admin.telling_readers import TellingReaders, answered
from articles.editorial import discarding, drafts, killing, workflow
from articles.editorial.recounting import recount
from articles.editorial.story_log import LONGEST_REASON
from articles.editorial.telling import UndecidedError
from articles.models import Article

FIRST_ACTS = ["publish", "move", "flash"]
"""What can be done with a story that is not saved yet."""
MOST_TOLD = 5


class EditActs(StoryActs, TellingReaders):
    """Mixin for the admin class of stories, beside `EditPage`."""

    def get_urls(self):
        view = self.admin_site.admin_view
        acts = {
            "publish": self.publish,
            "flash": self.flash,
            "withdraw": self.withdraw,
            "cancel-change": self.cancel_change,
            "kill": self.kill,
            "lift-kill": self.lift_kill,
            "discard": self.discard,
            "move": self.move,
            "accept": self.accept,
            "refuse": self.refuse,
            "publish-shared": self.publish_shared,
            "discard-shared": self.discard_shared,
        }
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
            if "confirmed" in request.POST and self.may_be_confirmed(act):
                return self.act_on_saved(act, request, edition, answered(request, article, edition))
            posted = self.save_posted(request, article, edition)
            if not posted.is_valid:
                return self.show(request, article, edition, posted)
            question = self.question_before(act, request)
            if question and not posted.conflicts:
                return self.ask_or_explain(request, article, edition, act, posted, question)
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
        try:
            self.act_or_explain(act, request, article, edition, posted)
        except UndecidedError:
            return self.ask_what_to_tell(request, article, edition, posted)
        return HttpResponseRedirect(self.address_of(article, edition))

    def act_or_explain(self, act, request, article, edition, posted):
        try:
            with transaction.atomic():
                done = act(request, article, edition, posted)
                self.log_change(request, article, done.log)
        except ValidationError as error:
            explain(request, error, partial(self.address_of, article))
            offer_time(request, error, article, edition)
            return
        recount([article.pk])
        messages.success(request, done.message)

    def ask_or_explain(self, request, article, edition, act, posted, question):
        """Ask whether an act is meant, but not somebody who may not do it."""
        try:
            if act == self.withdraw:
                workflow.check_withdrawal(article.edition(edition), request.user)
            elif act == self.kill:
                killing.check_kill(article, request.user)
            elif act == self.lift_kill:
                killing.check_lifting(article, request.user)
            elif act == self.move:
                workflow.check_draft_move(posted.draft, state_asked(request), request.user)
            elif act == self.discard:
                discarding.check_discarding(article.edition(edition))
                check_seen_all(posted.has_unseen_words, posted.draft)
            elif act == self.discard_shared:
                check_seen_all(posted.has_unseen_values, posted.shared_draft)
        except ValidationError as error:
            explain(request, error)
            return HttpResponseRedirect(self.address_of(article, edition))
        seen = posted.shared_version if act == self.discard_shared else posted.version
        return self.ask_to_confirm(request, article, edition, question, seen)

    def ask_to_confirm(self, request, article, edition, question, seen):
        context = self.admin_site.each_context(request) | {
            "opts": self.opts, "title": str(article), "edition": edition, "question": question, "seen": seen,
            "back": self.address_of(article, edition), "address": request.get_full_path(),
            "to": request.POST.get("to", ""), "longest": LONGEST_REASON,
        }  # fmt: skip
        return render(request, "admin/articles/article/confirm.html", context)


def offer_time(request, error, article, edition):
    """Enter the earliest time at which an edition can be published, if a day of silence stops it until then."""
    here = article.edition(edition)
    if here.is_published and not here.is_live:  # it keeps its own time
        return
    findings = [fault.params["finding"] for fault in faults_in(error) if fault.code == "check"]
    if until := max((finding.until for finding in findings if finding.until), default=None):
        drafts.plan(article, edition, until)
        messages.info(request, _("This time is entered as the time of publication."))


def check_seen_all(has_unseen, draft):
    """Raise ValidationError if saving the form has brought changes that the person has not seen."""
    if has_unseen:
        draft.refresh_from_db()
        raise ValidationError(discarding.changed_before_discarding(draft))


def explain(request, error, address_of=None):
    """Tell why an act is refused. A long list of faults stands beside the text, too.

    What stops a check is told with a link, if `address_of` gives the address of the edit page of an edition.
    """
    level = messages.INFO if getattr(error, "code", None) == "nothing_new" else messages.ERROR
    said = [said_of(fault, request.user, address_of) for fault in faults_in(error)]
    for fault in said[:MOST_TOLD]:
        messages.add_message(request, level, fault)
    if rest := said[MOST_TOLD:]:
        more = ngettext("There is %(count)d more.", "There are %(count)d more.", len(rest)) % {"count": len(rest)}
        messages.add_message(request, level, more)
