"""The edit page of a story: one edition in the main column, what all editions share beside it.

The page writes drafts. What readers have changes only by the acts in `articles/editorial/workflow.py`.
"""

from http import HTTPStatus
from urllib.parse import urlencode

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms import Field
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from js_asset import Media

from articles.admin import kept_correction
from articles.admin.daybook_week import events_of
from articles.admin.draft_requests import addresses_of
from articles.admin.edit_forms import WordsForm
from articles.admin.name_hints import names_address
from articles.admin.obstacles import obstacles_in
from articles.admin.own_links import own_stories_address
from articles.admin.photo_picker import photo_addresses
from articles.admin.posted import Posted
from articles.admin.shown_notes import count_words, counts_of, shown_notes
from articles.admin.shown_suggestions import suggestions_in
from articles.editorial import conflicts, draft_versions, shared_fields
from articles.editorial.shown_states import state_of, time_of, work_of
from articles.editorial.state_mark import mark_of
from articles.editorial.translations import stale_counts
from articles.editorial.unpublished import unpublished_blocks
from articles.models import Article, Correction
from newsroom.content.natural_keys import new_key
from newsroom.desk.colleagues import signature, who_deleted, zone_words
from newsroom.desk.edition_admin import EDITORS_OWN_STYLE
from newsroom.desk.short_times import words_of_days
from newsroom.desk.writing_words import WRITING_WORDS
from newsroom.house_style.hints import hints_for

# A frame beside the editor shows the preview.
with_editor = csp_update({"style-src": EDITORS_OWN_STYLE, "frame-src": [SELF]})
TEMPLATE = "admin/articles/article/change_form.html"


class EditPage:
    """Mixin for the admin class of stories."""

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
        if saved.conflicts:
            return HttpResponseRedirect(self.conflicts_address(saved.article, edition))
        if article is None:
            self.log_addition(request, saved.article, [{"added": {}}])
            return self.response_add(request, saved.article)
        return self.response_change(request, saved.article)

    def response_add(self, request, obj, post_url_continue=None):
        is_popup = IS_POPUP_VAR in request.POST
        return super().response_add(request, obj, post_url_continue) if is_popup else self.to_page(request, obj)

    def response_change(self, request, obj):
        is_popup = IS_POPUP_VAR in request.POST
        return super().response_change(request, obj) if is_popup else self.to_page(request, obj)

    def to_page(self, request, article):
        return HttpResponseRedirect(self.address_of(article, self.edition_of(request, article)))

    def save_posted(self, request, article, edition):
        """Save the typed words and the shared fields into their drafts. Return what was posted, as `Posted`."""
        if article:
            kept_correction.keep(request, article, edition, request.POST)
        posted = Posted(self, request, article or Article(), edition)
        if article is None and posted.is_valid and not posted.has_words:
            posted.words.add_error("title", Field.default_error_messages["required"])
        if posted.is_valid:
            try:
                with transaction.atomic():
                    posted.save(request.user)
            except ValidationError as error:
                posted.words.add_error(None, error)
        return posted

    def address_of(self, article, edition):
        return f"{reverse('admin:articles_article_change', args=[article.pk])}?edition={edition.code}"

    def address_to_add(self, request):
        """Return the address of a new story's page with the values that this one proposes."""
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return f"{reverse('admin:articles_article_add')}{query}"

    def conflicts_address(self, article, edition):
        address = reverse("admin:articles_article_conflicts", args=[article.pk])
        return f"{address}?edition={edition.code}"

    def to_list(self, request, pk):
        return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))

    def page_of_deleted(self, request, row):
        """Show what was typed into the page of a story that a colleague has deleted."""
        words = WordsForm(request.POST, edition=self.edition_of(request))
        entry = who_deleted(self.model, row.pk)
        typed = [(words[name].label, words[name].data) for name in (*draft_versions.WORDS, "body") if words[name].data]
        context = self.admin_site.each_context(request) | {
            "title": _("This story was deleted"), "opts": self.opts, "by": signature(entry),
            "name": entry.object_repr if entry else "", "typed": typed,
        }  # fmt: skip
        return render(request, "admin/conflicts/deleted_page.html", context, status=HTTPStatus.GONE)

    # The page

    def show(self, request, article, edition, posted=None):
        """Render the page: a posted form with its errors, or the drafts."""
        proposed = {} if article else self.get_changeform_initial_data(request)
        row = article or proposed_article(proposed)
        if posted is None:
            posted = Posted(self, request, row, edition, is_new=True)
            posted.words.fields["title"].widget.attrs["autofocus"] = article is None
            posted.shared.initial |= {name: proposed[name] for name in ("tags",) if name in proposed}
        may_edit = article is None or self.has_change_permission(request, article)
        is_popup = IS_POPUP_VAR in request.GET or IS_POPUP_VAR in request.POST
        mark = mark_of(article) if article else ""  # before the drafts are read
        own = list(article.drafts.all()) if article else []
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "title": str(article) if article else _("New story"),
            "article": article,
            "edition": edition,
            "bar": self.bar(request, row, edition, own) | {"may_edit": may_edit},
            "corrections": self.corrections_in(request, article, edition) if article else {},
            "action": self.address_of(article, edition) if article else self.address_to_add(request),
            "mark": mark,
            "draft": posted.draft,
            "unpublished": unpublished_blocks(posted.draft),
            "words": posted.words,
            "shared": posted.shared,
            "formsets": posted.formsets,
            "time": posted.time,
            "key": posted.key,
            "is_proposed": bool(proposed.keys() - {"original_language"}),
            "errors": posted.errors if posted.is_bound else [],
            "media": Media.from_media(self.media + posted.media, nonce=request.csp_nonce),
            "may_edit": may_edit,
            "obstacles": obstacles_in(posted.draft, posted.shared_draft.values.get("lead_photo"), edition),
            "suggestions": suggestions_in(posted.draft, article, edition, request.user),
            "writing_words": WRITING_WORDS | {"days": words_of_days()},
            "hints": hints_for(request, edition),
            "checks": self.checks_address(article, edition) if article else "",
            "events": events_of(article, request.user) if article else [],
            "notes": shown_notes(article, edition, posted.draft, request.user) if article else None,
            "own_stories": own_stories_address(article, edition),
            "names": names_address(article, edition),
            "photos": photo_addresses(request.user, edition),
            "addresses": addresses_of(request.user, article, edition) if article else {},
            "is_popup": is_popup,
            "conflicts": list(open_conflicts(request.user, article, edition)) if article else [],
        }
        context["open_conflicts"] = [{"part": one.part, "by": str(one.other or "")} for one in context["conflicts"]]
        may_act = may_edit and bool(article or not is_popup)
        at = posted.chosen_time if posted.is_bound and posted.time.is_valid() else None
        context |= self.acts_of(request, row, edition, posted.draft, posted.shared_draft, may_act, at)
        context["acts"]["kept"] = kept_correction.kept(request, article, edition) if article else {}
        return with_editor(render)(request, TEMPLATE, context)

    def bar(self, request, article, edition, own):
        """Return what the bar above the story shows. `own` are the drafts of the story."""
        return {
            "title": str(article) if article.pk else _("New story"),
            "story": article if article.pk else None,
            "edition": edition,
            "zone": zone_words(timezone.now()),
            "address": article.address_in(edition),
            "tabs": self.tabs_of(request, article, edition, own),
        }

    def corrections_in(self, request, article, edition):
        """Return the number of corrections that an edition has, and the address of their list."""
        number = Correction.objects.filter(article=article).in_edition(edition).count()
        query = urlencode({"article": article.pk, "language__exact": edition.code})
        address = f"{reverse('admin:articles_correction_changelist')}?{query}"
        return {"number": number, "address": address if request.user.has_perm("articles.view_correction") else ""}

    def tabs_of(self, request, article, current, own):
        own = {draft.language: draft for draft in own}
        query = request.GET.copy()
        stale = stale_counts(article) if article.pk else {}
        notes = counts_of(article)
        tabs = []
        for here in article.editions():
            edition = here.edition
            query["edition"] = edition.code
            draft = own.get(edition.code)
            is_original = edition.code == article.original_language
            tabs.append({"edition": edition, "query": query.urlencode(), "is_current": edition == current,
                         "state": state_of(here, draft), "work": work_of(here, draft), "time": time_of(here),
                         "stale": stale.get(edition.code), "is_original": is_original,
                         "notes": count_words(notes[edition.code]) if edition.code in notes else ""})  # fmt: skip
        return tabs


def open_conflicts(user, article, edition):
    """Return what this person has to decide: in the words of an edition, and in what all editions share."""
    both = {"article": article.pk, "language__in": [edition.code, draft_versions.SHARED]}
    return conflicts.open_in(both).filter(by=user)


def proposed_article(values):
    """Return a new story with the values that the address proposes."""
    article = Article(key=new_key())
    for field in Article._meta.concrete_fields:
        if field.name in values and field.name not in shared_fields.TIMES:
            setattr(article, field.attname, values[field.name])
    return article
