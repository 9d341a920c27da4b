"""What the edit page sends and asks about the fields that all editions share: like words, field by field, in JSON.

Fields have the names of `shared_fields`. Their values are those that the controls of the form have: texts, and whether
a box is ticked. So the form decides what they mean.
"""

from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.http import require_http_methods

from articles.admin.draft_requests import (
    answer,
    as_json,
    discarding_as_json,
    gone,
    held_in,
    json_in,
    mark_in,
    version_in,
)
from articles.admin.edit_forms import deleted_rows, messages_in, posted_values, shared_form, shared_values
from articles.admin.picked_photos import unusable_photos
from articles.editorial import draft_versions, drafts, shared_fields
from articles.editorial.clean_change import expect


class SharedRequests:
    """Mixin for the admin class of stories."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_http_methods(["GET", "POST"])(self.shared_fields))
        return [path("<int:pk>/shared/", view, name="articles_article_shared"), *super().get_urls()]

    def shared_fields(self, request, pk):
        """Save a change of the shared fields. By GET, tell what has changed since a version."""
        article = self.story_to_save(request, pk)
        if article is None:
            return gone()
        if request.method == "GET":
            return JsonResponse(shared_news(article, request.GET.get("since", "")))
        return answer(lambda: self.saved_fields(request, article), shared_as_json)

    def saved_fields(self, request, article):
        sent = json_in(request)
        base, fields, held = version_in(sent), sent.get("fields"), held_in(sent)
        check_fields(fields)
        draft = drafts.shared_draft_of(article)
        known = draft_versions.known_content(draft, base) or draft_versions.content_of(draft)
        before = shared_fields.without_deleted(known.fields)
        form, formsets = shared_form(self, request, draft, posted_values(before | fields) | {"shared_version": base})
        is_valid = all([form.is_valid(), *(formset.is_valid() for formset in formsets.values())])
        if deleted := deleted_rows(form, formsets):
            raise ValidationError(deleted)
        if not is_valid:
            raise ValidationError([fault for part in [form, *formsets.values()] for fault in messages_in(part)])
        values, mark = shared_values(form, formsets), mark_in(sent)
        if unusable := unusable_photos(values, draft.values, self.edition_of(request, article)):
            raise unusable
        return drafts.save_shared(article, base, values, by=request.user, held=held, request=mark)


def check_fields(fields):
    expect(isinstance(fields, dict), "fields")
    for name, value in fields.items():
        expect(shared_fields.is_name(name), name)
        expect(value is None or isinstance(value, bool | str), name)


def shared_news(article, since):
    draft = drafts.shared_draft_of(article)
    known = int(since) if since.isascii() and since.isdecimal() and len(since) < 10 else 0
    news = shown(draft_versions.news_since(draft, known)["fields"])
    return {"version": draft.version} | news | discarding_as_json(draft, known)


def shared_as_json(saved):
    return as_json(saved) | shown(saved.news["fields"])


def shown(fields):
    """Return values as controls have them, and what people call the rows that are meant."""
    values = {name: value if value is None or isinstance(value, bool) else str(value) for name, value in fields.items()}
    return {"fields": values, "names": shared_fields.names_of_rows(fields)}
