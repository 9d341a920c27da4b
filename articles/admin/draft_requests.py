"""What the edit page sends and asks while somebody types: autosave, and the changes of colleagues. All is JSON.

`newsroom/static/desk/draft/` is the other side.
"""

import json

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.edit_forms import shared_form, shared_values
from articles.editorial import drafts
from articles.editorial.clean_change import MalformedChangeError
from articles.editorial.merge import BadChange
from articles.models import Article
from newsroom import editions


class DraftRequests:
    """Mixin for the admin class of stories."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/draft/<str:language>/", view(self.save_words), name="articles_article_draft"),
            path("<int:pk>/shared/", view(self.save_shared), name="articles_article_shared"),
            path("new/<str:language>/", view(self.save_new), name="articles_article_new"),
            *super().get_urls(),
        ]

    def save_words(self, request, pk, language):
        """Save a change of the words of an edition: see `drafts.save_draft`."""
        edition = editions.stored(language)
        article = self.story_to_save(request, pk)
        if article is None or edition is None:
            return gone()
        return answer(lambda: self.saved_words(request, article, edition))

    def saved_words(self, request, article, edition):
        sent = json_in(request)
        held = [part for part in sent.get("held") or [] if isinstance(part, str)]
        return drafts.save_draft(article, edition, version_in(sent), sent, by=request.user, held=held)

    def save_shared(self, request, pk):
        """Save the form of the shared fields."""
        article = self.story_to_save(request, pk)
        if article is None:
            return gone()
        form, formsets = shared_form(self, request, drafts.shared_draft_of(article), request.POST)
        if not all([form.is_valid(), *(formset.is_valid() for formset in formsets.values())]):
            faults = [str(fault) for part in [form, *formsets.values()] for fault in messages_in(part)]
            return JsonResponse({"message": " ".join(faults)}, status=400)
        base, values = form.cleaned_data["shared_version"], shared_values(form, formsets)
        return answer(lambda: drafts.save_shared(article, base, values, by=request.user))

    def save_new(self, request, language):
        """Create a story with the first words that were typed."""
        edition = editions.stored(language)
        if not self.has_add_permission(request) or edition is None:
            raise PermissionDenied
        try:
            sent = json_in(request)
            article = drafts.new_story(str(sent.get("key", "")), edition)
        except MalformedChangeError as error:
            return JsonResponse({"message": str(error)}, status=400)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        response = answer(lambda: self.saved_words(request, article, edition))
        return response

    def story_to_save(self, request, pk):
        article = Article.objects.filter(pk=pk).first()
        if request.method != "POST" or (article and not self.has_change_permission(request, article)):
            raise PermissionDenied
        return article


def json_in(request):
    try:
        sent = json.loads(request.body)
    except ValueError as error:
        raise MalformedChangeError("no JSON") from error
    if not isinstance(sent, dict):
        raise MalformedChangeError("no object")
    return sent


def version_in(sent):
    base = sent.get("base")
    if not isinstance(base, int) or isinstance(base, bool) or not 0 <= base < 2**31:
        raise MalformedChangeError("base")
    return base


def messages_in(form):
    if hasattr(form, "forms"):
        return [fault for row in form.forms for fault in messages_in(row)] + [*form.non_form_errors()]
    return [f"{form.fields[name].label}: {fault}" for name, faults in form.errors.items() for fault in faults]


def gone():
    return JsonResponse(
        {"message": _("Somebody has deleted this story. Your text is kept in this browser.")}, status=410
    )


def answer(save):
    """Save, and tell the browser what it does not have yet; or why nothing was saved."""
    try:
        saved = save()
    except Article.DoesNotExist:
        return gone()
    except (MalformedChangeError, BadChange) as error:
        return JsonResponse({"message": str(error)}, status=400)
    except drafts.UnknownVersionError:
        return JsonResponse({"message": _("This version of the text is too old. Open the story again.")}, status=409)
    except ValidationError as error:
        return JsonResponse({"message": " ".join(error.messages)}, status=413)
    return JsonResponse(as_json(saved))


def as_json(saved):
    return {
        "version": saved.draft.version,
        "saved_at": timezone.localtime().strftime("%H:%M:%S"),
        **saved.news,
        "conflicts": [
            {
                "part": one.part,
                "base": one.base,
                "mine": one.mine,
                "theirs": one.theirs,
                "by": str(one.other or ""),
                "at": timezone.localtime(one.at).strftime("%H:%M"),
            }
            for one in saved.conflicts
        ],  # fmt: skip
    }
