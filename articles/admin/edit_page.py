"""The edit page of a story: one edition in the main column, what all editions share beside it.

The page writes drafts. What readers have changes only by the acts in `articles/editorial/workflow.py`.
"""

from csp.decorators import csp_update
from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from js_asset import Media

from articles.admin.draft_requests import messages_in
from articles.admin.edit_forms import TimeForm, WordsForm, shared_form, shared_values
from articles.editorial import conflicts, drafts, workflow
from articles.editorial.shown_states import state_of
from articles.editorial.states import DRAFT_LABELS, draft_moves_open_to, moves_open_to
from articles.models import Article, Draft, Status, Work
from newsroom import editions
from newsroom.content.natural_keys import new_key
from newsroom.desk.edition_admin import EDITORS_OWN_STYLE

with_editor = csp_update({"style-src": EDITORS_OWN_STYLE})
TEMPLATE = "admin/articles/article/change_form.html"


class EditPage:
    """Mixin for the admin class of stories."""

    def get_urls(self):
        view = self.admin_site.admin_view
        acts = {"publish": self.publish, "withdraw": self.withdraw, "discard": self.discard, "move": self.move,
                "publish-shared": self.publish_shared, "discard-shared": self.discard_shared}  # fmt: skip
        own = [
            path(f"<int:pk>/{name}/", view(self.act_view(act)), name=f"articles_article_{name.replace('-', '_')}")
            for name, act in acts.items()
        ]
        return [*own, *super().get_urls()]

    def act_address(self, name, article, edition):
        address = reverse(f"admin:articles_article_{name.replace('-', '_')}", args=[article.pk])
        return f"{address}?edition={edition.code}"

    # Opening and saving

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        article = self.get_object(request, unquote(object_id)) if object_id else None
        if object_id and article is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        allowed = self.has_view_or_change_permission(request, article) if article else self.has_add_permission(request)
        if not allowed:
            raise PermissionDenied
        edition = self.edition_of(request, article)
        if request.method != "POST":
            return self.show(request, article, edition)
        if article and not self.has_change_permission(request, article):
            raise PermissionDenied
        saved = self.save_posted(request, article, edition)
        if not saved.is_valid:
            return self.show(request, article, edition, saved)
        if article is None:
            self.log_addition(request, saved.article, [{"added": {}}])
        if IS_POPUP_VAR in request.POST:
            return self.response_add(request, saved.article)
        if saved.conflicts:
            return HttpResponseRedirect(self.conflicts_address(saved.article, edition))
        return HttpResponseRedirect(self.address_of(saved.article, edition))

    def save_posted(self, request, article, edition):
        """Save the typed words and the shared fields into their drafts. Return what was posted, as `Posted`."""
        posted = Posted(self, request, article or Article(), edition)
        if posted.is_valid:
            try:
                with transaction.atomic():
                    posted.save(request.user)
            except ValidationError as error:
                posted.words.add_error(None, error)
            except drafts.UnknownVersionError:
                posted.words.add_error(None, _("This version of the text is too old. Open the story again."))
        return posted

    def address_of(self, article, edition):
        return f"{reverse('admin:articles_article_change', args=[article.pk])}?edition={edition.code}"

    def conflicts_address(self, article, edition):
        address = reverse("admin:articles_article_conflicts", args=[article.pk])
        return f"{address}?edition={edition.code}"

    # Acts

    def act_view(self, act):
        """Return a view that saves what the form has, and then acts. Nothing typed is lost if the act is refused."""

        def view(request, pk):
            article = self.get_object(request, str(pk))
            if article is None:
                return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
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
            if posted.conflicts:
                return HttpResponseRedirect(self.conflicts_address(article, edition))
            if act in self.acts_to_confirm:
                return self.ask_to_confirm(request, article, edition, act)
            self.act_or_explain(act, request, article, edition, posted)
            return HttpResponseRedirect(self.address_of(article, edition))

        return view

    def act_or_explain(self, act, request, article, edition, posted):
        try:
            with transaction.atomic():
                done = act(request, article, edition, posted)
                self.log_change(request, article, done.log)
        except ValidationError as error:
            for fault in error.messages:
                messages.error(request, fault)
            return
        messages.success(request, done.message)

    def publish(self, request, article, edition, posted):
        workflow.publish(
            article,
            edition,
            by=request.user,
            at=posted.publish_at,
            version=posted.version,
            correction=request.POST.get("correction", ""),
        )
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
        workflow.publish_shared(article, by=request.user, version=posted.shared_version)
        return Done("shared: published", _("The changes in all editions are published."))

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

    def ask_to_confirm(self, request, article, edition, act):
        context = self.admin_site.each_context(request) | {
            "opts": self.opts, "title": str(article), "edition": edition, "question": self.acts_to_confirm[act],
            "back": self.address_of(article, edition), "address": request.get_full_path(),
        }  # fmt: skip
        return render(request, "admin/articles/article/confirm.html", context)

    # The page

    def show(self, request, article, edition, posted=None):
        """Render the page: a posted form with its errors, or the drafts."""
        row = article or self.proposed_article(request, edition)
        posted = posted or Posted(self, request, row, edition, is_new=True)
        may_edit = article is None or self.has_change_permission(request, article)
        own = list(article.drafts.all()) if article else []
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "title": str(article) if article else _("New story"),
            "article": article,
            "edition": edition,
            "tabs": self.tabs_of(request, row, edition, own),
            "draft": posted.draft,
            "words": posted.words,
            "shared": posted.shared,
            "formsets": posted.formsets,
            "time": posted.time,
            "key": posted.key,
            "errors": posted.errors if posted.is_bound else [],
            "media": Media.from_media(self.media + posted.media, nonce=request.csp_nonce),
            "may_edit": may_edit,
            "is_popup": IS_POPUP_VAR in request.GET or IS_POPUP_VAR in request.POST,
            "conflicts": list(conflicts.open_in(drafts.about(posted.draft)).filter(by=request.user)) if article else [],
        }
        context |= self.acts_of(request, row, edition, posted, may_edit and article is not None)
        return with_editor(render)(request, TEMPLATE, context)

    def proposed_article(self, request, edition):
        """Return a new story with the values that the address proposes."""
        proposed = self.get_changeform_initial_data(request)
        own = {field.name for field in Article._meta.concrete_fields}
        article = Article(key=new_key())
        for name, value in ({"original_language": edition.code} | proposed).items():
            if name in own:
                setattr(article, name, value)
        return article

    def tabs_of(self, request, article, current, own):
        own = {draft.language: draft for draft in own}
        query = request.GET.copy()
        tabs = []
        for here in article.editions():
            edition = here.edition
            query["edition"] = edition.code
            state = state_of(here, own.get(edition.code))
            is_original = edition.code == article.original_language
            tabs.append({"edition": edition, "query": query.urlencode(), "is_current": edition == current,
                         "state": state, "is_original": is_original})  # fmt: skip
        return tabs

    def acts_of(self, request, article, edition, posted, may_act):
        here, draft, shared = article.edition(edition), posted.draft, posted.shared_draft
        if not may_act:
            return {"state": state_of(here, draft), "moves": [], "acts": {}}
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
        return {
            "here": here,
            "state": state_of(here, draft),
            "shared_draft": shared,
            "moves": moves,
            "acts": {
                name.replace("-", "_"): self.act_address(name, article, edition)
                for name, is_open in names.items()
                if is_open
            },  # fmt: skip
            "public_address": article.address_in(edition),
            "conflicts_address": self.conflicts_address(article, edition),
        }


class Done:
    """What an act did: the entry in the history, and the message for the person."""

    def __init__(self, log, message):
        self.log, self.message = log, message


class Posted:
    """The forms of the page, filled from the drafts or from a POST, and what saving them gave."""

    def __init__(self, model_admin, request, article, edition, is_new=False):
        data = None if is_new else request.POST
        self.article, self.edition, self.conflicts = article, edition, []
        self.is_bound = data is not None
        self.draft = drafts.draft_of(article, edition) if article.pk else Draft(language=edition.code)
        self.shared_draft = drafts.shared_draft_of(article)
        self.words = WordsForm(data, initial=WordsForm.values_of(self.draft), edition=edition)
        self.shared, self.formsets = shared_form(model_admin, request, self.shared_draft, data)
        self.time = TimeForm(data, initial={"publish_at": self.draft.publish_at})
        self.key = new_key() if is_new else request.POST.get("key", "")

    @property
    def forms(self):
        return [self.words, self.shared, self.time, *self.formsets.values()]

    @property
    def is_valid(self):
        return all([form.is_valid() for form in self.forms])

    @property
    def errors(self):
        return [fault for form in self.forms if form.is_bound for fault in messages_in(form)]

    @property
    def media(self):
        first, *others = [form.media for form in self.forms]
        return sum(others, first)

    def save(self, user):
        if self.article.pk is None:
            self.article = drafts.new_story(self.key, self.edition)
        self.save_words(user)
        self.save_shared(user)

    def save_words(self, user):
        base = self.words.cleaned_data["version"]
        draft = drafts.draft_of(self.article, self.edition)
        before = drafts.content_at(draft, base)
        change = drafts.changes_between(before, self.words.content(before))
        saved = drafts.save_draft(self.article, self.edition, base, change, by=user)
        self.version, self.conflicts = saved.draft.version, [*self.conflicts, *saved.conflicts]

    def save_shared(self, user):
        base, values = self.shared.cleaned_data["shared_version"], shared_values(self.shared, self.formsets)
        saved = drafts.save_shared(self.article, base, values, by=user)
        self.shared_version, self.conflicts = saved.draft.version, [*self.conflicts, *saved.conflicts]

    @property
    def publish_at(self):
        return self.time.cleaned_data["publish_at"]
