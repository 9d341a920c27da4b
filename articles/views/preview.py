"""The page of a story as its drafts would make it: for members of staff, and for outsiders who have a secret link."""

from functools import wraps

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.admin.edit_forms import messages_in, shared_values
from articles.admin.edit_page import Posted
from articles.editorial import draft_versions, drafts, preview
from articles.editorial.preview_links import open_link
from articles.models import Article
from articles.views.article import show_parts
from articles.views.errors import not_found
from newsroom import editions
from newsroom.editions.addresses import address_in
from newsroom.serving.snapshots import without_snapshot

HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",  # the address may be a secret, and links lead to other sites
}
FOR_STAFF, FOR_OUTSIDERS = "articles/preview.html", "articles/preview_for_outsiders.html"


def kept_by_nobody(view):
    """Forbid caches and search engines to keep the answers of a view, and browsers to send its URL to other sites.

    This includes 404 answers.
    """

    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            response = view(request, *args, **kwargs)
        except Http404 as error:
            response = not_found(request, error)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    return answer


@without_snapshot  # to open a draft may write
@kept_by_nobody
def preview_for_staff(request, pk):
    """Show the saved drafts of a story, or with POST, what a form of the edit page has. Nothing is saved."""
    live = preview.story_to_preview(pk) if admin.site.has_permission(request) else None
    if live is None or not desk().has_view_permission(request, live):
        raise Http404
    return beside_the_editor(posted_preview if request.method == "POST" else saved_preview)(request, live)


def desk():
    return admin.site.get_model_admin(Article)


def beside_the_editor(view):
    """Let pages of the site show the answer in a frame."""

    def answer(request, live):
        response = csp_replace({"frame-ancestors": [SELF]})(view)(request, live)
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response

    return answer


def saved_preview(request, live):
    found = preview.of_drafts(live)
    return show_to_staff(request, live, *found) if found else nothing_to_show(request)


def posted_preview(request, live):
    """The form has the words of one edition. For others, it has only the fields that all editions share."""
    edition = editions.stored(request.POST.get("_edition")) or preview.stored_edition()
    posted = Posted(desk(), request, live, edition)
    if not posted.is_valid:
        return nothing_to_show(request, [fault for form in posted.forms for fault in messages_in(form)])
    values = shared_values(posted.shared, posted.formsets)
    if edition != preview.stored_edition():
        draft, at = drafts.draft_of(live, preview.stored_edition()), None
    else:
        draft, at = posted.draft, posted.publish_at
        try:
            draft_versions.set_content(draft, posted.words.content(draft_versions.content_of(draft)))
        except ValidationError as error:
            return nothing_to_show(request, error.messages)
    if not preview.has_words(draft):
        return nothing_to_show(request)
    return show_to_staff(request, live, *preview.drafted(live, draft, values, at))


def show_to_staff(request, live, story, parts):
    def address(edition):
        return address_in(edition, "preview", pk=live.pk)

    return show_parts(request, story, parts, {"canonical": None, "address_in": address}, FOR_STAFF)


@without_snapshot  # openings of links are counted
@kept_by_nobody
@require_safe
def preview_for_outsiders(request, secret):
    """Show the saved draft that a secret link is about, and of everything else only what is public."""
    link = open_link(secret, request.edition)
    if link is None:
        raise Http404
    live = preview.story_to_preview(link.article_id)
    found = preview.of_drafts(live)

    def address(edition):
        is_same = edition.stored_in == link.language
        return address_in(edition, "secret_preview", secret=secret) if is_same else live.address_in(edition)

    context = {"canonical": None, "address_in": address}
    return show_parts(request, *found, context, FOR_OUTSIDERS) if found else nothing_to_show(request)


def nothing_to_show(request, faults=()):
    return render(request, "articles/no_preview.html", {"faults": faults})
