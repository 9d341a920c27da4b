"""Receives readers' comments."""

from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from articles.comments import door
from articles.comments.closing import why_closed
from articles.comments.forms import CommentForm
from articles.comments.own_page import lead, lead_to_first
from articles.comments.pages import shown_comment
from articles.comments.people.cookies import person_of
from articles.comments.posting import NotPosted, post
from articles.views.article import find_for_form, show
from articles.views.errors import form_elsewhere, not_accepted
from newsroom import editions
from newsroom.database.cached_values import cached_values
from newsroom.serving import redirects
from newsroom.serving.client_address import client_address
from newsroom.serving.origin import Origin, origin_of


@csrf_exempt  # it reads no session; `origin_of` rejects other sites, and `person_of` whatever is not surely ours
def post_comment(request, day, slug):
    if request.method != "POST":  # a reader reloads the URL of an invalid form
        story = find_for_form(request, day, slug, "comments")
        address = redirects.with_query(request, story.get_absolute_url())
        return HttpResponseRedirect(f"{address}#comments")
    origin = origin_of(request)
    if origin is Origin.FOREIGN:
        return not_accepted(request, "comments", status=403)
    if answer := door.answer_at_the_door(request, slug):
        return answer
    try:
        article = find_for_form(request, day, slug, "comments")
    except Http404:  # withdrawn while the reader was writing, or never public: the answer is the same
        return form_elsewhere(request)
    form = CommentForm(request.POST)
    form.answered = answered_by(form, article)
    if reason := why_closed(article, request):
        form.add_error(None, reason)
    if not form.is_valid():
        return show(request, article, comment_form=form)
    comment = form.save(commit=False)
    comment.article = article
    comment.language = editions.active().stored_in
    if form.answered:
        comment.answer(form.answered)
    comment.is_of_unknown_origin = origin is Origin.UNKNOWN
    try:
        posted = post(
            comment,
            address=client_address(request),
            person=person_of(request),
            values=cached_values(request),
            guards=request.POST,
        )
    except NotPosted as refusal:
        return refused(request, article, form, refusal)
    answer = lead(request, posted) if posted else lead_to_first(request, comment)
    return answer or HttpResponseRedirect(f"{article.get_absolute_url()}#comments", status=303)


def answered_by(form, article):
    """Return the comment that a form answers; None if it answers none. If it has gone meanwhile, tell the reader so."""
    if not form.data.get("answered"):
        return None
    comment = shown_comment(article, editions.active(), form.data["answered"])
    if comment is None:
        form.add_error(None, _("The comment that you answer is not shown any more. You can send yours as a new one."))
    return comment


def refused(request, article, form, refusal):
    """Show the form again with its text and the reason."""
    if refusal.status in door.SMALL:
        return door.refused(request, refusal)
    form.add_error(refusal.field, refusal.message)
    form.warning = refusal.warning
    response = show(request, article, comment_form=form)
    response.status_code = refusal.status
    return response
