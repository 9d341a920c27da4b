"""What the edit page sends and asks while somebody types: autosave, and the changes of colleagues. All is JSON.

`newsroom/static/desk/draft/` is the other side.
"""

import json
from dataclasses import asdict
from http import HTTPStatus
from zlib import crc32

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseNotModified, JsonResponse
from django.http.request import RawPostDataException
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from articles.editorial import discarding, draft_versions, drafts, presence
from articles.editorial.clean_change import MalformedChangeError, expect, storable
from articles.editorial.merge import BadChange
from articles.editorial.sent_changes import LONGEST_REQUEST
from articles.editorial.state_mark import mark_of
from articles.models import Article, Draft
from newsroom import editions
from newsroom.desk.short_times import second_now, with_zone


class DraftRequests:
    """Mixin for the admin class of stories."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/draft/<str:language>/", view(self.save_words), name="articles_article_draft"),
            path("new/<str:language>/", view(require_POST(self.save_new)), name="articles_article_new"),
            *super().get_urls(),
        ]

    def save_words(self, request, pk, language):
        """Save a change of the words of an edition: see `drafts.save_draft`. By GET, give a new address for polls."""
        edition = editions.stored(language)
        article = self.story_to_save(request, pk)
        if article is None or edition is None:
            return gone()
        if request.method == "GET":
            return JsonResponse(addresses_of(request.user, article, edition))
        return answer(lambda: self.saved_words(request, article, edition))

    def saved_words(self, request, article, edition):
        sent = json_in(request)
        mark, base, held = mark_in(sent), version_in(sent), held_in(sent)
        return drafts.save_draft(article, edition, base, sent, by=request.user, held=held, request=mark)

    @transaction.atomic
    def save_new(self, request, language):
        """Create a story with the first words that were typed; none if they are refused."""
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
        more = addresses_of(request.user, article, edition)
        response = answer(lambda: self.saved_words(request, article, edition), lambda saved: as_json(saved) | more)
        transaction.set_rollback(response.status_code != HTTPStatus.OK)
        return response

    def story_to_save(self, request, pk):
        article = Article.objects.filter(pk=pk).first()
        if article and not self.has_change_permission(request, article):
            raise PermissionDenied
        return article


def json_in(request):
    """Return the object that was sent, without characters that no database can store: text areas can have them."""
    try:
        sent = storable_in(json.loads(request.body))
    except (ValueError, RecursionError, RawPostDataException) as error:  # the last: it was read as a form
        raise MalformedChangeError("no JSON") from error
    if not isinstance(sent, dict):
        raise MalformedChangeError("no object")
    return sent


def storable_in(value):
    if isinstance(value, dict):
        return {storable(name): storable_in(one) for name, one in value.items()}
    if isinstance(value, list):
        return [storable_in(one) for one in value]
    return storable(value) if isinstance(value, str) else value


def version_in(sent):
    base = sent.get("base")
    if not isinstance(base, int) or isinstance(base, bool) or not 0 <= base < 2**31:
        raise MalformedChangeError("base")
    return base


def mark_in(sent):
    """Return what tells a request from others; "" if the browser sent nothing."""
    mark = sent.get("request", "")
    expect(isinstance(mark, str) and len(mark) <= LONGEST_REQUEST and mark.isascii() and "\0" not in mark, "request")
    return mark


def held_in(sent):
    """Return {part: id of the conflict}. Pages that were opened before they got ids send the parts alone."""
    held = sent.get("held") or {}
    if isinstance(held, list) and all(isinstance(part, str) for part in held):
        return dict.fromkeys(held)
    expect(isinstance(held, dict) and all(pk is None or is_id(pk) for pk in held.values()), "held")
    return held


def is_id(pk):
    return isinstance(pk, int) and not isinstance(pk, bool) and 0 < pk < 2**63


def gone():
    return JsonResponse(
        {"message": _("Somebody has deleted this story. Your text is kept in this browser.")}, status=410
    )


def answer(save, tell=None):
    """Save, and tell the browser what it does not have yet; or why nothing was saved.

    `tell` makes the answer of what `save` returns. By default it is `as_json`.
    """
    try:
        saved = save()
    except Article.DoesNotExist:
        return gone()
    except (MalformedChangeError, BadChange) as error:
        return JsonResponse({"message": str(error)}, status=400)
    except ValidationError as error:
        return JsonResponse({"message": " ".join(error.messages)}, status=413)
    return JsonResponse((tell or as_json)(saved))


def as_json(saved):
    return {
        "version": saved.version,
        "saved_at": second_now(),
        "mark": mark_of(saved.draft.article),
        **saved.news,
        **(discarding_as_json(saved.draft, saved.base) if any(saved.news.values()) else {}),
        "waiting": [*saved.waiting.values()],
        "waiting_ids": [*saved.waiting],
        "conflicts": [conflict_as_json(one) for one in saved.conflicts],
    }


def conflict_as_json(conflict):
    texts = {name: getattr(conflict, name) for name in ("part", "base", "mine", "theirs")}
    return texts | {
        "id": conflict.pk,
        "by": str(conflict.other or ""),
        "at": with_zone(conflict.at),
    }


def discarding_as_json(draft, since):
    """Return who has discarded words that the page of the sender may show; {} if nobody has since a version."""
    change = discarding.last_discarding(draft, since)
    if change is None:
        return {}
    by = change.by.get_full_name() or change.by.get_username() if change.by else _("Somebody")
    return {"discarded": {"version": change.version, "by": by, "at": with_zone(change.at)}}


def addresses_of(user, article, edition):
    """Return where the page of an edition saves and asks."""
    words = reverse("admin:articles_article_draft", args=[article.pk, edition.code])
    page = reverse("admin:articles_article_change", args=[article.pk])
    return {
        "save_url": words,
        "shared_url": reverse("admin:articles_article_shared", args=[article.pk]),
        "acts_url": f"{reverse('admin:articles_article_acts', args=[article.pk])}?edition={edition.code}",
        "poll_url": reverse("draft_changes", args=[presence.token_for(user, article, edition)]),
        "edit_url": f"{page}?edition={edition.code}",
    }


@require_GET
@never_cache
def draft_changes(request, token):
    """Answer a poll: what has changed since the version `since`, and who else is here. 304 if nothing has changed."""
    since, block = request.GET.get("since", "0"), request.GET.get("block", "")[:16]
    try:
        known = int(since) if since.isascii() and since.isdecimal() and len(since) < 10 else 0
        found = presence.ask(token, block.replace("\0", ""))
    except presence.NoAccessError:
        return JsonResponse({}, status=401)
    except presence.StoryIsGoneError:
        return gone()
    people = [asdict(person) for person in found.people]
    tag = f'"{found.version}-{found.shared_version}-{found.mark}-{crc32(json.dumps(people).encode())}"'
    if found.version == known and request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    answer = {"version": found.version, "shared_version": found.shared_version, "people": people, "mark": found.mark}
    if found.version != known:
        _user, _mark, article, language = presence.parts_of(token)
        # A draft that nobody has changed has no row and no versions.
        if draft := Draft.objects.filter(article=article, language=language).first():
            answer |= {"version": draft.version} | draft_versions.news_since(draft, known)
            answer |= discarding_as_json(draft, known)
    return JsonResponse(answer, headers={"ETag": tag})
